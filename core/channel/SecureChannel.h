// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Identity.h"
#include "KeyAgreement.h"
#include "KeySchedule.h"
#include "KeyTransport.h"
#include "MessageCodec.h"
#include "Record.h"
#include "RecordCipher.h"

#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace waxwing {

/// What a Job brings back.
struct Encapsulated { SecretBytes secret; Bytes ciphertext; PublicKey key; };
using JobResult = std::variant<Error, Encapsulated, SecretBytes, Bytes, PublicKey, bool>;

/// One piece of slow arithmetic: a pure function that owns copies of its inputs. The channel's owner runs it, in a
/// pool or inline, and hands the result to completed().
struct Job
{
    quint64 number = 0;
    std::function<JobResult()> run;
};

/// Why a direction moved to a new epoch.
enum class EpochCause { Handshake, Update, Refresh };

// What a channel tells its owner.
/// Guest: the host proved its identity. Host: the guest proved that it opened the secret, and our proof is sent.
struct HandshakeDone { std::optional<PublicKey> host; };
struct MessageReceived { Message message; Bytes content; };
struct EpochChanged { bool sending = false; quint32 epoch = 0; EpochCause cause = EpochCause::Handshake; };
struct RefreshDone {};
/// The channel refuses and takes nothing more; the owner sends an alert or close, then ends.
struct ChannelRefused { Error error; };
using ChannelEvent = std::variant<HandshakeDone, MessageReceived, EpochChanged, RefreshDone, ChannelRefused>;

/// What a step gives: bytes to send (whole frames), what happened, and at most one job.
struct ChannelOutput
{
    Bytes bytes;
    std::vector<ChannelEvent> events;
    std::optional<Job> job;
    bool refreshAnswerDue = false; ///< guest: seal makeRefreshed() next; host: seal makeRefreshEnd() next
};

/// The protocol of one link as a state machine: no socket, no timer, no clock, no RSA, no PBKDF2 (PROTOCOL 5, 6).
///
///   guest: Fresh → WaitingForHostHello → WaitingForSecret(job) → WaitingForProof → WaitingForVerdict(job) → Open
///   host:  Fresh → WaitingForGuestHello → WaitingForEncapsulation(job) → WaitingForReady → WaitingForSignature(job) → Open
///   any → Refused (fails closed); any → Closed
class SecureChannel
{
public:
    enum class Role { Guest, Host };
    enum class State {
        Fresh, WaitingForHostHello, WaitingForSecret, WaitingForProof, WaitingForVerdict,
        WaitingForGuestHello, WaitingForEncapsulation, WaitingForReady, WaitingForSignature,
        Open, Refused, Closed
    };

    /// The host of a room. `random` gives the hello's random and the transported secret.
    static SecureChannel host(std::shared_ptr<const Identity> identity, Random &random);
    static SecureChannel guest(std::shared_ptr<OneTimeKey> key, Random &random);
    SecureChannel(SecureChannel &&) noexcept;
    SecureChannel &operator=(SecureChannel &&) noexcept;
    ~SecureChannel();

    [[nodiscard]] Role role() const;
    [[nodiscard]] State state() const;
    [[nodiscard]] bool isWaitingForJob() const;

    /// Guest: makes frame 1. Host: now takes a guest hello.
    ChannelOutput start();
    /// One whole frame, never while isWaitingForJob().
    ChannelOutput receive(Frame frame);
    /// The result of the job with this number; any other number is dropped.
    ChannelOutput completed(quint64 number, JobResult result);

    /// Appends one sealed record to `out`, and the key update behind it when it is due. Only when Open (the host may
    /// seal Close in place of its proof once epoch 0 stands).
    void seal(const EncodedMessage &message, Bytes &out, std::vector<ChannelEvent> &events);
    /// N: messages of talk an epoch (PROTOCOL 5.4). 0: none, as before `welcome`.
    void setUpdateEvery(quint64 messages);
    [[nodiscard]] bool canSeal() const;

    // Refresh (PROTOCOL 5.5). The name is the username as registered, set before the first refresh.
    void setUsername(const QString &username);
    [[nodiscard]] bool isRefreshing() const;
    /// Host: seals the offer as an ordinary record.
    void sealRefresh(Bytes &out, std::vector<ChannelEvent> &events);
    /// Seals the answer that output.refreshAnswerDue asked for: `refreshed` (guest) or `refresh_end` (host), the
    /// last record of this epoch. Call it when its turn in the queue comes.
    void sealRefreshAnswer(Bytes &out, std::vector<ChannelEvent> &events);

    /// Length limit that the next frame must keep; grows once login is through (setLoggedIn).
    [[nodiscard]] quint32 longestFrame() const;
    /// Host: `v=` was sent. Guest: `v=` was opened.
    void setLoggedIn();

    /// 32 bytes; wiped by wipeExporter() after `identity`.
    [[nodiscard]] const SecretBytes &exporter() const;
    void wipeExporter();

    // For the status bar.
    struct DirectionStatus { quint32 epoch = 0; quint64 sequence = 0; quint64 talk = 0; };
    [[nodiscard]] DirectionStatus sending() const;
    [[nodiscard]] DirectionStatus receiving() const;

private:
    struct Private;
    explicit SecureChannel(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace waxwing
