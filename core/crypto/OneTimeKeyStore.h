// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "KeyTransport.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace waxwing {

/// Keeps one one-time key ready, made in a thread of its own (making one takes a few hundred ms), and makes
/// the next soon after one was taken: not at once, since a handshake and a login are under way then, and a
/// program that ends soon would have to wait for a key that nobody needs. Does nothing until start() or the
/// first take(). Safe from every thread; must outlive every take().
class OneTimeKeyStore final : public OneTimeKeySource
{
public:
    /// Borrows `random`.
    explicit OneTimeKeyStore(Random &random);
    /// Waits for a key that is being made, then lets the thread end.
    ~OneTimeKeyStore() override;
    OneTimeKeyStore(const OneTimeKeyStore &) = delete;
    OneTimeKeyStore &operator=(const OneTimeKeyStore &) = delete;

    /// Begins to make the first key; a second call does nothing.
    void start();
    /// Every take() that waits, and every later one, is refused with Code::Cancelled.
    void stop();
    [[nodiscard]] bool isReady() const; ///< whether take() would answer at once

    Result<std::shared_ptr<OneTimeKey>> take() override;

private:
    using Made = Result<std::shared_ptr<OneTimeKey>>;
    void makeKeys();

    Random &m_random;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<Made> m_ready;
    int m_takers = 0; ///< that wait for a key
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace waxwing
