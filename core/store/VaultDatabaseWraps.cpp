// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// Wraps beside each other, while a password changes.
#include "VaultDatabase.h"

namespace waxwing {

Result<std::optional<qint64>> VaultDatabase::findWrap(const PasswordWrap &wrap)
{
    const auto rows = database().select(QStringLiteral("SELECT id FROM wrap WHERE salt = ? AND wrapped = ?"),
                                        {wrap.salt, wrap.wrapped});
    if (!rows) {
        return tl::make_unexpected(rows.error());
    }
    return rows->isEmpty() ? std::optional<qint64>() : rows->first().first().toLongLong();
}

Result<void> VaultDatabase::removeWrap(const PasswordWrap &wrap)
{
    const auto removed = database().change(
        QStringLiteral("DELETE FROM wrap WHERE salt = ? AND wrapped = ? AND (SELECT count(*) FROM wrap) > 1"),
        {wrap.salt, wrap.wrapped});
    return removed ? Result<void>() : tl::make_unexpected(removed.error());
}

Result<void> VaultDatabase::removeWrapsBeside(const std::vector<PasswordWrap> &needed, std::size_t most)
{
    const auto standing = wraps();
    if (!standing)
        return tl::make_unexpected(standing.error());
    QList<qint64> kept;
    const auto keep = [&](qint64 id) {
        if (!kept.contains(id) && std::size_t(kept.size()) < most)
            kept.append(id);
    };
    for (const PasswordWrap &wrap : needed) {
        const auto id = findWrap(wrap);
        if (!id)
            return tl::make_unexpected(id.error());
        if (*id)
            keep(**id);
    }
    for (const StoredWrap &stored : *standing) {
        if (stored.state != StoredWrap::State::Damaged)
            keep(stored.id);
    }
    for (const StoredWrap &stored : *standing) {
        if (kept.contains(stored.id))
            continue;
        if (const auto removed =
                database().change(QStringLiteral("DELETE FROM wrap WHERE id = ?"), {stored.id});
            !removed)
            return tl::make_unexpected(removed.error());
    }
    return {};
}

} // namespace waxwing
