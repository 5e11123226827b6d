// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QThreadPool>
#include <functional>

namespace waxwing {

/// Runs slow arithmetic (RSA, PBKDF2) away from the network thread and calls back in it. A context object that has gone
/// drops the result.
class JobPool
{
public:
    enum class Kind { Handshake, Other }; ///< handshakes use at most half of the threads, at least one
    explicit JobPool(int threads = 0);    ///< 0: as many as the machine has cores; inline for tests with setInline()
    ~JobPool();                           ///< waits for what runs

    /// Runs everything inside run() itself, for tests of one thread.
    void setInline(bool runInline);

    /// `work` in the pool, then `done(result)` in the context's thread by its event loop (or at once when inline).
    template <class Work, class Done> void run(Kind kind, QObject *context, Work work, Done done);

    // implementer: keep the template thin over one private non-template function.
private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
