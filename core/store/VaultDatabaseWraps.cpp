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

} // namespace waxwing
