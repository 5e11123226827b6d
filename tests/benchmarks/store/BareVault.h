// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "SecretBytes.h"

#include <QString>
#include <memory>

namespace waxwing::bench {

/// A vault's file by SQLite's C interface and Botan alone: what VaultSession is compared with.
class BareVault
{
public:
    /// A file that a VaultSession made, closed again.
    BareVault(const QString &path, const SecretBytes &key);
    ~BareVault();
    BareVault(const BareVault &) = delete;
    BareVault &operator=(const BareVault &) = delete;

    /// Loads and opens all messages: how many bytes they were.
    quint64 openAll();
    quint64 openAllDirect(); ///< of the direct conversations

private:
    quint64 openAll(const char *sql, const Bytes &table);
    struct Private;
    std::unique_ptr<Private> d;
};

/// A new file with a table of the same shape, WAL, synchronous=NORMAL, locked for one.
class BareLog
{
public:
    explicit BareLog(const QString &path);
    ~BareLog();
    BareLog(const BareLog &) = delete;
    BareLog &operator=(const BareLog &) = delete;

    /// One transaction: a row of this content, and the position beside it.
    void keep(quint64 number, const Bytes &content, const Bytes &position);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing::bench
