// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "JsonLines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <cstdio>

namespace waxwing::json {

void write(const QString &event, QJsonObject fields)
{
    fields.insert(QStringLiteral("event"), event);
    const QByteArray line = QJsonDocument(fields).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stdout);
    std::fflush(stdout);
}

void writeError(const Error &error, const QJsonValue &id)
{
    QJsonObject fields{{QStringLiteral("code"), codeName(error.code)},
                       {QStringLiteral("detail"), error.detail}};
    if (!id.isUndefined() && !id.isNull())
        fields.insert(QStringLiteral("id"), id);
    write(QStringLiteral("error"), fields);
}

Result<QJsonObject> readCommand(const QByteArray &line)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(line, &problem);
    if (!document.isObject())
        return failure(Code::Malformed, problem.errorString());
    if (!document.object().value(QStringLiteral("command")).isString())
        return failure(Code::Malformed, QStringLiteral("\"command\" is missing"));
    return document.object();
}

QLatin1StringView nameOf(Registration registration)
{
    switch (registration) {
    case Registration::Open:
        return QLatin1StringView("open");
    case Registration::Invite:
        return QLatin1StringView("invite");
    case Registration::Closed:
        return QLatin1StringView("closed");
    }
    return QLatin1StringView("closed");
}

QJsonObject fieldsOf(const HostInfo &info)
{
    QJsonArray addresses;
    for (const ReachableAt &place : info.reachableAt)
        addresses.append(place.address.text());
    QJsonObject fields{{QStringLiteral("room"), info.room},
                       {QStringLiteral("registration"), nameOf(info.registration)},
                       {QStringLiteral("share_last"), info.shareLast},
                       {QStringLiteral("port"), info.port},
                       {QStringLiteral("addresses"), addresses},
                       {QStringLiteral("fingerprint"), info.fingerprint.grouped()},
                       {QStringLiteral("link"), info.link}};
    if (!info.invite.isEmpty())
        fields.insert(QStringLiteral("invite"), info.invite);
    return fields;
}

QJsonObject fieldsOf(const HostView &host)
{
    QJsonObject fields{{QStringLiteral("address"), host.address.text()},
                       {QStringLiteral("fingerprint"), host.fingerprint.grouped()},
                       {QStringLiteral("accepted"), host.accepted}};
    if (!host.before.isEmpty())
        fields.insert(QStringLiteral("before"), host.before.grouped());
    return fields;
}

QJsonObject fieldsOf(const RoomMessage &message)
{
    QJsonObject fields{{QStringLiteral("number"), static_cast<qint64>(message.number)},
                       {QStringLiteral("name"), message.name},
                       {QStringLiteral("device"), QString::fromLatin1(message.device.toBase64())},
                       {QStringLiteral("time"), message.timeMs},
                       {QStringLiteral("text"), message.text}};
    addTarget(fields, Act::Reply, message.replyTo);
    if (message.file) {
        fields.insert(QStringLiteral("file"), QString::fromLatin1(message.file->id.toBase64()));
        fields.insert(QStringLiteral("file_name"), message.file->name);
        fields.insert(QStringLiteral("size"), static_cast<qint64>(message.file->size));
        fields.insert(QStringLiteral("digest"), QString::fromLatin1(message.file->digest.toBase64()));
    }
    if (message.mine)
        fields.insert(QStringLiteral("mine"), true);
    if (message.isReplayed)
        fields.insert(QStringLiteral("replayed"), true);
    return fields;
}

QJsonObject fieldsOf(const RoomChange &change)
{
    QJsonObject fields{{QStringLiteral("number"), static_cast<qint64>(change.said)},
                       {QStringLiteral("name"), change.name},
                       {QStringLiteral("device"), QString::fromLatin1(change.device.toBase64())},
                       {QStringLiteral("time"), change.timeMs},
                       {QStringLiteral("text"), change.act == Act::Erase ? erasedText() : change.text}};
    addTarget(fields, change.act, change.number);
    if (change.mine)
        fields.insert(QStringLiteral("mine"), true);
    if (change.isReplayed)
        fields.insert(QStringLiteral("replayed"), true);
    return fields;
}

void addTarget(QJsonObject &fields, Act act, quint64 target)
{
    if (target == 0)
        return;
    fields.insert(QStringLiteral("act"), act == Act::Reply  ? QStringLiteral("reply")
                                         : act == Act::Edit ? QStringLiteral("edit")
                                                            : QStringLiteral("erase"));
    fields.insert(QStringLiteral("target"), static_cast<qint64>(target));
}

QJsonObject fieldsOf(const PersonView &person)
{
    return {{QStringLiteral("name"), person.name},
            {QStringLiteral("role"),
             person.role == Role::Host ? QStringLiteral("host") : QStringLiteral("member")},
            {QStringLiteral("devices"), person.devices},
            {QStringLiteral("new"), person.hasNewKey}};
}

QJsonObject countOf(quint64 count, quint64 of)
{
    return {{QStringLiteral("count"), static_cast<qint64>(count)},
            {QStringLiteral("of"), static_cast<qint64>(of)}};
}

} // namespace waxwing::json
