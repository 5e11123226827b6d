// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ConversationLines.h"

#include "ChatWords.h"
#include "FileWords.h"
#include "ForeignText.h"
#include "RichText.h"
#include "RoomFiles.h"
#include "Unicode.h"

#include <algorithm>
#include <iterator>

namespace waxwing {

namespace {

constexpr qint64 groupMs = 5 * 60 * 1'000;
constexpr qsizetype mostQuoted = 300; ///< characters: two lines of a bubble

/// The beginning of a message in one line, without marks.
QString shortly(const QString &foreign)
{
    QString line = parseMessage(foreign.left(4 * mostQuoted)).text;
    return line.replace(QChar::LineSeparator, u' ').simplified().left(mostQuoted);
}

/// Inside quotation marks it cannot end them.
QString withoutMarks(QString words)
{
    for (const QChar mark : {u'“', u'”', u'„', u'«', u'»', u'"'})
        words.replace(mark, u'\'');
    return words;
}

} // namespace

ConversationLines::ConversationLines(QObject *parent) : QAbstractListModel(parent) {}

int ConversationLines::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ConversationLines::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = this->row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.kind == Kind::Unread ? ChatWords::unread(static_cast<int>(row.count))
               : row.isErased           ? ChatWords::erased(row.mine)
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
        return talkData(row, role);
    }
}

Qt::ItemFlags ConversationLines::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags base = Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    return row(index.row()).kind == Kind::Said ? base | Qt::ItemIsSelectable : base;
}

QString ConversationLines::toolTip(const Row &row) const
{
    if (row.kind != Kind::Said)
        return row.timeMs > 0 ? ChatWords::wholeTime(row.timeMs) : QString();
    if (const FileCard card = cardOf(row); !card.isNull())
        return tr("%1\n%2", "file, time").arg(FileWords::toolTip(card), ChatWords::wholeTime(row.timeMs));
    if (!row.mine || row.isErased)
        return ChatWords::wholeTime(row.timeMs);
    return tr("%1\n%2", "whole time, state").arg(ChatWords::wholeTime(row.timeMs), stateWords(row));
}

bool ConversationLines::sameGroup(int earlier, int later) const
{
    if (earlier < 0 || later >= static_cast<int>(m_rows.size()))
        return false;
    const Row &a = row(earlier);
    const Row &b = row(later);
    return a.kind == Kind::Said && b.kind == Kind::Said && a.mine == b.mine && a.name == b.name &&
           std::abs(b.timeMs - a.timeMs) <= groupMs;
}

int ConversationLines::rowOfNumber(quint64 number) const
{
    // They rise in their order, with lines between them that have none.
    const quint64 place = placeOf(number);
    int low = 0;
    int high = place == 0 || place > m_last ? 0 : settled();
    while (low < high) {
        const int middle = low + (high - low) / 2;
        int at = middle;
        while (at > low && row(at).number == 0)
            --at;
        const quint64 here = placeOf(row(at).number);
        if (here == place)
            return at;
        if (here > place)
            high = at;
        else
            low = middle + 1;
    }
    return -1;
}

bool ConversationLines::isGroupFirst(int row) const
{
    return !sameGroup(row - 1, row);
}

bool ConversationLines::isGroupLast(int row) const
{
    return !sameGroup(row, row + 1);
}

void ConversationLines::setVerified(const QString &name)
{
    if (m_verified == name)
        return;
    m_verified = name;
    if (!m_rows.empty())
        changed(0, rowCount() - 1);
}

void ConversationLines::setVerifiedBy(std::function<bool(const Row &)> judge)
{
    m_verifies = std::move(judge);
    if (!m_rows.empty())
        changed(0, rowCount() - 1);
}

void ConversationLines::changed(int first, int last)
{
    Q_EMIT dataChanged(index(first), index(last));
}

int ConversationLines::findLocal(quint64 localId) const
{
    for (int at = rowCount() - 1; at >= 0 && localId != 0; --at) {
        if (row(at).localId == localId)
            return at;
    }
    return -1;
}

FileCard ConversationLines::cardOf(const Row &row) const
{
    return row.file && !row.isErased && m_files != nullptr ? m_files->cardNow(*row.file, row.mine)
                                                           : FileCard();
}

void ConversationLines::setFiles(RoomFiles *files)
{
    m_files = files;
    connect(files, &RoomFiles::changed, this, &ConversationLines::onFileChanged);
}

void ConversationLines::onFileChanged(const Bytes &file)
{
    for (int at = 0; at < rowCount(); ++at) {
        const Row &row = this->row(at);
        if (row.file && (file.isEmpty() || row.file->id == file))
            Q_EMIT dataChanged(index(at), index(at), {FileRole});
    }
}

QVariant ConversationLines::talkData(const Row &row, int role)
{
    switch (role) {
    case ReplyToRole:
        return row.replyTo;
    case EditedRole:
        return row.isEdited;
    case ErasedRole:
        return row.isErased;
    case FileRole:
        return row.file != nullptr;
    default:
        return {};
    }
}

QString ConversationLines::stateWords(const Row &row)
{
    const QString state = ChatWords::state(row.state, row.count, row.of, row.reason, row.seen, row.changes);
    if (!row.changes)
        return state;
    return row.state == MessageState::Failed ? tr("change %1", "not sent: why").arg(state)
                                             : tr("change %1", "waiting").arg(state);
}

/// What the program says of a message stands before the name: no text of a message ever comes there.
QString ConversationLines::accessibleText(const Row &row) const
{
    if (row.kind == Kind::Unread)
        return ChatWords::unread(static_cast<int>(row.count));
    if (row.kind != Kind::Said)
        return row.text;
    QStringList parts;
    if (row.isEdited && !row.isErased)
        parts.append(tr("Edited"));
    const Quote quote = quoteOf(row);
    if (quote.is == Quote::Is::Known)
        parts.append(tr("Answer to %1: “%2”").arg(quote.name, withoutMarks(quote.text.left(80))));
    else if (quote.is != Quote::Is::Nothing)
        parts.append(tr("Answer: %1").arg(quote.text));
    const FileCard card = cardOf(row);
    parts.append({row.mine ? tr("You") : visible(row.name), ChatWords::time(row.timeMs),
                  row.isErased     ? ChatWords::erased(row.mine)
                  : !card.isNull() ? FileWords::spoken(card)
                                   : visible(row.text, LineBreaks::Keep)});
    if (!card.isNull() && !FileWords::isStandIn(row.text))
        parts.append(visible(row.text, LineBreaks::Keep));
    if (row.mine && !row.isErased)
        parts.append(stateWords(row));
    return parts.join(QStringLiteral(", "));
}

ConversationLines::Quote ConversationLines::quoted(const Row &row) const
{
    if (row.isErased)
        return {Quote::Is::Erased, {}, {}, ChatWords::erased(row.mine)};
    return {Quote::Is::Known, row.name, row.mine ? tr("You") : visible(row.name), shortly(row.text)};
}

ConversationLines::Quote ConversationLines::quoteOf(const Row &row) const
{
    return row.replyTo == 0 || row.isErased ? Quote() : m_quotes.value(row.replyTo);
}

int ConversationLines::lastOwn() const
{
    for (int at = rowCount() - 1; at >= 0; --at) {
        if (row(at).kind == Kind::Said && row(at).mine && !row(at).isErased)
            return at;
    }
    return -1;
}

ConversationLines::Row ConversationLines::made(Kind kind, qint64 timeMs, QString text)
{
    Row row;
    row.uid = m_nextUid++;
    row.kind = kind;
    row.timeMs = timeMs;
    row.text = std::move(text);
    return row;
}

void ConversationLines::insertAt(Rows &batch, int at)
{
    if (batch.empty())
        return;
    const int count = static_cast<int>(batch.size());
    beginInsertRows({}, at, at + count - 1);
    if (m_unreadRow >= at)
        m_unreadRow += count;
    for (int i = 0; i < count; ++i) {
        const Row &row = batch[static_cast<std::size_t>(i)];
        m_characters += row.text.size();
        if (row.kind == Kind::Unread)
            m_unreadRow = at + i;
    }
    m_rows.insert(m_rows.begin() + at, std::make_move_iterator(batch.begin()),
                  std::make_move_iterator(batch.end()));
    endInsertRows();
    batch.clear();
    if (at > 0)
        changed(at - 1, at - 1);
    if (at + count < rowCount())
        changed(at + count, at + count);
}

void ConversationLines::erase(int first, int count)
{
    if (count <= 0)
        return;
    beginRemoveRows({}, first, first + count - 1);
    m_waiting -= std::max(0, first + count - std::max(first, settled()));
    for (int at = first; at < first + count; ++at)
        m_characters -= row(at).text.size();
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + first + count);
    if (m_unreadRow >= first + count)
        m_unreadRow -= count;
    else if (m_unreadRow >= first)
        m_unreadRow = -1;
    endRemoveRows();
    if (first > 0)
        changed(first - 1, first - 1);
    if (first < rowCount())
        changed(first, first);
}

} // namespace waxwing
