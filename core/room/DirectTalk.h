// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectCalls.h"
#include "DirectFiles.h"
#include "DirectKeeper.h"
#include "DirectSession.h"
#include "DirectView.h"
#include "FactQueue.h"
#include "RoomMirror.h"
#include "VaultKeeper.h"

#include <set>

namespace waxwing {

/// Direct conversations of a guest (PROTOCOL 16): who may be talked with, what waits for whom, and who said
/// what. What is said is in the vault before it is sent, what came is there before it is told. An identity
/// is talked with when it was pinned: at first sight, or by the person; while somebody shows one that was
/// not decided about, nothing is sent to that person at all. Network thread.
class DirectTalk : public QObject
{
    Q_OBJECT
public:
    /// `files` is borrowed, and told who may be talked with.
    DirectTalk(const GuestServices &services, VaultKeeper &vault, const RoomMirror &mirror, FactQueue &facts,
               DirectFiles &files, QObject *parent = nullptr);

    ~DirectTalk() override;

    void reset();   ///< another room
    void restore(); ///< the vault is open
    /// The roster is whole.
    void beginLink(Link *link);
    void endLink();
    /// Nothing will be sent any more. Unless the vault `staysOpen`, what is asked from here on fails.
    void stop(bool staysOpen);
    void rosterChanged();
    /// One of calls. Unexpected.
    Result<void> receive(const Message &message);

    // Wishes; DirectClient.h says what they mean.
    void tell(quint64 localId, const DirectWish &wish);
    void compare(const QString &name);
    void decide(const QString &name, const Bytes &which, DirectTrust trust);
    void verify(const QString &name, const QString &code);
    void setWriting(const QString &name, bool writing);
    void markRead(const QString &name, qint64 place, bool tellOthers);
    void readBefore(quint64 localId, const QString &name, qint64 place, int count);
    void setDraft(const QString &name, const QString &text);

private:
    using Party = DirectCalls::Party;
    using Key = std::pair<QString, Bytes>; ///< name and device

    // Who (DirectTrust.cpp)
    [[nodiscard]] std::optional<Party> partyOf(const QString &name, const Bytes &device) const;
    [[nodiscard]] std::vector<Party> partiesOf(const QString &name) const;
    [[nodiscard]] QString nameOf(const QString &typed) const;
    [[nodiscard]] QStringList knownNames() const;
    [[nodiscard]] DirectTrust trustOf(const Party &party) const;
    [[nodiscard]] bool isStopped(const QString &name) const;
    [[nodiscard]] std::optional<Code> judge(const Party &party) const;
    [[nodiscard]] bool isKnown(const Party &party) const;
    [[nodiscard]] std::vector<DirectIdentity> firstSight(const QString &name) const;
    void pinFirstSight(const QString &name);
    void noteStrangers(const QString &name);
    void onProved(const Party &party, const PublicKey &key);
    void set(const QString &name, const DirectIdentity &identity, DirectTrust trust);
    void tellComparison(const QString &name, const DirectIdentity &identity);
    [[nodiscard]] QString codeOf(const DirectIdentity &identity) const;
    [[nodiscard]] DirectPersonView viewOf(const DirectContact &contact) const;

    // Links
    void onOpened(const Party &party, Link *link);
    void connectSession(DirectSession *session);
    void connectSigns(DirectSession *session);
    void tellRead(const QString &name, DirectSession *session) const;
    void connectFiles();
    void connectFiles(DirectSession *session);
    void endFilesOfStopped(const QString &name);
    void tellFile(quint64 id, const KeptTransfer &offer);
    void onClosed(const Party &party);
    void endIdle();

    // What waits, and why (DirectWaiting.cpp)
    struct Failure
    {
        Code code = Code::NoAnswer;
        int times = 0; ///< in a row
    };
    void onFailed(const Party &party, Code code);
    void onDisproved(const Party &party, Code code);
    void noteFailure(const Party &party, Code code);
    void forgetFailure(const Party &party);
    void forgetFailures();
    void tellWaiting(const QString &name, quint64 localId = 0);
    void tellAllWaiting();
    [[nodiscard]] std::optional<Code> whyItWaits(const QString &name) const;
    [[nodiscard]] std::optional<Code> whyNot(const Party &party) const;

    // Talk
    void openKeeper();
    void onVaultClosed();
    void onLoaded();
    void onSaid(quint64 localId, const QString &name, const DirectMessage &message);
    void onArrived(DirectSession *session, const std::vector<DirectMessage> &messages);
    void onTold(DirectSession *session, quint64 counter);
    void pump(const QString &name);
    void pumpAll();
    void fail(quint64 localId, const QString &name, const Error &error);
    void writes(const QString &name, bool active);
    void showWriters();
    void repeatWriting();
    void peopleChanged();
    void personChanged(const QString &name);
    void showPeople();
    void showLink(const QString &name);
    void showLater();

    const GuestServices &m_services;
    VaultKeeper &m_vault;
    const RoomMirror &m_mirror;
    FactQueue &m_facts;
    DirectFiles &m_files;
    DirectKeeper m_keeper;
    DirectCalls m_calls;
    std::map<Key, DirectSession *> m_sessions; ///< children
    std::map<QString, quint64> m_toldShown;
    std::map<Key, quint64> m_toRead;     ///< name and identity: theirs up to there was read, and may be told
    std::map<Key, Failure> m_failures;   ///< of who is here: nothing went well since
    std::map<Key, Code> m_disproved;     ///< of who is here, as told
    std::map<QString, Code> m_waitsTold; ///< the reason
    std::set<Key> m_toCompare;           ///< name and identity: asked for, and not proved yet
    std::set<Key> m_strangersTold;       ///< name and identity
    std::map<QString, qint64> m_writers; ///< until when, monotonic
    QString m_writingTo;
    QTimer m_writingTimer;
    QTimer m_forgetTimer;
    QTimer m_idleTimer;
    bool m_isLinked = false; ///< in the room
    bool m_isHere = false;   ///< and the host passes calls on
    bool m_owesReasons = false;
    bool m_isShowing = false;
    bool m_showsAll = false;
    std::set<QString> m_toShow;
    mutable QHash<Bytes, QString> m_codes; ///< to compare, by the identity's SPKI: dear to make
    std::map<Key, Bytes> m_callers;        ///< name and identity of who is not kept: their SPKI, while linked
};

} // namespace waxwing
