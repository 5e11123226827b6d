// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "OutgoingTalk.h"

#include "Link.h"

#include <map>
#include <utility>

namespace waxwing {

namespace {

// Local ids that no RoomClient gives: of what an earlier run left, and of what follows by itself.
constexpr quint64 restoredIds = 1ULL << 62;
constexpr quint64 ownIds = 1ULL << 61;

RoomChange changeOf(quint64 localId, const OutgoingMessage &message, const QString &name)
{
    RoomChange change;
    change.number = message.target.value_or(0);
    change.name = name;
    if (message.act == Act::Edit)
        change.text = message.text;
    change.act = message.act.value_or(Act::Edit);
    change.localId = localId;
    change.timeMs = message.timeMs;
    change.mine = true;
    return change;
}

RoomMessage messageOf(quint64 localId, const OutgoingMessage &message, const QString &name)
{
    RoomMessage waiting;
    waiting.localId = localId;
    waiting.name = name;
    waiting.text = message.text;
    waiting.timeMs = message.timeMs;
    waiting.replyTo = message.target.value_or(0);
    waiting.mine = true;
    waiting.state = MessageState::Waiting;
    waiting.file = message.file;
    return waiting;
}

bool isChange(const OutgoingMessage &message)
{
    return message.act && *message.act != Act::Reply;
}

/// True where it answers something: a reply is one that can be read alone.
bool loseAnswered(OutgoingMessage &message)
{
    if (message.act != Act::Reply)
        return false;
    message.act.reset();
    message.target.reset();
    return true;
}

/// An edit or erasure of what lies in an earlier numbering.
bool isAimless(const OutgoingMessage &message)
{
    return isChange(message) && !message.target;
}

} // namespace

OutgoingTalk::OutgoingTalk(VaultKeeper &vault, TurnKeeper &turns, FactQueue &facts, QObject *parent)
    : QObject(parent), m_vault(vault), m_turns(turns), m_facts(facts)
{
    connect(&m_turns, &TurnKeeper::recovered, this, [this] {
        m_outbox.keepUnkept();
        schedule();
    });
}

void OutgoingTalk::reset()
{
    endLink();
    forgetAll();
    m_knownAtHost.clear();
    m_longest = limits::textBytes;
    m_canTalk = true;
    m_isRestored = false;
    m_stopped = false;
}

void OutgoingTalk::forgetAll()
{
    m_outbox = {};
    m_failed.clear();
    m_follows.clear();
    m_restored.clear();
    m_isKeeping = false;
}

void OutgoingTalk::restore()
{
    if (std::exchange(m_isRestored, true))
        forgetAll(); // of another account, whose log-in came to nothing; it waits in that one's vault
    // In the order of their sending; one that was retried stands where it was said first.
    std::multimap<quint64, OutgoingMessage> left;
    for (const OutgoingMessage &message : m_vault.contents().outbox)
        left.emplace(message.counter == 0 ? ~quint64(0) : message.counter, message);
    m_outbox.continueAbove(m_vault.contents().counter);
    for (const auto &[turn, message] : left) {
        const quint64 localId = restoredIds | static_cast<quint64>(message.id);
        m_restored.push_back({localId, message});
        if (message.failed)
            m_failed.emplace(localId, message);
        else
            m_outbox.add(localId, message);
    }
    schedule(); // what was said before the vault was open
}

void OutgoingTalk::showRestored(const QString &name)
{
    m_name = name;
    for (const auto &[localId, message] : std::exchange(m_restored, {})) {
        if (isChange(message))
            m_facts.add(WaitingChangesFact{{changeOf(localId, message, name)}});
        else
            m_facts.add(WaitingFact{{messageOf(localId, message, name)}});
        if (const auto failed = m_failed.find(localId); failed != m_failed.end())
            progress(localId, MessageState::Failed, failed->second.failed.value_or(Code::Internal));
    }
}

// ---- Wishes

void OutgoingTalk::say(quint64 localId, OutgoingMessage message)
{
    // Half a surrogate pair has no UTF-8: what is kept is what will be sent, and come back.
    message.text = QString::fromUtf8(message.text.toUtf8());
    if (m_stopped)
        return fail(localId, std::move(message), m_stopReason);
    if (const auto reason = whyNot(message))
        return fail(localId, std::move(message), *reason);
    m_outbox.add(localId, message);
    schedule();
}

void OutgoingTalk::sayOwn(const OutgoingMessage &message)
{
    const quint64 localId = ownIds | ++m_ownIds;
    m_facts.add(WaitingFact{{messageOf(localId, message, m_name)}});
    say(localId, message);
}

std::optional<Code> OutgoingTalk::whyNot(const OutgoingMessage &message) const
{
    if (message.text.isEmpty())
        return Code::TextEmpty;
    if (message.text.toUtf8().size() > m_longest)
        return Code::TextTooLong;
    if (isChange(message) && (!m_canTalk || isAimless(message)))
        return Code::NotOffered;
    return std::nullopt;
}

/// Kept as failed: it will not be sent by itself, also not by a later run.
void OutgoingTalk::fail(quint64 localId, OutgoingMessage message, Code reason)
{
    message.failed = reason;
    if (isAimless(message)) { // and stays for as long as it is shown
        if (message.id != 0)
            m_vault.removeOutgoing({std::exchange(message.id, 0)});
    } else if (message.id != 0) {
        m_vault.changeOutgoing({message});
    } else {
        m_vault.addOutgoing({message}, [this, localId](const Result<std::vector<qint64>> &ids) {
            if (!ids)
                return m_turns.reportFailure(ids.error());
            if (const auto failed = m_failed.find(localId); failed != m_failed.end())
                failed->second.id = ids->front();
            else
                m_vault.removeOutgoing(*ids); // discarded, or retried and kept anew
        });
    }
    m_failed.insert_or_assign(localId, std::move(message));
    progress(localId, MessageState::Failed, reason);
}

void OutgoingTalk::retry(quint64 localId)
{
    const auto found = m_failed.find(localId);
    if (found == m_failed.end())
        return;
    if (m_stopped)
        return progress(localId, MessageState::Failed, m_stopReason);
    OutgoingMessage message = std::move(found->second);
    m_failed.erase(found);
    message.failed.reset();
    message.counter = 0; // judgeFailed() knows that the host does not have it
    if (message.id != 0)
        m_vault.changeOutgoing({message});
    progress(localId, MessageState::Waiting);
    say(localId, std::move(message));
}

void OutgoingTalk::discard(quint64 localId)
{
    std::optional<qint64> id;
    if (const auto failed = m_failed.find(localId); failed != m_failed.end()) {
        id = failed->second.id;
        m_failed.erase(failed);
    } else {
        id = m_outbox.discard(localId);
    }
    if (id && *id != 0)
        m_vault.removeOutgoing({*id});
    const OutgoingMessage *sent = m_outbox.find(localId);
    if (id || !sent || isChange(*sent)) // an edit or an erasure that may be out stays what it is
        return;
    OutgoingMessage erasure; // it may be on its way
    erasure.text = erasedText();
    erasure.act = Act::Erase;
    m_follows.insert(localId, erasure);
}

void OutgoingTalk::changeWaiting(quint64 localId, const QString &text)
{
    const QString whole = QString::fromUtf8(text.toUtf8());
    if (whole.isEmpty() || whole.toUtf8().size() > m_longest)
        return progress(localId, MessageState::Waiting);
    if (const auto failed = m_failed.find(localId); failed != m_failed.end()) {
        failed->second.text = whole;
        if (failed->second.id != 0)
            m_vault.changeOutgoing({failed->second});
        return;
    }
    if (m_outbox.change(localId, whole))
        return schedule();
    if (!m_outbox.find(localId))
        return;
    OutgoingMessage edit;
    edit.text = whole;
    edit.act = Act::Edit;
    m_follows.insert(localId, edit);
}

/// What the person wanted done to a message that was on its way: it has its number now.
void OutgoingTalk::follow(quint64 number, const OutgoingMessage &message, const OutgoingMessage &change)
{
    if (!m_canTalk)
        return;
    OutgoingMessage following = change;
    following.target = isChange(message) ? message.target.value_or(number) : number;
    say(ownIds | ++m_ownIds, following);
}

void OutgoingTalk::progress(quint64 localId, MessageState state, Code reason, quint64 number)
{
    m_facts.progressed({localId, state, 0, 0, reason, 0, number});
}

// ---- The link

void OutgoingTalk::beginLink(const Welcome &welcome, const features::Common &common)
{
    m_longest = static_cast<qint64>(welcome.longest);
    m_canTalk = common.talk;
    m_canFiles = common.files;
    judgeFailed(welcome.counter);
    m_knownAtHost.clear();
    for (const auto &[localId, message] : m_outbox.linkBegan(welcome.counter, common.replay)) {
        m_knownAtHost.push_back(localId);
        if (!common.replay)
            settle(message.id);
    }
    auto refused = m_outbox.takeIf([this](const OutgoingMessage &message) { return whyNot(message); });
    for (auto &[localId, message] : refused) {
        const Code reason = *whyNot(message);
        message.counter = 0;
        fail(localId, std::move(message), reason);
    }
}

/// One that failed when its room ended may have been numbered all the same. No other is with the host now,
/// and none can come: its counter is free to be forgotten.
void OutgoingTalk::judgeFailed(quint64 highestAtHost)
{
    for (auto failed = m_failed.begin(); failed != m_failed.end();) {
        OutgoingMessage &message = failed->second;
        if (message.counter == 0) {
            ++failed;
        } else if (message.counter <= highestAtHost) {
            message.failed.reset();
            m_outbox.addKnown(failed->first, message);
            failed = m_failed.erase(failed);
        } else {
            message.counter = 0;
            if (message.id != 0)
                m_vault.changeOutgoing({message});
            ++failed;
        }
    }
}

void OutgoingTalk::numberedAnew()
{
    m_outbox.mend(loseAnswered);
    std::vector<Outbox::Waiting> changes = m_outbox.takeIf(isChange);
    for (auto failed = m_failed.begin(); failed != m_failed.end(); ++failed) {
        if (isChange(failed->second))
            changes.push_back({failed->first, failed->second});
        else if (loseAnswered(failed->second) && failed->second.id != 0)
            m_vault.changeOutgoing({failed->second});
    }
    for (auto &[localId, message] : changes) {
        message.target.reset();
        message.counter = 0;
        fail(localId, std::move(message), Code::NotOffered);
    }
    std::erase_if(m_restored, [](const Outbox::Waiting &left) { return isChange(left.message); });
    for (Outbox::Waiting &left : m_restored)
        loseAnswered(left.message);
}

void OutgoingTalk::enter(Link *link)
{
    m_link = link;
    for (const quint64 localId : std::exchange(m_knownAtHost, {}))
        progress(localId, MessageState::Sent);
    work();
}

void OutgoingTalk::endLink()
{
    m_link.clear();
    m_outbox.linkLost();
}

Result<void> OutgoingTalk::on(const Ack &ack)
{
    const auto acknowledged = m_outbox.acknowledge(ack.counter);
    if (!acknowledged)
        return tl::make_unexpected(acknowledged.error());
    for (const quint64 localId : *acknowledged)
        progress(localId, MessageState::Sent);
    pump();
    schedule();
    return {};
}

quint64 OutgoingTalk::cameBack(const Said &said)
{
    const auto back = m_outbox.cameBack(said);
    if (!back)
        return 0;
    settle(back->id);
    if (m_follows.contains(back->localId)) {
        OutgoingMessage message;
        message.act = said.act;
        message.target = said.target;
        follow(said.number, message, m_follows.take(back->localId));
    }
    return back->localId;
}

void OutgoingTalk::replayEnded()
{
    for (const Outbox::CameBack &known : m_outbox.replayEnded())
        settle(known.id);
}

void OutgoingTalk::settle(qint64 id)
{
    if (id == 0)
        return;
    m_turns.turn().settled.push_back(id);
    m_turns.changed();
}

} // namespace waxwing
