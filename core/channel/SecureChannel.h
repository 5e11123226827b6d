// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ChannelOutput.h"
#include "DirectParties.h"
#include "Identity.h"
#include "KeyTrace.h"
#include "KeyTransport.h"
#include "MessageCodec.h"
#include "Random.h"

#include <memory>

namespace waxwing {

/// The protocol of one link as a state machine: no socket, no timer, no clock, no RSA, no PBKDF2 (PROTOCOL 5,
/// 6).
///
/// The guest:
///   Fresh → WaitingForHostHello → WaitingForSecret (job)
///   → WaitingForProof → WaitingForVerdict (job) → Open
///
/// The host:
///   Fresh → WaitingForGuestHello → WaitingForEncapsulation (job)
///   → WaitingForReady → WaitingForSignature (job) → Open
///
/// The caller of a direct link is in the guest's role, the callee in the host's (PROTOCOL 16.3):
///   … WaitingForVerdict (job) → WaitingForOwnSignature (job) → Open
///   … WaitingForSignature (job) → WaitingForCallerProof → WaitingForCallerVerdict (job) → Open
///
/// Both:
///   any → Refused (fails closed: only one sealed close may still go out) → Closed
///   WaitingForReady, WaitingForSignature, Open → Closed (close sealed); WaitingForProof, Open → Closed
///   (close opened); WaitingForHostHello → Closed (alert)
class SecureChannel
{
public:
    enum class Role { Guest, Host };
    enum class State {
        Fresh,
        WaitingForHostHello,
        WaitingForSecret,
        WaitingForProof,
        WaitingForVerdict,
        WaitingForGuestHello,
        WaitingForEncapsulation,
        WaitingForReady,
        WaitingForSignature,
        WaitingForOwnSignature,
        WaitingForCallerProof,
        WaitingForCallerVerdict,
        Open,
        Refused,
        Closed
    };

    /// The host of a room. `random` (borrowed for the channel's life) gives, in this order, the hello's
    /// random, the X25519 private key and the transported secret, 32 bytes each; later the X25519 key of each
    /// refresh.
    static SecureChannel host(std::shared_ptr<const Identity> identity, Random &random);
    /// A guest. `random` as above, without the secret.
    static SecureChannel guest(std::shared_ptr<OneTimeKey> key, Random &random);
    /// Who calls another member (PROTOCOL 16.3). Takes no other identity than `parties.peer`. `random` as a
    /// guest's.
    static SecureChannel caller(std::shared_ptr<const Identity> identity, std::shared_ptr<OneTimeKey> key,
                                const DirectParties &parties, Random &random);
    /// Who is called. `random` as a host's.
    static SecureChannel callee(std::shared_ptr<const Identity> identity, const DirectParties &parties,
                                Random &random);
    SecureChannel(SecureChannel &&) noexcept;
    SecureChannel &operator=(SecureChannel &&) noexcept;
    ~SecureChannel();

    [[nodiscard]] Role role() const;
    [[nodiscard]] bool isDirect() const; ///< between two members, not with the host of a room
    [[nodiscard]] State state() const;
    [[nodiscard]] bool isWaitingForJob() const;

    /// Guest: makes frame 1. Host: now takes a guest hello.
    ChannelOutput start();
    /// One whole frame; refused (Unexpected) while isWaitingForJob().
    ChannelOutput receive(Frame frame);
    /// The result of the job with this number; any other number is dropped.
    ChannelOutput completed(quint64 number, JobResult result);

    /// Appends one sealed record to `out`, and a key update where one is due: behind the N-th message of
    /// talk, and as record 2^20 of an epoch (PROTOCOL 5.4). Gives where in `out` the message's own record
    /// begins; nothing, and nothing done, unless canSeal(). Contents of the channel's own (updates,
    /// refreshes, close) have functions of their own.
    std::optional<qsizetype> seal(const EncodedMessage &message, Bytes &out, ChannelEvents &events);
    [[nodiscard]] bool canSeal() const; ///< Open
    /// Appends a sealed close, the last word of this side. False unless canSealClose().
    bool sealClose(quint8 code, Bytes &out);
    /// Open; at the host also from its hello on, in place of its proof; and after a refusal in one of these
    /// states.
    [[nodiscard]] bool canSealClose() const;
    /// Host: its hello has not gone out, so that the last word is an alert (PROTOCOL 9.3).
    [[nodiscard]] bool canAlert() const;
    /// N: messages of talk an epoch (PROTOCOL 5.4). 0: none, as before `welcome`.
    void setUpdateEvery(quint64 messages);

    // Refresh (PROTOCOL 5.5).
    /// The username as registered, set before the first refresh. A direct link has its names already.
    void setUsername(const QString &username);
    /// From the offer (host: sealed, guest: opened) to the end (host: sealed, guest: opened).
    [[nodiscard]] bool isRefreshing() const;
    /// Host: seals the offer as an ordinary record. False unless Open, at rest, named, and the exporter
    /// wiped.
    bool sealRefresh(Bytes &out, ChannelEvents &events);
    /// Seals the answer that output.refreshAnswerDue asked for: `refreshed` (guest) or `refresh_end` (host),
    /// the last record of this epoch. Call it when its turn in the queue comes. False where none is due.
    bool sealRefreshAnswer(Bytes &out, ChannelEvents &events);

    /// Length limit that the next frame must keep; grows once login is through (setLoggedIn), or, on a direct
    /// link, the handshake.
    [[nodiscard]] quint32 longestFrame() const;
    /// Host: `v=` was sent. Guest: `v=` was opened.
    void setLoggedIn();

    /// 32 bytes, none on a direct link; wiped by wipeExporter() after `identity`. A refresh is refused before
    /// that (PROTOCOL 7).
    [[nodiscard]] const SecretBytes &exporter() const;
    void wipeExporter();

    // For the status bar and the wire dock.
    struct DirectionStatus
    {
        quint32 epoch = 0;
        quint64 sequence = 0; ///< of the next record
        quint64 talk = 0;     ///< say and said in this epoch
    };
    [[nodiscard]] DirectionStatus sending() const;
    [[nodiscard]] DirectionStatus receiving() const;
    void setTrace(SealTrace *trace); ///< borrowed; none by nullptr
    /// Told the keys of the epochs that hold now, where there are any, and of each from here on. Borrowed;
    /// none by nullptr.
    void setKeyTrace(KeyTrace *trace);

private:
    struct Private;
    explicit SecureChannel(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace waxwing
