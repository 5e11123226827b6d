// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RelayHall.h"

namespace waxwing {

class RelayHall::Path final : public RelayPath
{
public:
    Path(std::shared_ptr<RelayHall> hall, std::size_t side) : m_hall(std::move(hall)), m_side(side) {}
    void relay(const Bytes &bytes) override { m_hall->say({m_side, bytes}); }
    void relayed(quint64 count) override { m_hall->say({m_side, Taken{count}}); }
    void hangUp(Code code) override { m_hall->say({m_side, code}); }

private:
    std::shared_ptr<RelayHall> m_hall;
    std::size_t m_side;
};

RelayHall::Streams RelayHall::makeStreams(const std::shared_ptr<RelayHall> &hall, const Settings &settings)
{
    std::array<std::unique_ptr<RelayStream>, 2> streams;
    for (std::size_t side = 0; side < 2; ++side) {
        streams[side] = std::make_unique<RelayStream>(std::make_unique<Path>(hall, side), settings);
        hall->m_streams[side] = streams[side].get();
    }
    return {std::move(streams[0]), std::move(streams[1])};
}

void RelayHall::say(Piece piece)
{
    const std::size_t side = piece.from;
    ++m_counts[side];
    if (const auto *bytes = std::get_if<Bytes>(&piece.what)) {
        m_bytes[side] += bytes->size();
        m_longest = qMax(m_longest, bytes->size());
        m_mostOnTheWay = qMax(m_mostOnTheWay, m_bytes[side] - m_confirmed[side]);
        m_said[side] += bytes->first(qMin(bytes->size(), 4096 - m_said[side].size()));
    } else if (const auto *taken = std::get_if<Taken>(&piece.what)) {
        m_confirmed[1 - side] = qsizetype(taken->count);
    } else {
        m_hungUp[side] = std::get<Code>(piece.what);
    }
    pass(std::move(piece));
}

void RelayHall::pass(Piece piece)
{
    m_waiting.push_back(std::move(piece));
    if (holds || std::exchange(m_posted, true))
        return;
    QMetaObject::invokeMethod(
        this, [this] { deliver(); }, Qt::QueuedConnection);
}

void RelayHall::letGo()
{
    holds = false;
    QMetaObject::invokeMethod(
        this, [this] { deliver(); }, Qt::QueuedConnection);
}

void RelayHall::deliver()
{
    const std::shared_ptr<RelayHall> alive = weak_from_this().lock();
    m_posted = false;
    if (holds)
        return;
    if (change)
        change(m_waiting);
    for (const Piece &piece : std::exchange(m_waiting, {})) {
        RelayStream *const to = m_streams[1 - piece.from];
        if (!to)
            continue;
        if (const auto *bytes = std::get_if<Bytes>(&piece.what))
            to->relayCame(*bytes);
        else if (const auto *taken = std::get_if<Taken>(&piece.what))
            to->relayedCame(taken->count);
        else
            to->hangUpCame(std::get<Code>(piece.what));
    }
}

} // namespace waxwing
