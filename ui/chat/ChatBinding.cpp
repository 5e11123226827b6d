// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChatBinding.h"

#include "ChatPage.h"
#include "RoomClient.h"
#include "Sentences.h"
#include "StatusLine.h"
#include "StripBinding.h"

namespace waxwing {

ChatBinding::ChatBinding(RoomClient *client, ChatPage *page, StatusLine *status, QObject *parent)
    : QObject(parent), m_client(client), m_page(page), m_status(status)
{
    new StripBinding(client, page, this);
    connectFacts();
    connectWishes();
    refreshStage();
}

void ChatBinding::connectFacts()
{
    connect(m_client, &RoomClient::stageChanged, this, &ChatBinding::refreshStage);
    connect(m_client, &RoomClient::hostChanged, this, &ChatBinding::refreshRoom);
    connect(m_client, &RoomClient::lobbyChanged, this, &ChatBinding::refreshRoom);
    connect(m_client, &RoomClient::peopleChanged, this, &ChatBinding::refreshPeople);
    connect(m_client, &RoomClient::linkChanged, this, &ChatBinding::refreshLink);
    ConversationModel *talk = m_page->conversation();
    connect(m_client, &RoomClient::messageWaits, talk, &ConversationModel::messageWaits);
    connect(m_client, &RoomClient::messagesArrived, talk, &ConversationModel::messagesArrived);
    connect(m_client, &RoomClient::messagesProgressed, talk, &ConversationModel::messagesProgressed);
    connect(m_client, &RoomClient::noticesArrived, talk, &ConversationModel::noticesArrived);
}

void ChatBinding::connectWishes()
{
    m_page->setTextJudge([this](const QString &text) { return judge(text); });
    connect(m_page, &ChatPage::sayRequested, this, [this](const QString &text) { m_client->say(text); });
    connect(m_page, &ChatPage::retryRequested, m_client, &RoomClient::retry);
    connect(m_page, &ChatPage::discardRequested, this, [this](quint64 localId) {
        m_client->discard(localId);
        m_page->conversation()->discard(localId);
    });
    connect(m_page, &ChatPage::tryNowRequested, m_client, &RoomClient::tryNow);
    connect(m_page, &ChatPage::lookedAt, m_client, &RoomClient::lookAt);
}

QString ChatBinding::judge(const QString &text) const
{
    const Result<void> result = m_client->checkText(text);
    if (result)
        return {};
    Circumstances about;
    about.limit = static_cast<int>(m_client->longestText());
    return Sentences::of(result.error().code, about);
}

LockFacts ChatBinding::lockFacts() const
{
    const HostView host = m_client->host();
    LockFacts facts;
    facts.room = m_client->lobby().room;
    // A guest of this PC's own room comes over an address; the host's own person over none.
    const bool isOwnRoom = host.acceptedBy == AcceptedBy::Own;
    facts.isHost = isOwnRoom && host.address.address.isEmpty();
    facts.address = facts.isHost ? QString() : host.address.text();
    facts.fingerprint = host.fingerprint.grouped();
    facts.acceptedBy = isOwnRoom && !facts.isHost ? AcceptedBy::Link : host.acceptedBy;
    facts.people = static_cast<int>(m_client->people().size());
    facts.updateEvery = m_client->link().updateEvery;
    return facts;
}

void ChatBinding::forget()
{
    m_page->conversation()->clear();
    refreshStage();
}

void ChatBinding::refreshRoom()
{
    const LockFacts facts = lockFacts();
    m_page->setRoom(facts.room);
    m_page->setHost(facts.isHost);
    m_page->setLock(facts);
}

void ChatBinding::refreshPeople()
{
    m_page->setPeople(m_client->people());
    m_page->setLock(lockFacts());
}

void ChatBinding::refreshLink()
{
    if (m_status != nullptr)
        m_status->setLink(m_client->link());
}

void ChatBinding::refreshStage()
{
    const RoomStage stage = m_client->stage();
    StatusLine::State state = StatusLine::State::Connecting;
    if (stage == RoomStage::InRoom) {
        m_page->setSelf(m_client->username());
        state = StatusLine::State::Connected;
    } else if (stage == RoomStage::Reconnecting) {
        state = StatusLine::State::Disconnected;
    } else if (stage == RoomStage::Ended) {
        state = StatusLine::State::Closed;
    }
    if (m_status != nullptr)
        m_status->setConnection(state);
    refreshRoom();
    refreshPeople();
    refreshLink();
}

} // namespace waxwing
