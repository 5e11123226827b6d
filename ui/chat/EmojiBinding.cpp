// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "EmojiBinding.h"

#include "ChatTalk.h"
#include "Engine.h"

namespace waxwing {

namespace {

const QString recentKey = QStringLiteral("chat/recentEmoji");
const QString toneKey = QStringLiteral("chat/emojiTone");

} // namespace

EmojiBinding::EmojiBinding(Engine &engine, ChatTalk *talk, QObject *parent)
    : QObject(parent), m_engine(engine), m_talk(talk)
{
    connect(&engine, &Engine::settingChanged, this, [this](const QString &key) {
        if (key == recentKey || key == toneKey)
            refresh();
    });
    connect(talk, &ChatTalk::recentEmojiChanged, this,
            [this](const QStringList &recent) { m_engine.setSetting(recentKey, recent); });
    connect(talk, &ChatTalk::emojiToneChanged, this,
            [this](int tone) { m_engine.setSetting(toneKey, tone); });
    refresh();
}

void EmojiBinding::refresh()
{
    m_talk->setEmoji(m_engine.setting(recentKey).toStringList(), m_engine.setting(toneKey, 0).toInt());
}

} // namespace waxwing
