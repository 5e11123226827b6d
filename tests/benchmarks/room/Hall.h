// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QThread>

#include <functional>

namespace waxwing::bench {

/// A server in a thread of its own, with Qt's own dispatcher as the program's network thread has it. Made and
/// ended from main(), which may wait: it runs no event loop meanwhile.
class Hall
{
public:
    virtual ~Hall() { Q_ASSERT(!m_thread.isRunning()); }
    Hall(const Hall &) = delete;
    Hall &operator=(const Hall &) = delete;
    [[nodiscard]] quint16 port() const { return m_port; }

protected:
    Hall() = default;
    /// `open` in the thread; gives the port that it listens on, now or by setPort() later.
    void start(const std::function<void()> &open);
    void stop(const std::function<void()> &close);
    void call(const std::function<void()> &what); ///< in the thread, and waits for it
    void setPort(quint16 port) { m_port = port; }

private:
    QThread m_thread;
    QObject m_context;
    quint16 m_port = 0;
};

} // namespace waxwing::bench
