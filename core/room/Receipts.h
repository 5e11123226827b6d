// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Deliveries.h"
#include "FanOut.h"

#include <QHash>
#include <QTimer>

namespace waxwing {

class TalkLog;
struct Utterance;

/// Takes from members what they have and what their people have seen, and tells the speaking devices,
/// gathered for 200 ms; who is away is told when it is back (PROTOCOL 8.4, 8.9, 8.10).
class Receipts : public QObject
{
    Q_OBJECT
public:
    /// All borrowed.
    Receipts(const Settings &settings, const TalkLog &log, FanOut &fanOut, QObject *parent = nullptr);

    /// A member came, `isFirst` of its account; `next` is the number that the next message gets.
    void enter(HostMember &member, bool isFirst, quint64 next);
    /// It went; `isLast` of its account.
    void leave(const HostMember &member, bool isLast, quint64 next);
    /// A member has everything that was missed: what moved on while it was away is told now.
    void caughtUp(HostMember &member);

    void numbered(quint64 number, const Utterance &said, quint64 others);
    /// What it kept over earlier links, and may not have told there (PROTOCOL 8.9).
    void hadUpTo(const HostMember &member, quint64 number);
    /// False where a rule is broken: it does not rise, or was not sent.
    [[nodiscard]] bool received(HostMember &member, quint64 number);
    [[nodiscard]] bool read(HostMember &member, quint64 number);

private:
    using DeviceKey = std::pair<qint64, Bytes>;
    void schedule();
    void tell();
    void tell(const Deliveries::Due &due);
    void send(HostMember &speaker, const Deliveries::Due &due);
    [[nodiscard]] bool maySend(const HostMember &speaker, const Deliveries::Due &due) const;

    const TalkLog &m_log;
    FanOut &m_fanOut;
    Deliveries m_deliveries;
    QHash<DeviceKey, HostMember *> m_devices;
    QTimer m_gather;
};

} // namespace waxwing
