// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "KeyTimeline.h"

#include "Dissection.h"
#include "Frame.h"
#include "Limits.h"
#include "MessageCodec.h"
#include "Record.h"

#include <algorithm>

namespace waxwing {

namespace {

using Began = KeyEpoch::Began;

// A guest reads the same clock and counts the same bytes as the host, but a little later.
constexpr qint64 refreshEveryNs = 15LL * 60 * 1'000'000'000;
constexpr qint64 clockSlackNs = 30LL * 1'000'000'000;
constexpr quint64 refreshEveryBytes = 1ULL << 30;
constexpr quint64 bytesSlack = 1ULL << 20;
constexpr quint64 recordsAnEpoch = 1ULL << 20;

bool isRecord(const TracedFrame &frame)
{
    return frame.kind == TracedFrame::Kind::Frame && frame.verdict == Code{} && frame.hasContent &&
           frame.bytes().size() > limits::frameHeaderSize &&
           quint8(frame.bytes()[limits::lengthFieldSize]) == quint8(FrameType::Record);
}

quint64 bytesUpTo(const TracedFrame &frame)
{
    return frame.streamOffset + frame.otherOffset;
}

} // namespace

bool KeyTimeline::advance(const FrameLog &log, quint64 most)
{
    if (const auto link = log.link(m_id))
        m_link = *link;
    if (m_next == 0)
        m_next = log.first();
    const std::vector<TracedFrame> frames = log.frames(m_next, most);
    if (m_next < log.first() && (frames.empty() || frames.front().number != m_next))
        return false;
    if (frames.empty())
        return true;
    for (const TracedFrame &frame : frames) {
        if (frame.link == m_id)
            take(frame);
    }
    m_next = frames.back().number + 1;
    return true;
}

std::size_t KeyTimeline::entriesBelow(quint64 frame) const
{
    const auto found = std::partition_point(m_entries.begin(), m_entries.end(),
                                            [frame](const Entry &entry) { return entry.frame < frame; });
    return std::size_t(found - m_entries.begin());
}

void KeyTimeline::forget(std::size_t entries)
{
    m_entries.erase(m_entries.begin(), m_entries.begin() + qsizetype(entries));
    const quint64 kept = m_entries.empty() ? m_next : m_entries.front().frame;
    for (std::deque<KeyEpoch> &epochs : m_epochs) {
        while (epochs.size() > 1 && epochs.front().lastFrame < kept && !epochs.front().isCurrent)
            epochs.pop_front();
    }
}

const KeyEpoch *KeyTimeline::epoch(bool sent, quint32 number) const
{
    const std::deque<KeyEpoch> &all = epochs(sent);
    const auto found = std::partition_point(
        all.begin(), all.end(), [number](const KeyEpoch &epoch) { return epoch.number < number; });
    return found != all.end() && found->number == number ? &*found : nullptr;
}

void KeyTimeline::take(const TracedFrame &frame)
{
    if (frame.streamOffset == 0 && frame.otherOffset == 0)
        m_isFromTheStart = true;
    if (!isRecord(frame))
        return;
    const auto header = decodeRecordHeader(
        {FrameType::Record, Bytes::fromRawData(frame.bytes().data(), frame.bytes().size())});
    if (!header)
        return;
    KeyEpoch &epoch = epochAt(frame, header->epoch);
    if (epoch.firstFrame == 0)
        epoch.firstFrame = frame.number;
    epoch.lastFrame = frame.number;
    ++epoch.records;
    takeContent(frame, epoch, header->sequence);
}

KeyEpoch &KeyTimeline::epochAt(const TracedFrame &frame, quint32 number)
{
    std::deque<KeyEpoch> &epochs = m_epochs[frame.sent ? 1 : 0];
    if (epochs.empty() || epochs.back().number < number)
        begin(frame, frame.sent, number, number == 0 ? Began::Hellos : Began::Unknown);
    return epochs.back();
}

void KeyTimeline::takeContent(const TracedFrame &frame, KeyEpoch &epoch, quint64 sequence)
{
    const QLatin1StringView name = messageNameOf(frame.content());
    const bool isTalk = name == QLatin1StringView("say") || name == QLatin1StringView("said");
    if (isTalk) {
        ++epoch.talk;
        note(frame, sequence, epoch.number, frame.sent, false);
    } else if (name == QLatin1StringView("update")) {
        endByUpdate(frame, KeyEpoch(epoch));
    } else if (name == QLatin1StringView("refresh")) {
        m_refreshWhy = reasonOfRefresh(frame);
    } else if (name == QLatin1StringView("refreshed") || name == QLatin1StringView("refresh_end")) {
        begin(frame, frame.sent, epoch.number + 1, m_refreshWhy);
        m_refreshedNs = frame.timeNs;
        m_refreshedBytes = bytesUpTo(frame);
    } else if (name == QLatin1StringView("host")) {
        begin(frame, true, 1, Began::Proof);
        begin(frame, false, 1, Began::Proof);
    } else if (name == QLatin1StringView("welcome")) {
        const auto message = decodeMessage(frame.content());
        if (const auto *welcome = message ? std::get_if<Welcome>(&*message) : nullptr)
            m_updateEvery = welcome->updateAfter;
    }
    m_talkedLast[frame.sent ? 1 : 0] = isTalk;
}

void KeyTimeline::begin(const TracedFrame &frame, bool sent, quint32 number, Began why)
{
    std::deque<KeyEpoch> &epochs = m_epochs[sent ? 1 : 0];
    KeyEpoch next;
    next.number = number;
    next.sent = sent;
    next.began = why;
    next.beganNs = frame.timeNs;
    if (!epochs.empty()) {
        epochs.back().isCurrent = false;
        next.behind = epochs.back().talk;
    }
    epochs.push_back(next);
    note(frame, 0, number, sent, true);
}

void KeyTimeline::note(const TracedFrame &frame, quint64 sequence, quint32 epoch, bool sent, bool isBegin)
{
    const std::deque<KeyEpoch> &others = epochs(!sent);
    const quint32 other = others.empty() ? 0 : others.back().number;
    m_entries.push_back({frame.number, frame.timeNs, sequence, epoch, other, sent, isBegin});
}

void KeyTimeline::endByUpdate(const TracedFrame &frame, const KeyEpoch &ended)
{
    Began why = Began::Update;
    if (m_talkedLast[frame.sent ? 1 : 0])
        why = Began::Talk;
    else if (ended.records + 1 >= recordsAnEpoch)
        why = Began::Limit;
    begin(frame, frame.sent, ended.number + 1, why);
}

Began KeyTimeline::reasonOfRefresh(const TracedFrame &offer) const
{
    if (m_isFromTheStart && m_updateEvery == 0)
        return Began::Login;
    if (m_refreshedNs == 0)
        return Began::Refresh;
    if (bytesUpTo(offer) - m_refreshedBytes + bytesSlack >= refreshEveryBytes)
        return Began::RefreshByVolume;
    if (offer.timeNs - m_refreshedNs + clockSlackNs >= refreshEveryNs)
        return Began::RefreshByTime;
    return Began::Refresh;
}

void KeyTimeline::spanOf(KeyFall &fall, const KeyLeak &leak) const
{
    const std::deque<KeyEpoch> &all = epochs(leak.sent);
    const KeyEpoch *from = epoch(leak.sent, leak.epoch);
    if (from == nullptr)
        return;
    fall.any = true;
    fall.sent = leak.sent;
    fall.first = fall.last = leak.epoch;
    fall.goesOn = from->isCurrent;
    if (leak.what != KeyLeak::What::Secret)
        return;
    // PROTOCOL 5.4: secret' = Expand(secret, "waxwing/1 next"), and so on until a refresh (5.5), whose
    // secrets come from the chain and from new randomness.
    for (const KeyEpoch &next : all) {
        if (next.number != fall.last + 1)
            continue;
        if (!next.followsFromTheLast())
            return;
        fall.last = next.number;
        fall.goesOn = next.isCurrent;
    }
}

KeyFall KeyTimeline::fallsWith(const KeyLeak &leak) const
{
    KeyFall fall;
    // The chain is only the salt of the next refresh, whose input is an X25519 result that the thief lacks
    // (5.5); the host's identity signs and never carries a secret (6.3, 6.4, 13).
    if (leak.what == KeyLeak::What::KeyAndIv || leak.what == KeyLeak::What::Secret)
        spanOf(fall, leak);
    for (const Entry &entry : m_entries) {
        if (!entry.isBegin)
            ++(fall.covers(entry.sent, entry.epoch) ? fall.falls : fall.stands);
    }
    return fall;
}

} // namespace waxwing
