// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LobbyGuest.h"
#include "NameInquiry.h"
#include "RoomMirror.h"
#include "VaultKeeper.h"

namespace waxwing {

/// From an established link to `identity`: carries a person's wish (register, log in, look at a name) through
/// lobby, pool and vault, over as many links as it takes (PROTOCOL 7). Says nothing before hostAccepted().
/// Network thread.
class RoomEntry : public QObject
{
    Q_OBJECT
public:
    RoomEntry(const GuestServices &services, VaultKeeper &vault, QObject *parent = nullptr);
    ~RoomEntry() override;

    void reset(); ///< another room: forgets keys and wishes
    void beginLink(Link *link);
    void hostAccepted(); ///< of the link in hand
    void endLink();      ///< gone; wishes stay
    /// A message until entered(). An error ends the link.
    Result<void> receive(const Message &message);
    [[nodiscard]] bool hasLobby() const
    {
        return m_link && m_lobby.state() != LobbyGuest::State::WaitingForLobby;
    }
    [[nodiscard]] bool canAsk() const { return m_link && m_lobby.isOpen(); }
    // A change of password (PROTOCOL 7.7).
    using Keys = std::shared_ptr<const ScramClientKeys>;
    [[nodiscard]] QString username() const { return m_account ? m_account->name : QString(); }
    [[nodiscard]] Keys keys() const { return m_account ? m_account->keys : nullptr; }
    void setKeys(const Keys &keys);    ///< the host's word: these open the account from now on
    void expectKeys(const Keys &keys); ///< these may be the ones that the host has, when we come back
    [[nodiscard]] bool wantsLink() const { return m_wish || m_inquiry.isDue(); }

    void check(const QString &name, const QString &invite) { m_inquiry.ask(name, invite); }
    void registerAccount(const QString &name, const QString &email, SecretBytes password,
                         const QString &invite);
    void logIn(const QString &name, SecretBytes password);
    /// A new password by the host's code (PROTOCOL 7.8), then a log-in with it. What does not open under it
    /// is put aside: the person was told before.
    void resetPassword(const QString &name, SecretBytes code, SecretBytes password);
    [[nodiscard]] bool isResetting() const;
    void logInAgain(); ///< after a break, with the keys in memory
    void cancelWishes();
    void refuse(const Error &error) { refuseWish({error, 0, -1}); } ///< the wish; by the person itself
    /// The link went away, or none could be had: after the second time the form hears of it.
    void linkFailed(const Error &error, bool mayTryAgain);

Q_SIGNALS:
    void lobbyOpened(const waxwing::Lobby &lobby);
    void nameChecked(const waxwing::NameVerdict &verdict);
    void refused(const waxwing::LobbyRefusal &refusal);
    void loggedIn(const QString &usernameAsRegistered);  ///< v= was right
    void entered(const waxwing::RoomMirror::Self &self); ///< `identity` is sent
    void linkWanted(); ///< the link in hand is gone, or has no question left

private:
    struct Wish;
    struct Account
    {
        QString name;
        Keys keys;
        Keys coming = {}; ///< of a change whose answer did not come
    };

    Wish &newWish(const QString &name); ///< in place of the one before
    void proceed();
    void proceedWith(Wish &wish);
    void proceedWithCheck();
    void deriveForRegistration(Wish &wish);
    void sendRegistration(Wish &wish);
    void sendReset(Wish &wish);
    void lookBeforeReset(Wish &wish);
    void beginLogin(Wish &wish);
    void perform(const LobbyStep &step);
    void onEvent(const LobbyEvent &event);
    void onAccountMade();
    void onKeysNeeded(const KeysNeeded &needed);
    void answerWith(const std::shared_ptr<const ScramClientKeys> &keys);
    void onLoginDone(const LoginDone &done);
    void onRefused(const RequestRefused &answer);
    void onVaultOpened();
    void sendIdentity(const Bytes &signature);
    void refuseWish(LobbyRefusal refusal);
    void updateDeadline();

    const GuestServices &m_services;
    VaultKeeper &m_vault;
    QPointer<Link> m_link;
    LobbyGuest m_lobby;
    QStringList m_hostFeatures;
    bool m_accepted = false;
    quint64 m_turn = 0; ///< of the link: answers for an earlier one are dropped
    std::unique_ptr<Wish> m_wish;
    quint64 m_wishTurn = 0;
    NameInquiry m_inquiry;
    QString m_unanswered;             ///< a registration under this name went out and its answer never came
    std::optional<Account> m_account; ///< who we are, once logged in
};

} // namespace waxwing
