// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ClosedFiles.h"

#include "Attachments.h"
#include "Engine.h"
#include "FileKind.h"
#include "FileMemory.h"
#include "RoomClient.h"
#include "RoomFiles.h"

namespace waxwing {

ClosedFiles::ClosedFiles(Engine &engine, RoomClient *client, IsOpen isOpen, QObject *parent)
    : QObject(parent), m_engine(engine), m_isOpen(std::move(isOpen))
{
    connect(client, &RoomClient::transfersChanged, this, &ClosedFiles::take);
}

void ClosedFiles::take(const QList<TransferView> &transfers)
{
    for (const TransferView &transfer : transfers) {
        // What has failed is kept nowhere: no row will ever offer to try it again.
        const bool isEnd = transfer.state == TransferState::Done || transfer.state == TransferState::Failed;
        if (!transfer.party.isRoom() && isEnd && !m_isOpen(transfer.party.name))
            end(transfer);
    }
}

void ClosedFiles::end(const TransferView &transfer)
{
    const bool isDone = transfer.state == TransferState::Done;
    const QString profile = m_engine.profileFolder();
    const QString folder = RoomFiles::folderIn(fileMemory::picturesFolder(profile), transfer.note.id);
    const bool isMade = transfer.path.startsWith(profile + QStringLiteral("/outgoing/"));
    if (transfer.isUpload && isMade)
        attachments::putAway(transfer.path,
                             isDone && fileKind::isPicture(transfer.note.name) ? folder : QString());
    else if (isDone && !transfer.path.startsWith(folder + u'/'))
        fileMemory::add(m_engine, transfer.note.id, transfer.path);
}

} // namespace waxwing
