// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Limits.h"
#include "RoomDatabase.h"

#include <QHash>
#include <QSet>
#include <deque>

namespace waxwing {

/// The accounts of a room in memory, as room.sqlite has them. Changes go to the store first, here after the
/// commit; but for admissions, whose order in the store is the order here.
class AccountBook
{
public:
    explicit AccountBook(const Settings &settings) : m_settings(settings) {}
    void load(std::vector<Account> accounts);

    [[nodiscard]] const Account *byFoldedName(const QString &folded) const;
    [[nodiscard]] const Account *byId(qint64 id) const;
    [[nodiscard]] int placesLeft() const; ///< accounts that may still be made

    /// The host's whole judgement of a name that somebody wants: as checkUsername(), then NameTaken (same
    /// folded name) or NameLooksLikeAnother (same skeleton). Names under registration count as taken
    /// (PROTOCOL 7.2).
    [[nodiscard]] Result<void> judge(const QString &name) const;

    // A registration: its name is reserved while its commit is under way.
    void reserve(const Account &account);
    void release(const Account &account);
    void add(Account account); ///< stored, with its id; ends the reservation

    /// One device comes in.
    struct Arrival
    {
        qint64 account = 0;
        Bytes identity; ///< SHA-256 of the SPKI
        Bytes device;
        QString address; ///< empty in-process
    };
    /// DeviceTaken where the device belongs to another identity of the account, or the identity to another
    /// device.
    [[nodiscard]] Result<void> judgeDevice(const Arrival &arrival) const;
    /// Notes who came, from where and by which identity, within the limits; never forgets what `linked`
    /// holds. Gives what the store has to keep.
    const Account &noteArrival(const Arrival &arrival, qint64 wallMs, quint64 nextNumber,
                               const std::vector<Bytes> &linked);
    /// Whether it is a further identity of its account that came for the first time within the last day.
    [[nodiscard]] bool isNew(qint64 account, const Bytes &identity, qint64 wallMs) const;

    [[nodiscard]] bool cameFrom(const Account &account, const QString &address) const;
    [[nodiscard]] quint64 counter(qint64 account, const Bytes &device) const; ///< highest stored; 0 for none
    void setCounter(qint64 account, const Bytes &device, quint64 counter);
    void setVerifier(qint64 account, const ScramVerifier &verifier);

private:
    [[nodiscard]] Account *mutableById(qint64 id);
    void index(std::size_t place);

    const Settings &m_settings;
    std::deque<Account> m_accounts;
    QHash<QString, std::size_t> m_byFolded;
    QHash<qint64, std::size_t> m_byId;
    QSet<QString> m_skeletons;
    QSet<QString> m_reservedFolded;
    QSet<QString> m_reservedSkeletons;
};

} // namespace waxwing
