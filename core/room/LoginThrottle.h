// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "BoundedTable.h"
#include "Limits.h"
#include "TokenBucket.h"

#include <QString>
#include <vector>

namespace waxwing {

/// Who tries to log in, and from where.
struct LoginTry
{
    QString folded;          ///< folded name, whether an account has it or not
    QString address;         ///< the whole address
    bool cameBefore = false; ///< this account logged in from this address before
};

/// How many wrong proofs a host takes (PROTOCOL 7.6). In memory only: a restart forgives. A plain value: the
/// caller says what time it is, always Clock::monotonicMs.
class LoginThrottle
{
public:
    explicit LoginThrottle(const Settings &settings);

    /// Seconds, rounded up, until this try is taken; 0 where it is taken now.
    [[nodiscard]] int waitSeconds(const LoginTry &attempt, qint64 nowMs) const;

    /// What a refusal tells after a wrong proof: tries left before the next pause, or the pause alone.
    struct Failure
    {
        int left = 0;
        int waitSeconds = 0;
    };
    Failure failed(const LoginTry &attempt, qint64 nowMs);
    void succeeded(const LoginTry &attempt);

private:
    /// Wrong proofs of one (account, address).
    struct Pair
    {
        int failures = 0;
        qint64 lastMs = 0;
        qint64 blockedUntilMs = 0;
        [[nodiscard]] qint64 blocksUntilMs() const { return blockedUntilMs; }
    };
    /// Wrong proofs of the last ten minutes, of one address or of one account.
    struct Window
    {
        std::vector<qint64> timesMs; ///< at most the last 30
        void add(qint64 nowMs);
        [[nodiscard]] qint64 blocksUntilMs() const;
    };
    using PairKey = std::pair<QString, QString>;

    [[nodiscard]] qint64 blockedUntilMs(const LoginTry &attempt) const;

    BoundedTable<PairKey, Pair> m_pairs;
    BoundedTable<QString, Window> m_addresses;
    BoundedTable<QString, Window> m_accounts;
};

/// Registrations: 10 a minute an address (PROTOCOL 7.3).
class RegistrationThrottle
{
public:
    explicit RegistrationThrottle(const Settings &settings);
    /// Seconds, rounded up, until one is taken; 0 where it would be now.
    [[nodiscard]] int waitSeconds(const QString &address, qint64 nowMs) const;
    /// One that goes to the store; refused ones do not count. False where it has to wait.
    bool take(const QString &address, qint64 nowMs);

private:
    struct Entry
    {
        TokenBucket bucket;
        qint64 fullAtMs = 0;
        [[nodiscard]] qint64 blocksUntilMs() const { return fullAtMs; }
    };
    BoundedTable<QString, Entry> m_addresses;
};

} // namespace waxwing
