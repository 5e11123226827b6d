// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectionState.h"
#include "GuestHandshake.h"
#include "HostHandshake.h"
#include "RefreshExchange.h"
#include "SecureChannel.h"

namespace waxwing {

/// What stands behind SecureChannel: SecureChannel.cpp has its face and its states,
/// SecureChannelHandshake.cpp the steps up to Open, SecureChannelRecords.cpp those after it.
struct SecureChannel::Private
{
    Role role = Role::Guest;
    State state = State::Fresh;
    bool loggedIn = false;
    Random *random = nullptr;
    SealTrace *trace = nullptr;
    KeyTrace *keyTrace = nullptr;
    quint64 jobs = 0;
    bool helloSent = false;                           ///< host
    std::function<ChannelOutput(JobResult)> afterJob; ///< set while a job is out

    // The handshake's: gone when it is done.
    std::shared_ptr<const Identity> identity;
    std::shared_ptr<OneTimeKey> oneTimeKey;
    std::unique_ptr<HostHandshake> hostHandshake;
    std::unique_ptr<GuestHandshake> guestHandshake;

    std::optional<DirectionState> sending;
    std::optional<DirectionState> receiving;
    std::optional<DirectParties> parties; ///< of a direct link
    std::optional<PublicKey> peer;        ///< direct: proved, while the handshake goes on
    bool hasRefreshed = false;            ///< direct: before that nothing but the refresh is sent
    SecretBytes exporter;
    SecretBytes chain;
    quint64 updateEvery = 0;
    Bytes username; ///< UTF-8
    std::unique_ptr<RefreshExchange> refresh;

    bool moveTo(State next);
    /// `output`: of the record that is refused, where it opened; what was in it stays, for the trace.
    ChannelOutput refuse(Error error, ChannelOutput output = {});
    ChannelOutput unexpected(const QString &what, ChannelOutput output = {});
    void wipeAll();

    ChannelOutput startJob(std::function<JobResult()> run);
    ChannelOutput takeGuestHello(Frame frame);
    ChannelOutput takeEncapsulated(JobResult result);
    ChannelOutput takeReady(Frame frame);
    ChannelOutput takeSignature(JobResult result);
    ChannelOutput takeHostHello(const Frame &frame);
    ChannelOutput takeAlert(const Frame &frame);
    ChannelOutput takeSecret(JobResult result);
    ChannelOutput takeProof(Frame frame);
    ChannelOutput takeVerdict(JobResult result);
    ChannelOutput takeOwnSignature(JobResult result);
    ChannelOutput takeCallerProof(Frame frame);
    ChannelOutput takeCallerVerdict(JobResult result);
    void open(SessionSecrets session, ChannelOutput &output);

    [[nodiscard]] Bytes context() const;
    [[nodiscard]] bool isOnThisLink(const Message &message) const;
    Result<Message> openRecord(Frame frame, ChannelOutput &output);
    ChannelOutput takeRecord(Frame frame);
    ChannelOutput takeUpdate(ChannelOutput output);
    ChannelOutput takeRefresh(const Refresh &offer, ChannelOutput output);
    ChannelOutput takeRefreshed(const Refreshed &answer, ChannelOutput output);
    ChannelOutput takeRefreshEnd(ChannelOutput output);

    void beginDirections(SecretBytes sendingSecret, SecretBytes receivingSecret);
    void sealContent(const Bytes &content, Bytes &out);
    void sealUpdate(Bytes &out, ChannelEvents &events);
    void makeRoom(Bytes &out, ChannelEvents &events);
};

} // namespace waxwing
