// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HeadlessFiles.h"

#include "JsonLines.h"
#include "Sentences.h"
#include "Terminal.h"
#include "TypedCommand.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace waxwing {

namespace {

constexpr qsizetype mostNotes = 10'000;

QString defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::DownloadLocation) + QStringLiteral("/Waxwing");
}

} // namespace

HeadlessFiles::HeadlessFiles(RoomClient &client, QString downloads, bool json, QObject *parent)
    : QObject(parent), m_client(client),
      m_downloads(downloads.isEmpty() ? defaultFolder() : std::move(downloads)), m_json(json)
{
    connect(&client, &RoomClient::transfersChanged, this, &HeadlessFiles::onChanged);
    connect(&client, &RoomClient::fileLimitsChanged, this, &HeadlessFiles::onLimits);
    connect(client.direct(), &DirectClient::said, this,
            [this](const DirectSaidFact &said) { noteTold(said.name, said.message); });
    connect(client.direct(), &DirectClient::pageRead, this, [this](const DirectPageFact &page) {
        for (const DirectMessage &message : page.page.messages)
            noteTold(page.name, message);
    });
}

void HeadlessFiles::note(quint64 number, const FileNote &file)
{
    m_notes.insert(number, file);
    if (m_notes.size() > mostNotes)
        m_notes.erase(m_notes.begin()); // the oldest
}

bool HeadlessFiles::run(const QString &command, const QJsonObject &fields, const QJsonValue &id)
{
    if (command == QLatin1StringView("send_file")) {
        send(fields, id);
        return true;
    }
    if (command == QLatin1StringView("take_file")) {
        if (fields.contains(QStringLiteral("from")))
            takeTold(fields, id);
        else
            take(fields, id);
        return true;
    }
    const auto file = QByteArray::fromBase64(fields.value(QStringLiteral("file")).toString().toLatin1());
    for (const auto &[name, wish] : {std::pair("pause_file", &RoomClient::pauseTransfer),
                                     std::pair("resume_file", &RoomClient::resumeTransfer),
                                     std::pair("cancel_file", &RoomClient::cancelTransfer)}) {
        if (command != QLatin1StringView(name))
            continue;
        const quint64 transfer = m_files.key(file, 0);
        if (transfer == 0 || file.isEmpty())
            json::writeError({Code::FileUnknown, {}}, id);
        else
            (m_client.*wish)(transfer);
        return true;
    }
    return false;
}

void HeadlessFiles::take(const QJsonObject &fields, const QJsonValue &id)
{
    const auto number = quint64(fields.value(QStringLiteral("number")).toInteger());
    if (!m_notes.contains(number))
        return json::writeError({Code::FileUnknown, {}}, id);
    const QString folder = fields.value(QStringLiteral("folder")).toString(m_downloads);
    begun(m_client.takeFile(m_notes.value(number), folder), id);
}

void HeadlessFiles::send(const QJsonObject &fields, const QJsonValue &id)
{
    if (!m_client.fileLimits().isOffered)
        return json::writeError({Code::NotOffered, {}}, id);
    const QString to = fields.value(QStringLiteral("to")).toString();
    if (fields.contains(QStringLiteral("to")) && to.isEmpty())
        return json::writeError({Code::NameUnknown, {}}, id); // never to all instead
    begun(m_client.sendFile(fields.value(QStringLiteral("path")).toString(), {to, {}}), id);
}

bool HeadlessFiles::takeLine(const QString &line)
{
    const auto typed = TypedCommand::read(line, QLatin1StringView("/send"));
    if (!typed)
        return false;
    if (typed->name.isEmpty() || typed->rest.isEmpty())
        terminal::writeError(tr("Say it like this: /send NAME PATH"));
    else if (!m_client.fileLimits().isOffered)
        terminal::writeError(Sentences::of(Code::NotOffered));
    else
        begun(m_client.sendFile(typed->rest, {typed->name, {}}), {});
    return true;
}

// ---- Told to one person alone

void HeadlessFiles::noteTold(const QString &name, const DirectMessage &message)
{
    if (message.isMine() || !message.file)
        return;
    const auto isKnown = [&](const Told &told) {
        return told.name == name && told.message.device == message.device &&
               told.message.counter == message.counter;
    };
    if (std::any_of(m_told.begin(), m_told.end(), isKnown))
        return;
    if (m_told.size() >= mostNotes)
        m_told.removeFirst(); // the oldest
    m_told.append({name, message});
}

/// The device may be left out where only one of theirs has said something under that counter.
const HeadlessFiles::Told *HeadlessFiles::findTold(const QJsonObject &fields) const
{
    const QString name = fields.value(QStringLiteral("from")).toString();
    const auto counter = quint64(fields.value(QStringLiteral("counter")).toInteger());
    const auto device = QByteArray::fromBase64(fields.value(QStringLiteral("device")).toString().toLatin1());
    const Told *found = nullptr;
    for (const Told &told : m_told) {
        if (told.message.counter != counter || told.name.compare(name, Qt::CaseInsensitive) != 0 ||
            (!device.isEmpty() && told.message.device != device))
            continue;
        if (found)
            return nullptr;
        found = &told;
    }
    return found;
}

void HeadlessFiles::takeTold(const QJsonObject &fields, const QJsonValue &id)
{
    const Told *told = findTold(fields);
    if (!told)
        return json::writeError({Code::FileUnknown, {}}, id);
    const QString folder = fields.value(QStringLiteral("folder")).toString(m_downloads);
    begun(m_client.takeFile(*told->message.file, folder, {told->name, told->message.device}), id);
}

void HeadlessFiles::begun(quint64 transfer, const QJsonValue &id)
{
    m_busy.insert(transfer);
    m_ids.insert(transfer, id);
}

void HeadlessFiles::onChanged(const QList<TransferView> &transfers)
{
    for (const TransferView &transfer : transfers) {
        if (m_json)
            tell(transfer);
        else
            print(transfer);
        const bool isOver = transfer.state == TransferState::Done || transfer.state == TransferState::Failed;
        if (isOver) {
            m_ids.remove(transfer.id);
            m_files.remove(transfer.id);
        } else {
            m_files.insert(transfer.id, transfer.note.id);
        }
        if (isOver || transfer.state == TransferState::Paused) {
            m_busy.remove(transfer.id);
            Q_EMIT rested();
        } else {
            m_busy.insert(transfer.id);
        }
    }
}

void HeadlessFiles::tell(const TransferView &transfer)
{
    QJsonObject fields{{QStringLiteral("file"), QString::fromLatin1(transfer.note.id.toBase64())},
                       {QStringLiteral("name"), transfer.note.name},
                       {QStringLiteral("size"), qint64(transfer.note.size)}};
    if (!transfer.party.isRoom())
        fields.insert(QStringLiteral("with"), transfer.party.name);
    const QJsonValue id = m_ids.value(transfer.id, QJsonValue(QJsonValue::Undefined));
    if (!id.isUndefined() && !id.isNull())
        fields.insert(QStringLiteral("id"), id);
    if (transfer.state == TransferState::Failed) {
        fields.insert(QStringLiteral("code"), codeName(transfer.reason));
        return json::write(QStringLiteral("file_failed"), fields);
    }
    if (transfer.state == TransferState::Done && transfer.isUpload)
        return json::write(QStringLiteral("file_sent"), fields);
    if (transfer.state == TransferState::Done) {
        fields.insert(QStringLiteral("path"), transfer.path);
        return json::write(QStringLiteral("file_taken"), fields);
    }
    fields.insert(QStringLiteral("bytes"), transfer.done);
    fields.insert(QStringLiteral("state"), transfer.state == TransferState::Paused ? QStringLiteral("paused")
                                           : transfer.state == TransferState::Moving
                                               ? QStringLiteral("moving")
                                               : QStringLiteral("waiting"));
    if (transfer.state == TransferState::Paused && transfer.reason == Code::StorageFailed)
        fields.insert(QStringLiteral("code"), codeName(transfer.reason));
    if (transfer.rate > 0) {
        fields.insert(QStringLiteral("rate"), transfer.rate);
        fields.insert(QStringLiteral("left_ms"), transfer.leftMs);
    }
    json::write(QStringLiteral("file_progress"), fields);
}

void HeadlessFiles::print(const TransferView &transfer) const
{
    const bool isStuck = transfer.state == TransferState::Paused && transfer.reason == Code::StorageFailed;
    if (transfer.state == TransferState::Failed || isStuck)
        terminal::writeError(Sentences::of(transfer.reason));
    else if (transfer.state == TransferState::Done && !transfer.isUpload)
        terminal::writeLine(transfer.path);
}

void HeadlessFiles::onLimits()
{
    const FileLimitsView limits = m_client.fileLimits();
    if (m_json && limits.isOffered)
        json::write(QStringLiteral("file_limits"),
                    {{QStringLiteral("largest"), limits.largest}, {QStringLiteral("room"), limits.room}});
}

} // namespace waxwing
