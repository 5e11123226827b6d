// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SecureChannelPrivate.h"

#include "Record.h"

namespace waxwing {

using State = SecureChannel::State;

namespace {

bool endsEpoch(const Message &message)
{
    return std::holds_alternative<Update>(message) || std::holds_alternative<Refreshed>(message) ||
           std::holds_alternative<RefreshEnd>(message) || std::holds_alternative<Close>(message);
}

template <class... Ms> bool isOneOf(const Message &message)
{
    return (std::holds_alternative<Ms>(message) || ...);
}

} // namespace

// ---- Opening (PROTOCOL 5.3)

Result<Message> SecureChannel::Private::openRecord(Frame frame, ChannelOutput &output)
{
    const Result<BytesView> content = receiving->open(frame);
    if (!content)
        return tl::make_unexpected(content.error());
    output.contentSize = content->size();
    output.opened = std::move(frame.bytes);
    return decodeMessage(output.content());
}

/// What has no place behind the handshake of this link; the order of what has one is for the layers above.
bool SecureChannel::Private::isOnThisLink(const Message &message) const
{
    if (isOneOf<Close>(message))
        return true;
    if (!parties) // PROTOCOL 16.5: these are of direct links alone
        return !isOneOf<Ready, HostProof, GuestProof, Tell, Told>(message);
    return hasRefreshed && isOneOf<Tell, Told, Read, Writing, Ping, Pong, GetFile, FileChunk, FileTook,
                                   FileSent, FileRefused, StopFile>(message);
}

ChannelOutput SecureChannel::Private::takeRecord(Frame frame)
{
    ChannelOutput output;
    Result<Message> message = openRecord(std::move(frame), output);
    if (!message)
        return refuse(message.error(), std::move(output));
    if (receiving->isUsedUp() && !endsEpoch(*message))
        return unexpected(QStringLiteral("record 2^20 of an epoch does not end it"), std::move(output));
    if (std::holds_alternative<Update>(*message))
        return takeUpdate(std::move(output));
    if (const auto *offer = std::get_if<Refresh>(&*message))
        return takeRefresh(*offer, std::move(output));
    if (const auto *answer = std::get_if<Refreshed>(&*message))
        return takeRefreshed(*answer, std::move(output));
    if (std::holds_alternative<RefreshEnd>(*message))
        return takeRefreshEnd(std::move(output));
    if (!isOnThisLink(*message))
        return unexpected(QStringLiteral("%1 on this kind of link, or too early").arg(messageName(*message)),
                          std::move(output));
    if (std::holds_alternative<Close>(*message))
        moveTo(State::Closed);
    else if (isTalk(*message))
        receiving->countTalk();
    output.events.emplace_back(MessageReceived{std::move(*message)});
    return output;
}

ChannelOutput SecureChannel::Private::takeUpdate(ChannelOutput output)
{
    const bool isFirstOfAll = receiving->epoch() == 1 && receiving->sequence() == 1;
    if (role == Role::Guest && isFirstOfAll) // PROTOCOL 7.1: that place is the lobby's
        return unexpected(QStringLiteral("an update before the lobby"), std::move(output));
    receiving->update();
    output.events.emplace_back(EpochChanged{false, receiving->epoch(), EpochCause::Update});
    return output;
}

// ---- Refresh (PROTOCOL 5.5)

ChannelOutput SecureChannel::Private::takeRefresh(const Refresh &offer, ChannelOutput output)
{
    if (role != Role::Guest || refresh)
        return unexpected(QStringLiteral("a refresh was offered twice, or to the host"), std::move(output));
    if (username.isEmpty() || !exporter.isEmpty())
        return unexpected(QStringLiteral("a refresh was offered before identity"), std::move(output));
    auto exchange = RefreshExchange::answer(offer.share, chain, username, *random);
    if (!exchange)
        return refuse(exchange.error(), std::move(output));
    refresh = std::move(*exchange);
    output.refreshAnswerDue = true;
    return output;
}

ChannelOutput SecureChannel::Private::takeRefreshed(const Refreshed &answer, ChannelOutput output)
{
    if (role != Role::Host || !refresh || refresh->stage() != RefreshExchange::Stage::Offered)
        return unexpected(QStringLiteral("an answer to a refresh that was not offered"), std::move(output));
    if (const Result<void> taken = refresh->takeAnswer(answer.share, chain, username); !taken)
        return refuse(taken.error(), std::move(output));
    receiving->advance(refresh->takeGuestToHost());
    output.events.emplace_back(EpochChanged{false, receiving->epoch(), EpochCause::Refresh});
    output.refreshAnswerDue = true;
    return output;
}

ChannelOutput SecureChannel::Private::takeRefreshEnd(ChannelOutput output)
{
    if (role != Role::Guest || !refresh || refresh->stage() != RefreshExchange::Stage::AnswerSent)
        return unexpected(QStringLiteral("the end of a refresh that was not answered"), std::move(output));
    receiving->advance(refresh->takeHostToGuest());
    refresh.reset();
    hasRefreshed = true;
    output.events.emplace_back(EpochChanged{false, receiving->epoch(), EpochCause::Refresh});
    output.events.emplace_back(RefreshDone{});
    return output;
}

bool SecureChannel::sealRefresh(Bytes &out, ChannelEvents &events)
{
    if (!canSeal() || d->role != Role::Host || d->refresh || d->username.isEmpty() || !d->exporter.isEmpty())
        return false;
    d->refresh = RefreshExchange::offer(*d->random);
    d->makeRoom(out, events);
    d->sealContent(encode(Message(Refresh{d->refresh->share()})).content, out);
    return true;
}

bool SecureChannel::sealRefreshAnswer(Bytes &out, ChannelEvents &events)
{
    if (!canSeal() || !d->refresh || d->refresh->stage() != RefreshExchange::Stage::AnswerDue)
        return false;
    if (d->role == Role::Guest) {
        d->sealContent(encode(Message(Refreshed{d->refresh->share()})).content, out);
        d->sending->advance(d->refresh->takeGuestToHost());
        d->refresh->setAnswerSent();
        events.emplace_back(EpochChanged{true, d->sending->epoch(), EpochCause::Refresh});
        return true;
    }
    d->sealContent(encode(Message(RefreshEnd{})).content, out);
    d->sending->advance(d->refresh->takeHostToGuest());
    d->refresh.reset();
    d->hasRefreshed = true;
    events.emplace_back(EpochChanged{true, d->sending->epoch(), EpochCause::Refresh});
    events.emplace_back(RefreshDone{});
    return true;
}

// ---- Sealing

std::optional<qsizetype> SecureChannel::seal(const EncodedMessage &message, Bytes &out, ChannelEvents &events)
{
    if (!canSeal())
        return {};
    d->makeRoom(out, events);
    const qsizetype start = out.size();
    d->sealContent(message.content, out);
    if (message.countsAsTalk) {
        d->sending->countTalk();
        if (d->updateEvery > 0 && d->sending->talk() >= d->updateEvery)
            d->sealUpdate(out, events);
    }
    return start;
}

bool SecureChannel::sealClose(quint8 code, Bytes &out)
{
    if (!canSealClose())
        return false;
    d->sealContent(encode(Message(Close{code})).content, out);
    d->moveTo(State::Closed);
    return true;
}

void SecureChannel::Private::sealContent(const Bytes &content, Bytes &out)
{
    Q_ASSERT(content.size() <= limits::content);
    const qsizetype start = out.size();
    sending->seal(content, out);
    if (trace)
        trace->sealed(start, out.size() - start, content);
}

void SecureChannel::Private::sealUpdate(Bytes &out, ChannelEvents &events)
{
    sealContent(encode(Message(Update{})).content, out);
    sending->update();
    events.emplace_back(EpochChanged{true, sending->epoch(), EpochCause::Update});
}

/// Record 2^20 of an epoch is its last: an update takes that place, and what was to be sealed comes behind
/// it.
void SecureChannel::Private::makeRoom(Bytes &out, ChannelEvents &events)
{
    if (sending->isAtLastRecord())
        sealUpdate(out, events);
}

} // namespace waxwing
