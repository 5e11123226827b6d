// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FrameFinder.h"

#include "Dissection.h"
#include "MessageCodec.h"

#include <QElapsedTimer>

#include <algorithm>

namespace waxwing {

namespace {

constexpr int sliceMs = 6;
constexpr quint64 step = 128;

template <typename Kind> std::optional<Kind> contentAs(const TracedFrame &frame, QLatin1StringView name)
{
    if (!frame.hasContent || messageNameOf(frame.content()) != name)
        return std::nullopt;
    const auto message = decodeMessage(frame.content());
    if (!message || !std::holds_alternative<Kind>(*message))
        return std::nullopt;
    return std::get<Kind>(*message);
}

std::optional<Said> saidIn(const TracedFrame &frame)
{
    return contentAs<Said>(frame, QLatin1StringView("said"));
}

std::optional<Say> sayIn(const TracedFrame &frame)
{
    return contentAs<Say>(frame, QLatin1StringView("say"));
}

} // namespace

FrameFinder::FrameFinder(QObject *parent) : QObject(parent)
{
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &FrameFinder::slice);
}

void FrameFinder::setLog(std::shared_ptr<const FrameLog> log)
{
    stop();
    m_devices.clear();
    m_log = std::move(log);
}

void FrameFinder::stop()
{
    m_turn.stop();
    m_look = {};
    m_done = {};
}

bool FrameFinder::carriesMessage(const TracedFrame &frame)
{
    if (!frame.hasContent)
        return false;
    const QLatin1StringView name = messageNameOf(frame.content());
    return name == QLatin1StringView("say") || name == QLatin1StringView("said");
}

void FrameFinder::search(quint64 from, bool backwards, Look look, std::function<void()> done)
{
    m_next = from;
    m_isBackwards = backwards;
    m_look = std::move(look);
    m_done = std::move(done);
    m_turn.start();
}

void FrameFinder::slice()
{
    QElapsedTimer clock;
    clock.start();
    bool isOver = false;
    while (!isOver && clock.elapsed() < sliceMs) {
        const quint64 first = m_log->first();
        const quint64 end = m_log->end();
        const quint64 from =
            m_isBackwards ? std::max(first, m_next - std::min(step, m_next)) : std::max(first, m_next);
        const quint64 until = m_isBackwards ? std::min(m_next, end) : std::min(end, from + step);
        if (from >= until) {
            isOver = true;
            break;
        }
        std::vector<TracedFrame> some = m_log->frames(from, until - from);
        if (m_isBackwards)
            std::reverse(some.begin(), some.end());
        m_next = m_isBackwards ? from : until;
        isOver = std::any_of(some.begin(), some.end(), m_look);
    }
    if (!isOver)
        return;
    m_turn.stop();
    const auto done = std::exchange(m_done, {});
    m_look = {};
    done();
}

void FrameFinder::findFrames(const MessageRef &message)
{
    stop();
    m_found.clear();
    m_linksOfSays.clear();
    m_wanted = message;
    m_speaker.clear();
    m_text.clear();
    if (!m_log)
        return Q_EMIT framesFound({});
    search(
        m_log->end(), true, [this](const TracedFrame &frame) { return lookForFrames(frame); },
        [this] {
            dropOthersSays();
            std::sort(m_found.begin(), m_found.end());
            Q_EMIT framesFound(m_found);
        });
}

/// A said is met before its say, since time runs backwards here; it tells speaker, counter and text of it.
bool FrameFinder::lookForFrames(const TracedFrame &frame)
{
    if (const auto said = saidIn(frame)) {
        const bool isIt = m_wanted.number != 0
                              ? said->number == m_wanted.number
                              : said->counter == m_wanted.counter &&
                                    (m_wanted.device.isEmpty() || said->device == m_wanted.device);
        if (!isIt)
            return false;
        m_found.append(frame.number);
        m_wanted.counter = said->counter;
        m_wanted.device = said->device;
        m_speaker = said->name;
        m_text = said->text;
        return false;
    }
    learnDevice(frame);
    const auto say = m_wanted.counter != 0 ? sayIn(frame) : std::nullopt;
    if (!say || say->counter != m_wanted.counter || (!m_text.isEmpty() && say->text != m_text))
        return false;
    const QString speaker = speakerOf(frame);
    if (m_speaker.isEmpty() || speaker.isEmpty() || speaker == m_speaker) {
        m_found.append(frame.number);
        m_linksOfSays.insert(frame.number, frame.link);
    }
    return false;
}

QString FrameFinder::speakerOf(const TracedFrame &say) const
{
    if (say.sent)
        return m_self;
    const auto link = m_log->link(say.link);
    return link ? link->peerName : QString();
}

void FrameFinder::learnDevice(const TracedFrame &frame)
{
    if (const auto identity = contentAs<IdentityProof>(frame, QLatin1StringView("identity")))
        m_devices.insert(frame.link, identity->device);
}

/// Of one account with two devices, those of the other.
void FrameFinder::dropOthersSays()
{
    if (m_wanted.device.isEmpty())
        return;
    m_found.removeIf([this](quint64 number) {
        const auto link = m_linksOfSays.constFind(number);
        const auto device =
            link == m_linksOfSays.constEnd() ? m_devices.constEnd() : m_devices.constFind(*link);
        return device != m_devices.constEnd() && *device != m_wanted.device;
    });
}

void FrameFinder::findMessage(quint64 number)
{
    stop();
    const auto frame = m_log ? m_log->frame(number) : std::nullopt;
    if (!frame)
        return;
    if (const auto said = saidIn(*frame))
        return Q_EMIT messageFound({said->number, said->device, said->counter});
    const auto say = sayIn(*frame);
    if (!say)
        return;
    // The number comes with the said, later.
    const QString speaker = speakerOf(*frame);
    m_wanted = {0, {}, say->counter};
    search(
        number, false,
        [this, speaker, text = say->text](const TracedFrame &later) {
            const auto said = saidIn(later);
            if (!said || said->counter != m_wanted.counter || said->text != text ||
                (!speaker.isEmpty() && said->name != speaker))
                return false;
            m_wanted = {said->number, said->device, said->counter};
            return true;
        },
        [this] { Q_EMIT messageFound(m_wanted); });
}

} // namespace waxwing
