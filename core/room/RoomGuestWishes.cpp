// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What a person asks of a RoomGuest, and how a stay ends.
#include "RoomGuest.h"

namespace waxwing {

void RoomGuest::cancel()
{
    if (m_stage == RoomStage::Idle)
        return;
    m_reconnectTimer.stop();
    m_dialler.stop();
    m_talk.stop(Code::Cancelled, false);
    m_password.stop();
    dropLink(Code::Left);
    m_entry.reset();
    m_vault.close();
    setStage(RoomStage::Idle);
}

void RoomGuest::acceptHost()
{
    if (m_stage != RoomStage::HostUnknown)
        return;
    m_acceptance.confirm(m_hostDigest, AcceptedBy::Compared);
    if (m_link)
        return onHostAccepted();
    setStage(RoomStage::Connecting);
    dial();
}

void RoomGuest::meetAsNew()
{
    if (m_stage != RoomStage::HostDiffers || !m_host.canMeetAsNew)
        return;
    m_acceptance.meetAsNew();
    m_differed.reset();
    if (m_link)
        return onJudged(m_acceptance.judge(m_host.address, m_hostDigest), m_host.address);
    setStage(RoomStage::Connecting);
    dial();
}

void RoomGuest::refuseHost()
{
    if (m_stage == RoomStage::HostUnknown)
        end({Code::HostNotAccepted, {}});
    else if (m_stage == RoomStage::HostDiffers)
        end({Code::AnotherKey, {}});
}

void RoomGuest::checkName(const QString &name, const QString &invite)
{
    if (mayEnter())
        m_entry.check(name, invite);
}

void RoomGuest::registerAccount(const QString &name, const QString &email, SecretBytes password,
                                const QString &invite)
{
    if (!mayEnter())
        return;
    setStage(RoomStage::Entering);
    m_entry.registerAccount(name, email, std::move(password), invite);
}

void RoomGuest::logIn(const QString &name, SecretBytes password)
{
    if (!mayEnter())
        return;
    setStage(RoomStage::Entering);
    m_entry.logIn(name, std::move(password));
}

void RoomGuest::refuseVault()
{
    if (!m_vault.isTroubled())
        return;
    m_vault.close();
    m_entry.refuse({Code::Cancelled, {}});
}

void RoomGuest::refuseEntry(const Error &error)
{
    if (!mayEnter())
        return;
    LobbyRefusal refusal;
    refusal.error = error;
    m_facts.add(refusal);
}

void RoomGuest::tamperWithNext()
{
    if (m_link && m_stage == RoomStage::InRoom)
        m_link->tamperWithNextTalk();
}

void RoomGuest::tryNow()
{
    if (m_stage == RoomStage::Reconnecting && m_reconnectTimer.isActive())
        reconnectNow();
}

/// The host has given up a link that was silent for so long (PROTOCOL 8.7), whatever this side's clock says.
void RoomGuest::onAwoke(qint64 sleptMs)
{
    m_schedule.reset();
    if (m_stage == RoomStage::Reconnecting)
        tryNow();
    else if (m_stage == RoomStage::InRoom && m_link && sleptMs >= m_services.settings.lostAfterMs)
        m_link->abandon({Code::Lost, QStringLiteral("this PC has slept")});
}

void RoomGuest::leave()
{
    cancel();
}

void RoomGuest::reconnectIn(int delayMs, Code cause)
{
    m_entry.cancelWishes();
    m_reconnectTimer.start(delayMs);
    if (m_stage != RoomStage::Reconnecting)
        setStage(RoomStage::Reconnecting);
    m_facts.add(ReconnectView{cause, m_services.clock->monotonicMs() + delayMs});
}

void RoomGuest::reconnectNow()
{
    m_reconnectTimer.stop();
    m_facts.add(ReconnectView{m_cause, 0});
    m_entry.logInAgain();
}

/// Takes the link out of the guest's hands: with a last word where the host may hear one.
void RoomGuest::dropLink(Code code)
{
    m_entry.endLink();
    m_talk.endLink();
    m_password.linkLost();
    m_entered = false;
    Link *link = std::exchange(m_link, nullptr);
    if (!link)
        return;
    link->disconnect(this);
    if (m_accepted) {
        m_services.parting->part(link, code);
        return;
    }
    link->abandon();
    link->deleteLater();
}

void RoomGuest::end(const Error &error)
{
    m_reconnectTimer.stop();
    m_dialler.stop();
    m_talk.stop(error.code, true);
    m_password.stop();
    dropLink(Code::Left);
    m_entry.reset();
    if (!m_vault.session()) // an open one stays so: what has failed can be changed and discarded
        m_vault.close();
    setStage(RoomStage::Ended, error);
}

void RoomGuest::setStage(RoomStage stage, const Error &error)
{
    if (stage == RoomStage::Idle || stage == RoomStage::Ended)
        m_sleep.stop();
    m_stage = stage;
    m_facts.add(StageFact{stage, error});
}

} // namespace waxwing
