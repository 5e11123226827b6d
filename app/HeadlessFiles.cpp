// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HeadlessFiles.h"

#include "JsonLines.h"
#include "Sentences.h"
#include "Terminal.h"

#include <QFileInfo>
#include <QStandardPaths>

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
        if (!m_client.fileLimits().isOffered) {
            json::writeError({Code::NotOffered, {}}, id);
        } else {
            begun(m_client.sendFile(fields.value(QStringLiteral("path")).toString()), id);
        }
        return true;
    }
    if (command == QLatin1StringView("take_file")) {
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
