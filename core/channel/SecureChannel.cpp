// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SecureChannelPrivate.h"

namespace waxwing {

using State = SecureChannel::State;

namespace {

bool isAllowed(State from, State to)
{
    switch (to) {
    case State::Fresh:
        return false;
    case State::WaitingForHostHello:
    case State::WaitingForGuestHello:
        return from == State::Fresh;
    case State::WaitingForSecret:
        return from == State::WaitingForHostHello;
    case State::WaitingForProof:
        return from == State::WaitingForSecret;
    case State::WaitingForVerdict:
        return from == State::WaitingForProof;
    case State::WaitingForEncapsulation:
        return from == State::WaitingForGuestHello;
    case State::WaitingForReady:
        return from == State::WaitingForEncapsulation;
    case State::WaitingForSignature:
        return from == State::WaitingForReady;
    case State::WaitingForOwnSignature:
        return from == State::WaitingForVerdict;
    case State::WaitingForCallerProof:
        return from == State::WaitingForSignature;
    case State::WaitingForCallerVerdict:
        return from == State::WaitingForCallerProof;
    case State::Open:
        return from == State::WaitingForVerdict || from == State::WaitingForSignature ||
               from == State::WaitingForOwnSignature || from == State::WaitingForCallerVerdict;
    case State::Refused:
        return from != State::Closed;
    case State::Closed:
        return true;
    }
    return false;
}

const Error *errorOf(const JobResult &result)
{
    return std::get_if<Error>(&result);
}

} // namespace

BytesView ChannelOutput::content() const
{
    if (opened.isEmpty())
        return {};
    return BytesView(opened).sliced(limits::additionalDataSize + limits::lengthFieldSize, contentSize);
}

// The one place where the state changes.
bool SecureChannel::Private::moveTo(State next)
{
    const bool allowed = isAllowed(state, next);
    Q_ASSERT(allowed);
    if (next == State::Refused && role == Role::Guest && state != State::Open)
        sending.reset(); // to a host that has proved nothing there is no last word
    if (next == State::Refused &&
        (state == State::WaitingForCallerProof || state == State::WaitingForCallerVerdict))
        sending.reset(); // the caller may stand in epoch 1 already (PROTOCOL 16.3)
    state = allowed ? next : State::Refused;
    if (state == State::Open || state == State::Refused || state == State::Closed) {
        hostHandshake.reset();
        guestHandshake.reset();
        identity.reset();
        oneTimeKey.reset();
        peer.reset();
    }
    if (state == State::Refused || state == State::Closed)
        wipeAll();
    return allowed;
}

/// What a link that takes nothing more has no use for. After a refusal the sending direction stays, for one
/// close.
void SecureChannel::Private::wipeAll()
{
    afterJob = nullptr;
    receiving.reset();
    refresh.reset();
    exporter.wipe();
    chain.wipe();
    if (state == State::Closed)
        sending.reset();
}

ChannelOutput SecureChannel::Private::refuse(Error error, ChannelOutput output)
{
    if (state != State::Closed && state != State::Refused)
        moveTo(State::Refused);
    ChannelOutput refusal;
    refusal.opened = std::move(output.opened);
    refusal.contentSize = output.contentSize;
    refusal.events.emplace_back(ChannelRefused{std::move(error)});
    return refusal;
}

ChannelOutput SecureChannel::Private::unexpected(const QString &what, ChannelOutput output)
{
    return refuse({Code::Unexpected, what}, std::move(output));
}

SecureChannel::SecureChannel(std::unique_ptr<Private> p) : d(std::move(p)) {}
SecureChannel::SecureChannel(SecureChannel &&) noexcept = default;
SecureChannel &SecureChannel::operator=(SecureChannel &&) noexcept = default;
SecureChannel::~SecureChannel() = default;

SecureChannel SecureChannel::host(std::shared_ptr<const Identity> identity, Random &random)
{
    auto p = std::make_unique<Private>();
    p->role = Role::Host;
    p->random = &random;
    p->identity = std::move(identity);
    return SecureChannel(std::move(p));
}

SecureChannel SecureChannel::guest(std::shared_ptr<OneTimeKey> key, Random &random)
{
    auto p = std::make_unique<Private>();
    p->role = Role::Guest;
    p->random = &random;
    p->oneTimeKey = std::move(key);
    return SecureChannel(std::move(p));
}

SecureChannel SecureChannel::caller(std::shared_ptr<const Identity> identity, std::shared_ptr<OneTimeKey> key,
                                    const DirectParties &parties, Random &random)
{
    SecureChannel channel = guest(std::move(key), random);
    channel.d->identity = std::move(identity);
    channel.d->username = parties.names();
    channel.d->parties = parties;
    return channel;
}

SecureChannel SecureChannel::callee(std::shared_ptr<const Identity> identity, const DirectParties &parties,
                                    Random &random)
{
    SecureChannel channel = host(std::move(identity), random);
    channel.d->username = parties.names();
    channel.d->parties = parties;
    return channel;
}

ChannelOutput SecureChannel::start()
{
    if (d->state != State::Fresh)
        return d->unexpected(QStringLiteral("started twice"));
    ChannelOutput output;
    if (d->role == Role::Guest) {
        d->guestHandshake =
            std::make_unique<GuestHandshake>(std::move(d->oneTimeKey), *d->random, d->context());
        output.bytes = d->guestHandshake->guestHello().bytes;
        d->moveTo(State::WaitingForHostHello);
    } else {
        d->moveTo(State::WaitingForGuestHello);
    }
    return output;
}

// The one dispatch: what is not listed is refused.
ChannelOutput SecureChannel::receive(Frame frame)
{
    const auto is = [&](State state, FrameType type) { return d->state == state && frame.type == type; };
    if (is(State::WaitingForGuestHello, FrameType::GuestHello))
        return d->takeGuestHello(std::move(frame));
    if (is(State::WaitingForHostHello, FrameType::HostHello))
        return d->takeHostHello(frame);
    if (is(State::WaitingForHostHello, FrameType::Alert))
        return d->takeAlert(frame);
    if (is(State::WaitingForReady, FrameType::Record))
        return d->takeReady(std::move(frame));
    if (is(State::WaitingForProof, FrameType::Record))
        return d->takeProof(std::move(frame));
    if (is(State::WaitingForCallerProof, FrameType::Record))
        return d->takeCallerProof(std::move(frame));
    if (is(State::Open, FrameType::Record))
        return d->takeRecord(std::move(frame));
    return d->unexpected(
        QStringLiteral("frame of type %1 in state %2").arg(int(frame.type)).arg(int(d->state)));
}

ChannelOutput SecureChannel::completed(quint64 number, JobResult result)
{
    if (!d->afterJob || number != d->jobs)
        return {};
    const auto next = std::exchange(d->afterJob, nullptr);
    if (const Error *error = errorOf(result))
        return d->refuse(*error);
    return next(std::move(result));
}

SecureChannel::Role SecureChannel::role() const
{
    return d->role;
}

bool SecureChannel::isDirect() const
{
    return d->parties.has_value();
}

State SecureChannel::state() const
{
    return d->state;
}

bool SecureChannel::isWaitingForJob() const
{
    return d->afterJob != nullptr;
}

bool SecureChannel::canSeal() const
{
    return d->state == State::Open;
}

bool SecureChannel::canSealClose() const
{
    if (d->state == State::WaitingForCallerProof || d->state == State::WaitingForCallerVerdict)
        return false; // in which epoch the caller stands is not known
    return d->sending && (d->role == Role::Host || d->state == State::Open || d->state == State::Refused);
}

bool SecureChannel::canAlert() const
{
    return d->role == Role::Host && !d->helloSent && d->state != State::Closed;
}

void SecureChannel::setUpdateEvery(quint64 messages)
{
    d->updateEvery = messages;
}

void SecureChannel::setUsername(const QString &username)
{
    if (!isDirect())
        d->username = username.toUtf8();
}

bool SecureChannel::isRefreshing() const
{
    return d->refresh != nullptr;
}

quint32 SecureChannel::longestFrame() const
{
    const bool isLong = isDirect() ? d->state == State::Open : d->loggedIn;
    return isLong ? limits::frameLength : limits::frameLengthBeforeLogin;
}

void SecureChannel::setLoggedIn()
{
    d->loggedIn = true;
}

const SecretBytes &SecureChannel::exporter() const
{
    return d->exporter;
}

void SecureChannel::wipeExporter()
{
    d->exporter.wipe();
}

void SecureChannel::setTrace(SealTrace *trace)
{
    d->trace = trace;
}

void SecureChannel::setKeyTrace(KeyTrace *trace)
{
    d->keyTrace = trace;
    for (std::optional<DirectionState> *direction : {&d->sending, &d->receiving}) {
        if (*direction)
            (*direction)->setKeyTrace(trace);
    }
}

namespace {

SecureChannel::DirectionStatus statusOf(const std::optional<DirectionState> &direction)
{
    if (!direction)
        return {};
    return {direction->epoch(), direction->sequence(), direction->talk()};
}

} // namespace

SecureChannel::DirectionStatus SecureChannel::sending() const
{
    return statusOf(d->sending);
}

SecureChannel::DirectionStatus SecureChannel::receiving() const
{
    return statusOf(d->receiving);
}

} // namespace waxwing
