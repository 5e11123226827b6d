// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <mutex>

namespace waxwing {

/// Hands a call to an object of another thread that may be dying just now. A QPointer is no answer to that:
/// it is only safe in the object's own thread. Here the object's destroyed() waits for the same lock as a
/// hand-over does; what was handed over before is an event of the object, and Qt throws it away with it.
class ContextGuard
{
public:
    /// Made in the context's thread, or where the context is known to live on for the length of the call.
    static std::shared_ptr<ContextGuard> make(QObject *context);

    ~ContextGuard();

    /// From any thread, as often as wished: `call` runs in the context's thread, by its event loop, or never.
    void deliver(std::function<void()> call);

private:
    ContextGuard() = default;
    std::mutex m_mutex;
    QObject *m_context = nullptr; ///< under the lock
    QMetaObject::Connection m_connection;
};

} // namespace waxwing
