// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "StripBinding.h"

#include "ChatPage.h"
#include "Clock.h"
#include "RoomClient.h"

namespace waxwing {

StripBinding::StripBinding(RoomClient *client, ChatPage *page, QObject *parent)
    : QObject(parent), m_client(client), m_page(page)
{
    connect(client, &RoomClient::stageChanged, this, &StripBinding::refresh);
    connect(client, &RoomClient::reconnectingChanged, this, &StripBinding::refreshReconnecting);
    refresh();
}

void StripBinding::refresh()
{
    const RoomStage stage = m_client->stage();
    if (stage == RoomStage::InRoom)
        m_page->setConnected();
    else if (stage == RoomStage::Ended)
        m_page->setEnded(m_client->lastError().code);
    else
        refreshReconnecting();
}

void StripBinding::refreshReconnecting()
{
    if (m_client->stage() != RoomStage::Reconnecting)
        return;
    const ReconnectView view = m_client->reconnecting();
    const qint64 left = view.nextTryAtMs == 0 ? 0 : view.nextTryAtMs - SystemClock().monotonicMs();
    m_page->setReconnecting(view.cause, left <= 0 ? 0 : static_cast<int>((left + 999) / 1'000));
}

} // namespace waxwing
