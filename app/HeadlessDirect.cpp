// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HeadlessDirect.h"

#include "ComparisonCode.h"
#include "JsonLines.h"
#include "Limits.h"
#include "Sentences.h"
#include "Terminal.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace waxwing {

namespace {

constexpr int mostOfAPage = 1'000;

QString base64(const Bytes &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

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

QString nameOf(Act act)
{
    return act == Act::Reply  ? QStringLiteral("reply")
           : act == Act::Edit ? QStringLiteral("edit")
                              : QStringLiteral("erase");
}

QString nameOf(DirectTrust trust)
{
    switch (trust) {
    case DirectTrust::Undecided:
        return QStringLiteral("undecided");
    case DirectTrust::Pinned:
        return QStringLiteral("not compared");
    case DirectTrust::Verified:
        return QStringLiteral("verified");
    case DirectTrust::Refused:
        break;
    }
    return QStringLiteral("refused");
}

void addId(QJsonObject &fields, const QJsonValue &id)
{
    if (!id.isUndefined() && !id.isNull())
        fields.insert(QStringLiteral("id"), id);
}

} // namespace

HeadlessDirect::HeadlessDirect(DirectClient &client, bool json, QObject *parent)
    : QObject(parent), m_client(client), m_json(json)
{
    connect(&m_client, &DirectClient::said, this, &HeadlessDirect::onSaid);
    connect(&m_client, &DirectClient::toldUpTo, this, &HeadlessDirect::onTold);
    connect(&m_client, &DirectClient::readUpTo, this, &HeadlessDirect::onRead);
    connect(&m_client, &DirectClient::waits, this, &HeadlessDirect::onWaits);
    connect(&m_client, &DirectClient::identityChanged, this, &HeadlessDirect::onChanged);
    connect(&m_client, &DirectClient::compared, this, &HeadlessDirect::onCompared);
    connect(&m_client, &DirectClient::failed, this, &HeadlessDirect::onFailed);
    connect(&m_client, &DirectClient::writersChanged, this, &HeadlessDirect::onWriters);
    connect(&m_client, &DirectClient::pageRead, this, &HeadlessDirect::onPage);
}

// ---- Commands

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
    static const QString command = QStringLiteral("/msg ");
    if (!line.startsWith(command))
        return false;
    // A name with a space in it stands in quotes.
    const QString rest = line.mid(command.size()).trimmed();
    const bool isQuoted = rest.startsWith(u'"');
    const qsizetype end = isQuoted ? rest.indexOf(u'"', 1) : rest.indexOf(u' ');
    const QString name = isQuoted ? rest.mid(1, end - 1) : rest.first(std::max<qsizetype>(end, 0));
    const QString text = end < 0 ? QString() : rest.mid(end + 1).trimmed();
    if (name.isEmpty() || text.isEmpty()) {
        terminal::writeError(tr("Say it like this: /msg NAME text"));
        return true;
    }
    tell({{QStringLiteral("name"), name}, {QStringLiteral("text"), text}});
    return true;
}

// ---- What is told

QJsonObject HeadlessDirect::fieldsOf(const QString &name, const DirectMessage &message) const
{
    QJsonObject fields{{QStringLiteral("name"), name},
                       {QStringLiteral("device"), base64(message.device)},
                       {QStringLiteral("counter"), static_cast<qint64>(message.counter)},
                       {QStringLiteral("place"), message.id},
                       {QStringLiteral("time"), message.timeMs},
                       {QStringLiteral("text"), message.act == Act::Erase ? erasedText() : message.text}};
    if (message.isMine())
        fields.insert(QStringLiteral("mine"), true);
    if (message.file) {
        fields.insert(QStringLiteral("file"), base64(message.file->id));
        fields.insert(QStringLiteral("file_name"), message.file->name);
        fields.insert(QStringLiteral("size"), static_cast<qint64>(message.file->size));
        fields.insert(QStringLiteral("digest"), base64(message.file->digest));
    }
    if (message.act) {
        fields.insert(QStringLiteral("act"), nameOf(*message.act));
        fields.insert(QStringLiteral("target_device"), base64(message.targetDevice));
        fields.insert(QStringLiteral("target"), static_cast<qint64>(message.target));
    }
    return fields;
}

void HeadlessDirect::onSaid(const DirectSaidFact &said)
{
    const auto told = m_told.find(said.localId);
    if (told != m_told.end()) {
        told->name = said.name;
        told->counter = said.message.counter;
    }
    if (!m_json) {
        if (!said.message.isMine())
            terminal::writeLine(
                tr("[%1] %2, to you alone: %3")
                    .arg(
                        QDateTime::fromMSecsSinceEpoch(said.message.timeMs).toString(QStringLiteral("HH:mm")),
                        said.name, said.message.text));
        return;
    }
    QJsonObject fields = fieldsOf(said.name, said.message);
    if (!said.message.isMine())
        fields.insert(QStringLiteral("verified"), said.isVerified);
    if (told != m_told.end())
        addId(fields, told->id);
    json::write(QStringLiteral("direct_said"), fields);
}

void HeadlessDirect::onTold(const QString &name, quint64 counter)
{
    QList<quint64> done;
    for (auto told = m_told.constBegin(); told != m_told.constEnd(); ++told) {
        if (told->name == name && told->counter != 0 && told->counter <= counter)
            done.append(told.key());
    }
    std::sort(done.begin(), done.end());
    for (const quint64 localId : std::as_const(done)) {
        const Told told = m_told.take(localId);
        if (m_json) {
            QJsonObject fields{{QStringLiteral("name"), name},
                               {QStringLiteral("counter"), static_cast<qint64>(told.counter)}};
            addId(fields, told.id);
            json::write(QStringLiteral("told"), fields);
        }
        settle(localId);
    }
    if (done.isEmpty() && m_json) // of an earlier run
        json::write(QStringLiteral("told"), {{QStringLiteral("name"), name},
                                             {QStringLiteral("counter"), static_cast<qint64>(counter)}});
}

void HeadlessDirect::settle(quint64 localId)
{
    if (m_open.remove(localId) && m_open.isEmpty())
        Q_EMIT becameIdle();
}

void HeadlessDirect::onRead(const QString &name, quint64 counter)
{
    if (m_json)
        json::write(
            QStringLiteral("direct_seen"),
            {{QStringLiteral("name"), name}, {QStringLiteral("counter"), static_cast<qint64>(counter)}});
}

/// It stays in the vault: nobody has to wait here for it.
void HeadlessDirect::onWaits(const DirectWaitsFact &waits)
{
    if (m_json) {
        QJsonObject fields{{QStringLiteral("name"), waits.name},
                           {QStringLiteral("code"), codeName(waits.reason)},
                           {QStringLiteral("count"), static_cast<qint64>(waits.waiting)}};
        if (waits.localId != 0)
            addId(fields, m_told.value(waits.localId).id);
        json::write(QStringLiteral("direct_waiting"), fields);
    } else if (waits.reason == Code::NotHere) {
        terminal::writeLine(tr("%1 is not here. It waits until %1 comes.").arg(waits.name));
    } else {
        terminal::writeError(tr("It is not sent to %1 yet: %2").arg(waits.name, Sentences::of(waits.reason)));
    }
    const auto open = m_open;
    for (const quint64 localId : open) {
        if (m_told.value(localId).name == waits.name && m_told.value(localId).counter != 0)
            settle(localId);
    }
}

void HeadlessDirect::onChanged(const QString &name, const Bytes &device, const Bytes &identity)
{
    if (m_json)
        json::write(QStringLiteral("direct_changed"), {{QStringLiteral("name"), name},
                                                       {QStringLiteral("device"), base64(device)},
                                                       {QStringLiteral("identity"), base64(identity)}});
    else
        terminal::writeError(
            tr("%1 shows another key than before: a new PC, a lost vault, or somebody in between. "
               "Nothing is sent to %1 alone until you have compared it (--json: compare, verify, "
               "trust, distrust).")
                .arg(name));
}

void HeadlessDirect::onCompared(const QString &name, const DirectDeviceView &device)
{
    if (m_json)
        json::write(QStringLiteral("comparison"),
                    {{QStringLiteral("name"), name},
                     {QStringLiteral("device"), base64(device.device)},
                     {QStringLiteral("identity"), base64(device.identity)},
                     {QStringLiteral("code"), device.code},
                     {QStringLiteral("here"), device.isHere},
                     {QStringLiteral("trust"), nameOf(device.trust)},
                     {QStringLiteral("verified"), device.trust == DirectTrust::Verified}});
    else
        terminal::writeLine(
            tr("Code of %1 and you: %2").arg(name, comparisonCode::groups(device.code).join(u' ')));
}

void HeadlessDirect::onFailed(const DirectFailedFact &failure)
{
    if (m_pages.contains(failure.localId) && failure.localId != 0)
        return json::writeError(failure.error, m_pages.take(failure.localId));
    const QJsonValue id = m_told.value(failure.localId).id;
    m_told.remove(failure.localId);
    if (m_json) {
        QJsonObject fields{{QStringLiteral("name"), failure.name},
                           {QStringLiteral("code"), codeName(failure.error.code)},
                           {QStringLiteral("detail"), failure.error.detail}};
        addId(fields, id);
        json::write(QStringLiteral("direct_failed"), fields);
    } else {
        terminal::writeError(tr("Not told to %1: %2").arg(failure.name, Sentences::of(failure.error.code)));
    }
    settle(failure.localId);
}

/// Each change by itself.
void HeadlessDirect::onWriters()
{
    const QStringList before = std::exchange(m_writers, m_client.writers());
    if (!m_json)
        return;
    const auto write = [](const QString &name, bool active) {
        json::write(QStringLiteral("direct_writes"),
                    {{QStringLiteral("name"), name}, {QStringLiteral("active"), active}});
    };
    for (const QString &name : before) {
        if (!m_writers.contains(name))
            write(name, false);
    }
    for (const QString &name : std::as_const(m_writers)) {
        if (!before.contains(name))
            write(name, true);
    }
}

void HeadlessDirect::sayPeople(const QJsonValue &id)
{
    QJsonArray list;
    for (const DirectPersonView &person : m_client.people()) {
        QJsonArray devices;
        for (const DirectDeviceView &device : person.devices)
            devices.append(QJsonObject{{QStringLiteral("device"), base64(device.device)},
                                       {QStringLiteral("identity"), base64(device.identity)},
                                       {QStringLiteral("trust"), nameOf(device.trust)},
                                       {QStringLiteral("code"), device.code},
                                       {QStringLiteral("here"), device.isHere}});
        list.append(QJsonObject{{QStringLiteral("name"), person.name},
                                {QStringLiteral("devices"), devices},
                                {QStringLiteral("unread"), static_cast<qint64>(person.unread)},
                                {QStringLiteral("waiting"), static_cast<qint64>(person.waiting)},
                                {QStringLiteral("here"), person.isHere},
                                {QStringLiteral("stopped"), person.isStopped},
                                {QStringLiteral("verified"), person.isVerified()}});
    }
    QJsonObject fields{{QStringLiteral("people"), list}};
    addId(fields, id);
    json::write(QStringLiteral("direct_people"), fields);
}

void HeadlessDirect::onPage(const DirectPageFact &page)
{
    if (!m_pages.contains(page.localId))
        return;
    QJsonArray list;
    for (const DirectMessage &message : page.page.messages) {
        QJsonObject fields = fieldsOf(page.name, message);
        if (message.isEdited)
            fields.insert(QStringLiteral("edited"), true);
        if (message.isErased)
            fields.insert(QStringLiteral("erased"), true);
        list.append(fields);
    }
    QJsonObject fields{{QStringLiteral("name"), page.name},
                       {QStringLiteral("messages"), list},
                       {QStringLiteral("first"), page.page.isFirst}};
    addId(fields, m_pages.take(page.localId));
    json::write(QStringLiteral("direct_history"), fields);
}

} // namespace waxwing
