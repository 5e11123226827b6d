// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChannelPair.h"

namespace waxwing {

std::vector<Frame> framesOf(BytesView bytes)
{
    std::vector<Frame> frames;
    FrameReader reader;
    reader.setLongestLength(limits::frameLength);
    while (!bytes.isEmpty()) {
        const BytesView piece = bytes.first(qMin(reader.lacking(), bytes.size()));
        bytes = bytes.sliced(piece.size());
        FrameReader::Answer answer = reader.take(piece);
        if (auto *frame = std::get_if<Frame>(&answer))
            frames.push_back(std::move(*frame));
        else if (std::holds_alternative<Error>(answer))
            qFatal("not frames");
    }
    return frames;
}

void ChannelEnd::take(ChannelOutput output)
{
    outgoing += output.bytes;
    for (ChannelEvent &event : output.events)
        events.push_back(std::move(event));
    answerDue = answerDue || output.refreshAnswerDue;
    if (!output.job)
        return;
    if (holdJobs) {
        heldJob = std::move(output.job);
        return;
    }
    take(channel.completed(output.job->number, output.job->run()));
}

std::vector<Frame> ChannelEnd::seal(const Message &message)
{
    Bytes out;
    if (!channel.seal(encode(message), out, events))
        return {};
    return framesOf(out);
}

std::vector<Frame> ChannelEnd::takeFrames()
{
    return framesOf(std::exchange(outgoing, {}));
}

std::optional<Error> ChannelEnd::refusal() const
{
    for (const ChannelEvent &event : events) {
        if (const auto *refused = std::get_if<ChannelRefused>(&event))
            return refused->error;
    }
    return {};
}

ChannelPair::ChannelPair(std::shared_ptr<OneTimeKey> key, std::shared_ptr<const Identity> identity)
    : guest(SecureChannel::guest(std::move(key), guestRandom)),
      host(SecureChannel::host(std::move(identity), hostRandom))
{}

ChannelPair::ChannelPair(const Maker &makeGuest, const Maker &makeHost)
    : guest(makeGuest(guestRandom)), host(makeHost(hostRandom))
{}

void ChannelPair::carry(const std::vector<Frame> &frames, ChannelEnd &to)
{
    for (const Frame &frame : frames)
        to.receive(frame);
}

void ChannelPair::pump()
{
    while (!guest.outgoing.isEmpty() || !host.outgoing.isEmpty()) {
        carry(guest.takeFrames(), host);
        carry(host.takeFrames(), guest);
    }
}

bool ChannelPair::open()
{
    host.take(host.channel.start());
    guest.take(guest.channel.start());
    pump();
    return guest.channel.state() == SecureChannel::State::Open &&
           host.channel.state() == SecureChannel::State::Open;
}

void ChannelPair::identify(const QString &name)
{
    for (ChannelEnd *end : {&guest, &host}) {
        end->channel.setLoggedIn();
        end->channel.setUsername(name);
        end->channel.wipeExporter();
    }
}

void ChannelPair::refresh()
{
    host.channel.sealRefresh(host.outgoing, host.events);
    pump();
    if (std::exchange(guest.answerDue, false))
        guest.channel.sealRefreshAnswer(guest.outgoing, guest.events);
    pump();
    if (std::exchange(host.answerDue, false))
        host.channel.sealRefreshAnswer(host.outgoing, host.events);
    pump();
}

} // namespace waxwing
