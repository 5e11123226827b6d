// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace waxwing {

/// Runs slow arithmetic (RSA, PBKDF2) away from the network thread and calls back in it. A context object
/// that has gone drops the result.
class JobPool
{
public:
    enum class Kind {
        Handshake, ///< at most half of the threads, at least one
        Other
    };
    explicit JobPool(int threads = 0); ///< 0: as many as the machine has cores, at least two
    ~JobPool();                        ///< waits for what runs, drops what waits
    JobPool(const JobPool &) = delete;
    JobPool &operator=(const JobPool &) = delete;

    /// Runs everything inside run() itself, for tests of one thread.
    void setInline(bool runInline);
    [[nodiscard]] int threads() const;
    [[nodiscard]] int handshakeThreads() const;

    /// `work` in the pool, then `done(result)` in the context's thread by its event loop (or at once when
    /// inline). Called in the context's thread.
    template <class Work, class Done> void run(Kind kind, QObject *context, Work work, Done done)
    {
        auto result = std::make_shared<std::optional<decltype(work())>>();
        start(
            kind, context, [result, work = std::move(work)]() mutable { result->emplace(work()); },
            [result, done = std::move(done)]() mutable { done(std::move(**result)); });
    }

private:
    using Step = std::function<void()>;
    void start(Kind kind, QObject *context, Step work, Step done);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
