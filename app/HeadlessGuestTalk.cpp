// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What is said in the room, and how far what was said here came.
#include "HeadlessGuest.h"

#include "GuestWords.h"
#include "JsonLines.h"
#include "Limits.h"
#include "Terminal.h"

#include <QDateTime>
#include <QJsonArray>

namespace waxwing {

namespace {

QString timeOf(qint64 timeMs)
{
    return QDateTime::fromMSecsSinceEpoch(timeMs).toString(QStringLiteral("HH:mm"));
}

} // namespace

void HeadlessGuest::onMessages(const QList<RoomMessage> &messages)
{
    for (const RoomMessage &message : messages) {
        if (message.file)
            m_files.note(message.number, *message.file);
        if (m_json) {
            json::write(QStringLiteral("said"), json::fieldsOf(message));
            continue;
        }
        m_authors.insert(message.number, message.name);
        if (!message.mine)
            terminal::writeLine(
                QStringLiteral("[%1] %2: %3").arg(timeOf(message.timeMs), message.name, message.text));
    }
}

void HeadlessGuest::onChanges(const QList<RoomChange> &changes)
{
    for (const RoomChange &change : changes) {
        if (m_json)
            json::write(QStringLiteral("said"), json::fieldsOf(change));
        else if (!change.mine && m_authors.isFrom(change.number, change.name))
            terminal::writeLine(
                QStringLiteral("[%1] %2").arg(timeOf(change.timeMs), guestwords::changeLine(change)));
        if (change.act == Act::Erase && m_authors.isFrom(change.number, change.name))
            m_authors.remove(change.number); // there is nothing more to change
    }
}

/// Said in an earlier run, and not with the host yet.
void HeadlessGuest::onWaiting(const RoomMessage &message)
{
    if (m_isSaying)
        return;
    m_waiting.insert(message.localId);
    if (!m_json)
        return terminal::writeLine(tr("Not sent yet: %1").arg(message.text));
    QJsonObject fields{{QStringLiteral("text"), message.text}, {QStringLiteral("time"), message.timeMs}};
    json::addTarget(fields, Act::Reply, message.replyTo);
    json::write(QStringLiteral("waiting"), fields);
}

void HeadlessGuest::onChangeWaiting(const RoomChange &change)
{
    if (m_isSaying)
        return;
    m_waiting.insert(change.localId);
    if (!m_json)
        return;
    QJsonObject fields{{QStringLiteral("text"), change.text}, {QStringLiteral("time"), change.timeMs}};
    json::addTarget(fields, change.act, change.number);
    json::write(QStringLiteral("waiting"), fields);
}

void HeadlessGuest::onPage(const HistoryPage &page)
{
    if (!m_pages.contains(page.question))
        return;
    QJsonArray list;
    for (const RoomMessage &message : page.messages) {
        if (message.file)
            m_files.note(message.number, *message.file);
        QJsonObject fields = json::fieldsOf(message);
        if (message.isEdited)
            fields.insert(QStringLiteral("edited"), true);
        if (message.isErased)
            fields.insert(QStringLiteral("erased"), true);
        list.append(fields);
    }
    QJsonObject fields{{QStringLiteral("messages"), list},
                       {QStringLiteral("first"), page.isFirst},
                       {QStringLiteral("last"), page.isLast}};
    const QJsonValue id = m_pages.take(page.question);
    if (!id.isUndefined())
        fields.insert(QStringLiteral("id"), id);
    json::write(QStringLiteral("history"), fields);
}

void HeadlessGuest::onResumed(quint64 count, bool isComplete)
{
    if (m_json)
        json::write(QStringLiteral("resumed"), {{QStringLiteral("count"), static_cast<qint64>(count)},
                                                {QStringLiteral("complete"), isComplete}});
}

/// Each change by itself.
void HeadlessGuest::onWriters()
{
    const QStringList before = std::exchange(m_writers, m_client->writers());
    if (!m_json)
        return;
    const auto tell = [](const QString &name, bool active) {
        json::write(QStringLiteral("writes"),
                    {{QStringLiteral("name"), name}, {QStringLiteral("active"), active}});
    };
    for (const QString &name : before) {
        if (!m_writers.contains(name))
            tell(name, false);
    }
    for (const QString &name : std::as_const(m_writers)) {
        if (!before.contains(name))
            tell(name, true);
    }
}

void HeadlessGuest::onProgress(const QList<MessageProgress> &progress)
{
    for (const MessageProgress &step : progress) {
        if (m_json)
            sayProgress(step);
        if (step.state != MessageState::Waiting)
            m_waiting.remove(step.localId);
        if (step.state == MessageState::Failed || (step.of > 0 && step.seen == step.of))
            m_ids.remove(step.localId);
        m_ids.setNumber(step.localId, step.number);
    }
    leaveIfAllIsSaid();
}

void HeadlessGuest::sayProgress(const MessageProgress &step)
{
    const QJsonValue id = m_ids.of(step.localId);
    const auto tell = [&](const QString &event, QJsonObject fields) {
        if (!id.isUndefined() && !id.isNull())
            fields.insert(QStringLiteral("id"), id);
        if (step.number != 0)
            fields.insert(QStringLiteral("number"), static_cast<qint64>(step.number));
        json::write(event, fields);
    };
    switch (step.state) {
    case MessageState::Waiting:
        break;
    case MessageState::Sent: // once: its number may be told later
        if (m_waiting.contains(step.localId))
            tell(QStringLiteral("ack"), {});
        break;
    case MessageState::Failed:
        tell(QStringLiteral("failed"), {{QStringLiteral("code"), codeName(step.reason)}});
        break;
    case MessageState::Delivered:
    case MessageState::Seen: {
        Reach &told = m_reach[step.number];
        if (step.number >= limits::deliveredNumbers) // nothing is told of older ones (PROTOCOL 8.4)
            m_reach.erase(m_reach.begin(), m_reach.upper_bound(step.number - limits::deliveredNumbers));
        if (std::exchange(told.delivered, step.count) < step.count)
            tell(QStringLiteral("delivered"), json::countOf(step.count, step.of));
        if (std::exchange(told.seen, step.seen) < step.seen)
            tell(QStringLiteral("seen"), json::countOf(step.seen, step.of));
        break;
    }
    }
}

void HeadlessGuest::leaveIfAllIsSaid()
{
    if (m_inputEnded && m_waiting.isEmpty() && m_direct.isIdle() && !m_files.isBusy())
        leave();
}

} // namespace waxwing
