// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// Link's reading and writing; what ends it and when stands in Link.cpp.
#include "Link.h"

#include "Record.h"

#include <array>

namespace waxwing {

namespace {

// One turn of a link, so that no turn of the thread is long: then the others come.
constexpr int framesPerTurn = 32;
constexpr qint64 turnMs = 4;
constexpr qsizetype pieceSize = 96 * 1024;
constexpr qsizetype pieceBeforeLogin = 4 * 1024;
constexpr int piecesPerTurn = 4;                    ///< of what is thrown away
constexpr qsizetype mostThrownAwayTold = 64 * 1024; ///< to the tap: whoever floods a link fills no log

} // namespace

// ---- Reading

void Link::onReadyRead()
{
    if (m_stage == Stage::Lingering)
        throwAway();
    else
        process();
}

void Link::onStreamClosed(const Error &error)
{
    m_streamEnded = true;
    m_streamError = error;
    if (m_stage == Stage::Doomed)
        return; // fail() is on its way
    if (m_stage == Stage::Lingering)
        return finish(m_error, false);
    if (m_stage != Stage::Running)
        return;
    if (m_heldHello || m_channel.state() == SecureChannel::State::Fresh)
        return finish(error, false);
    process(); // whole frames that came before the end are still handled
}

bool Link::mayRead() const
{
    return m_stage == Stage::Running && !m_holdsReading && !m_heldHello && !m_channel.isWaitingForJob();
}

void Link::process()
{
    if (m_processing)
        return;
    m_processing = true;
    const Bytes left = std::exchange(m_unread, {});
    std::array<char, pieceSize> piece;
    BytesView unread = left;
    const qsizetype atOnce = m_isLoggedIn ? pieceSize : pieceBeforeLogin;
    QElapsedTimer turn;
    bool isDrained = false;
    int frames = 0;
    while (mayRead() && !(isDrained && unread.isEmpty())) {
        if (frames == 1 && !turn.isValid()) {
            turn.start(); // one alone needs no clock
        } else if (frames > 1 && (frames >= framesPerTurn || turn.elapsed() >= turnMs)) {
            processLater();
            break;
        }
        if (unread.isEmpty()) {
            const qsizetype size = m_stream->read(piece.data(), atOnce);
            isDrained = size < atOnce;
            unread = BytesView(piece.data(), size);
        } else {
            const BytesView next = unread.first(qMin(unread.size(), m_reader.lacking()));
            unread = unread.sliced(next.size());
            frames += take(m_reader.take(next)) ? 1 : 0;
        }
    }
    m_processing = false;
    if (m_stage == Stage::Running)
        m_unread = unread.toByteArray();
    else
        tellUnframed(unread);
    tellEnd();
    if (isDrained && unread.isEmpty() && m_streamEnded && mayRead())
        endWithStream();
}

void Link::processLater()
{
    if (std::exchange(m_continues, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_continues = false;
            onReadyRead();
        },
        Qt::QueuedConnection);
}

/// True where it was a frame.
bool Link::take(FrameReader::Answer answer)
{
    if (auto *frame = std::get_if<Frame>(&answer)) {
        takeFrame(std::move(*frame));
        return true;
    }
    if (const auto *error = std::get_if<Error>(&answer)) {
        // What does not even frame as we do, before a host hello, is another program.
        const bool strange = m_channel.state() == SecureChannel::State::WaitingForHostHello;
        fail({strange ? Code::NotWaxwing : error->code, error->detail});
    }
    return false;
}

void Link::throwAway()
{
    std::array<char, pieceSize> piece;
    for (int pieces = 0; pieces < piecesPerTurn; ++pieces) {
        const qsizetype size = m_stage == Stage::Lingering ? m_stream->read(piece.data(), pieceSize) : 0;
        if (size == 0)
            return;
        const qsizetype told = m_tap ? qMin(size, mostThrownAwayTold - m_thrownAwayTold) : 0;
        m_thrownAwayTold += told;
        m_notTold += quint64(size - told);
        tellUnframed(BytesView(piece.data(), told));
    }
    processLater();
}

/// The frame that was begun, and what stood behind it.
void Link::tellUnframed(BytesView behind)
{
    if (!m_tap)
        return;
    if (m_heldHello) {
        m_tap->arriving(m_heldHello->bytes);
        m_tap->arrived({}, nullptr);
    }
    if (const Bytes begun = m_reader.takeUnfinished(); !begun.isEmpty())
        m_tap->unframed(begun);
    if (!behind.isEmpty())
        m_tap->unframed(behind);
}

void Link::takeFrame(Frame frame)
{
    using State = SecureChannel::State;
    m_bytesSinceRefresh += frame.bytes.size();
    if (m_channel.state() == State::WaitingForGuestHello || m_channel.state() == State::WaitingForHostHello) {
        m_deadlines.clear(LinkDeadlines::Hello);
        if (std::exchange(m_holdsHandshake, false)) {
            m_heldHello = std::move(frame);
            Q_EMIT guestHelloWaiting();
            return;
        }
        setDeadline(LinkDeadlines::Handshake, m_settings.handshakeDeadlineMs);
    }
    if (!m_tap)
        return handle(m_channel.receive(std::move(frame)));
    m_tap->arriving(frame.bytes);
    ChannelOutput output = m_channel.receive(std::move(frame));
    const Error *refusal = nullptr;
    for (const ChannelEvent &event : output.events) {
        if (const auto *refused = std::get_if<ChannelRefused>(&event))
            refusal = &refused->error;
    }
    m_tap->arrived(output.opened.isEmpty() ? BytesView() : output.content(), refusal);
    handle(std::move(output));
}

void Link::letHandshakeIn()
{
    if (!m_heldHello || m_stage != Stage::Running)
        return;
    Frame hello = std::move(*m_heldHello);
    m_heldHello.reset();
    takeFrame(std::move(hello));
    process();
}

void Link::handle(ChannelOutput output)
{
    if (!output.bytes.isEmpty())
        write(output.bytes);
    if (!output.opened.isEmpty()) {
        m_lastHeardMs = m_quietSinceMs = now();
        answerCame();
    }
    // Only a member's: in the lobby each answer goes by itself, in the order of PROTOCOL 7.1.
    m_gathers = m_isAdmitted;
    for (ChannelEvent &event : output.events) {
        takeEvent(event);
        if (m_stage != Stage::Running)
            break;
    }
    m_gathers = false;
    if (m_stage != Stage::Running)
        return;
    if (output.refreshAnswerDue)
        m_queue.push(SendQueue::RefreshAnswer{}, Urgency::Control);
    if (m_bytesSinceRefresh >= m_settings.refreshEveryBytes && m_deadlines.isSet(LinkDeadlines::RefreshDue))
        offerRefresh();
    if (!m_queue.isEmpty())
        pump();
    if (output.job)
        runJob(std::move(*output.job));
}

void Link::runJob(Job job)
{
    const bool isHost = m_channel.role() == SecureChannel::Role::Host;
    m_jobs.run(isHost ? JobPool::Kind::Handshake : JobPool::Kind::Other, this, std::move(job.run),
               [this, number = job.number](JobResult result) {
                   m_peersTurnSinceMs = now();
                   if (m_stage != Stage::Running)
                       return;
                   handle(m_channel.completed(number, std::move(result)));
                   if (m_channel.state() == SecureChannel::State::WaitingForReady)
                       Q_EMIT hostHelloSent();
                   process();
               });
}

void Link::takeEvent(ChannelEvent &event)
{
    std::visit(Overloaded{
                   [this](HandshakeDone &done) {
                       m_peerKey = done.peer;
                       m_deadlines.clear(LinkDeadlines::Handshake);
                       setLobbyDeadline(true);
                       if (m_channel.isDirect())
                           beginDirect();
                       Q_EMIT established();
                   },
                   [this](MessageReceived &received) { takeMessage(received.message); },
                   [this](const AlertReceived &claim) {
                       finish({static_cast<Code>(claim.alert.code), QStringLiteral("alert"),
                               claim.alert.version.value_or(0)},
                              true);
                   },
                   [this](const EpochChanged &changed) {
                       if (!changed.sending)
                           Q_EMIT controlTaken();
                       Q_EMIT statusChanged();
                   },
                   [this](const RefreshDone &) {
                       m_deadlines.clear(LinkDeadlines::RefreshQuiet);
                       m_deadlines.clear(LinkDeadlines::RefreshLongest);
                       m_bytesSinceRefresh = 0;
                       if (m_channel.isDirect())
                           m_deadlines.clear(LinkDeadlines::Lobby);
                       if (m_channel.role() == SecureChannel::Role::Host)
                           setDeadline(LinkDeadlines::RefreshDue, m_settings.refreshEveryMs);
                       Q_EMIT refreshFinished();
                   },
                   [this](const ChannelRefused &refused) { fail(refused.error); },
               },
               event);
}

void Link::takeMessage(Message &message)
{
    if (const auto *closed = std::get_if<Close>(&message))
        return finish({static_cast<Code>(closed->code), QStringLiteral("close")}, true);
    const bool isPing = std::holds_alternative<Ping>(message);
    const bool isPong = std::holds_alternative<Pong>(message);
    if ((isPing && (!m_isAdmitted || m_owesPong)) || (isPong && m_pingSentMs < 0))
        return fail({Code::Unexpected, QStringLiteral("%1 out of place").arg(messageName(message))});
    if (isPing || isPong)
        Q_EMIT controlTaken();
    if (isPing) {
        m_owesPong = true;
        return send(Pong{}, Urgency::Control);
    }
    if (isPong) {
        m_delayMs = int(now() - std::exchange(m_pingSentMs, -1));
        Q_EMIT statusChanged();
        return;
    }
    Q_EMIT received(message);
    if (m_stage == Stage::Running && std::holds_alternative<Said>(message))
        Q_EMIT statusChanged();
}

} // namespace waxwing
