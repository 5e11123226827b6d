// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Link.h"

#include <QTimerEvent>

namespace waxwing {

namespace {

/// The first ping of a guest comes soon, so that the delay is shown.
constexpr int firstPingMs = 1'000;

/// Ends that are ours alone: nobody would understand them on the wire, or nobody listens.
bool isWordless(Code code)
{
    return code == Code::Lost || code == Code::NoAnswer || code == Code::NotWaxwing ||
           code == Code::Cancelled;
}

quint8 wireCode(Code code)
{
    const auto value = quint16(code);
    return quint8(value < 256 ? value : quint16(Code::Internal));
}

} // namespace

Link::Link(std::unique_ptr<Stream> stream, SecureChannel channel, JobPool &jobs, const Settings &settings,
           QObject *parent)
    : QObject(parent), m_stream(std::move(stream)), m_channel(std::move(channel)), m_jobs(jobs),
      m_settings(settings)
{
    m_clock.start();
    m_reader.setLongestLength(m_channel.longestFrame());
    connect(m_stream.get(), &Stream::readyRead, this, &Link::onReadyRead);
    connect(m_stream.get(), &Stream::bytesWritten, this, &Link::onBytesWritten);
    connect(m_stream.get(), &Stream::closed, this, &Link::onStreamClosed);
}

Link::~Link()
{
    m_stream->disconnect(this);
}

void Link::start(bool holdHandshake)
{
    Q_ASSERT(m_stage == Stage::Fresh);
    m_stage = Stage::Running;
    m_holdsHandshake = holdHandshake;
    m_peersTurnSinceMs = now();
    const bool isHost = m_channel.role() == SecureChannel::Role::Host;
    setDeadline(LinkDeadlines::Hello, isHost ? m_settings.helloDeadlineMs : m_settings.hostHelloDeadlineMs);
    handle(m_channel.start());
    QMetaObject::invokeMethod(this, &Link::process, Qt::QueuedConnection); // what came before we listened
}

// ---- Where the link stands

void Link::setLoggedIn(const QString &usernameAsRegistered)
{
    m_isLoggedIn = true;
    m_channel.setUsername(usernameAsRegistered);
    m_channel.setLoggedIn();
    m_reader.setLongestLength(m_channel.longestFrame());
}

void Link::setAdmitted(quint64 updateEvery)
{
    m_isAdmitted = true;
    m_channel.setUpdateEvery(updateEvery);
    m_deadlines.clear(LinkDeadlines::Lobby);
    m_lastHeardMs = now();
    if (m_channel.isDirect())
        return; // idle, it says nothing (PROTOCOL 16.4)
    const bool isGuest = m_channel.role() == SecureChannel::Role::Guest;
    setDeadline(LinkDeadlines::Ping,
                isGuest ? qMin(firstPingMs, m_settings.pingAfterMs) : m_settings.pingAfterMs);
    setDeadline(LinkDeadlines::Lost, m_settings.lostAfterMs);
}

void Link::startRefresh()
{
    m_channel.wipeExporter();
    offerRefresh();
}

void Link::holdReading(bool hold)
{
    if (m_holdsReading == hold)
        return;
    m_holdsReading = hold;
    if (!hold) { // what was not read was not heard: the clocks begin anew
        m_lastHeardMs = now();
        m_quietSinceMs = m_lastHeardMs;
        QMetaObject::invokeMethod(this, &Link::process, Qt::QueuedConnection);
    }
}

void Link::setLobbyDeadline(bool running)
{
    if (isClosing())
        return;
    if (!running) {
        m_deadlines.clear(LinkDeadlines::Lobby);
        return;
    }
    m_peersTurnSinceMs = now();
    setDeadline(LinkDeadlines::Lobby, m_settings.lobbyDeadlineMs);
}

std::optional<qint64> Link::keptWaitingMs() const
{
    const bool waitsForUs = m_heldHello || m_channel.isWaitingForJob() ||
                            (m_channel.canSeal() && !m_deadlines.isSet(LinkDeadlines::Lobby));
    if (waitsForUs && !isClosing())
        return {};
    return now() - m_peersTurnSinceMs;
}

LinkStatus Link::status() const
{
    const auto sending = m_channel.sending();
    const auto receiving = m_channel.receiving();
    return {sending.epoch, sending.talk, receiving.epoch, receiving.talk, m_delayMs};
}

qint64 Link::unsentBytes() const
{
    return m_queue.bytes() + m_stream->bytesToWrite();
}

void Link::setTap(std::unique_ptr<WireTap> tap)
{
    m_tap = std::move(tap);
    m_channel.setTrace(m_tap ? this : nullptr);
}

// ---- Time: one timer for all deadlines

void Link::setDeadline(LinkDeadlines::Kind kind, qint64 afterMs)
{
    m_deadlines.set(kind, now() + afterMs);
    arm();
}

void Link::arm()
{
    const std::optional<qint64> earliest = m_deadlines.earliest();
    if (!earliest) {
        m_timer.stop();
        m_armedFor = -1;
        return;
    }
    if (m_timer.isActive() && m_armedFor <= *earliest)
        return; // wakes early enough, and looks again then
    m_armedFor = *earliest;
    m_timer.start(int(qMax<qint64>(1, *earliest - now())), Qt::CoarseTimer, this);
}

void Link::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId()) {
        QObject::timerEvent(event);
        return;
    }
    m_timer.stop();
    while (const std::optional<LinkDeadlines::Kind> kind = m_deadlines.take(now())) {
        onDeadline(*kind);
        if (isEnded())
            return;
    }
    arm();
}

void Link::onDeadline(LinkDeadlines::Kind kind)
{
    const bool isHost = m_channel.role() == SecureChannel::Role::Host;
    switch (kind) {
    case LinkDeadlines::Hello:
    case LinkDeadlines::Handshake:
        return fail({isHost ? Code::Idle : Code::NoAnswer, QStringLiteral("the handshake took too long")});
    case LinkDeadlines::Lobby:
        return fail({Code::Idle, QStringLiteral("no step in the lobby")});
    case LinkDeadlines::Ping:
        return onPingDue();
    case LinkDeadlines::Lost:
        return onLostDue();
    case LinkDeadlines::RefreshDue:
        return offerRefresh();
    case LinkDeadlines::RefreshQuiet:
        return onRefreshQuietDue();
    case LinkDeadlines::RefreshLongest:
        return fail({Code::Idle, QStringLiteral("a refresh took too long")});
    case LinkDeadlines::Linger:
        return finish(m_error, false);
    case LinkDeadlines::Kinds:
        break;
    }
}

/// PROTOCOL 8.7: a ping after a silence; a guest also every so often, for the delay shown; one open at a
/// time.
void Link::onPingDue()
{
    const bool asksByTheClock = m_channel.role() == SecureChannel::Role::Guest || m_channel.isDirect();
    const qint64 silence = now() - m_lastHeardMs;
    if (!asksByTheClock && silence < m_settings.pingAfterMs) {
        setDeadline(LinkDeadlines::Ping, m_settings.pingAfterMs - silence);
        return;
    }
    setDeadline(LinkDeadlines::Ping, m_settings.pingAfterMs);
    if (m_pingSentMs >= 0)
        return;
    m_pingSentMs = now();
    send(Ping{}, Urgency::Control);
}

void Link::onLostDue()
{
    qint64 &since = m_channel.isDirect() ? m_answerDueSinceMs : m_lastHeardMs;
    if (m_holdsReading)
        since = now();
    const qint64 silence = now() - since;
    if (silence < m_settings.lostAfterMs)
        return setDeadline(LinkDeadlines::Lost, m_settings.lostAfterMs - silence);
    fail({Code::Lost, QStringLiteral("nothing heard for %1 ms").arg(silence)});
}

// ---- Refresh (PROTOCOL 5.5): when it begins, and how long it may take

void Link::offerRefresh()
{
    m_deadlines.clear(LinkDeadlines::RefreshDue);
    m_bytesSinceRefresh = std::numeric_limits<qint64>::min() / 2; // no second offer by volume meanwhile
    m_queue.push(SendQueue::RefreshOffer{}, Urgency::Control);
    pump();
}

void Link::beginRefreshClock()
{
    m_quietSinceMs = now();
    setDeadline(LinkDeadlines::RefreshQuiet, m_settings.refreshQuietMs);
    setDeadline(LinkDeadlines::RefreshLongest, m_settings.refreshLongestMs);
}

void Link::onRefreshQuietDue()
{
    if (m_holdsReading || unsentBytes() > 0)
        m_quietSinceMs = now(); // we did not read, or they may not have got it yet
    const qint64 quiet = now() - m_quietSinceMs;
    if (quiet < m_settings.refreshQuietMs)
        return setDeadline(LinkDeadlines::RefreshQuiet, m_settings.refreshQuietMs - quiet);
    fail({Code::Idle, QStringLiteral("no answer to a refresh")});
}

// ---- Ending: fail() is the one exit of our own, finish() the one that ends

void Link::close(Code code)
{
    fail({code, {}});
}

void Link::abandon(const Error &error)
{
    sendGathered();
    if (!isEnded())
        finish(error, false);
}

void Link::fail(const Error &error)
{
    sendGathered();
    if (m_stage == Stage::Lingering || m_stage == Stage::Ended)
        return;
    m_queue.clear();
    m_deadlines.clear();
    tellUnframed(m_unread);
    m_heldHello.reset();
    m_unread = {};
    m_error = error;
    if (m_streamEnded || !sayLastWord(error.code))
        return finish(error, false);
    // Bytes left unread would send a reset and lose the last word: read on, and throw away (PROTOCOL 9.3).
    m_stage = Stage::Lingering;
    setDeadline(LinkDeadlines::Linger, m_settings.lingerMs);
    QMetaObject::invokeMethod(this, &Link::throwAway, Qt::QueuedConnection);
    Q_EMIT closing(error);
}

/// True where something was said.
bool Link::sayLastWord(Code code)
{
    const bool isHost = m_channel.role() == SecureChannel::Role::Host;
    if (isWordless(code) || (!isHost && !m_hasSpoken))
        return false;
    Bytes out;
    if (m_channel.sealClose(wireCode(code), out)) {
        write(out);
        return true;
    }
    if (!m_channel.canAlert())
        return false;
    Alert alert{wireCode(code), {}}; // before our hello
    if (code == Code::WrongVersion)
        alert.version = limits::protocolVersion;
    write(makeAlert(alert).bytes);
    return true;
}

void Link::finish(const Error &error, bool byPeer)
{
    m_stage = Stage::Ended;
    m_timer.stop();
    m_deadlines.clear();
    m_queue.clear();
    tellUnframed(m_unread);
    m_heldHello.reset();
    m_unread = {};
    m_stream->disconnect(this);
    m_stream->setReason(byPeer ? Code::Left : error.code);
    m_stream->abort(); // what was written is with the system already
    m_endToTell = {error, byPeer};
    if (!m_processing)
        tellEnd();
    Q_EMIT ended(error, byPeer);
}

void Link::tellEnd()
{
    if (m_tap && m_endToTell && m_notTold > 0)
        m_tap->notTold(m_notTold);
    if (m_tap && m_endToTell)
        m_tap->ended(m_endToTell->first, m_endToTell->second);
    m_endToTell.reset();
}

} // namespace waxwing
