// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomEntry.h"

#include <QTimer>

namespace waxwing {

/// A change of password at the guest, in the room (PROTOCOL 7.7). Killed at any instant, the vault opens by
/// the password that the host has: the new wrap is on the disk before the host hears of it, the old one goes
/// on its word. Where nothing here shows that the old password is right, the new wrap comes on its word
/// only. Network thread.
///
///   Idle → Asking → Preparing → Waiting → Idle
///   Waiting → Unknown (link lost) → Idle (logged in again) · any → Idle
class PasswordChange : public QObject
{
    Q_OBJECT
public:
    PasswordChange(const GuestServices &services, VaultKeeper &vault, RoomEntry &entry,
                   QObject *parent = nullptr);
    ~PasswordChange() override;

    /// Over an admitted link to the host with this SHA-256 of its SPKI. Both passwords are prepared ones.
    /// Ends in done() or refused().
    void begin(Link *link, const Bytes &hostDigest, SecretBytes old, SecretBytes fresh);
    [[nodiscard]] static bool concerns(const Message &message);
    /// Of those that concern it. An error ends the link.
    Result<void> receive(const Message &message);
    void linkLost();
    void admitted(); ///< over a new link: now it is known which password the host has
    void stop();     ///< the stay is over

Q_SIGNALS:
    void done();
    /// Nothing has changed; but with Code::NoAnswer and Code::Internal it is not known: either password opens
    /// the vault, and the next log-in shows which one it is.
    void refused(const waxwing::LobbyRefusal &refusal);
    void linkGivenUp(); ///< the host does not answer

private:
    enum class State { Idle, Asking, Preparing, Waiting, Unknown };
    struct Sealed;
    struct Prepared;
    struct Exchange;
    Result<void> on(const ChangeChallenge &challenge);
    Result<void> on(const Changed &changed);
    Result<void> on(const Refused &refused);
    void prepare(const ScramClient::Challenge &challenge);
    void derive(const ScramClient::Challenge &challenge, const std::shared_ptr<const Sealed> &sealed);
    void onPrepared(const std::shared_ptr<const Prepared> &prepared);
    [[nodiscard]] bool isShown(const Prepared &prepared) const;
    void sendFinal();
    void succeed();
    void refuse(const LobbyRefusal &refusal);

    const GuestServices &m_services;
    VaultKeeper &m_vault;
    RoomEntry &m_entry;
    State m_state = State::Idle;
    std::unique_ptr<Exchange> m_exchange;
    QTimer m_patience;  ///< while the host owes an answer
    quint64 m_turn = 0; ///< what an earlier exchange still computes is dropped
};

} // namespace waxwing
