// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Limits.h"

#include <QList>
#include <QObject>

namespace waxwing {

class Link;

/// The limits on connections that are not logged in (PROTOCOL 10): so many in all, so many an address. When
/// full, of the address that holds most the one that has kept the host waiting longest is closed with `busy`;
/// one that waits for the host never is; if none is left, the new one. Of those that only linger the oldest
/// is cut. In-process links do not count.
class ConnectionGate : public QObject
{
    Q_OBJECT
public:
    explicit ConnectionGate(const Settings &settings, QObject *parent = nullptr);

    /// A new link, started. It may be the one that is closed.
    void add(Link *link);
    [[nodiscard]] int notLoggedIn() const;
    [[nodiscard]] int lingering() const { return int(m_lingering.size()); }

private:
    void forget(QObject *link);
    void onClosing(Link *link);
    void sweep();
    [[nodiscard]] int countOf(const QString &address) const;
    [[nodiscard]] QString fullestAddress() const;
    [[nodiscard]] Link *victim(const Link *newcomer, bool ofItsAddress) const;

    const int m_most;
    const int m_mostPerAddress;
    const int m_mostLingering;
    QList<Link *> m_links;     ///< not logged in when last looked at, oldest first
    QList<Link *> m_lingering; ///< not logged in, oldest first
};

} // namespace waxwing
