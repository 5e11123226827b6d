// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ConversationModel.h"

#include "ChatWords.h"
#include "Unicode.h"

#include <QDateTime>
#include <algorithm>
#include <iterator>

namespace waxwing {

namespace {

constexpr qint64 groupMs = 5 * 60 * 1'000;
// The conversation lives in memory alone, so it is bounded: the oldest eighth goes when either is exceeded.
constexpr std::size_t mostRows = 150'000;
constexpr qint64 mostCharacters = 32LL * 1024 * 1024;

} // namespace

ConversationModel::ConversationModel(QObject *parent) : QAbstractListModel(parent) {}

int ConversationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ConversationModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = this->row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.kind == Kind::Unread ? ChatWords::unread(static_cast<int>(row.count))
               : row.kind == Kind::Said ? visible(row.text, LineBreaks::Keep)
                                        : row.text;
    case Qt::AccessibleTextRole:
        return accessibleText(row);
    case Qt::ToolTipRole:
        return toolTip(row);
    case KindRole:
        return static_cast<int>(row.kind);
    case NameRole:
        return visible(row.name);
    case TimeRole:
        return row.timeMs;
    case MineRole:
        return row.mine;
    case StateRole:
        return static_cast<int>(row.state);
    case LocalIdRole:
        return row.localId;
    case NumberRole:
        return row.number;
    case SizeRole:
        return static_cast<qint64>(row.text.toUtf8().size());
    case GroupFirstRole:
        return isGroupFirst(index.row());
    case GroupLastRole:
        return isGroupLast(index.row());
    default:
        return {};
    }
}

Qt::ItemFlags ConversationModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags base = Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    return row(index.row()).kind == Kind::Said ? base | Qt::ItemIsSelectable : base;
}

QString ConversationModel::accessibleText(const Row &row)
{
    if (row.kind == Kind::Unread)
        return ChatWords::unread(static_cast<int>(row.count));
    if (row.kind != Kind::Said)
        return row.text;
    QStringList parts{row.mine ? tr("You") : visible(row.name), ChatWords::time(row.timeMs),
                      visible(row.text, LineBreaks::Keep)};
    if (row.mine)
        parts.append(ChatWords::state(row.state, row.count, row.of, row.reason));
    return parts.join(QStringLiteral(", "));
}

QString ConversationModel::toolTip(const Row &row)
{
    if (row.kind != Kind::Said)
        return row.timeMs > 0 ? ChatWords::wholeTime(row.timeMs) : QString();
    if (!row.mine)
        return ChatWords::wholeTime(row.timeMs);
    return tr("%1\n%2", "whole time, state")
        .arg(ChatWords::wholeTime(row.timeMs), ChatWords::state(row.state, row.count, row.of, row.reason));
}

bool ConversationModel::sameGroup(int earlier, int later) const
{
    if (earlier < 0 || later >= static_cast<int>(m_rows.size()))
        return false;
    const Row &a = row(earlier);
    const Row &b = row(later);
    return a.kind == Kind::Said && b.kind == Kind::Said && a.mine == b.mine && a.name == b.name &&
           std::abs(b.timeMs - a.timeMs) <= groupMs;
}

bool ConversationModel::isGroupFirst(int row) const
{
    return !sameGroup(row - 1, row);
}

bool ConversationModel::isGroupLast(int row) const
{
    return !sameGroup(row, row + 1);
}

int ConversationModel::unread() const
{
    return m_unreadRow < 0 || m_unreadSeen ? 0 : static_cast<int>(row(m_unreadRow).count);
}

void ConversationModel::setVerified(const QString &name)
{
    if (m_verified == name)
        return;
    m_verified = name;
    if (!m_rows.empty())
        changed(0, rowCount() - 1);
}

void ConversationModel::setReading(bool reading)
{
    m_reading = reading;
    if (reading && m_unreadRow >= 0)
        m_unreadSeen = true;
}

void ConversationModel::refreshDays(const QDate &today)
{
    if (m_wordedOn == today)
        return;
    m_wordedOn = today;
    for (int at = 0; at < rowCount(); ++at) {
        Row &line = m_rows[static_cast<std::size_t>(at)];
        if (line.kind != Kind::Day)
            continue;
        line.text = ChatWords::day(QDateTime::fromMSecsSinceEpoch(line.timeMs).date(), today);
        changed(at, at);
    }
}

void ConversationModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_names.clear();
    m_waiting = 0;
    m_unreadRow = -1;
    m_unreadSeen = false;
    m_characters = 0;
    m_dayEndMs = 0;
    endResetModel();
}

ConversationModel::Row ConversationModel::made(Kind kind, qint64 timeMs, QString text)
{
    Row row;
    row.uid = m_nextUid++;
    row.kind = kind;
    row.timeMs = timeMs;
    row.text = std::move(text);
    return row;
}

void ConversationModel::addDayIfNew(std::vector<Row> &batch, qint64 timeMs)
{
    if (timeMs < m_dayEndMs)
        return; // also what a host's clock put back
    refreshDays(QDate::currentDate());
    const QDate date = QDateTime::fromMSecsSinceEpoch(timeMs).date();
    m_dayEndMs = date.addDays(1).startOfDay().toMSecsSinceEpoch();
    batch.push_back(made(Kind::Day, timeMs, ChatWords::day(date, m_wordedOn)));
}

void ConversationModel::addUnread(std::vector<Row> &batch)
{
    if (m_unreadRow >= 0 && m_unreadSeen) {
        insert(batch);
        remove(m_unreadRow);
    }
    if (m_unreadRow < 0) {
        m_unreadRow = settled() + static_cast<int>(batch.size());
        m_unreadSeen = false;
        Row line = made(Kind::Unread, 0);
        line.count = 1;
        batch.push_back(std::move(line));
        return;
    }
    if (m_unreadRow >= settled()) {
        ++batch[static_cast<std::size_t>(m_unreadRow - settled())].count;
        return;
    }
    ++m_rows[static_cast<std::size_t>(m_unreadRow)].count;
    changed(m_unreadRow, m_unreadRow);
}

void ConversationModel::insert(std::vector<Row> &batch)
{
    if (batch.empty())
        return;
    const int at = settled();
    const int count = static_cast<int>(batch.size());
    beginInsertRows({}, at, at + count - 1);
    for (const Row &row : batch)
        m_characters += row.text.size();
    m_rows.insert(m_rows.begin() + at, std::make_move_iterator(batch.begin()),
                  std::make_move_iterator(batch.end()));
    endInsertRows();
    batch.clear();
    if (at > 0)
        changed(at - 1, at - 1);
    if (at + count < rowCount())
        changed(at + count, at + count);
}

void ConversationModel::changed(int first, int last)
{
    Q_EMIT dataChanged(index(first), index(last));
}

void ConversationModel::remove(int at)
{
    beginRemoveRows({}, at, at);
    if (at >= settled())
        --m_waiting;
    m_characters -= row(at).text.size();
    m_rows.erase(m_rows.begin() + at);
    if (at == m_unreadRow)
        m_unreadRow = -1;
    else if (at < m_unreadRow)
        --m_unreadRow;
    endRemoveRows();
    if (at > 0)
        changed(at - 1, at - 1);
    if (at < rowCount())
        changed(at, at);
}

int ConversationModel::findLocal(quint64 localId) const
{
    for (int at = rowCount() - 1; at >= 0 && localId != 0; --at) {
        if (row(at).localId == localId)
            return at;
    }
    return -1;
}

void ConversationModel::messageWaits(const RoomMessage &message)
{
    m_unreadSeen = m_unreadRow >= 0; // who answers has read; the line stays until there is more
    std::vector<Row> batch;
    addDayIfNew(batch, message.timeMs);
    insert(batch);
    Row row = made(Kind::Said, message.timeMs, message.text);
    row.localId = message.localId;
    row.name = m_self;
    row.mine = true;
    row.state = MessageState::Waiting;
    const int at = rowCount();
    beginInsertRows({}, at, at);
    m_characters += row.text.size();
    m_rows.push_back(std::move(row));
    ++m_waiting;
    endInsertRows();
    if (at > 0)
        changed(at - 1, at - 1);
}

void ConversationModel::messagesArrived(const QList<RoomMessage> &messages)
{
    std::vector<Row> batch;
    for (const RoomMessage &message : messages) {
        const int waiting = message.mine && m_waiting > 0 ? findLocal(message.localId) : -1;
        if (waiting >= settled()) {
            addDayIfNew(batch, message.timeMs);
            const int more = static_cast<int>(batch.size());
            insert(batch);
            confirm(waiting + more, message);
            continue;
        }
        addDayIfNew(batch, message.timeMs);
        const bool mine = message.mine || (!m_self.isEmpty() && message.name == m_self);
        if (!mine && !m_reading)
            addUnread(batch);
        Row row = made(Kind::Said, message.timeMs, message.text);
        row.localId = message.localId;
        row.number = message.number;
        row.name = *m_names.insert(message.name);
        row.mine = mine;
        row.state = message.state;
        batch.push_back(std::move(row));
    }
    insert(batch);
    trim();
}

void ConversationModel::confirm(int at, const RoomMessage &message)
{
    Row row = this->row(at);
    row.number = message.number;
    row.timeMs = message.timeMs;
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
    std::vector<Row> batch;
    batch.push_back(std::move(row));
    insert(batch);
}

void ConversationModel::messagesProgressed(const QList<MessageProgress> &progress)
{
    for (const MessageProgress &step : progress) {
        const int at = findLocal(step.localId);
        if (at < 0)
            continue;
        Row &row = m_rows[static_cast<std::size_t>(at)];
        row.state = step.state;
        row.count = static_cast<quint32>(step.count);
        row.of = static_cast<quint32>(step.of);
        row.reason = step.reason;
        changed(at, at);
    }
}

void ConversationModel::noticesArrived(const QList<RoomNotice> &notices)
{
    std::vector<Row> batch;
    for (const RoomNotice &notice : notices) {
        addDayIfNew(batch, notice.timeMs);
        batch.push_back(made(Kind::Notice, notice.timeMs, ChatWords::notice(notice)));
    }
    insert(batch);
}

void ConversationModel::discard(quint64 localId)
{
    const int at = findLocal(localId);
    if (at >= 0 && (row(at).state == MessageState::Failed || row(at).state == MessageState::Waiting))
        remove(at);
}

void ConversationModel::trim()
{
    if (m_rows.size() <= mostRows && m_characters <= mostCharacters)
        return;
    const int count = settled() / 8;
    if (count == 0)
        return;
    beginRemoveRows({}, 0, count - 1);
    for (int at = 0; at < count; ++at)
        m_characters -= row(at).text.size();
    m_rows.erase(m_rows.begin(), m_rows.begin() + count);
    m_unreadRow = m_unreadRow < count ? -1 : m_unreadRow - count;
    endRemoveRows();
    changed(0, 0);
}

} // namespace waxwing
