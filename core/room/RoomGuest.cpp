// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomGuest.h"

#include "WireTrace.h"

#include <utility>

namespace waxwing {

namespace {

/// PROTOCOL 9.2, and what a network does to everybody.
bool isRetriedEnd(Code code)
{
    switch (code) {
    case Code::Lost:
    case Code::ConnectionRefused:
    case Code::NoAnswer:
    case Code::Unreachable:
    case Code::NotWaxwing:
        return true;
    default:
        return isRetried(code);
    }
}

/// A host that is not accepted, or anybody on the path, may say that it does not understand, is busy or
/// cannot go on; whatever else it claims is a failed connection (PROTOCOL 6.6, 9.3).
Error asClaim(Error error)
{
    error.isClaim = true;
    switch (error.code) {
    case Code::WrongVersion:
    case Code::Malformed:
    case Code::TooLarge:
    case Code::Unexpected:
    case Code::WeakKey:
    case Code::Busy:
    case Code::Idle:
    case Code::Away:
    case Code::Internal:
        return error;
    default:
        return {Code::Lost,
                QStringLiteral("a host that is not accepted said \"%1\"").arg(codeName(error.code))};
    }
}

} // namespace

RoomGuest::RoomGuest(const GuestServices &services, QObject *parent)
    : QObject(parent), m_services(services), m_facts(this), m_vault(m_services, this),
      m_entry(m_services, m_vault, this), m_password(m_services, m_vault, m_entry, this),
      m_talk(m_services, m_vault, m_facts, this), m_dialler(m_services, this), m_schedule(*services.random),
      m_reconnectTimer(this), m_sleep(services.sleptMs, services.settings.sleepLookMs, this)
{
    m_reconnectTimer.setSingleShot(true);
    connectParts();
}

RoomGuest::~RoomGuest()
{
    m_dialler.stop();
    m_talk.stop(Code::Left, false);
    dropLink(Code::Left);
}

void RoomGuest::connectParts()
{
    connect(&m_reconnectTimer, &QTimer::timeout, this, &RoomGuest::reconnectNow);
    connect(&m_sleep, &SleepWatch::awoke, this, &RoomGuest::onAwoke);
    connect(&m_dialler, &HostDialler::established, this, &RoomGuest::onEstablished);
    connect(&m_dialler, &HostDialler::failed, this, &RoomGuest::onDialFailed);
    connect(&m_entry, &RoomEntry::lobbyOpened, this, &RoomGuest::onLobbyOpened);
    connect(&m_entry, &RoomEntry::nameChecked, this,
            [this](const NameVerdict &verdict) { m_facts.add(verdict); });
    connect(&m_entry, &RoomEntry::refused, this, &RoomGuest::onRefused);
    connect(&m_entry, &RoomEntry::loggedIn, this, &RoomGuest::onLoggedIn);
    connect(&m_entry, &RoomEntry::entered, this, &RoomGuest::onEntered);
    connect(&m_vault, &VaultKeeper::troubled, this, &RoomGuest::onVaultTroubled);
    connect(&m_vault, &VaultKeeper::wasPutAside, this, [this] {
        if (m_entry.isResetting())
            m_facts.add(VaultFact{VaultTrouble::WrongPassword, true});
    });
    connect(&m_password, &PasswordChange::done, this, [this] { m_facts.add(PasswordFact{}); });
    connect(&m_password, &PasswordChange::refused, this,
            [this](const LobbyRefusal &refusal) { m_facts.add(PasswordFact{refusal}); });
    connect(&m_password, &PasswordChange::linkGivenUp, this, [this] {
        if (m_link)
            m_link->close(Code::Idle);
    });
    connect(&m_entry, &RoomEntry::linkWanted, this, &RoomGuest::dial);
    connect(&m_vault, &VaultKeeper::opened, this, &RoomGuest::onVaultOpened);
    connect(&m_talk, &RoomTalk::admitted, this, &RoomGuest::onAdmitted);
    if (m_services.trace)
        connect(m_services.trace, &WireTrace::keyLogChanged, this,
                [this] { m_talk.setKeyLog(m_services.trace->isKeyLogRunning()); });
}

void RoomGuest::join(const JoinTarget &target)
{
    cancel();
    m_isLocal = false;
    begin(target);
}

void RoomGuest::joinLocal(RoomHost *host)
{
    cancel();
    m_localHost = host;
    m_isLocal = true;
    setStage(RoomStage::Connecting);
    if (host->info().port != 0)
        return beginLocal();
    connect(host, &RoomHost::opened, this, &RoomGuest::beginLocal, Qt::SingleShotConnection);
    connect(host, &RoomHost::failed, this, [this, host](const Error &error) {
        if (m_localHost == host && m_stage == RoomStage::Connecting)
            end(error);
    });
}

void RoomGuest::beginLocal()
{
    if (!m_localHost || m_stage != RoomStage::Connecting)
        return;
    JoinTarget target;
    target.key = m_localHost->info().fingerprint.text();
    begin(target);
    m_talk.setRoomsFirst(m_localHost->info().firstNumber);
}

void RoomGuest::begin(const JoinTarget &target)
{
    m_target = target;
    m_acceptance = HostAcceptance(target, m_services.pins->pins(), m_isLocal);
    m_differed.reset();
    m_accepted = false;
    m_host = {};
    m_hostDigest.clear();
    m_lobby = {};
    m_talk.reset();
    setStage(RoomStage::Connecting);
    dial();
}

void RoomGuest::dial()
{
    if (m_dialler.isDialling())
        return;
    dropLink(Code::Left);
    if (m_isLocal && !m_localHost)
        return end({Code::RoomClosed, QStringLiteral("the room of this program has gone")});
    if (m_isLocal)
        m_dialler.dialLocal(m_localHost);
    else
        m_dialler.dial(m_target.addresses);
}

void RoomGuest::onEstablished(Link *link, const HostAddress &address)
{
    m_link = link;
    m_entered = false;
    link->setParent(this);
    connectLink(link);
    m_hostDigest = link->hostKey()->digest();
    m_entry.beginLink(link);
    onJudged(m_acceptance.judge(address, m_hostDigest), address);
}

void RoomGuest::connectLink(Link *link)
{
    connect(link, &Link::received, this, [this, link](const Message &message) { onMessage(link, message); });
    connect(link, &Link::closing, this, [this, link](const Error &error) { onLinkOver(link, error, false); });
    connect(link, &Link::ended, this,
            [this, link](const Error &error, bool byPeer) { onLinkOver(link, error, byPeer); });
    connect(link, &Link::refreshFinished, this, [this] { m_talk.refreshFinished(); });
    connect(link, &Link::statusChanged, this, [this] { m_talk.showLink(); });
}

void RoomGuest::onJudged(const HostAcceptance::Judgement &judgement, const HostAddress &address)
{
    m_host = {};
    m_host.address = address;
    m_host.fingerprint = Fingerprint::ofDigest(m_hostDigest);
    m_host.fromLink = m_target.isFromLink();
    m_accepted = judgement.verdict == HostAcceptance::Verdict::Accepted;
    switch (judgement.verdict) {
    case HostAcceptance::Verdict::Accepted:
        m_acceptance.confirm(m_hostDigest, judgement.by);
        onHostAccepted();
        break;
    case HostAcceptance::Verdict::Unknown:
        m_facts.add(m_host);
        setStage(RoomStage::HostUnknown);
        break;
    case HostAcceptance::Verdict::Differs:
        onDiffers(judgement);
        break;
    }
}

void RoomGuest::onDiffers(const HostAcceptance::Judgement &judgement)
{
    m_host.before = judgement.expected;
    m_host.roomBefore = judgement.roomBefore;
    m_host.lastUsedMs = judgement.lastUsedMs;
    m_host.canMeetAsNew = judgement.canMeetAsNew;
    m_facts.add(m_host);
    if (!judgement.canMeetAsNew)
        dropLink(Code::Left);
    // A link names the host's addresses on several networks: another machine may have one of them here.
    if (!judgement.canMeetAsNew && m_dialler.dialNext())
        return void(m_differed = judgement);
    if (m_stage == RoomStage::Reconnecting)
        return end({Code::AnotherKey, QStringLiteral("another key than before the break")});
    m_differed = judgement;
    m_entry.cancelWishes();
    setStage(RoomStage::HostDiffers);
}

void RoomGuest::onHostAccepted()
{
    m_accepted = true;
    m_link->setHostAccepted();
    m_host.accepted = true;
    m_host.acceptedBy = m_acceptance.confirmedBy();
    m_differed.reset();
    m_facts.add(m_host);
    const bool lobbyStands = m_entry.hasLobby();
    if (m_stage == RoomStage::HostUnknown || m_stage == RoomStage::HostDiffers)
        setStage(RoomStage::Connecting);
    if (lobbyStands)
        showLobby();
    m_entry.hostAccepted();
}

void RoomGuest::onMessage(Link *link, const Message &message)
{
    if (link != m_link)
        return;
    const bool isAnswer = m_entered && PasswordChange::concerns(message);
    const Result<void> taken = isAnswer    ? m_password.receive(message)
                               : m_entered ? m_talk.receive(message)
                                           : m_entry.receive(message);
    if (!taken)
        onLinkOver(link, taken.error(), false); // with this code for its last word
}

void RoomGuest::onDialFailed(const Error &error, bool byPeer)
{
    switch (m_stage) {
    case RoomStage::Connecting:
        if (m_differed)
            setStage(RoomStage::HostDiffers);
        else
            end(byPeer ? asClaim(error) : error);
        break;
    case RoomStage::Lobby:
    case RoomStage::Entering:
        m_entry.linkFailed(byPeer ? asClaim(error) : error, false);
        break;
    case RoomStage::Reconnecting:
        // An alert changes nothing about reconnecting; our own refusal of what came does (PROTOCOL 9.2).
        if (byPeer || isRetriedEnd(error.code))
            reconnectIn(m_schedule.nextDelayMs(), m_cause);
        else
            end(error);
        break;
    default:
        break;
    }
}

void RoomGuest::onLinkOver(Link *link, const Error &error, bool byPeer)
{
    if (link != m_link)
        return;
    const bool wasEntered = m_entered;
    dropLink(error.code);
    const bool goesOn = isRetriedEnd(error.code);
    switch (m_stage) {
    case RoomStage::HostUnknown: // the page stays; confirming outlives the link
    case RoomStage::HostDiffers:
        break;
    case RoomStage::Connecting:
        end(m_accepted || !byPeer ? error : asClaim(error));
        break;
    case RoomStage::Lobby:
    case RoomStage::Entering:
        if (!goesOn)
            return end(error);
        if (wasEntered)
            return onRefused({error, 0, -1});
        // A link that broke or had idled away is made again unseen; a host that is busy, or silent, is told
        // of.
        m_entry.linkFailed(error, error.code == Code::Lost || (byPeer && error.code == Code::Idle));
        break;
    case RoomStage::InRoom:
    case RoomStage::Reconnecting:
        if (!goesOn)
            return end(error);
        m_cause = error.code;
        reconnectIn(m_schedule.nextDelayMs(), error.code);
        break;
    case RoomStage::Idle:
    case RoomStage::Ended:
        break;
    }
}

} // namespace waxwing
