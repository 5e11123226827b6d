// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SecureChannelPrivate.h"

namespace waxwing {

using State = SecureChannel::State;

namespace {

Error wrongResult()
{
    return {Code::Internal, QStringLiteral("a job brought something else than it was asked for")};
}

} // namespace

ChannelOutput SecureChannel::Private::startJob(std::function<JobResult()> run)
{
    ChannelOutput output;
    output.job = Job{++jobs, std::move(run)};
    return output;
}

// ---- The host's half of the handshake (PROTOCOL 6)

ChannelOutput SecureChannel::Private::takeGuestHello(Frame frame)
{
    hostHandshake = std::make_unique<HostHandshake>(std::move(identity), *random);
    auto work = hostHandshake->takeGuestHello(std::move(frame));
    if (!work)
        return refuse(work.error());
    moveTo(State::WaitingForEncapsulation);
    afterJob = [this](JobResult result) { return takeEncapsulated(std::move(result)); };
    return startJob(std::move(*work));
}

ChannelOutput SecureChannel::Private::takeEncapsulated(JobResult result)
{
    auto *encapsulated = std::get_if<Encapsulated>(&result);
    if (!encapsulated)
        return refuse(wrongResult());
    ChannelOutput output;
    output.bytes = hostHandshake->hostHello(std::move(*encapsulated)).bytes;
    HandshakeSecrets secrets = hostHandshake->secrets();
    sending.emplace(RecordCipher::Direction::Seal, std::move(secrets.hostToGuest), 0U);
    receiving.emplace(RecordCipher::Direction::Open, std::move(secrets.guestToHost), 0U);
    moveTo(State::WaitingForReady);
    return output;
}

ChannelOutput SecureChannel::Private::takeReady(Frame frame)
{
    ChannelOutput output;
    const Result<Message> message = openRecord(std::move(frame), output);
    if (!message)
        return refuse(message.error());
    if (!std::holds_alternative<Ready>(*message))
        return unexpected(QStringLiteral("%1 instead of ready").arg(messageName(*message)));
    auto work = hostHandshake->takeReady(output.content());
    moveTo(State::WaitingForSignature);
    afterJob = [this](JobResult signature) { return takeSignature(std::move(signature)); };
    output.job = std::move(startJob(std::move(work)).job);
    return output;
}

ChannelOutput SecureChannel::Private::takeSignature(JobResult result)
{
    const auto *signature = std::get_if<Bytes>(&result);
    if (!signature)
        return refuse(wrongResult());
    ChannelOutput output;
    sealContent(hostHandshake->proof(*signature), output.bytes);
    open(hostHandshake->session(), output);
    output.events.emplace_back(HandshakeDone{});
    return output;
}

// ---- The guest's half

ChannelOutput SecureChannel::Private::takeHostHello(const Frame &frame)
{
    auto work = guestHandshake->takeHostHello(frame);
    if (!work)
        return refuse(work.error());
    moveTo(State::WaitingForSecret);
    afterJob = [this](JobResult result) { return takeSecret(std::move(result)); };
    return startJob(std::move(*work));
}

ChannelOutput SecureChannel::Private::takeAlert(const Frame &frame)
{
    const Result<Alert> alert = decodeAlert(frame.body());
    if (!alert)
        return refuse(alert.error());
    moveTo(State::Closed);
    ChannelOutput output;
    output.events.emplace_back(AlertReceived{*alert});
    return output;
}

ChannelOutput SecureChannel::Private::takeSecret(JobResult result)
{
    const auto *secret = std::get_if<SecretBytes>(&result);
    if (!secret)
        return refuse(wrongResult());
    guestHandshake->takeSecret(*secret);
    HandshakeSecrets secrets = guestHandshake->secrets();
    sending.emplace(RecordCipher::Direction::Seal, std::move(secrets.guestToHost), 0U);
    receiving.emplace(RecordCipher::Direction::Open, std::move(secrets.hostToGuest), 0U);
    ChannelOutput output;
    sealContent(guestHandshake->ready(), output.bytes);
    moveTo(State::WaitingForProof);
    return output;
}

ChannelOutput SecureChannel::Private::takeProof(Frame frame)
{
    ChannelOutput output;
    Result<Message> message = openRecord(std::move(frame), output);
    if (!message)
        return refuse(message.error());
    if (std::holds_alternative<Close>(*message)) { // in place of the proof, and not hashed
        moveTo(State::Closed);
        output.events.emplace_back(MessageReceived{std::move(*message)});
        return output;
    }
    const auto *proof = std::get_if<HostProof>(&*message);
    if (!proof)
        return unexpected(QStringLiteral("%1 instead of host").arg(messageName(*message)));
    auto work = guestHandshake->takeProof(output.content(), *proof);
    moveTo(State::WaitingForVerdict);
    afterJob = [this](JobResult verdict) { return takeVerdict(std::move(verdict)); };
    output.job = std::move(startJob(std::move(work)).job);
    return output;
}

ChannelOutput SecureChannel::Private::takeVerdict(JobResult result)
{
    const auto *key = std::get_if<PublicKey>(&result);
    if (!key)
        return refuse(wrongResult());
    ChannelOutput output;
    open(guestHandshake->session(), output);
    output.events.emplace_back(HandshakeDone{*key});
    return output;
}

/// Both directions move to epoch 1; root, master and all of epoch 0 are wiped.
void SecureChannel::Private::open(SessionSecrets session, ChannelOutput &output)
{
    const bool isHost = role == Role::Host;
    sending->advance(std::move(isHost ? session.hostToGuest : session.guestToHost));
    receiving->advance(std::move(isHost ? session.guestToHost : session.hostToGuest));
    exporter = std::move(session.exporter);
    chain = std::move(session.chain);
    moveTo(State::Open);
    output.events.emplace_back(EpochChanged{true, sending->epoch(), EpochCause::Handshake});
    output.events.emplace_back(EpochChanged{false, receiving->epoch(), EpochCause::Handshake});
}

} // namespace waxwing
