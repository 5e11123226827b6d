// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "AfterFirstPaint.h"

#include <QBasicTimer>
#include <QCoreApplication>
#include <QEvent>
#include <QTimerEvent>
#include <QWidget>

namespace waxwing {

namespace {

constexpr int longestWaitMs = 2'000;

class PaintWatch final : public QObject
{
public:
    PaintWatch(QWidget *window, std::function<void()> then) : QObject(window), m_then(std::move(then))
    {
        QCoreApplication::instance()->installEventFilter(this);
        m_patience.start(longestWaitMs, this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        // The whole window is painted and flushed while one event is handled: what is queued comes behind it.
        if (event->type() == QEvent::Paint && !std::exchange(m_isQueued, true))
            QMetaObject::invokeMethod(this, &PaintWatch::finish, Qt::QueuedConnection);
        return QObject::eventFilter(watched, event);
    }

protected:
    void timerEvent(QTimerEvent *) override
    {
        m_patience.stop();
        finish();
    }

private:
    void finish()
    {
        QCoreApplication::instance()->removeEventFilter(this);
        m_patience.stop();
        deleteLater();
        if (const auto then = std::exchange(m_then, nullptr))
            then();
    }

    std::function<void()> m_then;
    QBasicTimer m_patience;
    bool m_isQueued = false;
};

} // namespace

void afterFirstPaint(QWidget *window, std::function<void()> then)
{
    new PaintWatch(window, std::move(then));
}

} // namespace waxwing
