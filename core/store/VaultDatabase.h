// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Database.h"
#include "Identity.h"
#include "StoredMessage.h"
#include "ValueSealer.h"
#include "VaultTransfers.h"

#include <memory>

namespace waxwing {

/// What one account in one room keeps at the guest.
struct VaultContents
{
    std::shared_ptr<const Identity> identity;
    Bytes device;                             ///< 16 bytes, made with the identity
    Bytes history;                            ///< history id last seen; empty at first
    quint64 nextNumber = 0;                   ///< number after the last one seen; 0 at first
    quint64 counter = 0;                      ///< highest counter used
    quint32 run = 1;                          ///< numberings of the host that were kept, this one included
    std::vector<OutgoingMessage> outbox = {}; ///< what waits to be sent, in its order
    std::vector<KeptTransfer> transfers = {}; ///< files on their way
    std::vector<MessageReach> own = {};       ///< of this device, among the last 4,096 numbers
};

/// A wrap as it stands in the file.
struct StoredWrap
{
    qint64 id = 0;
    PasswordWrap wrap;
    enum class State {
        Whole,    ///< as it was written
        Damaged,  ///< it opens for nobody
        Unchecked ///< of a file from before digests were kept
    } state = State::Whole;
};

/// `vaults/HEX.sqlite` (DESIGN §3), its keys and the person's own part: blocking calls, for the store's
/// thread, but for unlocking (PBKDF2), which the caller runs in a pool between wraps() and contents().
class VaultDatabase
{
public:
    VaultDatabase();
    ~VaultDatabase();
    static QString fileName(const Bytes &hostSpki, const QString &usernameAsRegistered); ///< HEX.sqlite

    /// Opens the file of that name under `folder`/vaults; makes it where it is missing. `mostPages` stands
    /// for a disk with so much room (tests).
    Result<void> openFile(const QString &folder, const QString &fileName, int mostPages = 0);
    void close();
    [[nodiscard]] bool isNew() const;
    /// All of them, newest first.
    Result<std::vector<StoredWrap>> wraps();
    Result<qint64> addWrap(const PasswordWrap &wrap);
    Result<void> removeOtherWraps(qint64 id);
    Result<std::optional<qint64>> findWrap(const PasswordWrap &wrap);
    Result<void> removeWrap(const PasswordWrap &wrap); ///< never the last one
    /// No more than `most` stay: of `needed` what stands there, the first ones first, then the newest.
    Result<void> removeWrapsBeside(const std::vector<PasswordWrap> &needed, std::size_t most);
    /// A wrap that has just been opened is whole: from now on damage to it can be told.
    Result<void> keepDigest(const StoredWrap &wrap);
    /// First use: stores the wrap and the sealed contents. `key` is the vault's random key.
    Result<void> create(const PasswordWrap &wrap, const SecretBytes &key, const VaultContents &contents,
                        Random &random);
    /// Opens the person's own part with the vault's key. StorageDamaged where a value does not open.
    Result<VaultContents> contents(const SecretBytes &key);
    /// Where the conversation stands, so that a guest knows how many it missed. Inside a transaction of the
    /// caller's.
    Result<void> writePosition(ValueSealer &sealer, const Bytes &history, quint64 nextNumber,
                               quint64 counter);
    [[nodiscard]] Database &database();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
