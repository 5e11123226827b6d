// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// While a password changes: killed at any instant, one of the two opens the vault (DESIGN §3).
#include "VaultSession.h"

namespace waxwing {

namespace {

/// What stands in a vault beside a new wrap, each of which costs a PBKDF2 when it is opened: changes whose
/// answer never comes pile nothing up.
constexpr std::size_t wrapsBesideANewOne = 2;

/// A transaction behind which what it removed is on the disk no more: until it is taken over, the log holds
/// the new page beside the old one of the file, and its earlier states.
Result<void> removing(Database &database, const Database::Work &work)
{
    auto done = database.transaction(Durability::Full, work);
    if (done) // where not now, it is overwritten when the log is taken over next
        (void)database.select(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    return done;
}

} // namespace

Result<void> VaultSession::replaceWraps(const PasswordWrap &wrap)
{
    if (auto open = mayRead(); !open)
        return open;
    // The new one is on the disk before the old ones go.
    Result<qint64> added;
    const auto kept = m_file.database().transaction(Durability::Full, [&]() -> Result<void> {
        added = m_file.addWrap(wrap);
        return added ? Result<void>() : tl::make_unexpected(added.error());
    });
    if (!kept)
        return kept;
    m_opened = wrap;
    return removing(m_file.database(), [&] { return m_file.removeOtherWraps(*added); });
}

Result<SecretBytes> VaultSession::keyToWrap() const
{
    if (auto open = mayRead(); !open)
        return tl::make_unexpected(open.error());
    return m_key.clone();
}

Result<void> VaultSession::addWrap(const PasswordWrap &wrap, const std::optional<PasswordWrap> &old)
{
    if (auto open = mayRead(); !open)
        return open;
    std::vector<PasswordWrap> needed{m_opened};
    if (old)
        needed.push_back(*old);
    return removing(m_file.database(), [&]() -> Result<void> {
        if (auto tidied = m_file.removeWrapsBeside(needed, wrapsBesideANewOne); !tidied)
            return tidied;
        const auto added = m_file.addWrap(wrap);
        return added ? Result<void>() : tl::make_unexpected(added.error());
    });
}

Result<void> VaultSession::keepOnly(const PasswordWrap &wrap)
{
    if (auto open = mayRead(); !open)
        return open;
    auto kept = removing(m_file.database(), [&]() -> Result<void> {
        const auto found = m_file.findWrap(wrap);
        if (!found)
            return tl::make_unexpected(found.error());
        const Result<qint64> id = *found ? Result<qint64>(**found) : m_file.addWrap(wrap);
        return id ? m_file.removeOtherWraps(*id) : tl::make_unexpected(id.error());
    });
    if (kept)
        m_opened = wrap;
    return kept;
}

Result<void> VaultSession::removeWrap(const PasswordWrap &wrap)
{
    if (auto open = mayRead(); !open)
        return open;
    return removing(m_file.database(), [&] { return m_file.removeWrap(wrap); });
}

} // namespace waxwing
