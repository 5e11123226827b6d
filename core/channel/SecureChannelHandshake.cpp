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

/// What the transcript begins with: a room link and a direct one never have the same keys (PROTOCOL 16.3).
Bytes SecureChannel::Private::context() const
{
    return parties ? parties->context() : Transcript::roomContext();
}

ChannelOutput SecureChannel::Private::startJob(std::function<JobResult()> run)
{
    ChannelOutput output;
    output.job = Job{++jobs, std::move(run)};
    return output;
}

void SecureChannel::Private::beginDirections(SecretBytes sendingSecret, SecretBytes receivingSecret)
{
    sending.emplace(RecordCipher::Direction::Seal, std::move(sendingSecret), 0U);
    receiving.emplace(RecordCipher::Direction::Open, std::move(receivingSecret), 0U);
    sending->setKeyTrace(keyTrace);
    receiving->setKeyTrace(keyTrace);
}

// ---- The host's half of the handshake (PROTOCOL 6)

ChannelOutput SecureChannel::Private::takeGuestHello(Frame frame)
{
    hostHandshake = std::make_unique<HostHandshake>(std::move(identity), *random, context());
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
    beginDirections(std::move(secrets.hostToGuest), std::move(secrets.guestToHost));
    helloSent = true;
    moveTo(State::WaitingForReady);
    return output;
}

ChannelOutput SecureChannel::Private::takeReady(Frame frame)
{
    ChannelOutput output;
    const Result<Message> message = openRecord(std::move(frame), output);
    if (!message)
        return refuse(message.error(), std::move(output));
    if (!std::holds_alternative<Ready>(*message))
        return unexpected(QStringLiteral("%1 instead of ready").arg(messageName(*message)),
                          std::move(output));
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
    if (parties) {
        moveTo(State::WaitingForCallerProof);
        return output;
    }
    open(hostHandshake->session(), output);
    output.events.emplace_back(HandshakeDone{});
    return output;
}

/// Frame 5 (PROTOCOL 16.3).
ChannelOutput SecureChannel::Private::takeCallerProof(Frame frame)
{
    ChannelOutput output;
    const Result<Message> message = openRecord(std::move(frame), output);
    if (!message)
        return refuse(message.error(), std::move(output));
    const auto *proof = std::get_if<GuestProof>(&*message);
    if (!proof)
        return unexpected(QStringLiteral("%1 instead of guest").arg(messageName(*message)),
                          std::move(output));
    auto work = hostHandshake->takeGuestProof(output.content(), *proof, parties->peer);
    moveTo(State::WaitingForCallerVerdict);
    afterJob = [this](JobResult verdict) { return takeCallerVerdict(std::move(verdict)); };
    output.job = std::move(startJob(std::move(work)).job);
    return output;
}

ChannelOutput SecureChannel::Private::takeCallerVerdict(JobResult result)
{
    const auto *key = std::get_if<PublicKey>(&result);
    if (!key)
        return refuse(wrongResult());
    ChannelOutput output;
    open(hostHandshake->session(), output);
    output.events.emplace_back(HandshakeDone{*key});
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
    beginDirections(std::move(secrets.guestToHost), std::move(secrets.hostToGuest));
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
        return refuse(message.error(), std::move(output));
    if (std::holds_alternative<Close>(*message)) { // in place of the proof, and not hashed
        moveTo(State::Closed);
        output.events.emplace_back(MessageReceived{std::move(*message)});
        return output;
    }
    const auto *proof = std::get_if<HostProof>(&*message);
    if (!proof)
        return unexpected(QStringLiteral("%1 instead of host").arg(messageName(*message)), std::move(output));
    auto work = guestHandshake->takeProof(output.content(), *proof, parties ? parties->peer : Bytes());
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
    if (parties) {
        peer = *key;
        moveTo(State::WaitingForOwnSignature);
        afterJob = [this](JobResult signature) { return takeOwnSignature(std::move(signature)); };
        return startJob(guestHandshake->sign(identity));
    }
    ChannelOutput output;
    open(guestHandshake->session(), output);
    output.events.emplace_back(HandshakeDone{*key});
    return output;
}

/// Frame 5, to the callee that has proved itself (PROTOCOL 16.3).
ChannelOutput SecureChannel::Private::takeOwnSignature(JobResult result)
{
    const auto *signature = std::get_if<Bytes>(&result);
    if (!signature || signature->isEmpty())
        return refuse(wrongResult());
    ChannelOutput output;
    sealContent(guestHandshake->proof(identity->publicKey(), *signature), output.bytes);
    HandshakeDone done{peer};
    open(guestHandshake->session(), output);
    output.events.emplace_back(std::move(done));
    return output;
}

/// Both directions move to epoch 1; root, master and all of epoch 0 are wiped.
void SecureChannel::Private::open(SessionSecrets session, ChannelOutput &output)
{
    const bool isHost = role == Role::Host;
    sending->advance(std::move(isHost ? session.hostToGuest : session.guestToHost));
    receiving->advance(std::move(isHost ? session.guestToHost : session.hostToGuest));
    if (!parties) // nobody logs in on a direct link
        exporter = std::move(session.exporter);
    chain = std::move(session.chain);
    moveTo(State::Open);
    output.events.emplace_back(EpochChanged{true, sending->epoch(), EpochCause::Handshake});
    output.events.emplace_back(EpochChanged{false, receiving->epoch(), EpochCause::Handshake});
}

} // namespace waxwing
