// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileBinding.h"

#include "ChatFiles.h"
#include "ChatPage.h"
#include "Engine.h"
#include "InBackground.h"
#include "RoomClient.h"
#include "SettingKeys.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace waxwing {

namespace {

/// "name of the file in hex, its path": what was saved, so that its folder can be opened later.
const QString savedKey = QStringLiteral("files/saved");
constexpr qsizetype mostSaved = 300;
constexpr qint64 mebi = 1LL << 20;

using Saved = QList<std::pair<Bytes, QString>>;

/// Of these, what is still there.
Saved stillThere(const QStringList &kept)
{
    Saved result;
    for (const QString &entry : kept) {
        const QString path = entry.section(u' ', 1);
        if (QFileInfo(path).isFile())
            result.append({Bytes::fromHex(entry.section(u' ', 0, 0).toLatin1()), path});
    }
    return result;
}

} // namespace

FileBinding::FileBinding(Engine &engine, RoomClient *client, ChatPage *page, QObject *parent)
    : QObject(parent), m_engine(engine), m_client(client), m_page(page)
{
    page->files()->setProfileFolder(engine.profileFolder());
    refreshSettings({});
    connectWishes();
    connectFacts();
    recall();
}

void FileBinding::connectWishes()
{
    const RoomFiles *files = &m_page->files()->files();
    connect(files, &RoomFiles::sendRequested, m_client,
            [this](const QString &path) { m_client->sendFile(path); });
    connect(files, &RoomFiles::takeRequested, m_client,
            [this](const FileNote &file, const QString &folder) { m_client->takeFile(file, folder); });
    connect(files, &RoomFiles::pauseRequested, m_client, &RoomClient::pauseTransfer);
    connect(files, &RoomFiles::resumeRequested, m_client, &RoomClient::resumeTransfer);
    connect(files, &RoomFiles::cancelRequested, m_client, &RoomClient::cancelTransfer);
    connect(files, &RoomFiles::taken, this, &FileBinding::remember);
    connect(m_page->files(), &ChatFiles::folderRequested, this,
            [](const QString &folder) { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
}

void FileBinding::connectFacts()
{
    RoomFiles *files = &m_page->files()->files();
    connect(m_client, &RoomClient::fileLimitsChanged, this, &FileBinding::refreshLimits);
    connect(m_client, &RoomClient::stageChanged, this, &FileBinding::refreshLimits);
    connect(m_client, &RoomClient::transfersChanged, files, &RoomFiles::setTransfers);
    connect(&m_engine, &Engine::settingChanged, this, &FileBinding::refreshSettings);
    refreshLimits();
    files->setTransfers(m_client->transfers());
}

/// What has ended gives and takes nothing more.
void FileBinding::refreshLimits()
{
    const bool hasEnded = m_client->stage() == RoomStage::Ended;
    m_page->files()->files().setLimits(hasEnded ? FileLimitsView() : m_client->fileLimits());
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
        this, [kept = m_engine.setting(savedKey).toStringList()] { return stillThere(kept); },
        [this](const Saved &saved) {
            for (const auto &[file, path] : saved)
                m_page->files()->files().setTaken(file, path);
        });
}

/// What came by itself lies where it is found by its own name.
void FileBinding::remember(const FileNote &file, const QString &path, bool isByItself)
{
    if (isByItself || path.startsWith(m_page->files()->files().folderOf(file.id) + u'/'))
        return;
    QStringList kept = m_engine.setting(savedKey).toStringList();
    kept.append(QString::fromLatin1(file.id.toHex()) + u' ' + path);
    if (kept.size() > mostSaved)
        kept = kept.mid(kept.size() - mostSaved);
    m_engine.setSetting(savedKey, kept);
}

} // namespace waxwing
