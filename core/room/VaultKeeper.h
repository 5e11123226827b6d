// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "GuestServices.h"
#include "VaultShelf.h"
#include "VaultTrouble.h"

#include <QObject>

namespace waxwing {

/// Identity and device of one account in one room, what was said there, and what waits to be said
/// (DESIGN §3). Network thread. What it is asked to keep is kept in the order of the calls, each call in one
/// transaction; `done` is called here after the commit, and not at all once close() was called.
///
/// A vault that does not open is never replaced by itself: troubled() asks, and the person goes on with
/// retryWith(), putAsideAndGoOn() or close().
class VaultKeeper : public QObject
{
    Q_OBJECT
public:
    template <class T> using Done = std::function<void(const Result<T> &)>;

    explicit VaultKeeper(const GuestServices &services, QObject *parent = nullptr);
    ~VaultKeeper() override;

    /// Opens the vault, or makes it with a new identity where there is none. Ends in opened(), troubled() or
    /// failed(). A question that is open about the same vault stays open.
    void open(const Bytes &hostSpki, const QString &username, SecretBytes password);
    [[nodiscard]] bool isOpenFor(const Bytes &hostSpki, const QString &username) const;
    [[nodiscard]] bool isTroubled() const { return m_trouble.has_value(); }
    void close(); ///< forgets the key; what is under way comes to nothing

    // Answers to troubled().
    /// An earlier password of this account. Where it opens the vault, the present one is the one that opens
    /// it from now on; else troubled() again.
    void retryWith(SecretBytes password);
    /// The vault that does not open is renamed (wasPutAside), and a new one made: with a new identity.
    void putAsideAndGoOn();
    /// Whether the vault of one of these usernames is open, by whomever, so that it could not be put aside.
    void lookWhetherInUse(const Bytes &hostSpki, const QStringList &usernames,
                          const std::function<void(bool)> &answer);

    // While open.
    [[nodiscard]] const VaultContents &contents() const { return m_contents; } ///< as it was opened
    [[nodiscard]] const HistoryStart &start() const { return m_start; }        ///< as it was opened
    [[nodiscard]] std::shared_ptr<VaultSession> session() const;               ///< null while it is not
    void keep(KeptTurn turn, Done<void> done = {});
    void addOutgoing(std::vector<OutgoingMessage> messages, Done<std::vector<qint64>> done);
    void changeOutgoing(std::vector<OutgoingMessage> messages, Done<void> done = {});
    void removeOutgoing(std::vector<qint64> ids, Done<void> done = {});
    void keepTransfer(KeptTransfer transfer); ///< see transferNotKept()
    /// The same, and `then` once it is kept, or cannot be; at once where there is no vault.
    void keepTransfer(KeptTransfer transfer, std::function<void()> then);
    void removeTransfer(qint64 id);

Q_SIGNALS:
    void opened();
    void wasPutAside();
    void troubled(waxwing::VaultTrouble trouble, const waxwing::Error &error);
    void failed(const waxwing::Error &error);          ///< StorageFailed, ProfileInUse
    void closed();                                     ///< one that was open: nothing more is kept in it
    void transferNotKept(const waxwing::Error &error); ///< or not removed

private:
    struct Found;
    struct Made;
    struct Unlocked;
    struct Read;
    void find();
    void onFound(const std::shared_ptr<Found> &found);
    void make();
    void store(const std::shared_ptr<Made> &made);
    void unlock(const std::shared_ptr<const SecretBytes> &password, bool isEarlier);
    void onUnlocked(const std::shared_ptr<Unlocked> &unlocked);
    void onRead(const std::shared_ptr<Read> &read);
    void judge(const Error &error);
    template <class Work, class T> void write(Work work, Done<T> done);
    [[nodiscard]] Done<void> told(Done<void> done);

    const GuestServices &m_services;
    QString m_fileName;
    QString m_openName;
    std::shared_ptr<const SecretBytes> m_password;
    std::shared_ptr<VaultSession> m_session;
    std::vector<StoredWrap> m_wraps; ///< of what could not be opened
    std::optional<VaultTrouble> m_trouble;
    VaultContents m_contents;
    HistoryStart m_start;
    quint64 m_turn = 0; ///< answers to an earlier open() are dropped
};

} // namespace waxwing
