// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What is asked of direct conversations, line by line.
#include "HeadlessDirect.h"

#include "JsonLines.h"
#include "Limits.h"
#include "Terminal.h"
#include "TypedCommand.h"

#include <QJsonArray>

#include <algorithm>

namespace waxwing {

namespace {

constexpr int mostOfAPage = 1'000;

QString textOf(const QJsonObject &fields, const char *field)
{
    return fields.value(QLatin1StringView(field)).toString();
}

qint64 numberOf(const QJsonObject &fields, const char *field)
{
    return std::max<qint64>(0, fields.value(QLatin1StringView(field)).toInteger());
}

std::optional<Act> actOf(const QString &name)
{
    if (name == QLatin1StringView("reply"))
        return Act::Reply;
    if (name == QLatin1StringView("edit"))
        return Act::Edit;
    if (name == QLatin1StringView("erase"))
        return Act::Erase;
    return {};
}

} // namespace

bool HeadlessDirect::take(const QString &command, const QJsonObject &fields)
{
    const QString name = textOf(fields, "name");
    if (command == QLatin1StringView("tell")) {
        tell(fields);
    } else if (command == QLatin1StringView("compare")) {
        m_client.compare(name);
    } else if (command == QLatin1StringView("direct_writing")) {
        m_client.setWriting(name, fields.value(QStringLiteral("active")).toBool(true));
    } else if (command == QLatin1StringView("direct_read")) {
        m_client.markRead(name, numberOf(fields, "place"), true);
    } else if (command == QLatin1StringView("direct_people")) {
        sayPeople(fields.value(QStringLiteral("id")));
    } else if (command == QLatin1StringView("direct_history")) {
        const int count = int(
            std::clamp<qint64>(fields.value(QStringLiteral("count")).toInteger(mostOfAPage), 1, mostOfAPage));
        m_pages.insert(m_client.readBefore(name, numberOf(fields, "before"), count),
                       fields.value(QStringLiteral("id")));
    } else if (command == QLatin1StringView("verify") || command == QLatin1StringView("trust") ||
               command == QLatin1StringView("distrust")) {
        decide(command, fields);
    } else {
        return false;
    }
    return true;
}

void HeadlessDirect::tell(const QJsonObject &command)
{
    const QJsonValue id = command.value(QStringLiteral("id"));
    DirectWish wish;
    wish.name = textOf(command, "name");
    wish.text = textOf(command, "text");
    wish.device = Bytes::fromBase64(textOf(command, "device").toLatin1());
    wish.target = quint64(numberOf(command, "target"));
    wish.act = actOf(textOf(command, "act"));
    if (!wish.act && (command.contains(QStringLiteral("act")) || wish.target != 0))
        return json::writeError({Code::Malformed, QStringLiteral("\"act\" is reply, edit or erase")}, id);
    const quint64 localId = m_client.tell(wish);
    m_told.insert(localId, {wish.name, 0, id});
    m_open.insert(localId);
}

void HeadlessDirect::decide(const QString &command, const QJsonObject &fields)
{
    const QString name = textOf(fields, "name");
    const char *field = fields.contains(QStringLiteral("identity")) ? "identity" : "device";
    const Bytes which = Bytes::fromBase64(textOf(fields, field).toLatin1());
    if (command == QLatin1StringView("verify") && fields.contains(QStringLiteral("code")))
        return m_client.verify(name, textOf(fields, "code"));
    m_client.decide(name, which,
                    command == QLatin1StringView("verify")  ? DirectTrust::Verified
                    : command == QLatin1StringView("trust") ? DirectTrust::Pinned
                                                            : DirectTrust::Refused);
}

bool HeadlessDirect::takeLine(const QString &line)
{
    const auto typed = TypedCommand::read(line, QLatin1StringView("/msg"));
    if (!typed)
        return false;
    if (typed->name.isEmpty() || typed->rest.isEmpty())
        terminal::writeError(tr("Say it like this: /msg NAME text"));
    else
        tell({{QStringLiteral("name"), typed->name}, {QStringLiteral("text"), typed->rest}});
    return true;
}

} // namespace waxwing
