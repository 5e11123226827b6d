// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LoginThrottle.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr qint64 msPerSecond = 1'000;

int secondsRoundedUp(qint64 ms)
{
    return int((std::max<qint64>(ms, 0) + msPerSecond - 1) / msPerSecond);
}

/// The pause behind the fifth failure and every later one: 30 s, 60 s … 15 min.
qint64 pauseMs(int failures)
{
    const int doublings = std::min(failures - limits::freeFailures - 1, 10);
    return std::min<qint64>(qint64(limits::firstPauseSeconds) << doublings, limits::longestPauseSeconds) *
           msPerSecond;
}

} // namespace

void LoginThrottle::Window::add(qint64 nowMs)
{
    if (timesMs.size() == limits::failuresPerWindow)
        timesMs.erase(timesMs.begin());
    timesMs.push_back(nowMs);
}

qint64 LoginThrottle::Window::blocksUntilMs() const
{
    if (timesMs.size() < limits::failuresPerWindow)
        return 0;
    return timesMs.front() + limits::failureWindowSeconds * msPerSecond;
}

LoginThrottle::LoginThrottle(const Settings &settings)
    : m_pairs(settings.pairs), m_addresses(settings.addresses), m_accounts(settings.pairs)
{}

qint64 LoginThrottle::blockedUntilMs(const LoginTry &attempt) const
{
    qint64 until = 0;
    if (const Pair *pair = m_pairs.find({attempt.folded, attempt.address}))
        until = pair->blockedUntilMs;
    if (attempt.cameBefore) // neither the address's nor the account's total holds this pair
        return until;
    if (const Window *address = m_addresses.find(attempt.address))
        until = std::max(until, address->blocksUntilMs());
    if (const Window *account = m_accounts.find(attempt.folded))
        until = std::max(until, account->blocksUntilMs());
    return until;
}

int LoginThrottle::waitSeconds(const LoginTry &attempt, qint64 nowMs) const
{
    return secondsRoundedUp(blockedUntilMs(attempt) - nowMs);
}

LoginThrottle::Failure LoginThrottle::failed(const LoginTry &attempt, qint64 nowMs)
{
    Pair &pair = m_pairs.obtain({attempt.folded, attempt.address}, Pair{});
    if (nowMs - pair.lastMs >= limits::forgiveSeconds * msPerSecond)
        pair.failures = 0;
    pair.failures = std::min(pair.failures + 1, 1'000);
    pair.lastMs = nowMs;
    const int left = limits::freeFailures + 1 - pair.failures;
    if (left <= 0)
        pair.blockedUntilMs = nowMs + pauseMs(pair.failures);
    m_addresses.obtain(attempt.address, Window{}).add(nowMs);
    m_accounts.obtain(attempt.folded, Window{}).add(nowMs);

    const int wait = waitSeconds(attempt, nowMs);
    return wait > 0 ? Failure{0, wait} : Failure{left, 0};
}

void LoginThrottle::succeeded(const LoginTry &attempt)
{
    m_pairs.remove({attempt.folded, attempt.address});
}

RegistrationThrottle::RegistrationThrottle(const Settings &settings) : m_addresses(settings.addresses) {}

int RegistrationThrottle::waitSeconds(const QString &address, qint64 nowMs) const
{
    const Entry *entry = m_addresses.find(address);
    return entry ? secondsRoundedUp(entry->bucket.waitMs(nowMs)) : 0;
}

bool RegistrationThrottle::take(const QString &address, qint64 nowMs)
{
    constexpr int perMinute = limits::registrationsPerMinute;
    constexpr int minuteMs = 60'000;
    Entry &entry =
        m_addresses.obtain(address, Entry{TokenBucket(perMinute, perMinute, nowMs, minuteMs), nowMs});
    if (!entry.bucket.take(nowMs))
        return false;
    entry.fullAtMs = nowMs + entry.bucket.waitMs(nowMs, perMinute);
    return true;
}

} // namespace waxwing
