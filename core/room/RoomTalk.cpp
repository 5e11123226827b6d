// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomTalk.h"

#include "FileText.h"

#include <utility>

namespace waxwing {

RoomTalk::RoomTalk(const GuestServices &services, VaultKeeper &vault, FactQueue &facts, QObject *parent)
    : QObject(parent), m_services(services), m_vault(vault), m_facts(facts), m_turns(vault, this),
      m_outgoing(vault, m_turns, facts, this), m_signs(services, facts, this),
      m_keyLogs(m_mirror, facts, this), m_files(services, vault, facts, this),
      m_direct(services, vault, m_mirror, facts, m_files.direct(), this), m_receivedTimer(this)
{
    m_receivedTimer.setSingleShot(true);
    m_receivedTimer.setInterval(services.settings.receivedGatherMs);
    connect(&m_receivedTimer, &QTimer::timeout, this, &RoomTalk::sendReceived);
    connect(&m_turns, &TurnKeeper::kept, this, &RoomTalk::onKept);
    connect(&m_turns, &TurnKeeper::failed, this, [this] { notice(RoomNotice::Kind::NotKept); });
    connect(&m_turns, &TurnKeeper::recovered, this, [this] { notice(RoomNotice::Kind::KeptAgain); });
    connect(&m_files, &FileTalk::uploaded, this, &RoomTalk::sayFile);
    m_facts.setPeopleSource([this] { return m_mirror.people(); });
}

void RoomTalk::reset()
{
    endLink();
    m_direct.reset();
    m_mirror = {};
    m_outgoing.reset();
    m_mine = {};
    m_signs.reset();
    m_history.clear();
    m_roomsFirst = 0;
    m_nextNumber = 0;
    m_shownNext = 0;
    m_staying = false;
    m_keyLogs.setIsOwnRoom(false);
    m_keyLogs.forget();
    m_files.reset();
}

void RoomTalk::onKept()
{
    if (!m_receivedTimer.isActive())
        m_receivedTimer.start();
    if (m_turns.lacks() && m_link)
        m_link->abandon({Code::Lost, QStringLiteral("made anew, for what could not be kept")});
}

void RoomTalk::setRoomsFirst(quint64 number)
{
    m_roomsFirst = number;
    m_keyLogs.setIsOwnRoom(number != 0);
}

void RoomTalk::restore()
{
    const VaultContents &contents = m_vault.contents();
    m_history = contents.history;
    m_nextNumber = contents.nextNumber;
    m_direct.restore();
    m_turns.begin();
    m_outgoing.restore();
    m_mine = {};
    m_files.restore();
    m_shownNext = 0;
    for (const MessageReach &reach : contents.own)
        m_mine.restore(reach);
}

void RoomTalk::beginLink(Link *link, RoomMirror::Self self)
{
    m_link = link;
    m_keyLogs.beginLink(link);
    m_mirror.beginLink(std::move(self));
    if (m_mirror.self().common.replay)
        resume();
}

// PROTOCOL 8.9: directly behind `identity`.
void RoomTalk::resume()
{
    Resume resume;
    if (!m_turns.keptHistory().isEmpty() && m_turns.keptNext() > 0) {
        resume.history = m_turns.keptHistory();
        resume.after = m_turns.keptNext() - 1;
    }
    m_resumedAfter = resume.after.value_or(0);
    m_turns.linkBegan();
    m_link->send(resume);
}

void RoomTalk::endLink()
{
    m_receivedTimer.stop();
    m_keyLogs.endLink();
    m_direct.endLink();
    m_link.clear();
    m_signs.endLink();
    m_files.endLink();
    m_outgoing.endLink();
}

Result<void> RoomTalk::receive(const Message &message)
{
    return std::visit(Overloaded{
                          [this](const Welcome &welcome) { return on(welcome); },
                          [this](const Roster &roster) { return tell(m_mirror.receive(roster)); },
                          [this](const Joined &joined) { return tell(m_mirror.receive(joined)); },
                          [this](const LeftRoom &left) { return tell(m_mirror.receive(left)); },
                          [this](const Said &said) { return on(said); },
                          [this](const Ack &ack) { return on(ack); },
                          [this](const Delivered &delivered) { return onCount(delivered); },
                          [this](const Seen &seen) { return onCount(seen); },
                          [this](const Writes &writes) { return on(writes); },
                          [this](const Resumed &resumed) { return tell(m_mirror.receive(resumed)); },
                          [this](const KeyLogged &logged) { return on(logged); },
                          [this, &message](const Called &) { return m_direct.receive(message); },
                          [this, &message](const Relay &) { return m_direct.receive(message); },
                          [this, &message](const Relayed &) { return m_direct.receive(message); },
                          [this, &message](const HangUp &) { return m_direct.receive(message); },
                          [this, &message](const auto &) { return receiveFile(message); },
                      },
                      message);
}

Result<void> RoomTalk::receiveFile(const Message &message)
{
    if (const auto here = m_mirror.requireHere(); !here)
        return here;
    const auto taken = m_files.receive(message);
    return taken ? *taken : failure(Code::Unexpected, QStringLiteral("a host does not say this in a room"));
}

/// A message like any other, with a text for who does not know files.
void RoomTalk::sayFile(const FileNote &file)
{
    OutgoingMessage message;
    message.text = textOf(file);
    message.timeMs = m_services.clock->wallMs();
    message.file = file;
    m_outgoing.sayOwn(message);
}

Result<void> RoomTalk::on(const Welcome &welcome)
{
    if (const auto taken = m_mirror.receive(welcome); !taken)
        return taken;
    const bool isBack = m_mirror.self().common.replay ? m_resumedAfter != 0 && welcome.next <= m_resumedAfter
                                                      : welcome.next < m_nextNumber;
    const bool isOther = !m_history.isEmpty() && welcome.history != m_history;
    m_isNumberedAnew = isOther || (isBack && m_turns.isNumberingKept());
    m_outgoing.beginLink(welcome, m_mirror.self().common);
    if (m_isNumberedAnew) {
        m_shownNext = 0;
        m_mine = {};
        m_signs.reset();
        m_outgoing.numberedAnew();
    }
    m_mine.linkBegan(welcome.next, m_mirror.self().common.replay);
    m_reported = welcome.next - 1;
    m_link->setAdmitted(welcome.updateAfter);
    return {};
}

Result<void> RoomTalk::tell(const Result<std::vector<MirrorEvent>> &events)
{
    if (!events)
        return tl::make_unexpected(events.error());
    for (const MirrorEvent &event : *events) {
        std::visit(
            Overloaded{
                [this](const RosterComplete &) { onRosterComplete(); },
                [this](const PeopleCame &came) { notice(RoomNotice::Kind::PeopleJoined, came.names); },
                [this](const PersonWent &went) {
                    m_signs.forget(went.name);
                    notice(RoomNotice::Kind::PersonLeft, {went.name});
                },
                [this](const NewDeviceCame &came) { notice(RoomNotice::Kind::NewDevice, {came.name}); },
            },
            event);
    }
    if (m_mirror.isHere()) {
        m_facts.peopleChanged();
        m_keyLogs.show();
        m_direct.rosterChanged();
    }
    return {};
}

void RoomTalk::onRosterComplete()
{
    const RoomMirror::Self &self = m_mirror.self();
    const Welcome &welcome = m_mirror.welcome();
    m_facts.add(
        EnteredFact{self.name, static_cast<qint64>(welcome.longest), self.common.talk, self.common.direct});
    m_facts.add(PeopleFact{m_mirror.people()});
    Q_EMIT admitted();
    if (!m_staying)
        m_outgoing.showRestored(self.name);
    const quint64 ownKnown = m_outgoing.foundAtHost();
    m_outgoing.enter(m_link);
    if (self.common.replay)
        noticeWhatIsGone();
    else
        noticeWhatWasMissed(ownKnown);
    m_history = welcome.history;
    m_nextNumber = welcome.next;
    m_staying = true;
    if (m_isNumberedAnew)
        m_turns.numberAnew();
    keepPosition();
    showLink();
    if (self.common.talk)
        m_signs.beginLink(m_link, welcome.next);
    m_keyLogs.entered();
    m_direct.beginLink(m_link);
    m_files.enter(m_link, self.common);
    if (!m_mirror.isReplaying())
        m_outgoing.replayEnded();
}

Result<void> RoomTalk::on(const Said &said)
{
    const bool isReplayed = m_mirror.isReplaying();
    if (const auto taken = m_mirror.receive(said); !taken)
        return taken;
    m_nextNumber = m_mirror.nextNumber();
    quint64 localId = 0;
    if (m_mirror.isMine(said)) {
        localId = m_outgoing.cameBack(said);
        m_mine.numbered(said.number, localId);
    }
    m_mine.numberSeen(said.number);
    m_signs.forget(said.name);
    take(said, localId, isReplayed);
    if (localId != 0) // its `ack` follows, and says no more than this
        m_facts.progressed({localId, MessageState::Sent, 0, 0, Code::Internal, 0, said.number});
    if (isReplayed && !m_mirror.isReplaying())
        m_outgoing.replayEnded();
    keepPosition();
    return {};
}

/// Into the vault, and shown, where it was not before.
void RoomTalk::take(const Said &said, quint64 localId, bool isReplayed)
{
    const bool isNew = said.number >= m_shownNext;
    m_shownNext = std::max(m_shownNext, said.number + 1);
    if (said.act && *said.act != Act::Reply) {
        const RoomChange change = changeOf(said, localId, isReplayed);
        m_turns.turn().changes.push_back(change);
        if (isNew)
            m_facts.changed(change);
        return;
    }
    const RoomMessage message = messageOf(said, localId, isReplayed);
    m_turns.turn().arrived.push_back(message);
    if (isNew)
        m_facts.arrived(message);
}

RoomMessage RoomTalk::messageOf(const Said &said, quint64 localId, bool isReplayed) const
{
    RoomMessage message;
    message.localId = localId;
    message.number = said.number;
    message.name = said.name;
    message.device = said.device;
    message.counter = said.counter;
    message.text = said.text;
    message.timeMs = said.time;
    message.replyTo = said.target.value_or(0);
    message.mine = said.name == m_mirror.self().name;
    message.isReplayed = isReplayed;
    if (said.file)
        message.file = FileNote{*said.file, *said.fileName, *said.size, *said.digest};
    return message;
}

RoomChange RoomTalk::changeOf(const Said &said, quint64 localId, bool isReplayed) const
{
    RoomChange change;
    change.number = *said.target;
    change.name = said.name;
    if (*said.act == Act::Edit)
        change.text = said.text;
    change.act = *said.act;
    change.said = said.number;
    change.localId = localId;
    change.device = said.device;
    change.timeMs = said.time;
    change.mine = said.name == m_mirror.self().name;
    change.isReplayed = isReplayed;
    return change;
}

Result<void> RoomTalk::on(const Ack &ack)
{
    if (const auto here = m_mirror.requireHere(); !here)
        return here;
    return m_outgoing.on(ack);
}

// PROTOCOL 8.4, 8.10
template <class Count> Result<void> RoomTalk::onCount(const Count &count)
{
    if (const auto here = m_mirror.requireHere(); !here)
        return here;
    if (std::is_same_v<Count, Seen> && !m_mirror.self().common.talk)
        return failure(Code::Unexpected, QStringLiteral("a feature that we and the host did not both name"));
    const auto progress = m_mine.receive(count);
    if (!progress)
        return tl::make_unexpected(progress.error());
    if (!*progress)
        return {};
    m_facts.progressed(**progress);
    m_turns.turn().reached.push_back(m_mine.reach(count.number));
    m_turns.changed();
    return {};
}

Result<void> RoomTalk::on(const Writes &writes)
{
    const auto isSomebody = m_mirror.receive(writes);
    if (!isSomebody)
        return tl::make_unexpected(isSomebody.error());
    if (*isSomebody)
        m_signs.writes(writes.name, writes.active);
    return {};
}

Result<void> RoomTalk::on(const KeyLogged &logged)
{
    if (const auto taken = m_mirror.receive(logged); !taken)
        return taken;
    m_keyLogs.show();
    return {};
}

// ---- Talk

void RoomTalk::say(quint64 localId, const OutgoingMessage &message)
{
    if (message.act != Act::Erase)
        m_signs.saidSomething();
    m_outgoing.say(localId, message);
}

void RoomTalk::lookAt(const QString &name)
{
    m_mirror.lookAt(name);
    m_facts.peopleChanged();
}

void RoomTalk::stop(Code reason, bool fails)
{
    endLink();
    m_keyLogs.forget();
    m_direct.stop(fails);
    m_outgoing.stop(reason, fails);
    m_turns.finish();
}

// PROTOCOL 8.4: cumulative, gathered, and only what is kept.
void RoomTalk::sendReceived()
{
    const quint64 highest = std::min(m_mirror.nextNumber(), m_turns.keptNext()) - 1;
    const bool isKept = m_turns.keptHistory() == m_history && m_turns.isNumberingKept();
    if (!m_link || !m_mirror.isHere() || !isKept || highest <= m_reported)
        return;
    m_reported = highest;
    m_link->send(Received{highest});
    m_signs.receivedToldUpTo(highest);
}

void RoomTalk::keepPosition()
{
    KeptTurn &turn = m_turns.turn();
    turn.history = m_history;
    turn.nextNumber = m_nextNumber;
    turn.counter = m_outgoing.highestCounter();
    m_turns.boundWaiting(m_mirror.self().common.replay);
    m_turns.changed();
}

} // namespace waxwing
