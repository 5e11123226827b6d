// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Replays.h"

#include "Link.h"

#include <algorithm>

namespace waxwing {

namespace {

// A page: what a turn of the network thread takes in its stride.
constexpr std::size_t rowsPerPage = 256;
constexpr qint64 bytesPerPage = 128 * 1024;

} // namespace

Replays::Replays(const Settings &settings, StoreThread &store, std::shared_ptr<RoomDatabase> database,
                 TalkLog &log, FanOut &fanOut, QObject *parent)
    : QObject(parent), m_settings(settings), m_store(store), m_database(std::move(database)), m_log(log),
      m_fanOut(fanOut)
{}

void Replays::begin(HostMember &member, quint64 next)
{
    member.replayedTo = next - 1;
    if (!m_log.page(next, 1, 1)) {
        Q_EMIT caughtUp(member.id);
        return;
    }
    member.replay = std::make_unique<MemberReplay>();
    member.replay->next = next;
    member.replay->drained = connect(&member.link->stream(), &Stream::bytesWritten, this, &Replays::schedule);
    m_waiting.push_back(&member);
    schedule();
}

void Replays::end(const HostMember &member)
{
    std::erase(m_waiting, &member);
    if (m_reading == &member)
        m_reading = nullptr;
    if (member.replay)
        disconnect(member.replay->drained);
}

void Replays::schedule()
{
    if (!m_isBusy && !m_waiting.empty() && !std::exchange(m_isScheduled, true))
        QMetaObject::invokeMethod(this, &Replays::readNext, Qt::QueuedConnection);
}

bool Replays::mayRead(const HostMember &member) const
{
    // Calls and files wait behind what was missed, and have windows of their own.
    const qint64 unsent = member.link->unsentBytes() - member.link->bulkBytes();
    return !member.link->isClosing() && unsent < m_settings.replayUnsent;
}

void Replays::readNext()
{
    m_isScheduled = false;
    if (m_isBusy)
        return;
    const auto next = std::find_if(m_waiting.begin(), m_waiting.end(),
                                   [this](const HostMember *member) { return mayRead(*member); });
    if (next == m_waiting.end())
        return; // until a link has taken enough
    HostMember &member = **next;
    m_waiting.erase(next);
    readFor(member);
}

void Replays::readFor(HostMember &member)
{
    MemberReplay &replay = *member.replay;
    const auto range = m_log.page(replay.next, rowsPerPage, bytesPerPage);
    if (!range) {
        handOver(member);
        return schedule();
    }
    replay.next = range->last + 1;
    if (range->last == m_log.latest()) {
        replay.isLastLap = true;
        member.replayedTo = range->last;
    }
    m_reading = &member;
    m_isBusy = true;
    m_store.run(
        this,
        [database = m_database, range = *range, common = member.common] {
            return read(*database, range, common);
        },
        [this, range = *range](const Result<Page> &page) { onRead(range, page); });
}

/// In the store's thread, encoding too.
Result<Replays::Page> Replays::read(RoomDatabase &database, NumberRange range, const features::Common &common)
{
    auto kept = database.readTalk(range.first, range.last);
    if (!kept)
        return tl::make_unexpected(kept.error());
    Page page;
    page.damaged = kept->damaged;
    page.rows.reserve(kept->said.size());
    for (Said &said : kept->said) {
        if (!(said.act ? common.talk : common.files))
            said = plainOf(std::move(said));
        page.rows.push_back({encode(said), said.number});
    }
    return page;
}

void Replays::onRead(const NumberRange &range, const Result<Page> &page)
{
    m_isBusy = false;
    schedule();
    if (page && page->damaged > 0)
        leaveOut(range, *page);
    HostMember *member = std::exchange(m_reading, nullptr);
    if (!member)
        return;
    if (!page) {
        Q_EMIT failed(member->id, page.error());
        return;
    }
    hand(*member, *page);
    if (member->replay->isLastLap)
        return handOver(*member);
    m_waiting.push_back(member);
    schedule();
}

/// Nobody is told any more that they follow.
void Replays::leaveOut(const NumberRange &range, const Page &page)
{
    std::vector<quint64> numbers;
    for (const Page::Row &row : page.rows)
        numbers.push_back(row.number);
    m_log.foundOnly(range, numbers);
    Q_EMIT notice(QStringLiteral("%1 kept messages are damaged and were left out").arg(page.damaged));
}

void Replays::hand(HostMember &member, const Page &page)
{
    for (const Page::Row &row : page.rows) {
        member.link->send(row.message);
        member.sentNumber = row.number;
    }
    if (member.replay->ack && member.replay->ack->number < member.replay->next)
        tellAck(member);
}

/// What was said during the last lap waits behind it; from here on the member is one of the others.
void Replays::handOver(HostMember &member)
{
    m_fanOut.catchUp(member);
    const std::unique_ptr<MemberReplay> replay = std::move(member.replay);
    disconnect(replay->drained);
    for (const MemberReplay::Behind &behind : replay->behind) {
        member.link->send(behind.message);
        member.sentNumber = behind.number;
    }
    if (replay->ack)
        member.link->send(Ack{replay->ack->counter});
    Q_EMIT caughtUp(member.id);
}

void Replays::acknowledge(HostMember &member, quint64 counter)
{
    if (member.replay)
        member.replay->ack = MemberReplay::HeldAck{counter, m_log.latest()};
    else
        m_fanOut.send(member, Ack{counter});
}

void Replays::tellAck(HostMember &member)
{
    member.link->send(Ack{member.replay->ack->counter});
    member.replay->ack.reset();
}

} // namespace waxwing
