// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// What a window shows and does for the desktop and by the settings.
#include "ChatPage.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "DirectFlow.h"
#include "Engine.h"
#include "RoomMenus.h"
#include "RoomWindow.h"
#include "SettingKeys.h"
#include "Unicode.h"
#include "WelcomePage.h"

#include <QAction>
#include <QLocale>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QSystemTrayIcon>

namespace waxwing {

void RoomWindow::connectTextSize()
{
    const auto resize = [this](int step) {
        const int percent = settingOf(m_engine, settingKey::textPercent);
        m_engine.setSetting(settingKey::textPercent.key(),
                            step == 0 ? 100 : std::clamp(percent + step, 80, 200));
    };
    connect(m_menus->larger, &QAction::triggered, this, [resize] { resize(10); });
    connect(m_menus->smaller, &QAction::triggered, this, [resize] { resize(-10); });
    connect(m_menus->normalSize, &QAction::triggered, this, [resize] { resize(0); });
}

void RoomWindow::refreshEnter()
{
    if (m_chat)
        m_chat->composer()->edit()->setEnterSends(settingOf(m_engine, settingKey::enterSends));
}

void RoomWindow::showSettings(SettingsWindow::Topic topic)
{
    if (!m_settings)
        m_settings = new SettingsWindow(
            m_engine, {QSystemTrayIcon::isSystemTrayAvailable(), m_menus->shortcuts()}, this);
    m_settings->showPage(topic);
    m_settings->show();
    m_settings->raise();
    m_settings->activateWindow();
}

void RoomWindow::connectDirect()
{
    connect(m_direct, &DirectFlow::opened, this, &RoomWindow::connectWays);
    connect(m_direct, &DirectFlow::heard, this, &RoomWindow::directHeard);
    connect(m_direct, &DirectFlow::frontChanged, this,
            [this] { Q_EMIT conversationShown(m_direct->inFront()); });
    connect(m_direct, &DirectFlow::unreadChanged, this, [this] {
        refreshTitle();
        Q_EMIT unreadChanged();
    });
}

void RoomWindow::refreshTitle()
{
    // In a room its name, before it what the page is for: a screen reader says the title first.
    QString title = roomName();
    if (title.isEmpty() && m_stack->currentWidget() != m_welcome)
        title = m_stack->currentWidget()->accessibleName();
    title = title.isEmpty() ? tr("Waxwing") : tr("%1 — Waxwing").arg(title);
    if (unread() > 0 && settingOf(m_engine, settingKey::notifyBadge))
        title = tr("(%1) %2", "number of unread messages, title").arg(QLocale().toString(unread()), title);
    setWindowTitle(title);
}

QString RoomWindow::roomName() const
{
    return m_client ? visible(m_client->lobby().room) : QString();
}

int RoomWindow::unread() const
{
    return (m_chat ? m_chat->conversation()->unread() : 0) + m_direct->unread();
}

void RoomWindow::showConversation(const QString &name)
{
    showChat();
    m_direct->open(name);
}

void RoomWindow::closeForGood()
{
    const QScopedValueRollback wish(m_isClosingForGood, true);
    close();
}

} // namespace waxwing
