// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace waxwing {

/// SIGINT and SIGTERM as Qt signals. One at a time a process, since a signal's handler is a process's.
class UnixSignals : public QObject
{
    Q_OBJECT
public:
    explicit UnixSignals(QObject *parent = nullptr);
    ~UnixSignals() override;

Q_SIGNALS:
    void interrupted(); ///< SIGINT: a person's Ctrl+C
    void terminated();  ///< SIGTERM, SIGHUP: the system's wish

private:
    void readSignal();
    int m_ends[2] = {-1, -1};
};

} // namespace waxwing
