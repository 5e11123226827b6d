// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Clock.h"
#include "StoreDoor.h"
#include "VaultDatabase.h"
#include "VaultOutbox.h"
#include "VaultSearch.h"

#include <atomic>

namespace waxwing {

/// One open `vaults/HEX.sqlite` with its key: one for all windows of an account in this process (VaultShelf).
/// Everything but door(), listen(), what is said of files that are gone, and keepNothing() is for the store's
/// thread, and short: what is long is asked for in slices.
class VaultSession
{
public:
    VaultSession(std::shared_ptr<StoreDoor> door, const Clock &clock, Random &random);
    ~VaultSession();

    /// The way into the store's thread, from any other.
    [[nodiscard]] StoreDoor &door() { return *m_door; }
    /// `changed` is called in the context's thread when pages that were read hold no longer: wiped,
    /// shortened, numbered anew. From the context's thread.
    void listen(QObject *context, std::function<void()> changed);
    /// `gone` is called in the same way when there is something to be had from takeGoneFiles().
    void listenForFiles(QObject *context, std::function<void()> gone);
    /// Files whose messages were erased or taken away, by name, since somebody took them. From any thread.
    [[nodiscard]] QList<Bytes> takeGoneFiles();

    // Locked at first.
    Result<void> openFile(const QString &folder, const QString &fileName);
    void close(); ///< for good; all questions get StorageFailed from here on
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] bool isNew() const { return m_file.isNew(); }
    [[nodiscard]] bool isUnlocked() const { return m_sealer != nullptr; }
    Result<std::vector<StoredWrap>> wraps() { return m_file.wraps(); }
    /// First use: makes it with these contents, and unlocked.
    Result<void> create(const PasswordWrap &wrap, const SecretBytes &key, const VaultContents &contents);
    /// `opened` is the wrap that gave the key.
    Result<void> unlock(const SecretBytes &key, const StoredWrap &opened);
    /// The key under one more password, which becomes the only one.
    Result<void> replaceWraps(const PasswordWrap &wrap);
    // While a password changes, in files of its own. Each is on the disk when the call returns.
    Result<SecretBytes> keyToWrap() const;
    /// Beside what opened the vault last and one more: that which `old` opens, else the newest of those that
    /// changes without an answer have left behind.
    Result<void> addWrap(const PasswordWrap &wrap, const std::optional<PasswordWrap> &old = {});
    /// No other one opens it from now on; it is put in where it is missing.
    Result<void> keepOnly(const PasswordWrap &wrap);
    Result<void> removeWrap(const PasswordWrap &wrap); ///< never the last one

    // Unlocked.
    Result<VaultContents> contents();
    Result<HistoryStart> start();
    Result<void> keep(const KeptTurn &turn);
    // What has a counter is about to be sent, and outlives a power cut: under another it would be said twice.
    Result<std::vector<qint64>> addOutgoing(const std::vector<OutgoingMessage> &messages);
    Result<void> changeOutgoing(const std::vector<OutgoingMessage> &messages);
    Result<void> removeOutgoing(const std::vector<qint64> &ids);
    /// Works on the direct conversations in one transaction; what it must not keep stands in `keepsNothing`.
    /// A file that is told of is kept in the same one; one whose message is erased is given no more.
    Result<void> direct(const std::function<Result<void>(VaultDirect &, bool keepsNothing)> &work,
                        Durability durability = Durability::Full,
                        const std::optional<KeptTransfer> &offer = {});
    Result<void> keepTransfer(const KeptTransfer &transfer);
    Result<void> removeTransfer(qint64 id);
    Result<VaultPage> end(int count);
    Result<VaultPage> before(quint64 number, int count);
    Result<VaultPage> after(quint64 number, int count);
    Result<VaultPage> around(quint64 number, int count);
    /// A slice of reading all of it, upwards.
    Result<VaultPage> next(std::optional<vaultCodec::Place> &above, int count);
    /// A slice of reading a direct conversation from above that place on, which moves along.
    Result<VaultPage> nextDirect(const TalkOf &talk, qint64 &above, int count);
    Result<void> setLastRead(quint64 number);
    Result<void> setDraft(const QString &text);

    /// A slice of a search, newest first: what it found.
    Result<std::vector<FoundMessage>> search(SearchRun &run);
    /// Messages up to there that are only now to be kept are not: they were wiped on their way.
    void wipeUpTo(quint64 number) { m_wipedTo = std::max(m_wipedTo, inOrder(number)); }
    /// A slice of taking away the oldest that came before that time (by this PC's clock). True: all are gone.
    Result<bool> removeOldest(qint64 keptBeforeMs);
    /// Behind the last slice: what was taken away is in no file any more, and who listens is told; where
    /// nothing was, only if somebody asked for it.
    Result<void> finishRemoval(bool wasAsked);
    /// From now on no message is kept, only what waits, and the place.
    void keepNothing(bool nothing) { m_keepsNothing = nothing; }

private:
    Result<void> load();
    Result<void> mayRead() const;
    Result<void> transaction(const Database::Work &work, Durability durability = Durability::Normal);
    void tellChanged();
    void tellFilesGone(const QList<Bytes> &files);

    std::shared_ptr<StoreDoor> m_door;
    const Clock &m_clock;
    Random &m_random;
    VaultDatabase m_file;
    bool m_isOpen = false;
    SecretBytes m_key;
    PasswordWrap m_opened; ///< the wrap that gave it last
    std::unique_ptr<ValueSealer> m_sealer;
    std::unique_ptr<VaultMessages> m_messages;
    std::unique_ptr<VaultOutbox> m_outbox;
    std::unique_ptr<VaultDirect> m_direct;
    std::unique_ptr<VaultTransfers> m_transfers;
    bool m_hasRemoved = false;
    quint64 m_wipedTo = 0;
    std::atomic<bool> m_keepsNothing = false;
    std::mutex m_listenersMutex;
    // Under the lock.
    std::vector<std::function<void()>> m_listeners;
    std::vector<std::function<void()>> m_fileListeners;
    QList<Bytes> m_goneFiles;
};

} // namespace waxwing
