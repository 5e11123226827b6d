// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace waxwing {

class ChatTalk;
class Engine;

/// Which emoji were used last and in which tone, the same in all conversations: a setting.
class EmojiBinding final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this.
    EmojiBinding(Engine &engine, ChatTalk *talk, QObject *parent = nullptr);

private:
    void refresh();

    Engine &m_engine;
    ChatTalk *m_talk;
};

} // namespace waxwing
