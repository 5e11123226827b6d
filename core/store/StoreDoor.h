// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "StoreThread.h"

#include <mutex>

namespace waxwing {

/// The way to a StoreThread for who may outlive it: closed before the thread ends, and what comes later is
/// dropped. From any thread.
class StoreDoor
{
public:
    explicit StoreDoor(StoreThread &store) : m_store(&store) {}

    /// As StoreThread::run().
    template <class Work, class Done> void run(QObject *context, Work work, Done done)
    {
        const std::lock_guard lock(m_mutex);
        if (m_store)
            m_store->run(context, std::move(work), std::move(done));
    }
    void post(std::function<void()> work)
    {
        const std::lock_guard lock(m_mutex);
        if (m_store)
            m_store->post(std::move(work));
    }
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_store = nullptr;
    }

private:
    std::mutex m_mutex;
    StoreThread *m_store;
};

} // namespace waxwing
