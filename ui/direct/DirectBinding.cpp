// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectBinding.h"

#include "ChatFiles.h"
#include "ChatPage.h"
#include "ChatTalk.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "DirectBand.h"
#include "DirectClient.h"
#include "DirectFind.h"
#include "EmojiBinding.h"
#include "Engine.h"
#include "FileBinding.h"
#include "HistoryReader.h"
#include "MessageList.h"
#include "RoomClient.h"
#include "Sentences.h"
#include "SettingKeys.h"
#include "StripBinding.h"

#include <QDateTime>

namespace waxwing {

DirectBinding::DirectBinding(Engine &engine, RoomClient *client, const QString &name, ChatPage *page,
                             QObject *parent)
    : QObject(parent), m_engine(engine), m_room(client), m_client(client->direct()), m_name(name),
      m_page(page), m_band(new DirectBand(page)), m_index(client->username(), name)
{
    page->setPerson(name);
    page->setSelf(client->username());
    page->setBand(m_band);
    page->talk()->setCanTalk(true);
    page->files()->files().setPerson(filesWith(view(), factsOf(view())));
    page->files()->files().setOrigins([this](const Bytes &file) { return m_index.originOf(file); });
    new FileBinding(engine, client, page, this);
    new StripBinding(client, page, this);
    new EmojiBinding(engine, page->talk(), this);
    m_history = new DirectHistory(m_client, m_index, name, page->reader(), this);
    m_history->setHistory(client->history());
    new DirectFind(engine, client->history(), {name, client->username()}, page, this);
    connectPage();
    connectTalk();
    connectFacts();
    connectSettings();
    connectKeyLogs();
    refresh();
    const DirectPersonView start = view();
    m_draft = start.draft;
    page->composer()->setDraft(m_draft);
    m_history->open(start);
}

DirectBinding::~DirectBinding()
{
    keepDraft();
    if (m_page) {
        m_page->conversation()->setVerifiedBy({});
        m_page->files()->files().setOrigins({});
    }
    delete m_history; // before the index that it fills
}

void DirectBinding::connectPage()
{
    m_page->setTextJudge([this](const QString &text) {
        const Result<void> result = m_room->checkText(text);
        Circumstances about;
        about.limit = static_cast<int>(m_room->longestText());
        return result ? QString() : Sentences::of(result.error().code, about);
    });
    connect(m_page, &ChatPage::sayRequested, this, [this](const QString &text) { say(text, 0); });
    connect(m_page, &ChatPage::retryRequested, this, &DirectBinding::retry);
    connect(m_page, &ChatPage::discardRequested, m_page->conversation(), &ConversationModel::discard);
    connect(m_page, &ChatPage::tryNowRequested, m_room, &RoomClient::tryNow);
    connect(m_page->reader(), &HistoryReader::readTo, this, &DirectBinding::tellRead);
    connect(m_page->reader(), &HistoryReader::stood, this, &DirectBinding::letHistoryGo);
    connect(m_page->composer(), &Composer::draftChanged, this, &DirectBinding::keepDraft);
    connect(m_page->composer(), &Composer::writingChanged, this, [this](bool writing) {
        if (!writing || settingOf(m_engine, settingKey::typing))
            m_client->setWriting(m_name, writing);
    });
}

void DirectBinding::connectTalk()
{
    const ChatTalk *talk = m_page->talk();
    connect(talk, &ChatTalk::answerRequested, this,
            [this](quint64 number, const QString &text) { say(text, number); });
    connect(talk, &ChatTalk::editRequested, this,
            [this](quint64 number, const QString &text) { change(number, text, Act::Edit); });
    connect(talk, &ChatTalk::eraseRequested, this,
            [this](quint64 number) { change(number, {}, Act::Erase); });
    connect(talk, &ChatTalk::changeWaitingRequested, this, &DirectBinding::changeWaiting);
    connect(m_page->conversation(), &ConversationModel::quotesMissing, m_history, &DirectHistory::findMissing,
            Qt::QueuedConnection);
    connect(m_history, &DirectHistory::loaded, this, &DirectBinding::showFound);
}

void DirectBinding::connectFacts()
{
    connect(m_room, &RoomClient::stageChanged, this, &DirectBinding::refresh);
    connect(m_room, &RoomClient::peopleChanged, this, &DirectBinding::refresh);
    connect(m_client, &DirectClient::peopleChanged, this, &DirectBinding::refresh);
    connect(m_client, &DirectClient::writersChanged, this, &DirectBinding::refreshWriters);
    connect(m_client, &DirectClient::said, this, &DirectBinding::onSaid);
    connect(m_client, &DirectClient::failed, this, &DirectBinding::onFailed);
    connect(m_client, &DirectClient::moved, this, [this](const DirectMovedFact &moved) {
        if (moved.name == m_name)
            m_index.move(moved.device, moved.counters);
    });
    connect(m_client, &DirectClient::toldUpTo, this, [this](const QString &name, quint64 counter) {
        if (name != m_name)
            return;
        m_page->conversation()->messagesProgressed(m_index.toldUpTo(counter));
        refresh();
    });
    connect(m_client, &DirectClient::readUpTo, this, [this](const QString &name, quint64 counter) {
        if (name == m_name)
            m_page->conversation()->messagesProgressed(m_index.readUpTo(counter));
    });
}

void DirectBinding::connectSettings()
{
    connect(&m_engine, &Engine::settingChanged, this, &DirectBinding::refreshSetting);
    for (const QString &key :
         {settingKey::receipts.key(), settingKey::typing.key(), settingKey::enterSends.key()})
        refreshSetting(key);
}

void DirectBinding::refreshSetting(const QString &key)
{
    if (key == settingKey::enterSends.key()) {
        m_page->composer()->edit()->setEnterSends(settingOf(m_engine, settingKey::enterSends));
    } else if (key == settingKey::typing.key()) {
        if (!settingOf(m_engine, settingKey::typing))
            m_client->setWriting(m_name, false);
        refreshWriters();
    } else if (key == settingKey::receipts.key()) {
        m_page->conversation()->setReceiptsShown(settingOf(m_engine, settingKey::receipts));
        tellRead();
    }
}

void DirectBinding::refreshWriters()
{
    const bool shown = settingOf(m_engine, settingKey::typing) && m_room->stage() == RoomStage::InRoom;
    const bool writes = shown && m_client->writers().contains(m_name);
    m_page->composer()->setWriters(writes ? QStringList(m_name) : QStringList());
}

// ---- What is said

void DirectBinding::say(const QString &text, quint64 replyTo)
{
    DirectWish wish;
    wish.name = m_name;
    wish.text = text;
    if (const auto target = m_index.keyOf(replyTo)) {
        wish.act = Act::Reply;
        wish.device = target->device;
        wish.target = target->counter;
    }
    RoomMessage message;
    message.localId = m_client->tell(wish);
    message.text = text;
    message.timeMs = QDateTime::currentMSecsSinceEpoch();
    message.replyTo = wish.act ? replyTo : 0;
    message.mine = true;
    message.state = MessageState::Waiting;
    m_page->conversation()->messageWaits(message);
}

void DirectBinding::tell(const QString &text)
{
    say(text, 0);
    m_page->messages()->jumpToEnd();
}

void DirectBinding::change(quint64 number, const QString &text, Act act)
{
    const auto target = m_index.keyOf(number);
    if (!target)
        return;
    DirectWish wish;
    wish.name = m_name;
    wish.text = text;
    wish.act = act;
    wish.device = target->device;
    wish.target = target->counter;
    RoomChange waits;
    waits.number = number;
    waits.localId = m_client->tell(wish);
    waits.text = text;
    waits.act = act;
    waits.mine = true;
    m_page->conversation()->changeWaits(waits);
}

/// The vault has not taken it yet: edited once it has.
void DirectBinding::changeWaiting(quint64 localId, const QString &text)
{
    const int at = m_page->conversation()->rowOfLocal(localId);
    if (at < 0)
        return;
    const ConversationModel::Row row = m_page->conversation()->row(at);
    if (row.state == MessageState::Failed) {
        m_page->conversation()->changeWaiting(localId, text);
        if (!row.changes)
            return retry(localId);
        m_page->conversation()->discard(localId);
        return change(row.number, text, Act::Edit); // even where it was a deletion that failed
    }
    m_waiting.insert(localId, text);
    m_page->conversation()->changeWaiting(localId, text);
}

void DirectBinding::retry(quint64 localId)
{
    ConversationModel *conversation = m_page->conversation();
    const int at = conversation->rowOfLocal(localId);
    if (at < 0)
        return;
    const ConversationModel::Row row = conversation->row(at);
    const Act act = conversation->pendingAct(row.number); // gone once it is discarded
    conversation->discard(localId);
    if (row.changes)
        change(row.number, act == Act::Erase ? QString() : row.text, act);
    else
        say(row.text, row.replyTo);
}

void DirectBinding::onSaid(const DirectSaidFact &said)
{
    if (said.name != m_name)
        return;
    ConversationModel *conversation = m_page->conversation();
    if (said.message.changesAnother()) {
        const QString next = said.localId == 0 ? QString() : m_waiting.take(said.localId);
        if (const auto done = m_index.changeOf(said.message, said.localId)) {
            conversation->messagesChanged({*done});
            if (!next.isEmpty() && done->act == Act::Edit)
                change(done->number, next, Act::Edit);
        }
        return;
    }
    // What stands for a file until it is said goes by the file's name; nothing waits under the local id.
    const RoomMessage message = m_index.take(said.message, said.message.file ? 0 : said.localId);
    conversation->messagesArrived({message});
    if (message.mine) { // on this PC; nobody else has it yet
        MessageProgress kept;
        kept.number = message.number;
        kept.state = message.state;
        kept.seen = message.seen;
        conversation->messagesProgressed({kept});
    }
    if (const QString text = m_waiting.take(said.localId); !text.isEmpty() && said.localId != 0)
        change(message.number, text, Act::Edit);
    showFound();
}

void DirectBinding::onFailed(const DirectFailedFact &failure)
{
    if (failure.localId == 0 || m_page->conversation()->rowOfLocal(failure.localId) < 0)
        return;
    m_waiting.remove(failure.localId);
    MessageProgress step;
    step.localId = failure.localId;
    step.state = MessageState::Failed;
    step.reason = failure.error.code;
    m_page->conversation()->messagesProgressed({step});
}

void DirectBinding::showFound()
{
    for (const DirectIndex::Found &found : m_index.takeFound())
        m_page->conversation()->setOriginal(found.instead, found.message);
}

/// While nothing is kept, what is said stands here alone: the page is no window onto more, and lets no row
/// go.
void DirectBinding::letHistoryGo()
{
    const ConversationModel *conversation = m_page->conversation();
    if (settingOf(m_engine, settingKey::keepDays) < 0 && m_page->reader()->isOpen() &&
        !conversation->hasOlder() && !conversation->hasNewer())
        m_page->reader()->standAlone();
}

void DirectBinding::tellRead()
{
    if (const quint64 number = m_page->reader()->lastRead(); number > 0)
        m_client->markRead(m_name, static_cast<qint64>(number), settingOf(m_engine, settingKey::receipts));
}

void DirectBinding::keepDraft()
{
    if (!m_page || m_page->composer()->draft() == m_draft)
        return;
    m_draft = m_page->composer()->draft();
    m_client->setDraft(m_name, m_draft);
}

} // namespace waxwing
