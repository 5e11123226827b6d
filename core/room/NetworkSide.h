// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "PartingLinks.h"
#include "RoomHost.h"
#include "StartGate.h"

#include <QObject>
#include <QSet>

namespace waxwing {

class RoomGuest;

/// What of an Engine lives in its network thread: gate, parting links, and whom it has to see off before the
/// thread ends.
class NetworkSide : public QObject
{
    Q_OBJECT
public:
    explicit NetworkSide(JobPool &jobs);

    [[nodiscard]] StartGate *gate() { return &m_gate; }
    [[nodiscard]] PartingLinks *parting() { return &m_parting; }

    /// From the GUI thread, before anybody else knows the object: moves it here and remembers it until it
    /// dies.
    void adopt(RoomGuest *guest);
    void adopt(RoomHost *host);

    /// Guests say goodbye, hosts close (away), then the thread's loop ends; after a few seconds in any case.
    void finish();

private:
    void track(QObject *object, bool isHost);
    void quitIfDone();

    StartGate m_gate;
    PartingLinks m_parting;
    QSet<QObject *> m_guests;
    QSet<QObject *> m_hosts;
    bool m_isFinishing = false;
};

} // namespace waxwing
