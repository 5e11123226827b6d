// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// ConversationModel: what comes live, and what waits.
#include "ConversationModel.h"

#include "ChatWords.h"
#include "RoomFiles.h"

#include <QDateTime>
#include <algorithm>
#include <iterator>

namespace waxwing {

namespace {

// Without a history the conversation lives in memory alone, so it is bounded: the oldest eighth goes when
// either is exceeded.
constexpr std::size_t mostRows = 150'000;
constexpr qint64 mostCharacters = 32LL * 1024 * 1024;
constexpr std::size_t mostBeyond = 2'000; ///< messages behind the window; more are in the history
constexpr std::size_t mostNotices = 500;

} // namespace

void ConversationModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_names.clear();
    m_beyond.clear();
    m_aside.clear();
    m_notices.clear();
    m_unread = {};
    m_waiting = 0;
    m_unreadRow = -1;
    m_hasOlder = false;
    m_hasNewer = false;
    m_last = 0;
    m_newest = 0;
    m_firstLive = 0;
    m_lostBeyond = 0;
    m_characters = 0;
    m_dayEndMs = 0;
    m_quotes.clear();
    m_unknownQuotes.clear();
    m_pending.clear();
    m_lateChanges.clear();
    endResetModel();
    tellUnread();
}

ConversationModel::Row ConversationModel::rowOf(const RoomMessage &message)
{
    Row row = made(Kind::Said, message.timeMs, message.text);
    row.localId = message.localId;
    row.number = message.number;
    row.name = message.name.isEmpty() ? m_self : *m_names.insert(message.name);
    row.mine = message.mine || (!m_self.isEmpty() && message.name == m_self);
    fill(row, message);
    return row;
}

void ConversationModel::addDay(Rows &batch, qint64 timeMs, qint64 *dayEndMs)
{
    if (timeMs < *dayEndMs)
        return; // also what a host's clock put back
    refreshDays(QDate::currentDate());
    const QDate date = QDateTime::fromMSecsSinceEpoch(timeMs).date();
    *dayEndMs = date.addDays(1).startOfDay().toMSecsSinceEpoch();
    batch.push_back(made(Kind::Day, timeMs, ChatWords::day(date, m_wordedOn)));
}

ConversationModel::Row ConversationModel::unreadLine()
{
    Row line = made(Kind::Unread, 0);
    line.count = m_unread.isCounted ? m_unread.count : 0;
    return line;
}

bool ConversationModel::countUnread(const RoomMessage &message, Rows &batch)
{
    const bool isLive = m_unread.isShared && !message.isReplayed;
    if (m_unread.isSeen || isLive)
        insert(batch); // its line may be in it
    if (m_unread.isSeen || (isLive && isOfNewcomer())) {
        if (m_unreadRow >= 0)
            remove(m_unreadRow);
        m_unread = {};
    }
    const bool isFirst = !m_unread.isSet;
    if (isFirst) {
        m_unread.isSet = true;
        m_unread.from = message.number;
        m_unread.isWatched = m_reading && !m_hasNewer;
        m_unread.isShared = true;
    }
    m_unread.isShared = m_unread.isShared && message.isReplayed;
    ++m_unread.count;
    return isFirst;
}

void ConversationModel::refreshUnread()
{
    if (m_unreadRow < 0 || !m_unread.isCounted || row(m_unreadRow).count == m_unread.count)
        return;
    m_rows[static_cast<std::size_t>(m_unreadRow)].count = m_unread.count;
    changed(m_unreadRow, m_unreadRow);
}

void ConversationModel::insert(Rows &batch, int at)
{
    const int count = static_cast<int>(batch.size());
    insertAt(batch, at);
    if (count > 0)
        noteRows(at, at + count - 1);
}

void ConversationModel::messageWaits(const RoomMessage &message)
{
    Row row = rowOf(message);
    row.mine = true;
    if (row.file)
        dropUpload(row.file->id); // now it is said
    if (m_hasNewer) {
        m_aside.push_back(std::move(row));
        return;
    }
    Rows batch;
    addDayIfNew(batch, message.timeMs);
    insert(batch);
    batch.push_back(std::move(row));
    ++m_waiting;
    insert(batch, rowCount());
}

/// What stood in for a message while its file went to the room, or was read.
void ConversationModel::dropUpload(const Bytes &file)
{
    const auto standsIn = [&file](const Row &row) {
        return (row.localId & RoomFiles::uploadRow) != 0 && row.file && row.file->id == file;
    };
    std::erase_if(m_aside, standsIn);
    for (int at = rowCount() - 1; at >= settled(); --at) {
        if (standsIn(row(at)))
            remove(at);
    }
}

void ConversationModel::messagesArrived(const QList<RoomMessage> &messages)
{
    Rows batch;
    int others = 0;
    for (const RoomMessage &message : messages) {
        if (message.mine && message.file)
            dropUpload(message.file->id); // a file for one person is said without having waited
        const quint64 place = placeOf(message.number);
        const int waiting = message.mine && m_waiting > 0 ? findLocal(message.localId) : -1;
        m_newest = std::max(m_newest, place);
        if (m_firstLive == 0)
            m_firstLive = place;
        if (m_hasNewer && (place == 0 || place > m_last)) {
            others += takeBeyond(message) ? 1 : 0;
            continue;
        }
        if (place > 0 && place <= m_last) {
            insert(batch);
            meetOrPlace(message);
            continue;
        }
        addDayIfNew(batch, message.timeMs);
        m_last = std::max(m_last, place);
        if (waiting >= settled()) {
            const int more = static_cast<int>(batch.size());
            insert(batch);
            confirm(waiting + more, message);
            continue;
        }
        Row row = rowOf(message);
        others += row.mine ? 0 : 1;
        if (!row.mine && (!m_reading || message.isReplayed) && countUnread(message, batch))
            batch.push_back(unreadLine());
        batch.push_back(std::move(row));
    }
    insert(batch);
    refreshUnread();
    trim();
    tellUnread();
    if (others > 0)
        Q_EMIT cameFromOthers(others);
}

void ConversationModel::confirm(int at, const RoomMessage &message)
{
    Row row = this->row(at);
    row.number = message.number;
    row.timeMs = message.timeMs;
    if (message.file)
        row.file = std::make_shared<const FileNote>(*message.file);
    if (row.state == MessageState::Waiting || row.state == MessageState::Failed)
        row.state = message.state == MessageState::Waiting ? MessageState::Sent : message.state;
    if (at == settled()) {
        m_rows[static_cast<std::size_t>(at)] = std::move(row);
        --m_waiting;
        changed(std::max(0, at - 1), std::min(at + 1, rowCount() - 1));
        return;
    }
    // Out of the order in which it was written: it stood behind a failed one.
    remove(at);
    Rows batch;
    batch.push_back(std::move(row));
    insert(batch);
}

/// A number that is not above all others: it came with a page already, will come with one, or comes late.
void ConversationModel::meetOrPlace(const RoomMessage &message)
{
    const int waiting = message.mine && m_waiting > 0 ? findLocal(message.localId) : -1;
    if (waiting >= settled())
        remove(waiting);
    Row late = rowOf(message);
    const int at = rowOfNumber(message.number);
    if (at >= 0) {
        Row &here = m_rows[static_cast<std::size_t>(at)];
        here.localId = std::max(here.localId, message.localId);
        here.mine = here.mine || late.mine;
        changed(at, at);
        return;
    }
    const quint64 place = placeOf(message.number);
    if (m_hasOlder && place < placeOf(firstNumber()))
        return;
    int below = settled();
    while (below > 0 && (row(below - 1).kind != Kind::Said || placeOf(row(below - 1).number) > place))
        --below;
    if (below == 0) // under the first day line
        below = std::min(1, settled());
    Rows batch;
    batch.push_back(std::move(late));
    insert(batch, below);
}

/// Gives whether it is somebody else's, and new.
bool ConversationModel::takeBeyond(const RoomMessage &message)
{
    std::erase_if(m_aside,
                  [&](const Row &row) { return row.localId != 0 && row.localId == message.localId; });
    if (!m_beyond.empty() && placeOf(message.number) <= placeOf(m_beyond.back().number))
        return false;
    Rows none;
    Row row = rowOf(message);
    const bool mine = row.mine;
    if (!mine)
        countUnread(message, none);
    m_beyond.push_back(std::move(row));
    if (m_beyond.size() > mostBeyond) {
        const auto half = m_beyond.begin() + static_cast<std::ptrdiff_t>(mostBeyond / 2);
        m_lostBeyond = placeOf(std::prev(half)->number);
        m_beyond.erase(m_beyond.begin(), half);
    }
    return !mine;
}

void ConversationModel::noticesArrived(const QList<RoomNotice> &notices)
{
    Rows batch;
    for (const RoomNotice &notice : notices) {
        KeptNotice kept;
        kept.after = m_newest;
        kept.isShown = !m_hasNewer;
        if (!m_hasNewer)
            addDayIfNew(batch, notice.timeMs);
        kept.row = made(Kind::Notice, notice.timeMs, ChatWords::notice(notice));
        if (!m_hasNewer)
            batch.push_back(kept.row);
        m_notices.push_back(std::move(kept));
    }
    if (m_notices.size() > mostNotices)
        m_notices.erase(m_notices.begin(), m_notices.end() - mostNotices / 2);
    insert(batch);
}

void ConversationModel::trim()
{
    if (m_paged || (m_rows.size() <= mostRows && m_characters <= mostCharacters))
        return;
    erase(0, settled() / 8);
}

} // namespace waxwing
