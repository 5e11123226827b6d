// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "GuestServices.h"
#include "VaultDatabase.h"

#include <QObject>

namespace waxwing {

/// Identity and device of one account in one room, and where its conversation stands (DESIGN §3). The
/// database is opened for each piece of work and closed behind it, so that two windows of one account never
/// meet its lock. Network thread.
class VaultKeeper : public QObject
{
    Q_OBJECT
public:
    explicit VaultKeeper(const GuestServices &services, QObject *parent = nullptr);

    /// Opens the vault, or makes it with a new identity. One sealed under another password (the account was
    /// registered anew) is put aside and a new one made. Ends in opened() or failed().
    void open(const Bytes &hostSpki, const QString &username, SecretBytes password);
    [[nodiscard]] bool isOpenFor(const Bytes &hostSpki, const QString &username) const;
    [[nodiscard]] const VaultContents &contents() const { return m_contents; }
    void savePosition(const Bytes &history, quint64 nextNumber, quint64 counter);
    void close(); ///< forgets the key; what is under way comes to nothing

Q_SIGNALS:
    void opened();
    void failed(const waxwing::Error &error); ///< StorageFailed, StorageDamaged

private:
    struct Found;
    struct Made;
    struct Read;
    void onFound(const std::shared_ptr<Found> &found);
    void make();
    void store(const std::shared_ptr<Made> &made);
    void unlock(const PasswordWrap &wrap);
    void onUnlocked(const std::shared_ptr<Result<SecretBytes>> &key);
    void read();
    void putAside();
    void finish(VaultContents contents);
    void fail(const Error &error);

    const GuestServices &m_services;
    QString m_fileName;
    QString m_openName;
    std::shared_ptr<const SecretBytes> m_password;
    std::shared_ptr<const SecretBytes> m_key;
    VaultContents m_contents;
    quint64 m_turn = 0; ///< answers to an earlier open() are dropped
};

} // namespace waxwing
