// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "NotificationWords.h"

#include <QList>
#include <QMenu>
#include <QSystemTrayIcon>

namespace waxwing {

/// A window as the tray's menu lists it.
struct TrayWindow
{
    quint64 id = 0;
    QString title; ///< as its title bar says it, without the count
    int unread = 0;

    friend bool operator==(const TrayWindow &, const TrayWindow &) = default;
};

/// The seal in the tray, its count and its menu.
class TrayIcon : public QObject
{
    Q_OBJECT
public:
    explicit TrayIcon(QObject *parent = nullptr);

    void setShown(bool isShown);
    void setWindows(const QList<TrayWindow> &windows);
    void setCounted(bool isCounted); ///< whether the seal carries the number
    void setMuted(bool isMuted);
    /// For a desktop that has a tray and no service for notices.
    void showNotice(const Notice &notice);

    [[nodiscard]] QMenu *menu() { return &m_menu; }
    [[nodiscard]] QString toolTip() const { return m_icon.toolTip(); }
    [[nodiscard]] int count() const { return m_shownCount; } ///< on the seal

Q_SIGNALS:
    void showRequested(); ///< the window that was used last, or away with it
    void windowRequested(quint64 id);
    void noticeClicked(quint64 room);
    void muteRequested(bool isMuted);
    void quitRequested();

private:
    void onActivated(QSystemTrayIcon::ActivationReason reason);
    void fillMenu();
    void refresh();

    QMenu m_menu;
    QSystemTrayIcon m_icon;
    QList<TrayWindow> m_windows;
    quint64 m_noticeRoom = 0;
    int m_shownCount = -1;
    bool m_isCounted = true;
    bool m_isMuted = false;
};

} // namespace waxwing
