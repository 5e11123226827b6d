// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Link.h"
#include "Samples.h"

#include <functional>
#include <memory>

namespace waxwing::bench {

/// One way of going there and back, again and again.
class Path : public QObject
{
public:
    /// `trips` round trips, then done(their median).
    void run(int trips, std::function<void(double)> done);

protected:
    virtual void go() = 0;
    void arrived();

private:
    void begin();
    int m_left = 0;
    double m_begun = 0;
    Samples m_trips;
    std::function<void(double)> m_done;
};

/// The same text in `messages` messages over two links over loopback TCP, made as the program makes them,
/// with handshake, first refresh and key updates as in a room.
class LinkPath final : public Path
{
public:
    LinkPath(qsizetype size, int messages, JobPool &jobs, Random &random);

    [[nodiscard]] Link &near() { return *m_near; }
    [[nodiscard]] Link &far() { return *m_far; }
    /// Handshake and first refresh, then ready().
    void open(std::function<void()> ready);

protected:
    void go() override { speak(*m_near); }

private:
    void speak(Link &link);

    QString m_text;
    int m_messages;
    std::unique_ptr<Link> m_near;
    std::unique_ptr<Link> m_far;
    int m_atFar = 0;
    int m_atNear = 0;
    quint64 m_counter = 0;
};

} // namespace waxwing::bench
