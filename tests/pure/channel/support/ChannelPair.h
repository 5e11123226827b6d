// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ScriptedRandom.h"
#include "SecureChannel.h"

namespace waxwing {

/// Whole frames out of a run of bytes.
std::vector<Frame> framesOf(BytesView bytes);

/// One end of a link without a wire: frames in, frames out, jobs run inline.
class ChannelEnd
{
public:
    explicit ChannelEnd(SecureChannel ch) : channel(std::move(ch)) {}

    /// Keeps output, runs its job and what follows from it.
    void take(ChannelOutput output);
    void receive(const Frame &frame) { take(channel.receive(frame)); }
    /// Seals one message and gives its frames, updates included.
    std::vector<Frame> seal(const Message &message);
    [[nodiscard]] std::vector<Frame> takeFrames();
    /// The refusal, if there was one.
    [[nodiscard]] std::optional<Error> refusal() const;
    template <class Event> [[nodiscard]] int count() const
    {
        int n = 0;
        for (const ChannelEvent &event : events)
            n += std::holds_alternative<Event>(event) ? 1 : 0;
        return n;
    }
    /// The last message that came.
    template <class M> [[nodiscard]] const M *last() const
    {
        for (auto event = events.rbegin(); event != events.rend(); ++event) {
            if (const auto *message = std::get_if<MessageReceived>(&*event))
                return std::get_if<M>(&message->message);
        }
        return nullptr;
    }

    SecureChannel channel;
    ChannelEvents events;
    Bytes outgoing;
    std::optional<Job> heldJob; ///< with holdJobs
    bool holdJobs = false;
    bool answerDue = false;
};

/// Guest and host of one link.
class ChannelPair
{
public:
    ChannelPair(std::shared_ptr<OneTimeKey> key, std::shared_ptr<const Identity> identity);
    /// Any two: each is made with the random source of its end.
    using Maker = std::function<SecureChannel(Random &)>;
    ChannelPair(const Maker &makeGuest, const Maker &makeHost);

    /// Carries frames both ways until nothing moves.
    void pump();
    /// The whole handshake; true where both ends are open.
    bool open();
    /// What follows the handshake before a refresh may be: names known, exporter wiped.
    void identify(const QString &name = QStringLiteral("ada"));
    /// A whole refresh.
    void refresh();
    /// Carries frames to an end and gives its answer's frames.
    static void carry(const std::vector<Frame> &frames, ChannelEnd &to);

    ScriptedRandom guestRandom{{}, 7};
    ScriptedRandom hostRandom{{}, 11};
    ChannelEnd guest;
    ChannelEnd host;
};

} // namespace waxwing
