// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "AccountBook.h"
#include "Clock.h"
#include "FanOut.h"
#include "HostRoster.h"

#include <QTimer>

namespace waxwing {

/// Tells everybody who comes and goes: `joined` is gathered for 50 ms, `left` is said at once after a
/// goodbye, and 5 s after a link that was lost; who is back by then shows no line (PROTOCOL 8.2).
class Presence : public QObject
{
    Q_OBJECT
public:
    /// All borrowed.
    Presence(const Settings &settings, const AccountBook &accounts, const Clock &clock, FanOut &fanOut,
             QObject *parent = nullptr);

    [[nodiscard]] const HostRoster &roster() const { return m_roster; }
    [[nodiscard]] HostRoster::Arrival arrivalOf(const HostMember &member, bool isLocal) const;
    /// The member is in the roster; sends it the first pages, itself included. It is not yet in the FanOut.
    void enter(HostMember &member, bool isLocal);
    /// `withWord`: a close of either side came first.
    void leave(const HostMember &member, bool withWord);
    /// Whoever waits to be told of is told of now where this account is among them: nobody hears that
    /// somebody spoke or left who was not told that they came.
    void tellFirst(qint64 account);

Q_SIGNALS:
    void peopleChanged(int count);

private:
    struct Event
    {
        qint64 account = 0;
        quint64 serial = 0;
    };
    void take(qint64 account, const QString &name, HostRoster::Change change);
    void flushJoined();
    [[nodiscard]] std::vector<Person> peopleSince(quint64 serial) const;

    const Settings &m_settings;
    const AccountBook &m_accounts;
    const Clock &m_clock;
    FanOut &m_fanOut;
    HostRoster m_roster;
    quint64 m_serial = 0;
    std::vector<Event> m_events; ///< not yet told, rising
    QTimer m_gather;
};

} // namespace waxwing
