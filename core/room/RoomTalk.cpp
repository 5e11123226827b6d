// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomTalk.h"

#include <utility>

namespace waxwing {

namespace {

constexpr int saveAfterMs = 1'000;

} // namespace

RoomTalk::RoomTalk(const GuestServices &services, VaultKeeper &vault, FactQueue &facts, QObject *parent)
    : QObject(parent), m_services(services), m_vault(vault), m_facts(facts), m_receivedTimer(this),
      m_saveTimer(this)
{
    m_receivedTimer.setSingleShot(true);
    m_receivedTimer.setInterval(services.settings.receivedGatherMs);
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(saveAfterMs);
    connect(&m_receivedTimer, &QTimer::timeout, this, &RoomTalk::sendReceived);
    connect(&m_saveTimer, &QTimer::timeout, this, &RoomTalk::savePosition);
    m_facts.setPeopleSource([this] { return m_mirror.people(); });
}

void RoomTalk::reset()
{
    endLink();
    m_mirror = {};
    m_outbox = {};
    m_failed.clear();
    m_history.clear();
    m_roomsFirst = 0;
    m_nextNumber = 0;
    m_staying = false;
    m_stopped = false;
}

void RoomTalk::beginLink(Link *link, RoomMirror::Self self)
{
    m_link = link;
    m_mirror.beginLink(std::move(self));
    if (!m_staying) {
        m_history = m_vault.contents().history;
        m_nextNumber = m_vault.contents().nextNumber;
        m_outbox.continueAbove(m_vault.contents().counter);
    }
}

void RoomTalk::endLink()
{
    m_receivedTimer.stop();
    if (m_link && m_mirror.isHere())
        savePosition();
    m_saveTimer.stop();
    m_link.clear();
    m_outbox.linkLost();
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
                          [this](const Delivered &delivered) { return on(delivered); },
                          [](const auto &) -> Result<void> {
                              return failure(Code::Unexpected,
                                             QStringLiteral("a host does not say this in a room"));
                          },
                      },
                      message);
}

Result<void> RoomTalk::on(const Welcome &welcome)
{
    if (const auto taken = m_mirror.receive(welcome); !taken)
        return taken;
    m_knownAtHost = m_outbox.linkBegan(welcome.counter);
    for (const auto &[localId, text] : m_outbox.takeLongerThan(static_cast<qsizetype>(welcome.longest)))
        fail(localId, text, Code::TextTooLong);
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
                [this](const PersonWent &went) { notice(RoomNotice::Kind::PersonLeft, {went.name}); },
                [this](const NewDeviceCame &came) { notice(RoomNotice::Kind::NewDevice, {came.name}); },
            },
            event);
    }
    if (m_mirror.isHere())
        m_facts.peopleChanged();
    return {};
}

void RoomTalk::onRosterComplete()
{
    m_facts.add(EnteredFact{m_mirror.self().name, static_cast<qint64>(m_mirror.welcome().longest)});
    m_facts.add(PeopleFact{m_mirror.people()});
    Q_EMIT admitted();
    for (const quint64 localId : m_knownAtHost)
        progress(localId, MessageState::Sent);
    noticeWhatWasMissed(static_cast<qsizetype>(m_knownAtHost.size()));
    m_knownAtHost.clear();
    m_history = m_mirror.welcome().history;
    m_nextNumber = m_mirror.welcome().next;
    m_staying = true;
    savePosition();
    showLink();
    pump();
}

// PROTOCOL 8.5
void RoomTalk::noticeWhatWasMissed(qsizetype ownKnown)
{
    if (!m_staying)
        notice(RoomNotice::Kind::YouJoined);
    if (m_history.isEmpty())
        return;
    const Welcome &welcome = m_mirror.welcome();
    const quint64 next = std::max(m_nextNumber, m_roomsFirst);
    if (welcome.history != m_history || welcome.next < next || welcome.next - next >= limits::numberJump) {
        notice(RoomNotice::Kind::MissedSome);
        return;
    }
    // What this very device said into the broken link is among the numbers, but was not missed.
    const quint64 unheard = welcome.next - next;
    const quint64 own = std::min(unheard, static_cast<quint64>(ownKnown));
    if (unheard > own)
        notice(RoomNotice::Kind::Missed, {}, unheard - own);
}

Result<void> RoomTalk::on(const Said &said)
{
    if (const auto taken = m_mirror.receive(said); !taken)
        return taken;
    RoomMessage message;
    if (m_mirror.isMine(said))
        message.localId = m_outbox.cameBack(said).value_or(0);
    m_outbox.numberSeen(said.number);
    m_nextNumber = m_mirror.nextNumber();
    message.number = said.number;
    message.name = said.name;
    message.device = said.device;
    message.text = said.text;
    message.timeMs = said.time;
    message.mine = said.name == m_mirror.self().name;
    m_facts.arrived(message);
    if (message.localId != 0) // its `ack` follows, and says no more than this
        progress(message.localId, MessageState::Sent);
    if (!m_receivedTimer.isActive())
        m_receivedTimer.start();
    if (!m_saveTimer.isActive())
        m_saveTimer.start();
    return {};
}

Result<void> RoomTalk::on(const Ack &ack)
{
    if (const auto here = m_mirror.requireHere(); !here)
        return here;
    const auto acknowledged = m_outbox.acknowledge(ack.counter);
    if (!acknowledged)
        return tl::make_unexpected(acknowledged.error());
    for (const quint64 localId : *acknowledged)
        progress(localId, MessageState::Sent);
    pump();
    return {};
}

Result<void> RoomTalk::on(const Delivered &delivered)
{
    if (const auto here = m_mirror.requireHere(); !here)
        return here;
    const auto localId = m_outbox.delivered(delivered);
    if (!localId)
        return tl::make_unexpected(localId.error());
    m_facts.progressed({*localId, MessageState::Delivered, delivered.count, delivered.of, Code::Internal});
    return {};
}

void RoomTalk::say(quint64 localId, const QString &text)
{
    // Half a surrogate pair has no UTF-8: what is kept is what will be sent, and come back.
    const QByteArray utf8 = text.toUtf8();
    const QString whole = QString::fromUtf8(utf8);
    if (m_stopped)
        return fail(localId, whole, m_stopReason);
    if (utf8.isEmpty())
        return fail(localId, whole, Code::TextEmpty);
    if (utf8.size() > longest())
        return fail(localId, whole, Code::TextTooLong);
    m_outbox.add(localId, whole);
    pump();
}

qint64 RoomTalk::longest() const
{
    return m_staying ? static_cast<qint64>(m_mirror.welcome().longest) : limits::textBytes;
}

void RoomTalk::fail(quint64 localId, const QString &text, Code reason)
{
    m_failed.insert(localId, text);
    progress(localId, MessageState::Failed, reason);
}

void RoomTalk::retry(quint64 localId)
{
    if (m_stopped || !m_failed.contains(localId))
        return;
    const QString text = m_failed.take(localId);
    progress(localId, MessageState::Waiting);
    say(localId, text);
}

void RoomTalk::discard(quint64 localId)
{
    if (m_failed.remove(localId) == 0)
        m_outbox.discard(localId);
}

void RoomTalk::lookAt(const QString &name)
{
    m_mirror.lookAt(name);
    m_facts.peopleChanged();
}

void RoomTalk::stop(Code reason)
{
    endLink();
    m_stopped = true;
    m_stopReason = reason;
    for (const auto &[localId, text] : m_outbox.takeAll())
        fail(localId, text, reason);
}

void RoomTalk::pump()
{
    if (!m_link || !m_mirror.isHere())
        return;
    while (const auto next = m_outbox.takeNext())
        m_link->send(*next);
}

// PROTOCOL 8.4: cumulative, gathered.
void RoomTalk::sendReceived()
{
    const quint64 highest = m_mirror.nextNumber() - 1;
    if (!m_link || !m_mirror.isHere() || highest <= m_reported)
        return;
    m_reported = highest;
    m_link->send(Received{highest});
}

void RoomTalk::savePosition()
{
    m_vault.savePosition(m_history, m_nextNumber, m_outbox.highestCounter());
}

void RoomTalk::showLink()
{
    if (!m_link || !m_mirror.isHere())
        return;
    const LinkStatus status = m_link->status();
    LinkView view;
    view.sendingKey = status.sendingEpoch;
    view.sendingTalk = status.sendingTalk;
    view.receivingKey = status.receivingEpoch;
    view.receivingTalk = status.receivingTalk;
    view.updateEvery = m_mirror.welcome().updateAfter;
    view.delayMs = status.delayMs;
    m_facts.add(view);
}

void RoomTalk::notice(RoomNotice::Kind kind, const QStringList &names, quint64 count)
{
    m_facts.noticed({kind, names, count, m_services.clock->wallMs()});
}

void RoomTalk::progress(quint64 localId, MessageState state, Code reason)
{
    m_facts.progressed({localId, state, 0, 0, reason});
}

} // namespace waxwing
