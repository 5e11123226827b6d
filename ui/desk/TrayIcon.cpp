// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TrayIcon.h"

#include "UnreadBadge.h"

#include <QLocale>
#include <numeric>

namespace waxwing {

namespace {

/// In a menu "&" underlines what follows.
QString menuWords(QString words)
{
    return words.replace(u'&', QStringLiteral("&&"));
}

} // namespace

TrayIcon::TrayIcon(QObject *parent) : QObject(parent)
{
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, &TrayIcon::onActivated);
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] { Q_EMIT noticeClicked(m_noticeRoom); });
    fillMenu();
    refresh();
}

void TrayIcon::setShown(bool isShown)
{
    m_icon.setVisible(isShown);
}

void TrayIcon::setWindows(const QList<TrayWindow> &windows)
{
    if (m_windows == windows)
        return;
    m_windows = windows;
    fillMenu();
    refresh();
}

void TrayIcon::setCounted(bool isCounted)
{
    m_isCounted = isCounted;
    refresh();
}

void TrayIcon::setMuted(bool isMuted)
{
    m_isMuted = isMuted;
    fillMenu();
}

void TrayIcon::showNotice(const Notice &notice)
{
    m_noticeRoom = notice.room;
    if (m_icon.isVisible())
        m_icon.showMessage(notice.title, QString(notice.body).replace(u'<', u'‹'),
                           m_icon.icon()); // never markup
}

void TrayIcon::onActivated(QSystemTrayIcon::ActivationReason reason)
{
    if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::MiddleClick)
        Q_EMIT showRequested();
}

void TrayIcon::fillMenu()
{
    m_menu.clear();
    connect(m_menu.addAction(tr("&Show Waxwing")), &QAction::triggered, this, &TrayIcon::showRequested);
    m_menu.addSeparator();
    for (const TrayWindow &window : std::as_const(m_windows)) {
        const QString title = menuWords(window.title);
        QAction *action =
            m_menu.addAction(window.unread > 0 ? tr("%1 (%2)", "window, number of unread messages")
                                                     .arg(title, QLocale().toString(window.unread))
                                               : title);
        connect(action, &QAction::triggered, this, [this, id = window.id] { Q_EMIT windowRequested(id); });
    }
    m_menu.addSeparator();
    QAction *mute = m_menu.addAction(tr("&Mute notifications"));
    mute->setCheckable(true);
    mute->setChecked(m_isMuted);
    connect(mute, &QAction::triggered, this, &TrayIcon::muteRequested);
    m_menu.addSeparator();
    connect(m_menu.addAction(tr("&Quit")), &QAction::triggered, this, &TrayIcon::quitRequested);
}

void TrayIcon::refresh()
{
    const int unread = std::accumulate(m_windows.begin(), m_windows.end(), 0,
                                       [](int sum, const TrayWindow &window) { return sum + window.unread; });
    QString tip = tr("Waxwing");
    if (unread > 0)
        tip = unread == 1 ? tr("Waxwing: 1 new message")
                          : tr("Waxwing: %1 new messages").arg(QLocale().toString(unread));
    m_icon.setToolTip(tip);
    const int shown = m_isCounted ? unread : 0;
    if (std::exchange(m_shownCount, shown) != shown)
        m_icon.setIcon(sealWithCount(shown));
}

} // namespace waxwing
