// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LockWords.h"

namespace waxwing {

QString LockWords::line(const LockFacts &facts)
{
    const QString sealed = tr("Sealed with AES-256-GCM");
    const QString host = facts.isHost ? tr("you are the host") : tr("host verified");
    QStringList parts{sealed, host};
    if (facts.people > 1)
        parts.append(tr("%n here", nullptr, facts.people));
    return parts.join(QStringLiteral(" · "));
}

QString LockWords::accepted(const LockFacts &facts)
{
    if (facts.isHost || facts.acceptedBy == AcceptedBy::Own)
        return tr("This PC is the host: the key below is your own. Read its code aloud, or show the join "
                  "card, so that "
                  "the others can check it.");
    if (facts.acceptedBy == AcceptedBy::Link)
        return tr("The host proved the key that your join link names. Whoever gave you the link told you the "
                  "right host.");
    return tr(
        "You compared the host's code and confirmed it. Since then only this key is accepted for this room.");
}

} // namespace waxwing
