// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ContextGuard.h"

namespace waxwing {

std::shared_ptr<ContextGuard> ContextGuard::make(QObject *context)
{
    Q_ASSERT(context);
    std::shared_ptr<ContextGuard> guard(new ContextGuard);
    guard->m_context = context;
    guard->m_connection =
        QObject::connect(context, &QObject::destroyed, [weak = std::weak_ptr<ContextGuard>(guard)] {
            if (const auto alive = weak.lock()) {
                const std::lock_guard lock(alive->m_mutex);
                alive->m_context = nullptr;
            }
        });
    return guard;
}

ContextGuard::~ContextGuard()
{
    QObject::disconnect(m_connection);
}

void ContextGuard::deliver(std::function<void()> call)
{
    const std::lock_guard lock(m_mutex);
    if (!m_context) {
        return;
    }
    QMetaObject::invokeMethod(m_context, std::move(call), Qt::QueuedConnection);
}

} // namespace waxwing
