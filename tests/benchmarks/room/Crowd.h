// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTcpSocket>

#include <functional>
#include <vector>

namespace waxwing::bench {

/// Segments with data that the system counted on a connection, seen from this end: what the other end wrote
/// and read in pieces.
struct SegmentCount
{
    qint64 in = 0;
    qint64 out = 0;
    qint64 bytesIn = 0;
    qint64 bytesOut = 0;
    void add(qintptr socket);
};

/// Many members in one process, all on one server. The first one speaks.
class Crowd : public QObject
{
public:
    using Done = std::function<void()>;

    Crowd(quint16 port, int size) : m_port(port), m_size(size) {}

    /// Lets `count` more in, at most so many of them on the way at once.
    void enter(int count, int atOnce, Done done);
    /// The first says its 256 bytes. Done when all have them, the host has all acknowledgements and the
    /// speaker knows.
    void say(Done done);
    [[nodiscard]] double secondsToLast() const { return m_secondsToLast; } ///< from say() to the last receipt
    [[nodiscard]] SegmentCount segments() const;

protected:
    virtual void beginEntry(int index) = 0; ///< ends with entered()
    virtual void speak() = 0;
    [[nodiscard]] virtual qintptr socketOf(int index) const = 0;

    void entered();
    void heard();    ///< a member has the message
    void answered(); ///< the speaker knows that all have it
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] int inside() const { return m_inside; }

private:
    void fill();

    quint16 m_port;
    int m_size;
    int m_begun = 0;
    int m_inside = 0;
    int m_goal = 0;
    int m_atOnce = 1;
    int m_heard = 0;
    bool m_isAnswered = false;
    double m_saidAt = 0;
    double m_secondsToLast = 0;
    Done m_done;
    void finishIfDone();
};

} // namespace waxwing::bench
