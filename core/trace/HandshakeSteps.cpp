// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HandshakeSteps.h"

#include "FieldTable.h"
#include "Frame.h"
#include "MessageCodec.h"
#include "Record.h"

#include <algorithm>
#include <array>
#include <utility>

namespace waxwing {

namespace {

using Kind = HandshakeStep::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 21> kinds{{
    {"guest hello", Kind::GuestHello},
    {"host hello", Kind::HostHello},
    {"ready", Kind::Ready},
    {"host", Kind::HostProof},
    {"lobby", Kind::Lobby},
    {"check", Kind::Check},
    {"checked", Kind::Checked},
    {"register", Kind::Register},
    {"registered", Kind::Registered},
    {"client_first", Kind::ClientFirst},
    {"server_first", Kind::ServerFirst},
    {"client_final", Kind::ClientFinal},
    {"server_final", Kind::ServerFinal},
    {"refused", Kind::Refused},
    {"identity", Kind::Identity},
    {"resume", Kind::Resume},
    {"refresh", Kind::Refresh},
    {"refreshed", Kind::Refreshed},
    {"refresh_end", Kind::RefreshEnd},
    {"welcome", Kind::Welcome},
    {"close", Kind::Close},
}};

/// None for the messages of the room: they come behind `welcome`.
std::optional<Kind> kindNamed(std::string_view name)
{
    if (name == "update")
        return Kind::Update;
    for (const auto &[known, kind] : kinds) {
        if (known == name)
            return kind;
    }
    return {};
}

const MessageDescription *describe(std::string_view name)
{
    static const std::vector<MessageDescription> table = fieldTable();
    const auto found = std::find_if(table.begin(), table.end(),
                                    [name](const MessageDescription &entry) { return entry.name == name; });
    return found == table.end() ? nullptr : &*found;
}

void describeStep(HandshakeStep &step, std::string_view name)
{
    if (const MessageDescription *entry = describe(name)) {
        step.paragraph = entry->paragraph;
        step.sentence = entry->sentence;
    }
}

std::optional<FrameType> typeOf(BytesView frame)
{
    if (frame.size() < limits::frameHeaderSize)
        return {};
    return static_cast<FrameType>(quint8(frame[limits::lengthFieldSize]));
}

/// The username in `p=waxwing-exporter,,n=NAME,r=CNONCE` (PROTOCOL 7.4).
QString nameIn(const ClientFirst &message)
{
    return message.scram.section(QStringLiteral(",n="), 1).section(u',', 0, 0);
}

} // namespace

HandshakeSteps::State HandshakeSteps::state() const
{
    if (m_isAdmitted)
        return State::Admitted;
    if (m_beginsLate && m_steps.empty())
        return State::Forgotten;
    if (m_link.endNs != 0)
        return State::Ended;
    return m_steps.empty() ? State::Empty : State::UnderWay;
}

bool HandshakeSteps::advance(const FrameLog &log, quint64 most)
{
    const std::size_t before = m_steps.size();
    const State stateBefore = state();
    const TracedLink linkBefore = m_link;
    const bool wasAccepted = m_isHostAccepted;
    if (const auto link = log.link(m_id))
        m_link = *link;
    if (!m_isDone) {
        m_next = std::max(m_next, log.first());
        const std::vector<TracedFrame> frames = log.frames(m_next, most);
        for (const TracedFrame &frame : frames) {
            if (frame.link == m_id && !m_isDone)
                take(frame);
        }
        if (!frames.empty())
            m_next = frames.back().number + 1;
    }
    return m_steps.size() != before || state() != stateBefore || m_link.endNs != linkBefore.endNs ||
           m_link.peerName != linkBefore.peerName || m_link.id != linkBefore.id ||
           m_isHostAccepted != wasAccepted;
}

void HandshakeSteps::take(const TracedFrame &frame)
{
    quint64 &own = frame.sent ? m_sentBytes : m_receivedBytes;
    quint64 &other = frame.sent ? m_receivedBytes : m_sentBytes;
    m_beginsLate = m_beginsLate || frame.streamOffset != own || frame.otherOffset != other;
    own = frame.streamOffset + quint64(frame.bytes().size());
    other = frame.otherOffset;

    HandshakeStep step = stepOf(frame);
    if (frame.kind == TracedFrame::Kind::Unframed) {
        step.kind = Kind::Unframed;
        return note(step);
    }
    const auto type = typeOf(frame.bytes());
    if (frame.verdict != Code{}) {
        step.kind = Kind::NotTaken;
        step.code = frame.verdict;
        return note(step);
    }
    if (type == FrameType::Record)
        return takeRecord(frame, step);
    if (type == FrameType::GuestHello || type == FrameType::HostHello) {
        const bool isGuests = type == FrameType::GuestHello;
        step.kind = isGuests ? Kind::GuestHello : Kind::HostHello;
        describeStep(step, isGuests ? "guest hello" : "host hello");
    } else if (type == FrameType::Alert) {
        step.kind = Kind::Alert;
        step.paragraph = "9.3";
        if (const auto alert = decodeAlert(frame.bytes().sliced(limits::frameHeaderSize)))
            step.code = static_cast<Code>(alert->code);
    }
    note(step);
}

HandshakeStep HandshakeSteps::stepOf(const TracedFrame &frame) const
{
    HandshakeStep step;
    step.sent = frame.sent;
    step.fromGuest = frame.sent != m_link.isHostSide;
    step.frame = frame.number;
    step.timeNs = frame.timeNs;
    step.frameBytes = frame.bytes().size();
    if (frame.hasContent)
        step.contentBytes = frame.content().size();
    if (typeOf(frame.bytes()) == FrameType::Record && frame.kind == TracedFrame::Kind::Frame) {
        if (const auto header = decodeRecordHeader(
                {FrameType::Record, Bytes::fromRawData(frame.bytes().data(), frame.bytes().size())})) {
            step.epoch = header->epoch;
            step.sequence = header->sequence;
        }
    }
    return step;
}

void HandshakeSteps::takeRecord(const TracedFrame &frame, HandshakeStep step)
{
    if (!frame.hasContent)
        return note(step);
    const auto message = decodeMessage(frame.content());
    if (!message)
        return note(step);
    const QLatin1StringView name = messageName(*message);
    const auto kind = kindNamed({name.data(), std::size_t(name.size())});
    if (!kind && m_beginsLate)
        return passBy();
    step.kind = kind.value_or(Kind::OutOfTurn);
    describeStep(step, {name.data(), std::size_t(name.size())});
    takeContent(*message, step);
    note(step);
    if (step.kind == Kind::Welcome) {
        m_isAdmitted = true;
        m_isDone = true;
    }
}

void HandshakeSteps::takeContent(const Message &message, HandshakeStep &step)
{
    std::visit(Overloaded{
                   [this](const HostProof &) { m_hasKeys = true; },
                   [this](const Lobby &lobby) { m_roomName = lobby.room; },
                   [&step](const Checked &checked) { step.code = checked.code.value_or(Code{}); },
                   [&step](const Refused &refused) { step.code = refused.code; },
                   [&step](const Close &close) { step.code = static_cast<Code>(close.code); },
                   [this](const ClientFirst &first) { m_guestName = nameIn(first); },
                   [this](const ServerFinal &last) { m_guestName = last.name; },
                   [](const auto &) {},
               },
               message);
    m_isHostAccepted = m_isHostAccepted || (step.fromGuest && step.epoch.value_or(0) > 0);
}

void HandshakeSteps::note(const HandshakeStep &step)
{
    if (m_steps.size() >= mostSteps)
        m_isCut = true;
    else
        m_steps.push_back(step);
}

/// A message of the room without its `welcome`: the log began in the middle of the talk.
void HandshakeSteps::passBy()
{
    m_isDone = true;
    const auto isOfTheRefresh = [](const HandshakeStep &step) {
        return step.kind == Kind::Refresh || step.kind == Kind::Refreshed || step.kind == Kind::RefreshEnd ||
               step.kind == Kind::Update;
    };
    if (m_beginsLate && std::all_of(m_steps.begin(), m_steps.end(), isOfTheRefresh))
        m_steps.clear();
}

} // namespace waxwing
