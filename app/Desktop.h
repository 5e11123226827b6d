// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Chime.h"
#include "Clock.h"
#include "NotificationPolicy.h"
#include "Notifier.h"
#include "RoomWindow.h"
#include "TrayIcon.h"
#include "TrayWatch.h"

#include <QHash>
#include <QTimer>

namespace waxwing {

/// The program among others: tells of messages whose window is not in front, counts what is unread at the
/// tray's icon, and keeps rooms there whose windows are closed. Where there is no tray, a window that is
/// closed is closed; a tray that goes brings back what was in it.
class Desktop : public QObject
{
    Q_OBJECT
public:
    /// As delivered the desktop's own; either may be null.
    struct Means
    {
        std::unique_ptr<TrayWatch> tray;
        std::unique_ptr<Notifier> notifier;
        static Means ofSystem();
    };
    Desktop(Engine &engine, Means means, QObject *parent = nullptr);

    void add(RoomWindow *window);

    /// The one that the person used last, in the tray or not; null where there is none.
    [[nodiscard]] RoomWindow *lastUsed() const;
    [[nodiscard]] TrayIcon *trayIcon() { return &m_icon; }

Q_SIGNALS:
    void quitRequested();
    void allGone(); ///< the last window has been closed, in the tray or not

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectTray();
    void connectNotifier();
    void onHeard(quint64 id, const QList<RoomMessage> &messages);
    void onDirectHeard(quint64 id, const QString &name, const QList<RoomMessage> &messages);
    void startDue();
    void tellDue();
    void onActivated(quint64 id);
    void onGone(quint64 id);
    void comeForward(quint64 id, const QString &activationToken = {});
    void showLastUsed();
    /// Whether a window that is to close stays, hidden or until the person has answered.
    bool keeps(RoomWindow *window);
    void askAboutTray(RoomWindow *window);
    void hideInTray(RoomWindow *window);
    void onTrayChanged(bool isAvailable);
    void applySettings();
    void refreshTray();
    void refreshQuitting();
    [[nodiscard]] quint64 idOf(const QObject *window) const; ///< 0: not ours
    [[nodiscard]] bool hasTray() const { return m_watch && m_watch->isAvailable(); }
    static bool isInFront(const RoomWindow *window);

    Engine &m_engine;
    SystemClock m_clock;
    NotificationPolicy m_policy;
    QTimer m_due;
    std::unique_ptr<TrayWatch> m_watch;
    std::unique_ptr<Notifier> m_notifier;
    TrayIcon m_icon;
    Chime m_chime;
    QMap<quint64, RoomWindow *> m_windows;
    /// Conversations with one person alone: their own notices, of the window that has them.
    struct Direct
    {
        quint64 window = 0;
        QString name;
    };
    [[nodiscard]] quint64 windowOf(quint64 notice) const;
    void forgetNotices(quint64 window);
    QMap<quint64, Direct> m_direct;
    QPointer<RoomWindow> m_lastUsed;
    QPointer<MessageDialog> m_asking;
    quint64 m_nextId = 1;
    bool m_isMuted = false;
};

} // namespace waxwing
