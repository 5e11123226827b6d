// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectChoice.h"

#include "Username.h"

#include <algorithm>
#include <set>

namespace waxwing::directChoice {

QString name(const QString &typed, const QStringList &known, const QStringList &here)
{
    if (known.contains(typed))
        return typed;
    if (here.contains(typed))
        return isLikeAnother(typed, known) ? QString() : typed;
    const QString folded = foldedName(normaliseTypedUsername(typed));
    std::set<QString> alike;
    for (const QStringList *names : {&known, &here}) {
        for (const QString &name : *names) {
            if (foldedName(name) == folded)
                alike.insert(name);
        }
    }
    return alike.size() == 1 ? *alike.begin() : QString();
}

bool isLikeAnother(const QString &name, const QStringList &known)
{
    const QString folded = foldedName(name);
    return std::any_of(known.begin(), known.end(),
                       [&](const QString &other) { return other != name && foldedName(other) == folded; });
}

const DirectIdentity *identity(const DirectContact &contact, const Bytes &which)
{
    const DirectIdentity *found = nullptr;
    for (const DirectIdentity &identity : contact.identities) {
        if (identity.digest == which)
            return &identity;
        if (identity.device != which)
            continue;
        if (found)
            return nullptr;
        found = &identity;
    }
    return found;
}

} // namespace waxwing::directChoice
