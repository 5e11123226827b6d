// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// ConversationModel: the window onto the history.
#include "ConversationModel.h"

#include "ChatWords.h"

#include <QDateTime>
#include <algorithm>
#include <iterator>

namespace waxwing {

quint64 ConversationModel::firstNumber() const
{
    for (int at = 0; at < settled(); ++at) {
        if (row(at).kind == Kind::Said && row(at).number > 0)
            return row(at).number;
    }
    return 0;
}

quint64 ConversationModel::newestNumber() const
{
    quint64 newest = m_newest;
    for (int at = 0; at < settled(); ++at)
        newest = std::max(newest, placeOf(row(at).number));
    return newest == 0 ? 0 : inOrder(newest);
}

void ConversationModel::open(const HistoryStart &start)
{
    m_paged = true;
    m_lastRead = placeOf(start.lastRead);
    m_seeksUnread = true;
    m_firstLive = 0;
    m_newest = std::max(m_newest, placeOf(start.last));
    // What was told in this session stands behind what was said before it.
    for (KeptNotice &notice : m_notices)
        notice.after = std::max(notice.after, placeOf(start.last));
}

/// What was read holds no longer: it stands there until the page that takes its place, known by no number.
void ConversationModel::beginAnew()
{
    for (int at = 0; at < settled(); ++at) {
        Row &row = m_rows[static_cast<std::size_t>(at)];
        row.number = 0;
        row.changes = false;
    }
    m_pending.clear();
    for (KeptNotice &notice : m_notices)
        notice.after = 0;
    m_beyond.clear();
    m_quotes.clear(); // by numbers, too
    m_lateChanges.clear();
    m_unread = {};
    m_last = 0;
    m_newest = 0;
    m_lostBeyond = 0;
    m_firstLive = 0;
    m_lastRead = 0;
    m_hasOlder = false;
    if (m_hasNewer) {
        m_hasNewer = false;
        bringWaiting();
    }
}

void ConversationModel::forgetSaid()
{
    beginAnew();
    m_notices.clear();
    HistoryPage none;
    none.isFirst = true;
    none.isLast = true;
    showPage(none);
}

void ConversationModel::closeHistory()
{
    m_paged = false;
    m_hasOlder = false;
    if (!std::exchange(m_hasNewer, false))
        return;
    Rows rows;
    reachEnd(rows, m_last);
    insert(rows);
    bringWaiting();
}

ConversationModel::Rows ConversationModel::rowsOf(const HistoryPage &page, quint64 above, quint64 below)
{
    Rows result;
    result.reserve(static_cast<std::size_t>(page.messages.size()));
    for (const RoomMessage &message : page.messages) {
        const quint64 place = placeOf(message.number);
        if (place > above && (below == 0 || place < below))
            result.push_back(rowOf(message));
        else
            continue;
        const auto late = m_lateChanges.constFind(message.number);
        if (late != m_lateChanges.constEnd())
            apply(*late, result.back());
    }
    return result;
}

void ConversationModel::addNotices(Rows &result, quint64 from, quint64 below, qint64 *dayEndMs)
{
    const auto first =
        std::lower_bound(m_notices.begin(), m_notices.end(), from,
                         [](const KeptNotice &notice, quint64 place) { return notice.after < place; });
    for (auto notice = first; notice != m_notices.end() && (below == 0 || notice->after < below); ++notice) {
        if (notice->isShown)
            continue;
        addDay(result, notice->row.timeMs, dayEndMs);
        notice->isShown = true;
        result.push_back(notice->row);
    }
}

/// Puts day lines, the unread line and notices between the messages of a page. `from`: notices that came
/// behind that place stand above them; `below`: those from there on come with another page; 0: with this.
void ConversationModel::dress(Rows &said, Rows &result, qint64 *dayEndMs, quint64 from, quint64 below)
{
    for (Row &row : said) {
        const quint64 place = placeOf(row.number);
        addNotices(result, from, place, dayEndMs);
        addDay(result, row.timeMs, dayEndMs);
        if (m_unread.isSet && m_unread.from == row.number && row.number > 0)
            result.push_back(unreadLine());
        result.push_back(std::move(row));
        from = place;
    }
    said.clear();
    if (below == 0 || from < below)
        addNotices(result, from, below, dayEndMs);
}

/// What stands behind that place, and what waits, leaves the window for the time being.
void ConversationModel::takeAside(quint64 last)
{
    Rows live;
    for (int at = 0; at < settled(); ++at) {
        if (!m_hasNewer && row(at).kind == Kind::Said && placeOf(row(at).number) > last)
            live.push_back(row(at));
    }
    m_beyond.insert(m_beyond.begin(), std::make_move_iterator(live.begin()),
                    std::make_move_iterator(live.end()));
    m_aside.insert(m_aside.begin(), m_rows.begin() + settled(), m_rows.end());
}

void ConversationModel::reachEnd(Rows &result, quint64 above)
{
    std::erase_if(m_beyond,
                  [above](const Row &row) { return row.number != 0 && placeOf(row.number) <= above; });
    if (!m_beyond.empty())
        m_last = std::max(m_last, placeOf(m_beyond.back().number));
    dress(m_beyond, result, &m_dayEndMs, above, 0);
}

void ConversationModel::bringWaiting()
{
    if (m_aside.empty())
        return;
    Rows days;
    for (const Row &row : m_aside)
        addDayIfNew(days, row.timeMs);
    insert(days);
    m_waiting += static_cast<int>(m_aside.size());
    insert(m_aside, rowCount());
}

/// The first page tells where reading ended.
void ConversationModel::findUnread(const QList<RoomMessage> &messages, bool isLast)
{
    if (!std::exchange(m_seeksUnread, false))
        return;
    const quint64 counted = m_unread.isSet ? m_unread.from : 0;
    for (const RoomMessage &message : messages) {
        const quint64 place = placeOf(message.number);
        if (place <= m_lastRead || message.mine || message.name == m_self ||
            (m_firstLive > 0 && place >= m_firstLive)) // came before the page: counted, or seen
            continue;
        if (!m_unread.isSet || m_unread.from == counted) {
            m_unread.isSet = true;
            m_unread.isSeen = false;
            m_unread.isHeld = false;
            m_unread.isShared = false;
            m_unread.isWatched = false;
            m_unread.from = message.number;
        }
        ++m_unread.count;
    }
    m_unread.isCounted = isLast || !m_unread.isSet;
}

void ConversationModel::showPage(const HistoryPage &page)
{
    const quint64 end = page.messages.isEmpty() ? 0 : placeOf(page.messages.last().number);
    beginResetModel();
    takeAside(end);
    m_rows.clear();
    m_waiting = 0;
    m_unreadRow = -1;
    m_characters = 0;
    m_dayEndMs = 0;
    for (KeptNotice &notice : m_notices)
        notice.isShown = false;
    findUnread(page.messages, page.isLast);
    m_hasOlder = !page.isFirst;
    m_hasNewer = !page.isLast || m_lostBeyond > end;
    m_lostBeyond = 0;
    m_last = end;
    Rows said = rowsOf(page, 0, 0);
    const quint64 from = said.empty() || page.isFirst ? 0 : placeOf(said.front().number);
    dress(said, m_rows, &m_dayEndMs, from, std::max<quint64>(1, end));
    if (!m_hasNewer) {
        reachEnd(m_rows, end);
        for (Row &row : m_aside)
            addDayIfNew(m_rows, row.timeMs);
        m_waiting = static_cast<int>(m_aside.size());
        std::move(m_aside.begin(), m_aside.end(), std::back_inserter(m_rows));
        m_aside.clear();
    }
    for (int at = 0; at < rowCount(); ++at) {
        m_characters += row(at).text.size();
        if (row(at).kind == Kind::Unread)
            m_unreadRow = at;
    }
    endResetModel();
    noteRows(0, rowCount() - 1);
    tellUnread();
}

void ConversationModel::addOlder(const HistoryPage &page)
{
    const quint64 first = placeOf(firstNumber());
    Rows said = rowsOf(page, 0, first);
    m_hasOlder = !page.isFirst && !said.empty();
    if (said.empty())
        return;
    Rows rows;
    qint64 dayEndMs = 0;
    const quint64 from = page.isFirst ? 0 : placeOf(said.front().number);
    dress(said, rows, &dayEndMs, from, std::max(first, placeOf(said.back().number)));
    // Days that the page has told already. Further down they rise.
    for (int at = 0; at < settled();) {
        if (row(at).kind != Kind::Day)
            ++at;
        else if (row(at).timeMs < dayEndMs)
            remove(at);
        else
            break;
    }
    m_dayEndMs = std::max(m_dayEndMs, dayEndMs);
    insert(rows, 0);
}

void ConversationModel::addNewer(const HistoryPage &page)
{
    if (!m_hasNewer)
        return;
    Rows said = rowsOf(page, m_last, 0);
    const quint64 above = m_last;
    if (!said.empty())
        m_last = placeOf(said.back().number);
    m_newest = std::max(m_newest, m_last);
    m_hasNewer = (!page.isLast && m_last > above) || m_lostBeyond > m_last;
    m_lostBeyond = 0;
    Rows rows;
    dress(said, rows, &m_dayEndMs, above, std::max<quint64>(1, m_last));
    if (!m_hasNewer)
        reachEnd(rows, m_last);
    insert(rows);
    if (!m_hasNewer)
        bringWaiting();
}

void ConversationModel::forgetNotices(int first, int count)
{
    for (int at = first; at < first + count; ++at) {
        if (row(at).kind != Kind::Notice)
            continue;
        for (KeptNotice &notice : m_notices) {
            if (notice.row.uid == row(at).uid)
                notice.isShown = false;
        }
    }
}

void ConversationModel::dropOldest(int count)
{
    count = std::min(count, settled() - 1);
    if (count <= 0)
        return;
    forgetNotices(0, count);
    m_hasOlder = true;
    erase(0, count);
    int dated = 0;
    while (dated < settled() - 1 && row(dated).timeMs == 0)
        ++dated;
    if (row(0).kind == Kind::Day)
        return;
    Rows line;
    qint64 dayEndMs = 0;
    addDay(line, row(dated).timeMs, &dayEndMs);
    insert(line, 0);
}

void ConversationModel::dropNewest(int count)
{
    count = std::min(count, settled() - 1);
    if (count <= 0)
        return;
    m_aside.insert(m_aside.end(), m_rows.begin() + settled(), m_rows.end());
    erase(settled(), m_waiting);
    forgetNotices(settled() - count, count);
    m_hasNewer = true;
    erase(settled() - count, count);
    m_last = 0;
    m_dayEndMs = 0;
    for (int at = rowCount() - 1; at >= 0 && (m_last == 0 || m_dayEndMs == 0); --at) {
        if (row(at).kind == Kind::Said && m_last == 0)
            m_last = placeOf(row(at).number);
        if (row(at).kind == Kind::Day && m_dayEndMs == 0)
            m_dayEndMs = QDateTime::fromMSecsSinceEpoch(row(at).timeMs)
                             .date()
                             .addDays(1)
                             .startOfDay()
                             .toMSecsSinceEpoch();
    }
}

} // namespace waxwing
