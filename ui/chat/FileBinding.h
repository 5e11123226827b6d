// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>

namespace waxwing {

class ChatPage;
class Engine;
class RoomClient;
struct FileNote;
struct FileParty;
struct TransferView;

/// Ties the files of a page, of the room or of one person (RoomFiles::person()), to its client and to the
/// settings.
class FileBinding final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    FileBinding(Engine &engine, RoomClient *client, ChatPage *page, QObject *parent = nullptr);

private:
    void connectWishes();
    void connectFacts();
    void connectHistory();
    void dropForgotten();
    void show(const QList<TransferView> &transfers);
    [[nodiscard]] FileParty partyOf(const FileNote &file) const;
    void refreshLimits();
    void refreshSettings(const QString &key);
    void recall();
    void rememberGiven(const FileNote &file, const QString &path, bool isSent);
    void remember(const FileNote &file, const QString &path, bool isByItself);

    Engine &m_engine;
    RoomClient *m_client;
    ChatPage *m_page;
};

} // namespace waxwing
