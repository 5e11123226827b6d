// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// ConversationModel: how far messages came, and what is done to them: replies, edits, erasures.
#include "ConversationModel.h"

#include "ChatWords.h"
#include "ForeignText.h"
#include "RichText.h"
#include "Unicode.h"

#include <utility>

namespace waxwing {

namespace {

constexpr qsizetype mostLateChanges = 256;

} // namespace

void ConversationModel::fill(Row &row, const RoomMessage &message) const
{
    row.replyTo = message.replyTo;
    row.isEdited = message.isEdited;
    row.isErased = message.isErased;
    if (message.file)
        row.file = std::make_shared<const FileNote>(*message.file);
    row.count = static_cast<quint32>(message.delivered);
    row.of = static_cast<quint32>(message.of);
    row.seen = static_cast<quint32>(message.seen);
    row.state =
        message.state == MessageState::Seen && !m_receiptsShown ? MessageState::Delivered : message.state;
}

void ConversationModel::setReceiptsShown(bool shown)
{
    if (std::exchange(m_receiptsShown, shown) == shown)
        return;
    for (int at = 0; at < rowCount(); ++at) {
        Row &row = m_rows[static_cast<std::size_t>(at)];
        if (row.seen == 0 || (row.state != MessageState::Seen && row.state != MessageState::Delivered))
            continue;
        row.state = shown ? MessageState::Seen : MessageState::Delivered;
        changed(at, at);
    }
}

void ConversationModel::messagesProgressed(const QList<MessageProgress> &steps)
{
    for (const MessageProgress &step : steps) {
        if (progressOfChange(step))
            continue;
        int at = findLocal(step.localId);
        if (at < 0 && step.number > 0)
            at = rowOfNumber(step.number);
        if (at >= 0) {
            progress(m_rows[static_cast<std::size_t>(at)], step);
            changed(at, at);
        } else if (Row *beyond = findBeyond(step.localId, step.number)) {
            progress(*beyond, step);
        }
    }
}

void ConversationModel::progress(Row &row, const MessageProgress &step)
{
    Row &of = row.changes ? m_pending[row.number].before : row;
    of.state = step.state == MessageState::Seen && !m_receiptsShown ? MessageState::Delivered : step.state;
    of.count = static_cast<quint32>(step.count);
    of.of = static_cast<quint32>(step.of);
    of.seen = static_cast<quint32>(step.seen);
    of.reason = step.reason;
}

/// Whether it is about an edit or erasure of mine.
bool ConversationModel::progressOfChange(const MessageProgress &step)
{
    for (auto it = m_pending.begin(); it != m_pending.end() && step.localId != 0; ++it) {
        if (it->last.localId != step.localId)
            continue;
        // Sent is not done yet: messagesChanged() says when.
        it->state = step.state == MessageState::Failed ? MessageState::Failed : MessageState::Waiting;
        it->reason = step.reason;
        if (const int at = rowOfNumber(it.key()); at >= 0)
            showPending(at);
        return true;
    }
    return false;
}

void ConversationModel::changeWaits(const RoomChange &change)
{
    PendingChange &pending = m_pending[change.number];
    pending.last = change;
    pending.state = MessageState::Waiting;
    if (const int at = rowOfNumber(change.number); at >= 0)
        showPending(at);
}

/// The row as it will be, with the state of what makes it so; an erasure takes nothing away before it is
/// done.
void ConversationModel::showPending(int at)
{
    Row row = this->row(at);
    PendingChange &pending = m_pending[row.number];
    if (!row.changes)
        pending.before = row;
    row.changes = true;
    row.localId = pending.last.localId;
    row.state = pending.state;
    row.reason = pending.reason;
    row.text = pending.last.act == Act::Edit ? pending.last.text : pending.before.text;
    row.isEdited = pending.before.isEdited || pending.last.act == Act::Edit;
    replace(at, std::move(row));
}

void ConversationModel::replace(int at, Row row)
{
    m_characters += row.text.size() - this->row(at).text.size();
    m_rows[static_cast<std::size_t>(at)] = std::move(row);
    const Row &now = this->row(at);
    if (m_quotes.contains(now.number))
        setQuote(now.number, quoted(now));
    changed(at, at);
}

/// Whether it was done: only by its author, and not to what is erased.
bool ConversationModel::apply(const RoomChange &change, Row &row)
{
    if (row.isErased || (row.name != change.name && !(row.mine && change.mine)))
        return false;
    row.isErased = change.act == Act::Erase;
    row.isEdited = !row.isErased;
    row.text = row.isErased ? QString() : change.text;
    if (row.isErased && row.file) {
        const auto tell = [this, file = row.file->id] { Q_EMIT fileErased(file); };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection); // once the rows stand
    }
    return true;
}

void ConversationModel::messagesChanged(const QList<RoomChange> &changes)
{
    for (const RoomChange &change : changes) {
        const int at = rowOfNumber(change.number);
        if (at < 0) {
            changeElsewhere(change);
            continue;
        }
        Row row = this->row(at);
        const auto pending = m_pending.find(change.number);
        if (row.changes)
            row = pending->before;
        if (!apply(change, row))
            continue;
        const bool more =
            pending != m_pending.end() && !row.isErased && pending->last.localId != change.localId;
        if (!more)
            m_pending.remove(change.number);
        replace(at, std::move(row));
        if (more)
            showPending(at);
    }
}

/// Of a message that is not in the window. Its page may have been read before this was done.
void ConversationModel::changeElsewhere(const RoomChange &change)
{
    if (Row *beyond = findBeyond(0, change.number))
        apply(change, *beyond);
    else if (m_paged && m_lateChanges.value(change.number).act != Act::Erase)
        m_lateChanges.insert(change.number, change);
    if (m_lateChanges.size() > mostLateChanges)
        m_lateChanges.clear();
    if (m_quotes.contains(change.number) && change.act == Act::Erase)
        setQuote(change.number, {Quote::Is::Erased, {}, {}, ChatWords::erased(false)});
    if (m_pending.value(change.number).last.localId == change.localId)
        m_pending.remove(change.number);
}

void ConversationModel::discard(quint64 localId)
{
    std::erase_if(m_aside, [localId](const Row &row) { return localId != 0 && row.localId == localId; });
    const int at = findLocal(localId);
    if (at < 0 || (row(at).state != MessageState::Failed && row(at).state != MessageState::Waiting))
        return;
    if (!row(at).changes)
        remove(at);
    else
        replace(at, m_pending.take(row(at).number).before);
}

void ConversationModel::changeWaiting(quint64 localId, const QString &text)
{
    const int at = findLocal(localId);
    if (at < 0)
        return;
    Row row = this->row(at);
    row.text = text;
    if (row.changes)
        m_pending[row.number].last.text = text;
    replace(at, std::move(row));
}

void ConversationModel::setQuote(quint64 number, const Quote &quote)
{
    m_quotes.insert(number, quote);
    for (int at = 0; at < rowCount(); ++at) {
        if (number != 0 && row(at).replyTo == number)
            changed(at, at);
    }
}

void ConversationModel::setOriginal(quint64 instead, const RoomMessage &original)
{
    for (Rows *rows : {&m_rows, &m_beyond, &m_aside}) {
        for (Row &row : *rows) {
            if (row.replyTo == instead)
                row.replyTo = original.number;
        }
    }
    m_unknownQuotes.removeOne(instead);
    if (m_quotes.remove(instead) == 0)
        return;
    m_quotes.insert(original.number, {Quote::Is::Unknown, {}, {}, {}});
    setQuoted({original});
}

void ConversationModel::noteRows(int first, int last)
{
    for (int at = first; at <= last; ++at) {
        const quint64 number = row(at).number;
        const quint64 target = row(at).replyTo;
        if (number != 0 && m_pending.contains(number) && !row(at).changes)
            showPending(at);
        if (const auto asked = m_quotes.constFind(number);
            number != 0 && asked != m_quotes.constEnd() && asked->is != Quote::Is::Known)
            setQuote(number, quoted(row(at)));
        if (target == 0 || m_quotes.contains(target))
            continue;
        const int original = rowOfNumber(target);
        if (original < 0)
            m_unknownQuotes.append(target);
        m_quotes.insert(
            target, original >= 0 ? quoted(row(original))
                                  : Quote{Quote::Is::Unknown, {}, {}, tr("A message that is not kept here")});
    }
    if (!m_unknownQuotes.isEmpty())
        Q_EMIT quotesMissing();
}

QList<quint64> ConversationModel::takeUnknownQuotes()
{
    QList<quint64> wanted = std::exchange(m_unknownQuotes, {});
    wanted.removeIf([this](quint64 number) { return m_quotes.value(number).is != Quote::Is::Unknown; });
    return wanted;
}

void ConversationModel::setQuoted(const QList<RoomMessage> &messages)
{
    for (const RoomMessage &message : messages) {
        const auto asked = m_quotes.constFind(message.number);
        if (asked == m_quotes.constEnd() || asked->is != Quote::Is::Unknown)
            continue;
        m_unknownQuotes.removeOne(message.number);
        Row row;
        row.name = message.name;
        row.text = message.text;
        row.mine = message.mine || (!m_self.isEmpty() && message.name == m_self);
        row.isErased = message.isErased;
        setQuote(message.number, quoted(row));
    }
}

} // namespace waxwing
