// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// Commands, and what is told of messages; what is told of people and keys stands in HeadlessDirectPeople.cpp.
#include "HeadlessDirect.h"

#include "ComparisonCode.h"
#include "JsonLines.h"
#include "Limits.h"
#include "Sentences.h"
#include "Terminal.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace waxwing {

namespace {

QString base64(const Bytes &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
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
    connect(&m_client, &DirectClient::moved, this, &HeadlessDirect::onMoved);
    connect(&m_client, &DirectClient::toldUpTo, this, &HeadlessDirect::onTold);
    connect(&m_client, &DirectClient::readUpTo, this, &HeadlessDirect::onRead);
    connect(&m_client, &DirectClient::waits, this, &HeadlessDirect::onWaits);
    connect(&m_client, &DirectClient::identityChanged, this, &HeadlessDirect::onChanged);
    connect(&m_client, &DirectClient::disproved, this, &HeadlessDirect::onDisproved);
    connect(&m_client, &DirectClient::compared, this, &HeadlessDirect::onCompared);
    connect(&m_client, &DirectClient::failed, this, &HeadlessDirect::onFailed);
    connect(&m_client, &DirectClient::writersChanged, this, &HeadlessDirect::onWriters);
    connect(&m_client, &DirectClient::pageRead, this, &HeadlessDirect::onPage);
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
            terminal::writeLine(lineOf(said));
        return;
    }
    QJsonObject fields = fieldsOf(said.name, said.message);
    if (!said.message.isMine())
        fields.insert(QStringLiteral("verified"), said.isVerified);
    if (told != m_told.end())
        addId(fields, told->id);
    json::write(QStringLiteral("direct_said"), fields);
}

void HeadlessDirect::onMoved(const DirectMovedFact &moved)
{
    for (Told &told : m_told) {
        const auto now = moved.counters.find(told.counter);
        if (told.name == moved.name && now != moved.counters.end())
            told.counter = now->second;
    }
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

/// It stays in the vault: nobody has to wait here for it. But the connection is made anew, and then either it
/// gets through or another reason follows.
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
    const auto open = waits.reason == Code::Lost ? QSet<quint64>() : m_open;
    for (const quint64 localId : open) {
        if (m_told.value(localId).name == waits.name && m_told.value(localId).counter != 0)
            settle(localId);
    }
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
        if (!message.isMine()) {
            fields.insert(QStringLiteral("identity"), base64(message.identity));
            fields.insert(QStringLiteral("verified"), isVerified(page.name, message.identity));
        }
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
