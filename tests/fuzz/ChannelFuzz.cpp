// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChannelPair.h"
#include "DirectSides.h"
#include "TestKeys.h"

using namespace waxwing;

namespace {

/// Reads an input as steps.
class Steps
{
public:
    Steps(const quint8 *data, std::size_t size) : m_data(data), m_size(size) {}
    [[nodiscard]] bool isEmpty() const { return m_at >= m_size; }
    quint8 byte() { return isEmpty() ? quint8(0) : m_data[m_at++]; }
    Bytes bytes()
    {
        const std::size_t wanted = (std::size_t(byte()) << 8) | byte();
        const std::size_t size = std::min(wanted, m_size - m_at);
        const Bytes piece(reinterpret_cast<const char *>(m_data) + m_at, static_cast<qsizetype>(size));
        m_at += size;
        return piece;
    }

private:
    const quint8 *m_data;
    std::size_t m_size;
    std::size_t m_at = 0;
};

JobResult copyOf(const JobResult &result)
{
    if (const auto *made = std::get_if<Encapsulated>(&result))
        return Encapsulated{made->secret.clone(), made->ciphertext};
    if (const auto *opened = std::get_if<SecretBytes>(&result))
        return opened->clone();
    if (const auto *signature = std::get_if<Bytes>(&result))
        return *signature;
    return std::get<PublicKey>(result);
}

const DirectSides &directSides()
{
    static const DirectSides sides;
    return sides;
}

std::unique_ptr<ChannelPair> freshPair(bool isDirect)
{
    static const auto identity = testKeys::identity();
    static const auto key = testKeys::oneTimeKey();
    if (!isDirect)
        return std::make_unique<ChannelPair>(key, identity);
    return std::make_unique<ChannelPair>(directSides().caller(), directSides().callee());
}

/// An open pair. Keys and randomness are the same each time, so the slow arithmetic of the handshake is done
/// once and its results are kept: it costs some hundred times what is tried here.
std::unique_ptr<ChannelPair> newPair(bool isDirect)
{
    static auto &ofBoth = *new std::array<std::vector<JobResult>, 2>;
    std::vector<JobResult> &results = ofBoth[isDirect ? 1 : 0];
    auto pair = freshPair(isDirect);
    pair->guest.holdJobs = pair->host.holdJobs = true;
    pair->open();
    for (std::size_t job = 0; pair->host.heldJob || pair->guest.heldJob; ++job) {
        ChannelEnd &end = pair->host.heldJob ? pair->host : pair->guest;
        const Job held = *std::exchange(end.heldJob, {});
        if (job == results.size())
            results.push_back(held.run());
        end.take(end.channel.completed(held.number, copyOf(results[job])));
        pair->pump();
    }
    pair->guest.holdJobs = pair->host.holdJobs = false;
    using State = SecureChannel::State;
    if (pair->guest.channel.state() != State::Open || pair->host.channel.state() != State::Open)
        __builtin_trap();
    if (isDirect)
        pair->refresh();
    else
        pair->identify();
    return pair;
}

bool isEnded(const ChannelEnd &end)
{
    const auto state = end.channel.state();
    return state == SecureChannel::State::Refused || state == SecureChannel::State::Closed;
}

/// One end of a fresh channel eats frames that nobody sealed.
void feedFresh(ChannelEnd &end, Steps &steps)
{
    end.take(end.channel.start());
    while (!steps.isEmpty() && !end.channel.isWaitingForJob() && !isEnded(end)) {
        const auto type = static_cast<FrameType>(steps.byte() % 4 + 1);
        end.receive(makeFrame(type, steps.bytes()));
        if (end.channel.state() == SecureChannel::State::Open)
            __builtin_trap(); // nobody proved anything
    }
}

/// An open pair: contents sealed by one side, raw frames, updates, refreshes and closes in any order.
void feedOpen(ChannelPair &pair, Steps &steps)
{
    while (!steps.isEmpty() && !isEnded(pair.guest) && !isEnded(pair.host)) {
        const quint8 step = steps.byte();
        ChannelEnd &from = (step & 1) ? pair.guest : pair.host;
        ChannelEnd &to = (step & 1) ? pair.host : pair.guest;
        Bytes out;
        ChannelEvents events;
        switch ((step >> 1) % 6) {
        case 0:
        case 1:
            from.channel.seal({steps.bytes(), (step & 0x80) != 0}, out, events);
            break;
        case 2:
            out = makeFrame(FrameType::Record, steps.bytes()).bytes;
            break;
        case 3:
            from.channel.sealRefresh(out, events);
            break;
        case 4:
            from.channel.sealRefreshAnswer(out, events);
            break;
        case 5:
            from.channel.sealClose(steps.byte(), out);
            break;
        }
        ChannelPair::carry(framesOf(out), to);
        pair.pump();
    }
    for (ChannelEnd *end : {&pair.guest, &pair.host}) {
        Bytes out;
        ChannelEvents events;
        if (isEnded(*end) && (end->channel.seal(encode(Ping{}), out, events) || !out.isEmpty()))
            __builtin_trap(); // a channel that refused says nothing more
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    // An open pair is kept; and never destroyed, since Botan's own pool of memory may end before a static of
    // ours.
    static auto &keptOfBoth = *new std::array<std::unique_ptr<ChannelPair>, 2>;
    Steps steps(data, size);
    static ScriptedRandom random{{}, 3};
    const quint8 kind = steps.byte();
    const bool isDirect = (kind & 0x80) != 0; // between two members
    switch (kind % 4) {
    case 0: {
        static const auto identity = testKeys::identity();
        ChannelEnd host(isDirect ? directSides().callee()(random) : SecureChannel::host(identity, random));
        feedFresh(host, steps);
        break;
    }
    case 1: {
        static const auto key =
            testKeys::oneTimeKey(); // used up after the first secret that arrives: refused then
        ChannelEnd guest(isDirect ? directSides().caller()(random) : SecureChannel::guest(key, random));
        feedFresh(guest, steps);
        break;
    }
    default:
        std::unique_ptr<ChannelPair> &kept = keptOfBoth[isDirect ? 1 : 0];
        if (!kept || isEnded(kept->guest) || isEnded(kept->host))
            kept = newPair(isDirect);
        kept->guest.events.clear();
        kept->host.events.clear();
        feedOpen(*kept, steps);
    }
    return 0;
}
