// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "MdnsSocket.h"
#include "PartingLinks.h"
#include "RoomHost.h"
#include "StartGate.h"

#include <QObject>
#include <QSet>

namespace waxwing {

class RoomGuest;
class RoomSeeker;

/// What of an Engine lives in its network thread: gate, parting links, and whom it has to see off before the
/// thread ends.
class NetworkSide : public QObject
{
    Q_OBJECT
public:
    NetworkSide(JobPool &jobs, const Clock &clock);

    [[nodiscard]] StartGate *gate() { return &m_gate; }
    [[nodiscard]] PartingLinks *parting() { return &m_parting; }
    [[nodiscard]] MdnsSocket *mdns() { return &m_mdns; }

    /// From the GUI thread, before anybody else knows the object: moves it here and remembers it until it
    /// dies.
    void adopt(RoomGuest *guest);
    void adopt(RoomHost *host);
    void adopt(RoomSeeker *seeker);

    /// Guests say goodbye, hosts close (away), then the thread's loop ends; after a few seconds in any case.
    void finish();

private:
    void track(QObject *object, bool isHost);
    void quitIfDone();

    StartGate m_gate;
    PartingLinks m_parting;
    MdnsSocket m_mdns;
    QSet<QObject *> m_guests;
    QSet<QObject *> m_hosts;
    bool m_isFinishing = false;
};

} // namespace waxwing
