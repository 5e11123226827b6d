// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RelayStream.h"

#include <QPointer>

#include <array>
#include <deque>
#include <functional>
#include <variant>

namespace waxwing {

/// The host of a room between two relayed streams, in the hands of a test: it passes pieces on by the event
/// loop, and drops, changes, holds or puts them in another order as it is told.
class RelayHall final : public QObject, public std::enable_shared_from_this<RelayHall>
{
public:
    struct Taken
    {
        quint64 count = 0;
    };
    struct Piece
    {
        std::size_t from = 0;
        std::variant<Bytes, Taken, Code> what; ///< relay, relayed, hang_up
    };
    using Streams = std::pair<std::unique_ptr<Stream>, std::unique_ptr<Stream>>;

    /// Streams of both sides; the hall lives as long as one of them.
    static Streams makeStreams(const std::shared_ptr<RelayHall> &hall, const Settings &settings = {});
    [[nodiscard]] RelayStream *stream(std::size_t side) const { return m_streams[side]; }

    std::function<void(std::deque<Piece> &)> change; ///< what waits, before it is passed on
    bool holds = false;                              ///< passes nothing on; letGo() ends it
    void letGo();
    void pass(Piece piece); ///< as if a side had said it
    [[nodiscard]] qsizetype bytesFrom(std::size_t side) const { return m_bytes[side]; }
    [[nodiscard]] int countOf(std::size_t side) const { return m_counts[side]; } ///< pieces of any kind
    [[nodiscard]] const Bytes &said(std::size_t side) const { return m_said[side]; }
    [[nodiscard]] std::optional<Code> hungUp(std::size_t side) const { return m_hungUp[side]; }
    [[nodiscard]] qsizetype longest() const { return m_longest; }
    [[nodiscard]] qsizetype mostOnTheWay() const { return m_mostOnTheWay; }

private:
    class Path;
    void say(Piece piece);
    void deliver();

    std::array<QPointer<RelayStream>, 2> m_streams;
    std::deque<Piece> m_waiting;
    std::array<qsizetype, 2> m_bytes{};
    std::array<qsizetype, 2> m_confirmed{};
    std::array<int, 2> m_counts{};
    std::array<Bytes, 2> m_said; ///< the first 4 KiB
    std::array<std::optional<Code>, 2> m_hungUp;
    qsizetype m_longest = 0;
    qsizetype m_mostOnTheWay = 0;
    bool m_posted = false;
};

} // namespace waxwing
