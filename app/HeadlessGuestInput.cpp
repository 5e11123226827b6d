// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What a person types, or a program commands.
#include "HeadlessGuest.h"

#include "GuestWords.h"
#include "History.h"
#include "JsonLines.h"
#include "Limits.h"
#include "Terminal.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace waxwing {

namespace {

constexpr int mostOfAPage = 1'000;

} // namespace

void HeadlessGuest::onLine(const QByteArray &line)
{
    if (!m_json) {
        onTalkLine(QString::fromUtf8(line));
        return;
    }
    const auto command = json::readCommand(line);
    if (command)
        onCommand(*command);
    else
        json::writeError(command.error());
}

void HeadlessGuest::onTalkLine(const QString &line)
{
    if (m_unsaid > 0) {
        --m_unsaid;
        return;
    }
    if (std::exchange(m_asksToLeave, false)) {
        const QString answer = line.trimmed();
        if (answer.compare(QLatin1StringView("y"), Qt::CaseInsensitive) == 0 ||
            answer.compare(QLatin1StringView("yes"), Qt::CaseInsensitive) == 0)
            leave();
        return;
    }
    if (line.trimmed() == QLatin1StringView("/bye")) {
        leave();
    } else if (line.trimmed() == QLatin1StringView("/password")) {
        askForPasswords();
    } else if (m_direct.takeLine(line) || m_files.takeLine(line)) {
        return;
    } else if (guestwords::looksLikeGoodbye(line)) {
        m_asksToLeave = true;
        terminal::writeLine(tr("Leave the room? y or n"));
    } else if (!line.isEmpty()) {
        say(line, {}, 0, {});
    }
}

/// A command that says something: `act` and `target` as on the wire.
void HeadlessGuest::say(const QString &text, std::optional<Act> act, quint64 target, const QJsonValue &id)
{
    if (act && !m_client->canTalk())
        return json::writeError({Code::NotOffered, {}}, id);
    if (act && (target < 1 || target > limits::largestInteger))
        return json::writeError({Code::Malformed, QStringLiteral("\"target\" is missing")}, id);
    if (const auto verdict = m_client->checkText(text); act != Act::Erase && !verdict) {
        if (m_json)
            json::writeError(verdict.error(), id);
        else
            terminal::writeError(Sentences::of(verdict.error().code));
        return;
    }
    m_isSaying = true; // what waits now is not left over
    const quint64 localId = !act                 ? m_client->say(text)
                            : *act == Act::Reply ? m_client->reply(target, text)
                            : *act == Act::Edit  ? m_client->edit(target, text)
                                                 : m_client->erase(target);
    m_isSaying = false;
    m_waiting.insert(localId);
    if (!id.isUndefined() && !id.isNull())
        m_ids.insert(localId, id);
}

void HeadlessGuest::onCommand(const QJsonObject &command)
{
    const QString name = command.value(QStringLiteral("command")).toString();
    const QJsonValue id = command.value(QStringLiteral("id"));
    const QString text = command.value(QStringLiteral("text")).toString();
    const auto number = [&command](QLatin1StringView field) {
        return static_cast<quint64>(std::max<qint64>(0, command.value(field).toInteger()));
    };
    const quint64 target = number(QLatin1StringView("target"));
    if (name == QLatin1StringView("say")) {
        say(text, {}, 0, id);
    } else if (name == QLatin1StringView("reply")) {
        say(text, Act::Reply, target, id);
    } else if (name == QLatin1StringView("edit")) {
        say(text, Act::Edit, target, id);
    } else if (name == QLatin1StringView("erase")) {
        say({}, Act::Erase, target, id);
    } else if (name == QLatin1StringView("history")) {
        readHistory(command, id);
    } else if (name == QLatin1StringView("read")) {
        m_client->markRead(number(QLatin1StringView("number")), true);
    } else if (name == QLatin1StringView("writing")) {
        m_client->setWriting(command.value(QStringLiteral("active")).toBool(true));
    } else if (name == QLatin1StringView("change_password")) {
        changePassword(command, id);
    } else if (name == QLatin1StringView("leave")) {
        leave();
    } else if (name == QLatin1StringView("try_now")) {
        m_client->tryNow();
    } else if (name == QLatin1StringView("people")) {
        sayPeople(id);
    } else if (!m_direct.take(name, command) && !m_files.run(name, command, id)) {
        json::writeError({Code::Unexpected, QStringLiteral("no command \"%1\"").arg(name)}, id);
    }
}

/// A page of what is kept: behind `after`, or before `before`, or the end.
void HeadlessGuest::readHistory(const QJsonObject &command, const QJsonValue &id)
{
    History *history = m_client->history();
    if (!history->isOpen())
        return json::writeError({Code::StorageFailed, QStringLiteral("nothing is kept here")}, id);
    const int count = std::clamp(command.value(QStringLiteral("count")).toInt(mostOfAPage), 1, mostOfAPage);
    const QJsonValue after = command.value(QStringLiteral("after"));
    const QJsonValue before = command.value(QStringLiteral("before"));
    const quint64 question = after.isDouble()    ? history->readAfter(quint64(after.toInteger()), count)
                             : before.isDouble() ? history->readBefore(quint64(before.toInteger()), count)
                                                 : history->readEnd(count);
    m_pages.insert(question, id);
}

void HeadlessGuest::sayPeople(const QJsonValue &id)
{
    QJsonArray list;
    for (const PersonView &person : m_client->people())
        list.append(json::fieldsOf(person));
    QJsonObject fields{{QStringLiteral("people"), list}};
    if (!id.isUndefined())
        fields.insert(QStringLiteral("id"), id);
    json::write(QStringLiteral("people"), fields);
}

} // namespace waxwing
