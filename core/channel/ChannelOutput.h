// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Frame.h"
#include "Messages.h"
#include "PublicKey.h"
#include "SecretBytes.h"

#include <functional>
#include <optional>
#include <variant>
#include <vector>

namespace waxwing {

/// What the host's first job brings back: the transported secret and what the guest gets of it.
struct Encapsulated
{
    SecretBytes secret;
    Bytes ciphertext;
};

/// What a Job brings back: a refusal, what encapsulation gave, an opened secret, a signature, or the key
/// whose signature held.
using JobResult = std::variant<Error, Encapsulated, SecretBytes, Bytes, PublicKey>;

/// One piece of slow arithmetic: a pure function that owns copies of its inputs. The channel's owner runs it,
/// in a pool or inline, and hands the result to completed().
struct Job
{
    quint64 number = 0;
    std::function<JobResult()> run;
};

/// Why a direction moved to a new epoch.
enum class EpochCause { Handshake, Update, Refresh };

/// Guest: the host proved its identity. Host: the guest proved that it opened the secret, and our proof is
/// sent. On a direct link: each has proved its identity to the other.
struct HandshakeDone
{
    std::optional<PublicKey> peer; ///< whose identity was proved; none at the host of a room
};

/// A message for the layers above; updates and refreshes stay inside.
struct MessageReceived
{
    Message message;
};

/// Guest: the host ended before its hello (PROTOCOL 9.3). A claim: nothing protects it.
struct AlertReceived
{
    Alert alert;
};

/// A direction has a new key.
struct EpochChanged
{
    bool sending = false;
    quint32 epoch = 0;
    EpochCause cause = EpochCause::Handshake;
};

/// Both directions stand on the new secrets.
struct RefreshDone
{};

/// The channel refuses and takes nothing more; the owner sends an alert or close, then ends.
struct ChannelRefused
{
    Error error;
};

using ChannelEvent =
    std::variant<HandshakeDone, MessageReceived, AlertReceived, EpochChanged, RefreshDone, ChannelRefused>;
using ChannelEvents = std::vector<ChannelEvent>;

/// What a step gives: bytes to send (whole frames), what happened, and at most one job.
struct ChannelOutput
{
    Bytes bytes;
    ChannelEvents events;
    std::optional<Job> job;
    /// Guest: seal the answer to a refresh; host: seal its end. By sealRefreshAnswer(), when its turn comes.
    bool refreshAnswerDue = false;
    /// Where a record was opened: its frame, opened in place, and where its content lies in it. For a trace.
    Bytes opened;
    qsizetype contentSize = 0;
    [[nodiscard]] BytesView content() const;
};

/// Told what goes out, sealed and in the clear, for the windows that teach. Never told a key.
class SealTrace
{
public:
    virtual ~SealTrace() = default;
    /// One record, appended to what goes out: `size` bytes from `start` on.
    virtual void sealed(qsizetype start, qsizetype size, const Bytes &content) = 0;
};

} // namespace waxwing
