// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <utility>

namespace waxwing {

/// Waits at the program's end for what is under way: a file is written whole, and nothing draws text any
/// more when the fonts go.
void finishBackgroundWorkBeforeQuit();

/// Runs `work` in a thread of the pool, then `then` with its result in the main thread, unless `context` has
/// gone meanwhile. Call there. `work` must own whatever it reads.
template <typename Work, typename Then> void inBackground(QObject *context, Work work, Then then)
{
    finishBackgroundWorkBeforeQuit();
    QThreadPool::globalInstance()->start(
        [self = QPointer(context), work = std::move(work), then = std::move(then)] {
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [self, then, result = work()] {
                    if (self)
                        then(result);
                },
                Qt::QueuedConnection);
        });
}

/// For work whose end nobody waits for.
template <typename Work> void inBackground(Work work)
{
    finishBackgroundWorkBeforeQuit();
    QThreadPool::globalInstance()->start(std::move(work));
}

} // namespace waxwing
