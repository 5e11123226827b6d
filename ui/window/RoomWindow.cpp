// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomWindow.h"

#include "ChatBinding.h"
#include "ChatPage.h"
#include "Composer.h"
#include "DirectFlow.h"
#include "Engine.h"
#include "GuestFlow.h"
#include "HistoryFlow.h"
#include "PasswordFlow.h"
#include "LockDetails.h"
#include "MessageDialog.h"
#include "NearbyFlow.h"
#include "RoomDialogs.h"
#include "RoomMenus.h"
#include "SettingKeys.h"
#include "StatusLine.h"
#include "WelcomePage.h"
#include "WireFlow.h"
#include "WiresharkFlow.h"

#include <QAction>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace waxwing {

RoomWindow::RoomWindow(Engine &engine, QWidget *parent)
    : QMainWindow(parent), m_engine(engine), m_stack(new QStackedWidget(this)),
      m_welcome(new WelcomePage(m_stack)), m_status(new StatusLine(this)), m_menus(new RoomMenus(this)),
      m_guestFlow(new GuestFlow(engine, m_stack, m_welcome, this)),
      m_hostFlow(new HostFlow(engine, m_stack, this)),
      m_nearby(new NearbyFlow(engine, m_welcome, m_guestFlow, this)),
      m_wireshark(new WiresharkFlow(m_menus, this)), m_wire(new WireFlow(engine, m_menus, this)),
      m_history(new HistoryFlow(engine, m_menus, this)), m_passwords(new PasswordFlow(m_menus, this)),
      m_direct(new DirectFlow(engine, m_menus, this))
{
    auto *whole = new QWidget(this);
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_stack, 1);
    column->addWidget(m_status);
    setCentralWidget(whole);
    setMinimumSize(720, 480);
    m_stack->addWidget(m_welcome);
    connectWelcome();
    connectFlows();
    connectMenus();
    connectDirect();
    restoreGeometryFor(QStringLiteral("window.geometry"));
    refreshRecentRooms();
    showWelcome();
}

RoomWindow::~RoomWindow()
{
    delete m_direct; // it hears of pages that go after this, and would tell a window that is none any more
}

void RoomWindow::restoreGeometryFor(const QString &key)
{
    const QByteArray kept = m_engine.setting(key).toByteArray();
    if (kept.isEmpty() || !restoreGeometry(kept))
        resize(1'120, 720);
}

void RoomWindow::connectWelcome()
{
    connect(m_welcome, &WelcomePage::hostRequested, this, &RoomWindow::newHostRequested);
    connect(m_welcome, &WelcomePage::tryRequested, this, &RoomWindow::practiceRequested);
    connect(m_welcome, &WelcomePage::joinRequested, m_guestFlow, &GuestFlow::joinText);
    connect(m_welcome, &WelcomePage::joinCancelRequested, m_guestFlow, &GuestFlow::stop);
    connect(m_welcome, &WelcomePage::appearanceRequested, this,
            [this] { showSettings(SettingsWindow::Topic::Appearance); });
    connect(m_welcome, &WelcomePage::roomRequested, this, &RoomWindow::onRecentRoom);
    connect(&m_engine, &Engine::pinsChanged, this, &RoomWindow::refreshRecentRooms);
    connect(&m_engine, &Engine::settingChanged, this, [this](const QString &key) {
        if (key == QLatin1StringView("host.port"))
            refreshRecentRooms();
        if (key == settingKey::enterSends.key())
            refreshEnter();
        if (key == settingKey::notifyBadge.key())
            refreshTitle();
    });
}

void RoomWindow::connectFlows()
{
    connect(m_guestFlow, &GuestFlow::entered, this, &RoomWindow::enter);
    connect(m_hostFlow, &HostFlow::opened, this, [this](HostControl *control, RoomClient *client) {
        enter(client);
        m_hostFlow->showCard();
        refreshMenus();
        Q_EMIT hostOpened(control->info(), m_hostFlow->isPractice());
    });
    connect(m_hostFlow, &HostFlow::backRequested, this, &RoomWindow::showWelcome);
    connect(m_hostFlow, &HostFlow::chatRequested, this, &RoomWindow::showChat);
    connect(m_hostFlow, &HostFlow::closeRoomRequested, this, [this] { askToLeave(); });
    connect(m_hostFlow, &HostFlow::closed, this, &RoomWindow::afterRoom);
    connect(m_stack, &QStackedWidget::currentChanged, this, [this] {
        refreshMenus();
        refreshTitle();
    });
}

void RoomWindow::connectMenus()
{
    connect(m_menus->host, &QAction::triggered, this, &RoomWindow::newHostRequested);
    connect(m_menus->join, &QAction::triggered, this, &RoomWindow::newJoinRequested);
    connect(m_menus->quit, &QAction::triggered, this, &RoomWindow::quitRequested);
    connect(m_menus->leave, &QAction::triggered, this, [this] { askToLeave(); });
    connect(m_menus->joinCard, &QAction::triggered, m_hostFlow, &HostFlow::showCard);
    connect(m_menus->large, &QAction::triggered, m_hostFlow, &HostFlow::showLarge);
    connect(m_menus->lockDetails, &QAction::triggered, this, &RoomWindow::showLockDetails);
    connect(m_menus->keyboard, &QAction::triggered, this, &RoomWindow::showHelp);
    connect(m_menus->about, &QAction::triggered, this, [this] { roomdialogs::about(this)->open(); });
    connect(m_menus->fullScreen, &QAction::triggered, this, [this](bool full) {
        setWindowState(full ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen);
    });
    connect(m_menus->settings, &QAction::triggered, this,
            [this] { showSettings(SettingsWindow::Topic::General); });
    connectTextSize();
}

void RoomWindow::connectChat()
{
    connectWays(m_chat);
    connect(m_chat, &ChatPage::joinCardRequested, m_hostFlow, &HostFlow::showCard);
    connect(m_chat->conversation(), &ConversationModel::unreadChanged, this, [this] {
        refreshTitle();
        Q_EMIT unreadChanged();
    });
    refreshEnter();
    connect(m_menus->people, &QAction::triggered, m_chat, &ChatPage::togglePeople);
    connect(m_menus->write, &QAction::triggered, m_chat, &ChatPage::focusComposer);
    connect(m_menus->copy, &QAction::triggered, m_chat, &ChatPage::copySelected);
    m_menus->follow(m_chat->talk());
    m_menus->follow(m_chat->files());
}

/// What leads on from any conversation.
void RoomWindow::connectWays(ChatPage *page)
{
    connect(page, &ChatPage::leaveRequested, this, &RoomWindow::leave);
    connect(page, &ChatPage::leaveOffered, this, [this, page] { askToLeave(page->composer()->text()); });
    connect(page, &ChatPage::lockDetailsRequested, this, &RoomWindow::showLockDetails);
    connect(page, &ChatPage::helpRequested, this, &RoomWindow::showHelp);
    connect(page, &ChatPage::linkActivated, this, &RoomWindow::openLink);
    connect(page, &ChatPage::messageDetailsRequested, this,
            [this](const QString &words) { roomdialogs::messageDetails(words, this)->open(); });
}

void RoomWindow::refreshRecentRooms()
{
    QList<RecentRoom> rooms;
    for (const Pin &pin : m_engine.pins()) {
        RecentRoom room;
        room.id = pin.digest;
        room.room = pin.room;
        room.user = pin.usernames.value(0);
        room.hosted = pin.acceptedBy == AcceptedBy::Own;
        if (!pin.addresses.isEmpty())
            room.address = pin.addresses.first().text();
        room.port = static_cast<quint16>(m_engine.setting(QStringLiteral("host.port")).toUInt());
        room.lastUsed = QDateTime::fromMSecsSinceEpoch(pin.lastUsedMs);
        rooms.append(room);
    }
    m_welcome->setRecentRooms(rooms);
}

void RoomWindow::openLastRoom()
{
    const QList<Pin> pins = m_engine.pins();
    const auto last = std::max_element(pins.begin(), pins.end(), [](const Pin &one, const Pin &other) {
        return one.lastUsedMs < other.lastUsedMs;
    });
    if (last != pins.end())
        onRecentRoom(last->digest);
}

void RoomWindow::onRecentRoom(const QByteArray &digest)
{
    for (const Pin &pin : m_engine.pins()) {
        if (pin.digest != digest)
            continue;
        if (pin.acceptedBy == AcceptedBy::Own)
            Q_EMIT newHostRequested();
        else
            m_guestFlow->join(m_engine.targetOf(pin));
        return;
    }
}

void RoomWindow::join(const JoinTarget &target, const Applicant &applicant)
{
    m_guestFlow->join(target, applicant);
}

void RoomWindow::showHostForm(const HostOptions &asked)
{
    m_hostFlow->showForm(asked);
}

void RoomWindow::host(const HostOptions &options)
{
    m_hostFlow->open(options);
}

void RoomWindow::practise(const HostOptions &options)
{
    m_hostFlow->open(options, HostFlow::Purpose::Practice);
}

bool RoomWindow::isAtWelcome() const
{
    return m_stack->currentWidget() == m_welcome && !m_client;
}

bool RoomWindow::isHosting() const
{
    return m_hostFlow->isOpen();
}

QWidget *RoomWindow::currentPage() const
{
    return m_stack->currentWidget();
}

void RoomWindow::showWelcome()
{
    m_stack->setCurrentWidget(m_welcome);
    m_welcome->focusFirst();
    refreshMenus(); // the first time no page changes
    refreshTitle();
}

void RoomWindow::showChat()
{
    if (!m_chat)
        return;
    m_stack->setCurrentWidget(m_chat);
    m_chat->focusComposer();
}

void RoomWindow::showLockDetails()
{
    if (m_direct->showDetails())
        return;
    if (m_binding)
        (new LockDetails(m_binding->lockFacts(), this))->open();
}

void RoomWindow::showHelp()
{
    roomdialogs::help(this)->open();
}

void RoomWindow::openLink(const QUrl &link)
{
    QDesktopServices::openUrl(link);
}

void RoomWindow::refreshMenus()
{
    const bool inChat = m_chat && m_stack->currentWidget() == m_chat;
    m_menus->setInRoom(inChat, inChat && isHosting());
    m_menus->fullScreen->setEnabled(!m_hostFlow->isCardShown()); // there F11 is the card's large form
    m_status->setVisible(inChat);
}

void RoomWindow::endAndClose(Code code)
{
    m_closes = true;
    if (isHosting())
        m_hostFlow->close(code);
    else if (m_client)
        leave();
    else
        close();
}

void RoomWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        m_menus->fullScreen->setChecked(isFullScreen());
}

void RoomWindow::closeEvent(QCloseEvent *event)
{
    m_engine.setSetting(QStringLiteral("window.geometry"), saveGeometry());
    if (isHosting() && !m_closes) {
        event->ignore();
        askToLeave({}, true);
        return;
    }
    if (m_client && m_client->stage() == RoomStage::InRoom) {
        m_closes = true; // the goodbye goes out first; afterRoom() closes
        event->ignore();
        m_client->leave();
        return;
    }
    QMainWindow::closeEvent(event);
}

} // namespace waxwing
