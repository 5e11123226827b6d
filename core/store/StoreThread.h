// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QThread>
#include <functional>

namespace waxwing {

/// The one thread in which every database lives. Work runs in the order it was posted; `done(result)` is called in the
/// context's thread by its event loop, and dropped when the context has gone.
class StoreThread
{
public:
    StoreThread();
    ~StoreThread(); ///< finishes what was posted

    template <class Work, class Done> void run(QObject *context, Work work, Done done)
    {
        post([context = QPointerToContext(context), work = std::move(work), done = std::move(done)]() mutable {
            context.deliver([result = work(), done = std::move(done)]() mutable { done(std::move(result)); });
        });
    }
    /// Work with no answer.
    void post(std::function<void()> work);
    /// Blocks until everything posted so far is done: for shutting down and for tests.
    void drain();

private:
    struct QPointerToContext; // implementer: a guarded hand-back; results may be move-only
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
