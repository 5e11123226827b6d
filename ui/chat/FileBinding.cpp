// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileBinding.h"

#include "Attachments.h"
#include "ChatFiles.h"
#include "ChatPage.h"
#include "Composer.h"
#include "Engine.h"
#include "FileMemory.h"
#include "FileWords.h"
#include "History.h"
#include "InBackground.h"
#include "RoomClient.h"
#include "SettingKeys.h"

#include <QDesktopServices>
#include <QTimer>
#include <QUrl>

namespace waxwing {

namespace {

constexpr qint64 mebi = 1LL << 20;
constexpr int toldWithinMs = 60'000; ///< of its opening, all that a vault keeps of transfers is
constexpr int forgottenDays = 30;

} // namespace

FileBinding::FileBinding(Engine &engine, RoomClient *client, ChatPage *page, QObject *parent)
    : QObject(parent), m_engine(engine), m_client(client), m_page(page)
{
    page->files()->setProfileFolder(engine.profileFolder());
    refreshSettings({});
    connectWishes();
    connectFacts();
    if (page->files()->files().person().name.isEmpty())
        connectHistory(); // places that are forgotten are not recalled
    recall();
}

void FileBinding::connectHistory()
{
    const History *history = m_client->history();
    const auto begin = [this] { QTimer::singleShot(toldWithinMs, this, &FileBinding::dropForgotten); };
    connect(history, &History::opened, this, begin);
    if (history->isOpen())
        begin();
    connect(history, &History::filesGone, this, [this](const QList<Bytes> &files) {
        for (const Bytes &file : files)
            m_page->files()->files().setRemoved(file);
    });
}

/// A file that was made to be sent stays where its upload failed and nobody discarded it: no vault names it
/// any more. The rooms of a profile share the folder, and the vaults of others are locked, in which a file
/// may wait for somebody who is away: only what is older than that is likely to last goes, and nothing that
/// the open vault names.
void FileBinding::dropForgotten()
{
    if (!m_client->history()->isOpen() || m_engine.profileFolder().isEmpty())
        return;
    QStringList named;
    for (const TransferView &transfer : m_client->transfers())
        named.append(transfer.path);
    inBackground([folder = m_engine.profileFolder() + QStringLiteral("/outgoing"), named] {
        attachments::dropForgotten(folder, named, forgottenDays);
    });
}

void FileBinding::connectWishes()
{
    const RoomFiles *files = &m_page->files()->files();
    connect(files, &RoomFiles::sendRequested, this,
            [this](const QString &path) { m_client->sendFile(path, partyOf({})); });
    connect(files, &RoomFiles::takeRequested, this, [this](const FileNote &file, const QString &folder) {
        m_client->takeFile(file, folder, partyOf(file));
    });
    connect(files, &RoomFiles::pauseRequested, m_client, &RoomClient::pauseTransfer);
    connect(files, &RoomFiles::resumeRequested, m_client, &RoomClient::resumeTransfer);
    connect(files, &RoomFiles::cancelRequested, m_client, &RoomClient::cancelTransfer);
    connect(files, &RoomFiles::taken, this, &FileBinding::remember);
    connect(files, &RoomFiles::sourceDone, this, &FileBinding::rememberGiven);
    connect(m_page->conversation(), &ConversationModel::fileErased, this,
            [this](const Bytes &file) { fileMemory::forget(m_engine, {file}); });
    connect(m_page->files(), &ChatFiles::folderRequested, this,
            [](const QString &folder) { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
}

void FileBinding::connectFacts()
{
    connect(m_client, &RoomClient::fileLimitsChanged, this, &FileBinding::refreshLimits);
    connect(m_client, &RoomClient::stageChanged, this, &FileBinding::refreshLimits);
    connect(m_client, &RoomClient::transfersChanged, this, &FileBinding::show);
    connect(&m_engine, &Engine::settingChanged, this, &FileBinding::refreshSettings);
    refreshLimits();
    show(m_client->transfers());
}

/// Those of this conversation. What was refused before it had a name stands nowhere: the composer says why.
void FileBinding::show(const QList<TransferView> &transfers)
{
    RoomFiles &files = m_page->files()->files();
    QList<TransferView> shown;
    for (const TransferView &transfer : transfers) {
        if (transfer.party.name != files.person().name)
            continue;
        if (!transfer.note.id.isEmpty())
            shown.append(transfer);
        else if (transfer.state == TransferState::Failed)
            m_page->composer()->refuse(FileWords::failure(transfer.reason, true));
    }
    files.setTransfers(shown);
}

/// With whom it goes to and fro; of a file of theirs also the device on which it lies.
FileParty FileBinding::partyOf(const FileNote &file) const
{
    const RoomFiles &files = m_page->files()->files();
    FileParty party;
    party.name = files.person().name;
    if (!party.isRoom() && !file.id.isEmpty())
        party.device = files.originOf(file.id).device;
    return party;
}

/// What has ended gives and takes nothing more.
void FileBinding::refreshLimits()
{
    RoomFiles &files = m_page->files()->files();
    FileLimitsView limits = m_client->stage() == RoomStage::Ended ? FileLimitsView() : m_client->fileLimits();
    if (!files.person().name.isEmpty())
        limits.room = limits.largest; // the host keeps nothing of it
    files.setLimits(limits);
}

void FileBinding::refreshSettings(const QString &key)
{
    if (!key.isEmpty() && !key.startsWith(QLatin1StringView("files/")))
        return;
    m_page->files()->setDownloads(settingOf(m_engine, settingKey::downloadFolder),
                                  settingOf(m_engine, settingKey::askFolder));
    m_page->files()->files().setPictureBound(settingOf(m_engine, settingKey::pictureMiB) * mebi);
}

void FileBinding::recall()
{
    inBackground(
        this, [kept = fileMemory::kept(m_engine)] { return fileMemory::stillThere(kept); },
        [this](const fileMemory::Saved &saved) {
            for (const auto &[file, path] : saved)
                m_page->files()->files().setTaken(file, path);
        });
}

/// Nobody but the one person keeps it: its picture is shown from where it lies.
void FileBinding::rememberGiven(const FileNote &file, const QString &path, bool isSent)
{
    const bool isMade = path.startsWith(m_engine.profileFolder() + QStringLiteral("/outgoing/"));
    if (isSent && !isMade && !m_page->files()->files().person().name.isEmpty())
        fileMemory::add(m_engine, file.id, path);
}

/// What came by itself lies where it is found by its own name.
void FileBinding::remember(const FileNote &file, const QString &path, bool isByItself)
{
    if (isByItself || path.startsWith(m_page->files()->files().folderOf(file.id) + u'/'))
        return;
    fileMemory::add(m_engine, file.id, path);
}

} // namespace waxwing
