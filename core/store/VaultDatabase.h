// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Identity.h"
#include "SealedValue.h"

#include <memory>

namespace waxwing {

/// What one account in one room keeps at the guest.
struct VaultContents
{
    std::shared_ptr<const Identity> identity;
    Bytes device;           ///< 16 bytes, made with the identity
    Bytes history;          ///< history id last seen; empty at first
    quint64 nextNumber = 0; ///< number after the last one seen; 0 at first
    quint64 counter = 0;    ///< highest counter used
};

/// `vaults/HEX.sqlite` (DESIGN §3): blocking calls, for the store's thread, but for unlocking (PBKDF2), which
/// the caller runs in a pool between readWrap() and open().
class VaultDatabase
{
public:
    VaultDatabase();
    ~VaultDatabase();
    static QString fileName(const Bytes &hostSpki, const QString &usernameAsRegistered); ///< HEX.sqlite

    /// Opens the file of that name under `folder`/vaults; makes it where it is missing.
    Result<void> openFile(const QString &folder, const QString &fileName);
    [[nodiscard]] bool isNew() const;
    Result<PasswordWrap> readWrap();
    /// First use: stores the wrap and the sealed contents. `key` is the vault's random key.
    Result<void> create(const PasswordWrap &wrap, const SecretBytes &key, const VaultContents &contents,
                        Random &random);
    /// Opens the sealed contents with the vault's key. StorageDamaged where a value does not open.
    Result<VaultContents> contents(const SecretBytes &key);
    /// Where the conversation stands: kept so that a guest knows how many it missed.
    Result<void> savePosition(const SecretBytes &key, const Bytes &history, quint64 nextNumber,
                              quint64 counter, Random &random);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
