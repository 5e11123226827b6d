// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Desktop.h"

#include "Button.h"
#include "MessageDialog.h"
#include "RaiseWindow.h"
#include "RoomDialogs.h"
#include "SettingKeys.h"

#include <QApplication>
#include <QCheckBox>
#include <QCloseEvent>

namespace waxwing {

Desktop::Means Desktop::Means::ofSystem()
{
    return {std::make_unique<TrayWatch>(), Notifier::ofDesktop()};
}

Desktop::Desktop(Engine &engine, Means means, QObject *parent)
    : QObject(parent), m_engine(engine), m_policy(m_clock), m_watch(std::move(means.tray)),
      m_notifier(std::move(means.notifier))
{
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, &Desktop::tellDue);
    connect(&engine, &Engine::settingChanged, this, &Desktop::applySettings);
    connectTray();
    connectNotifier();
    applySettings();
}

void Desktop::connectTray()
{
    connect(&m_icon, &TrayIcon::showRequested, this, &Desktop::showLastUsed);
    connect(&m_icon, &TrayIcon::windowRequested, this, [this](quint64 id) { comeForward(id); });
    connect(&m_icon, &TrayIcon::noticeClicked, this, [this](quint64 id) { comeForward(id); });
    connect(&m_icon, &TrayIcon::quitRequested, this, &Desktop::quitRequested);
    connect(&m_icon, &TrayIcon::muteRequested, this, [this](bool isMuted) {
        m_isMuted = isMuted;
        m_icon.setMuted(isMuted);
    });
    if (m_watch)
        connect(m_watch.get(), &TrayWatch::changed, this, &Desktop::onTrayChanged);
    m_icon.setShown(hasTray());
}

void Desktop::connectNotifier()
{
    if (!m_notifier)
        return;
    connect(m_notifier.get(), &Notifier::activated, this, &Desktop::comeForward);
    connect(m_notifier.get(), &Notifier::failed, &m_icon, &TrayIcon::showNotice);
}

void Desktop::add(RoomWindow *window)
{
    const quint64 id = m_nextId++;
    m_windows.insert(id, window);
    window->installEventFilter(this);
    connect(window, &RoomWindow::entered, this, [this, id](RoomClient *client) {
        connect(client, &RoomClient::messagesArrived, this,
                [this, id](const QList<RoomMessage> &messages) { onHeard(id, messages); });
    });
    connect(window, &RoomWindow::directHeard, this,
            [this, id](const QString &name, const QList<RoomMessage> &messages) {
                onDirectHeard(id, name, messages);
            });
    connect(window, &RoomWindow::unreadChanged, this, &Desktop::refreshTray);
    connect(window, &QWidget::windowTitleChanged, this, &Desktop::refreshTray);
    connect(window, &QObject::destroyed, this, [this, id] { onGone(id); });
    refreshTray();
}

RoomWindow *Desktop::lastUsed() const
{
    return m_lastUsed ? m_lastUsed.data() : m_windows.isEmpty() ? nullptr : m_windows.last();
}

quint64 Desktop::idOf(const QObject *window) const
{
    for (auto at = m_windows.begin(); at != m_windows.end(); ++at) {
        if (static_cast<const QObject *>(at.value()) == window)
            return at.key();
    }
    return 0;
}

/// It, or a dialog of it.
bool Desktop::isInFront(const RoomWindow *window)
{
    for (const QWidget *at = QApplication::activeWindow(); at; at = at->parentWidget()) {
        if (at == window)
            return true;
    }
    return false;
}

void Desktop::onHeard(quint64 id, const QList<RoomMessage> &messages)
{
    const RoomWindow *window = m_windows.value(id);
    if (!window || isInFront(window))
        return;
    m_policy.heard(id, window->roomName(), messages);
    startDue();
}

void Desktop::onDirectHeard(quint64 id, const QString &name, const QList<RoomMessage> &messages)
{
    const RoomWindow *window = m_windows.value(id);
    if (!window || isInFront(window))
        return;
    const auto known = std::find_if(m_direct.cbegin(), m_direct.cend(), [&](const Direct &direct) {
        return direct.window == id && direct.name == name;
    });
    const quint64 notice = known == m_direct.cend() ? m_nextId++ : known.key();
    m_direct.insert(notice, {id, name});
    m_policy.heard(notice, window->roomName(), messages, true);
    startDue();
}

void Desktop::startDue()
{
    if (const qint64 next = m_policy.nextDueMs(); next >= 0)
        m_due.start(static_cast<int>(next));
}

/// A notice of a room has its window's number.
quint64 Desktop::windowOf(quint64 notice) const
{
    return m_direct.contains(notice) ? m_direct.value(notice).window : notice;
}

/// The person has come: all that was told of that window is seen.
void Desktop::forgetNotices(quint64 window)
{
    QList<quint64> notices{window};
    for (auto at = m_direct.cbegin(); at != m_direct.cend(); ++at) {
        if (at->window == window)
            notices.append(at.key());
    }
    for (const quint64 notice : std::as_const(notices)) {
        m_direct.remove(notice);
        m_policy.seen(notice);
        if (m_notifier)
            m_notifier->withdraw(notice);
    }
}

void Desktop::tellDue()
{
    const QList<Notice> notices = m_policy.due();
    for (const Notice &notice : notices) {
        RoomWindow *window = m_windows.value(windowOf(notice.room));
        if (m_isMuted || !window)
            continue;
        QApplication::alert(window);
        if (settingOf(m_engine, settingKey::notifyPopup)) {
            if (m_notifier)
                m_notifier->show(notice);
            else
                m_icon.showNotice(notice);
        }
        if (settingOf(m_engine, settingKey::notifySound))
            m_chime.play();
    }
    startDue();
}

void Desktop::onActivated(quint64 id)
{
    m_lastUsed = m_windows.value(id);
    forgetNotices(id);
}

void Desktop::onGone(quint64 id)
{
    m_windows.remove(id);
    forgetNotices(id);
    refreshTray();
    refreshQuitting();
    if (m_windows.isEmpty())
        Q_EMIT allGone();
}

void Desktop::comeForward(quint64 id, const QString &activationToken)
{
    RoomWindow *window = m_windows.value(windowOf(id));
    if (!window)
        return;
    if (m_direct.contains(id))
        window->showConversation(m_direct.value(id).name);
    else
        window->showChat();
    raiseWindow(window, activationToken);
}

void Desktop::showLastUsed()
{
    for (RoomWindow *window : std::as_const(m_windows)) {
        if (window->unread() > 0 && !isInFront(window)) {
            raiseWindow(window);
            return;
        }
    }
    if (RoomWindow *window = lastUsed())
        raiseWindow(window);
}

bool Desktop::eventFilter(QObject *watched, QEvent *event)
{
    const quint64 id = idOf(watched);
    RoomWindow *window = m_windows.value(id);
    if (!window)
        return QObject::eventFilter(watched, event);
    if (event->type() == QEvent::Close && keeps(window)) {
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::WindowActivate)
        onActivated(id);
    else if (event->type() == QEvent::Show || event->type() == QEvent::Hide)
        QMetaObject::invokeMethod(this, &Desktop::refreshQuitting, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

bool Desktop::keeps(RoomWindow *window)
{
    const RoomClient *client = window->client();
    const bool isInRoom =
        client && (client->stage() == RoomStage::InRoom || client->stage() == RoomStage::Reconnecting);
    if (!isInRoom || !hasTray() || window->isClosingForGood() || qApp->isSavingSession())
        return false;
    const QString choice = settingOf(m_engine, settingKey::trayClose);
    if (choice == QLatin1StringView("quit"))
        return false;
    if (choice == QLatin1StringView("tray"))
        hideInTray(window);
    else
        askAboutTray(window);
    return true;
}

void Desktop::askAboutTray(RoomWindow *window)
{
    if (m_asking) {
        raiseWindow(m_asking);
        return;
    }
    const auto asked = roomdialogs::keepingInTray(window->roomName(), window->isHosting(), window);
    m_asking = asked.dialog;
    const auto remember = [this, box = asked.remember](const char *choice) {
        if (box->isChecked())
            m_engine.setSetting(settingKey::trayClose.key(), QString::fromLatin1(choice));
    };
    connect(asked.keep, &Button::clicked, window, [this, window, remember] {
        remember("tray");
        hideInTray(window);
    });
    connect(asked.leave, &Button::clicked, window, [window, remember] {
        remember("quit");
        window->closeForGood();
    });
    asked.dialog->open();
}

void Desktop::hideInTray(RoomWindow *window)
{
    QGuiApplication::setQuitOnLastWindowClosed(false);
    const auto below = window->findChildren<QWidget *>();
    for (QWidget *dialog : below) {
        if (dialog->isWindow() && dialog->isVisible())
            dialog->close();
    }
    window->hide();
    refreshTray();
}

void Desktop::onTrayChanged(bool isAvailable)
{
    m_icon.setShown(isAvailable);
    if (isAvailable)
        return;
    for (RoomWindow *window : std::as_const(m_windows))
        window->show(); // nothing is left behind where nobody can get at it
}

void Desktop::refreshQuitting()
{
    const bool hasHidden = std::any_of(m_windows.begin(), m_windows.end(),
                                       [](const RoomWindow *window) { return window->isHidden(); });
    QGuiApplication::setQuitOnLastWindowClosed(!hasHidden);
}

void Desktop::applySettings()
{
    m_policy.setPrivacy(notificationPrivacy(settingOf(m_engine, settingKey::notifyPrivacy)));
    m_icon.setCounted(settingOf(m_engine, settingKey::notifyBadge));
}

void Desktop::refreshTray()
{
    QList<TrayWindow> windows;
    for (auto at = m_windows.begin(); at != m_windows.end(); ++at) {
        const RoomWindow *window = at.value();
        const QString room = window->roomName();
        windows.append({at.key(), room.isEmpty() ? window->windowTitle() : room, window->unread()});
    }
    m_icon.setWindows(windows);
}

} // namespace waxwing
