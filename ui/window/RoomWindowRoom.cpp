// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// A window in a room: how it comes in, and how it leaves.
#include "Button.h"
#include "ChatBinding.h"
#include "ChatPage.h"
#include "DirectFlow.h"
#include "FileBinding.h"
#include "HistoryFlow.h"
#include "MessageDialog.h"
#include "PasswordFlow.h"
#include "RoomDialogs.h"
#include "RoomWindow.h"
#include "TalkBinding.h"
#include "WireFlow.h"
#include "WiresharkFlow.h"

#include <QStackedWidget>

namespace waxwing {

void RoomWindow::enter(RoomClient *client)
{
    if (m_chat) {
        m_direct->leave();
        m_history->leave();
        m_wire->leave();
        m_stack->removeWidget(m_chat);
        m_chat->deleteLater();
        delete m_binding;
    }
    m_client = client;
    m_chat = new ChatPage(m_stack);
    m_stack->addWidget(m_chat);
    m_binding = new ChatBinding(client, m_chat, m_status, this);
    new TalkBinding(m_engine, client, m_chat, m_binding);
    new FileBinding(m_engine, client, m_chat, m_binding);
    connectChat();
    HostControl *control = m_hostFlow->control();
    TraceControl *trace = control ? control->trace() : client->trace();
    m_wireshark->enter(client, trace, m_chat, control != nullptr);
    m_wire->enter(trace, m_chat, client->username());
    m_history->enter(client, m_chat);
    m_passwords->enter(client, control);
    m_direct->enter(client, m_chat);
    connect(m_chat, &ChatPage::findPanelShown, m_wire, &WireFlow::makeRoomFor);
    connect(client, &RoomClient::stageChanged, m_chat, [this](RoomStage stage) { onClientStage(stage); });
    showChat();
    Q_EMIT entered(client);
}

void RoomWindow::onClientStage(RoomStage stage)
{
    if (stage == RoomStage::Idle)
        afterRoom();
    refreshTitle();
}

void RoomWindow::askToLeave(const QString &typed, bool thenClose)
{
    if (!m_client || m_client->stage() == RoomStage::Ended) {
        m_closes = thenClose;
        afterRoom();
        return;
    }
    if (m_asking) {
        m_asking->activateWindow();
        return;
    }
    const auto asked = roomdialogs::leaving(m_client->lobby().room, isHosting(), typed, this);
    m_asking = asked.dialog;
    connect(asked.leave, &Button::clicked, this, [this, thenClose] {
        m_closes = thenClose;
        leave();
    });
    if (asked.sendAnyway)
        connect(asked.sendAnyway, &Button::clicked, m_chat, &ChatPage::sayAnyway);
    asked.dialog->open();
}

void RoomWindow::leave()
{
    if (isHosting())
        m_hostFlow->close(Code::RoomClosed);
    else if (m_client && m_client->stage() != RoomStage::Ended)
        m_client->leave();
    else
        afterRoom();
}

void RoomWindow::afterRoom()
{
    if (!m_client)
        return;
    if (m_asking)
        m_asking->close();
    m_direct->leave();
    m_history->leave();
    m_wire->leave();
    m_client->disconnect(m_chat);
    delete std::exchange(m_binding, nullptr);
    m_client->deleteLater();
    m_client = nullptr;
    m_stack->removeWidget(m_chat);
    std::exchange(m_chat, nullptr)->deleteLater();
    if (m_closes) {
        close();
        return;
    }
    showWelcome();
}

} // namespace waxwing
