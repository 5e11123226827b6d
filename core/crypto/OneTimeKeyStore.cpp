// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "OneTimeKeyStore.h"

#include <chrono>
#include <utility>

namespace waxwing {

namespace {

constexpr std::chrono::seconds pauseBeforeNext(2);

} // namespace

OneTimeKeyStore::OneTimeKeyStore(Random &random) : m_random(random) {}

OneTimeKeyStore::~OneTimeKeyStore()
{
    stop();
    if (m_thread.joinable())
        m_thread.join();
}

void OneTimeKeyStore::start()
{
    const std::scoped_lock lock(m_mutex);
    if (!m_thread.joinable() && !m_stopping)
        m_thread = std::thread([this] { makeKeys(); });
}

void OneTimeKeyStore::stop()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
}

bool OneTimeKeyStore::isReady() const
{
    const std::scoped_lock lock(m_mutex);
    return m_ready.has_value() && !m_stopping;
}

Result<std::shared_ptr<OneTimeKey>> OneTimeKeyStore::take()
{
    start();
    std::unique_lock lock(m_mutex);
    if (++m_takers; !m_ready)
        m_changed.notify_all();
    m_changed.wait(lock, [this] { return m_stopping || m_ready.has_value(); });
    --m_takers;
    if (m_stopping)
        return failure(Code::Cancelled);
    Made made = *std::exchange(m_ready, std::nullopt);
    lock.unlock();
    m_changed.notify_all();
    return made;
}

void OneTimeKeyStore::makeKeys()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        lock.unlock();
        Made made = OneTimeKey::generate(m_random);
        lock.lock();
        m_ready = std::move(made);
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_stopping || !m_ready.has_value(); });
        m_changed.wait_for(lock, pauseBeforeNext, [this] { return m_stopping || m_takers > 0; });
    }
}

} // namespace waxwing
