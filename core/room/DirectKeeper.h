// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "GuestServices.h"

#include <QObject>

#include <functional>
#include <map>

namespace waxwing {

/// The direct conversations of the vault that is open, as the network thread knows them: a mirror of what is
/// kept, and the way to keep more. What is asked is done in the order of the calls, each in one transaction;
/// `done` is called here after the commit, and not at all once close() was called: what was asked is kept
/// all the same. What this person decided about an identity holds at once.
class DirectKeeper : public QObject
{
    Q_OBJECT
public:
    template <class T> using Done = std::function<void(const Result<T> &)>;

    explicit DirectKeeper(const GuestServices &services, QObject *parent = nullptr);

    /// loaded() follows; or failed(), and it is closed again.
    void open(std::shared_ptr<VaultSession> session);
    void close();
    [[nodiscard]] bool isOpen() const { return m_session && m_isLoaded; }
    [[nodiscard]] bool isClosed() const { return !m_session; } ///< neither open nor being opened
    [[nodiscard]] const std::map<QString, DirectContact> &contacts() const { return m_contacts; }
    /// Null for somebody who is not known.
    [[nodiscard]] const DirectContact *contact(const QString &name) const;
    [[nodiscard]] const DirectIdentity *identity(const QString &name, const Bytes &digest) const;

    /// Where it fails, what stands in the vault holds again.
    void keepIdentity(const QString &name, const DirectIdentity &identity, Done<bool> done = {});
    /// Together with the identities under which somebody is met who has none yet, and with what is kept of a
    /// file that is told of. An edit or erasure that could not be done is Unexpected, and nothing of it is
    /// kept.
    void say(const QString &name, const std::vector<DirectIdentity> &met, const DirectMessage &message,
             Done<DirectMessage> done, const std::optional<KeptTransfer> &offer = {});
    void take(const QString &name, const Bytes &identity, std::vector<DirectMessage> messages,
              Done<std::vector<DirectMessage>> done);
    void told(const QString &name, const Bytes &identity, quint64 counter);
    void passBy(const QString &name, const Bytes &identity, quint64 counter);
    /// This vault is an older copy: counters go on above that one. Gives the new ones by the old.
    void continueAbove(const QString &name, quint64 counter, Done<std::map<quint64, quint64>> done);
    void read(const QString &name, const Bytes &identity, quint64 counter);
    void outgoing(const QString &name, quint64 above, int count, Done<std::vector<DirectMessage>> done);
    void readPage(const QString &name, qint64 before, int count, Done<DirectPage> done);
    /// Gives how far each identity was read by that.
    void setLastRead(const QString &name, qint64 id, Done<std::map<Bytes, quint64>> done);
    void setDraft(const QString &name, const QString &text);

Q_SIGNALS:
    void loaded();
    void changed(const QString &name);
    void failed(const waxwing::Error &error); ///< something was not kept that nobody waits for

private:
    struct Decision
    {
        QString name;
        DirectIdentity identity;
    };
    template <class T> struct Answer
    {
        Result<T> outcome;
        std::optional<DirectContact> contact;
    };
    template <class T>
    void run(const QString &name, std::function<Result<T>(VaultDirect &, bool)> work, Done<T> done,
             Durability durability = Durability::Full, const std::optional<KeptTransfer> &offer = {});
    void mirror(const QString &name, DirectContact contact);
    void mirrorAgain(const QString &name);
    void mirrorAllAgain();

    const GuestServices &m_services;
    std::shared_ptr<VaultSession> m_session;
    std::map<QString, DirectContact> m_contacts;
    std::vector<Decision> m_decisions; ///< on their way into the vault
    quint64 m_turn = 0;
    bool m_isLoaded = false;
};

} // namespace waxwing
