// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// From the lobby into the room (PROTOCOL 7, 8.1).
#include "RoomGuest.h"

#include "WireTrace.h"

namespace waxwing {

namespace {

constexpr qsizetype mostKept = 8; ///< addresses and usernames of a pin

template <class T> void moveToFront(QList<T> &list, const T &value)
{
    list.removeAll(value);
    list.prepend(value);
    if (list.size() > mostKept)
        list.resize(mostKept);
}

} // namespace

void RoomGuest::onLobbyOpened(const Lobby &lobby)
{
    m_lobby = lobby;
    if (m_services.trace && m_link)
        m_services.trace->nameLink(*m_link, lobby.room);
    LobbyView view;
    view.room = lobby.room;
    view.registration = lobby.registration;
    view.canReset = lobby.features.contains(features::reset());
    view.canChangePassword = lobby.features.contains(features::password());
    if (const auto pin = m_acceptance.pinOf(m_hostDigest))
        view.knownUsernames = pin->usernames;
    m_facts.add(view);
    if (m_accepted)
        showLobby();
}

void RoomGuest::showLobby()
{
    if (m_stage != RoomStage::Connecting)
        return;
    if (!m_isLocal || !m_localHost)
        return setStage(RoomStage::Lobby);
    setStage(RoomStage::Entering);
    m_entry.logIn(m_localHost->info().hostName, m_localHost->localPassword());
}

void RoomGuest::onRefused(const LobbyRefusal &refusal)
{
    // Past v= there is no way back to the forms on the same link.
    if (m_link && !m_entry.canAsk())
        dropLink(Code::Left);
    if (m_stage == RoomStage::Reconnecting && refusal.error.code == Code::Throttled)
        return reconnectIn(qMax(1, refusal.waitSeconds) * 1'000, m_cause);
    if (m_stage == RoomStage::Reconnecting || m_isLocal)
        return end(refusal.error);
    if (m_stage == RoomStage::Entering)
        setStage(RoomStage::Lobby);
    m_facts.add(refusal);
}

void RoomGuest::onLoggedIn(const QString &username)
{
    // Of now, not of when this stay began: another window may have added to it.
    Pin pin;
    for (const Pin &known : m_services.pins->pins()) {
        if (known.digest == m_hostDigest)
            pin = known;
    }
    const bool isNew = pin.digest.isEmpty();
    pin.digest = m_hostDigest;
    pin.room = m_lobby.room;
    if (isNew || m_acceptance.confirmedBy() == AcceptedBy::Own)
        pin.acceptedBy = m_acceptance.confirmedBy();
    if (!m_isLocal)
        moveToFront(pin.addresses, m_host.address);
    moveToFront<QString>(pin.usernames, username);
    pin.lastUsedMs = m_services.clock->wallMs();
    m_services.pins->remember(pin);
}

void RoomGuest::onVaultOpened()
{
    m_earlier = {};
    m_talk.restore();
    m_facts.add(HistoryFact{m_vault.session(), m_vault.start()});
}

void RoomGuest::onEntered(const RoomMirror::Self &self)
{
    m_entered = true;
    m_talk.beginLink(m_link, self);
}

void RoomGuest::onAdmitted()
{
    m_schedule.reset();
    m_password.admitted();
    m_sleep.start();
    setStage(RoomStage::InRoom);
}

} // namespace waxwing
