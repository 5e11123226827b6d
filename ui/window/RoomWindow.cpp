// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomWindow.h"

#include "Appearance.h"
#include "Button.h"
#include "ChatBinding.h"
#include "ChatPage.h"
#include "Composer.h"
#include "Engine.h"
#include "GuestFlow.h"
#include "LockDetails.h"
#include "MessageDialog.h"
#include "RoomDialogs.h"
#include "RoomMenus.h"
#include "StatusLine.h"
#include "Unicode.h"
#include "WelcomePage.h"

#include <QAction>
#include <QActionGroup>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QMenu>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace waxwing {

RoomWindow::RoomWindow(Engine &engine, QWidget *parent)
    : QMainWindow(parent), m_engine(engine), m_stack(new QStackedWidget(this)),
      m_welcome(new WelcomePage(m_stack)), m_status(new StatusLine(this)), m_menus(new RoomMenus(this)),
      m_guestFlow(new GuestFlow(engine, m_stack, m_welcome, this)),
      m_hostFlow(new HostFlow(engine, m_stack, this))
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
    restoreGeometryFor(QStringLiteral("window.geometry"));
    refreshRecentRooms();
    showWelcome();
}

RoomWindow::~RoomWindow() = default;

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
    connect(m_welcome, &WelcomePage::appearanceRequested, this, &RoomWindow::showAppearance);
    connect(m_welcome, &WelcomePage::roomRequested, this, &RoomWindow::onRecentRoom);
    connect(&m_engine, &Engine::pinsChanged, this, &RoomWindow::refreshRecentRooms);
    connect(&m_engine, &Engine::settingChanged, this, [this](const QString &key) {
        if (key == QLatin1StringView("host.port"))
            refreshRecentRooms();
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
    connectAppearance();
}

void RoomWindow::connectAppearance()
{
    const int scheme = m_engine.setting(QStringLiteral("appearance.scheme"), 0).toInt();
    for (QAction *action : m_menus->appearance->actions()) {
        action->setChecked(action->data().toInt() == scheme);
        connect(action, &QAction::triggered, this,
                [this, action] { m_engine.setSetting(QStringLiteral("appearance.scheme"), action->data()); });
    }
    const auto resize = [this](int step) {
        const int percent = m_engine.setting(QStringLiteral("appearance.text"), 100).toInt();
        m_engine.setSetting(QStringLiteral("appearance.text"),
                            step == 0 ? 100 : std::clamp(percent + step, 80, 200));
    };
    connect(m_menus->larger, &QAction::triggered, this, [resize] { resize(10); });
    connect(m_menus->smaller, &QAction::triggered, this, [resize] { resize(-10); });
    connect(m_menus->normalSize, &QAction::triggered, this, [resize] { resize(0); });
}

void RoomWindow::connectChat()
{
    connect(m_chat, &ChatPage::leaveRequested, this, &RoomWindow::leave);
    connect(m_chat, &ChatPage::leaveOffered, this, [this] { askToLeave(m_chat->composer()->text()); });
    connect(m_chat, &ChatPage::joinCardRequested, m_hostFlow, &HostFlow::showCard);
    connect(m_chat, &ChatPage::lockDetailsRequested, this, &RoomWindow::showLockDetails);
    connect(m_chat, &ChatPage::helpRequested, this, &RoomWindow::showHelp);
    connect(m_chat, &ChatPage::linkActivated, this, &RoomWindow::openLink);
    connect(m_menus->people, &QAction::triggered, m_chat, &ChatPage::togglePeople);
    connect(m_menus->write, &QAction::triggered, m_chat, &ChatPage::focusComposer);
    connect(m_menus->copy, &QAction::triggered, m_chat, &ChatPage::copySelected);
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
    m_stack->setCurrentWidget(m_chat);
    m_chat->focusComposer();
}

void RoomWindow::enter(RoomClient *client)
{
    if (m_chat) {
        m_stack->removeWidget(m_chat);
        m_chat->deleteLater();
        delete m_binding;
    }
    m_client = client;
    m_chat = new ChatPage(m_stack);
    m_stack->addWidget(m_chat);
    m_binding = new ChatBinding(client, m_chat, m_status, this);
    connectChat();
    connect(client, &RoomClient::stageChanged, m_chat, [this](RoomStage stage) { onClientStage(stage); });
    showChat();
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

void RoomWindow::showLockDetails()
{
    if (m_binding)
        (new LockDetails(m_binding->lockFacts(), this))->open();
}

void RoomWindow::showHelp()
{
    roomdialogs::help(this)->open();
}

/// Where there is no menu bar: what its View menu has.
void RoomWindow::showAppearance()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_menus->appearance->actions());
    menu->addSeparator();
    menu->addMenu(m_menus->textSize);
    const QWidget *button = m_welcome->appearanceButton();
    const int left = isRightToLeft() ? 0 : button->width() - menu->sizeHint().width(); // with the cards' edge
    menu->popup(button->mapToGlobal(QPoint(left, button->height())));
}

void RoomWindow::openLink(const QUrl &link)
{
    QDesktopServices::openUrl(link);
}

void RoomWindow::refreshTitle()
{
    // In a room its name, before it what the page is for: a screen reader says the title first.
    QString title = m_client ? visible(m_client->lobby().room) : QString();
    if (title.isEmpty() && m_stack->currentWidget() != m_welcome)
        title = m_stack->currentWidget()->accessibleName();
    setWindowTitle(title.isEmpty() ? tr("Waxwing") : tr("%1 — Waxwing").arg(title));
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
