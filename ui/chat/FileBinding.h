// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace waxwing {

class ChatPage;
class Engine;
class RoomClient;
struct FileNote;

/// Ties the files of a page to its client and to the person's settings.
class FileBinding final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    FileBinding(Engine &engine, RoomClient *client, ChatPage *page, QObject *parent = nullptr);

private:
    void connectWishes();
    void connectFacts();
    void refreshLimits();
    void refreshSettings(const QString &key);
    void recall();
    void remember(const FileNote &file, const QString &path, bool isByItself);

    Engine &m_engine;
    RoomClient *m_client;
    ChatPage *m_page;
};

} // namespace waxwing
