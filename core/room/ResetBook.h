// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomDatabase.h"

#include <QHash>

namespace waxwing {

/// The reset codes of a room: 16 characters of base32, one an account, kept as SHA-256 (PROTOCOL 7.8).
class ResetBook
{
public:
    void load(const std::vector<ResetCode> &codes);

    /// A new code and what is kept of it. It counts once add() was called, after its commit.
    struct Token
    {
        QString text;
        ResetCode kept;
    };
    static Token make(Random &random, qint64 account, qint64 nowMs);
    void add(const ResetCode &code); ///< in place of the one that the account had
    void remove(qint64 account);

    /// The digest of a code of this account that is still good; else ResetCodeInvalid. Case, '-' and spaces
    /// do not matter.
    [[nodiscard]] Result<Bytes> check(qint64 account, const QString &text, qint64 nowMs) const;
    /// Whether a text has the form of a code.
    [[nodiscard]] static bool isCode(const QString &text);

private:
    QHash<qint64, ResetCode> m_codes;
};

} // namespace waxwing
