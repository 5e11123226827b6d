// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Link.h"

#include <QObject>
#include <QSet>

namespace waxwing {

/// Links of guests that have said their last word and wait for the other side to end, so that the word
/// arrives even when the guest itself has gone. Lives in the network thread.
class PartingLinks : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Says `close {code}` and keeps the link until it has ended.
    void part(Link *link, Code code);
    [[nodiscard]] bool isEmpty() const { return m_links.isEmpty(); }

Q_SIGNALS:
    void emptied();

private:
    QSet<Link *> m_links;
};

} // namespace waxwing
