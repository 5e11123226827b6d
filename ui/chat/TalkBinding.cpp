// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TalkBinding.h"

#include "ChatPage.h"
#include "ChatTalk.h"
#include "Composer.h"
#include "EmojiBinding.h"
#include "Engine.h"
#include "HistoryReader.h"
#include "MessageList.h"
#include "RoomClient.h"
#include "SettingKeys.h"
#include "TalkHistory.h"

namespace waxwing {

TalkBinding::TalkBinding(Engine &engine, RoomClient *client, ChatPage *page, QObject *parent)
    : QObject(parent), m_engine(engine), m_client(client), m_page(page)
{
    connectWishes();
    connectFacts();
    connectSettings();
    new TalkHistory(client->history(), page->conversation(), page->composer(), this);
    refreshTalk();
    refreshWriters();
    refreshSetting(settingKey::receipts.key());
}

void TalkBinding::connectWishes()
{
    const ChatTalk *talk = m_page->talk();
    connect(talk, &ChatTalk::answerRequested, m_client, &RoomClient::reply);
    connect(talk, &ChatTalk::editRequested, m_client, &RoomClient::edit);
    connect(talk, &ChatTalk::eraseRequested, m_client, &RoomClient::erase);
    connect(talk, &ChatTalk::changeWaitingRequested, this, [this](quint64 localId, const QString &text) {
        m_client->changeWaiting(localId, text);
        m_page->conversation()->changeWaiting(localId, text);
    });
    connect(m_page->composer(), &Composer::writingChanged, this, [this](bool writing) {
        if (m_client->canTalk() && (!writing || tellsTyping()))
            m_client->setWriting(writing);
    });
    connect(m_page->reader(), &HistoryReader::readTo, this, &TalkBinding::tellRead);
}

void TalkBinding::connectFacts()
{
    ConversationModel *conversation = m_page->conversation();
    connect(m_client, &RoomClient::stageChanged, this, &TalkBinding::refreshTalk);
    connect(m_client, &RoomClient::writersChanged, this, &TalkBinding::refreshWriters);
    connect(m_client, &RoomClient::changeWaits, conversation, &ConversationModel::changeWaits);
    connect(m_client, &RoomClient::messagesChanged, conversation, &ConversationModel::messagesChanged);
}

void TalkBinding::connectSettings()
{
    connect(&m_engine, &Engine::settingChanged, this, &TalkBinding::refreshSetting);
    new EmojiBinding(m_engine, m_page->talk(), this);
}

bool TalkBinding::tellsTyping() const
{
    return settingOf(m_engine, settingKey::typing);
}

bool TalkBinding::tellsReceipts() const
{
    return settingOf(m_engine, settingKey::receipts);
}

void TalkBinding::refreshTalk()
{
    m_page->talk()->setCanTalk(m_client->canTalk() && m_client->stage() != RoomStage::Ended);
    refreshWriters();
}

void TalkBinding::refreshWriters()
{
    const bool shown = tellsTyping() && m_client->stage() == RoomStage::InRoom;
    m_page->composer()->setWriters(shown ? m_client->writers() : QStringList());
}

void TalkBinding::refreshSetting(const QString &key)
{
    if (key == settingKey::typing.key()) {
        if (!tellsTyping() && m_client->canTalk())
            m_client->setWriting(false);
        refreshWriters();
    } else if (key == settingKey::receipts.key()) {
        m_page->conversation()->setReceiptsShown(tellsReceipts());
        tellRead();
    }
}

/// What the person has seen. An earlier numbering is no matter of this room any more.
void TalkBinding::tellRead()
{
    const quint64 number = m_page->reader()->lastRead();
    if (number > 0 && !isOfEarlierNumbering(number))
        m_client->markRead(number, tellsReceipts());
}

} // namespace waxwing
