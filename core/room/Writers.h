// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Clock.h"
#include "FanOut.h"

#include <QTimer>
#include <map>

namespace waxwing {

/// Passes on who writes, at most once a second and account (PROTOCOL 8.10). What changes in between is told
/// when the second is over, where it still says something then.
class Writers : public QObject
{
    Q_OBJECT
public:
    /// All borrowed.
    Writers(const Settings &settings, const Clock &clock, FanOut &fanOut, QObject *parent = nullptr);

    void write(const HostMember &member, bool active);
    /// It was sent: the others know by that.
    void said(qint64 account);
    /// The account's last link has gone.
    void left(qint64 account) { m_writers.erase(account); }

private:
    struct Writer
    {
        QString name;
        qint64 toldMs = 0;
        bool isTold = false;             ///< what the others know
        std::optional<bool> wanted = {}; ///< waits for its second
    };
    void tell(qint64 account, Writer &writer, bool active);
    void tellWaiting();

    const Settings &m_settings;
    const Clock &m_clock;
    FanOut &m_fanOut;
    std::map<qint64, Writer> m_writers;
    QTimer m_timer;
};

} // namespace waxwing
