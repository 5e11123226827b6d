// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PartingLinks.h"

namespace waxwing {

void PartingLinks::part(Link *link, Code code)
{
    link->disconnect();
    if (link->isEnded()) {
        link->deleteLater();
        return;
    }
    link->setParent(this);
    m_links.insert(link);
    connect(link, &Link::ended, this, [this, link] {
        m_links.remove(link);
        link->deleteLater();
        if (m_links.isEmpty())
            Q_EMIT emptied();
    });
    link->close(code);
}

} // namespace waxwing
