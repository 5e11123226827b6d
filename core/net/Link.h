// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "JobPool.h"
#include "Limits.h"
#include "LinkDeadlines.h"
#include "LinkStatus.h"
#include "SecureChannel.h"
#include "SendQueue.h"
#include "Stream.h"
#include "WireTap.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QObject>

#include <memory>

namespace waxwing {

/// Link = Stream + SecureChannel: sends and receives messages, runs the handshake, the deadlines, pings and
/// refreshes. Over a direct channel (PROTOCOL 16) the first refresh begins by itself, and the owner sends
/// nothing before it has ended. fail() is its one exit. Slots may call deleteLater() on it, never delete.
class Link : public QObject, private SealTrace
{
    Q_OBJECT
public:
    using Urgency = SendQueue::Urgency;

    /// Takes the stream, connected already. `jobs` is borrowed.
    Link(std::unique_ptr<Stream> stream, SecureChannel channel, JobPool &jobs, const Settings &settings,
         QObject *parent = nullptr);
    ~Link() override;

    /// Guest: sends frame 1. Host: waits for it; `holdHandshake` holds frame 1 back, whole, until
    /// letHandshakeIn() (the queue of PROTOCOL 6.5).
    void start(bool holdHandshake = false);
    void letHandshakeIn();

    /// Queues; sealed late. Nothing once the link is closing. Never emits ended() or closing() by itself.
    void send(const Message &message, Urgency urgency = Urgency::Room);
    /// For a message that goes to many: encoded once.
    void send(const EncodedMessage &message, Urgency urgency = Urgency::Room) { queue(message, urgency, {}); }
    /// Of this call, behind what the room says; dropCall() takes away what of it still waits.
    void sendOfCall(const Bytes &call, const Message &message);
    void dropCall(const Bytes &call) { m_queue.dropBulk(call); }
    [[nodiscard]] qint64 bulkBytes() const { return m_queue.bulkBytes(); } ///< queued: calls and files
    [[nodiscard]] qint64 callBytes() const { return m_queue.callBytes(); } ///< of these, of all calls
    [[nodiscard]] qint64 callBytes(const Bytes &call) const { return m_queue.callBytes(call); }

    /// Ends: the host sends an alert before its hello, afterwards a sealed close with this code; then reads
    /// and throws away until the other side ends or a second is over. A guest that has sent nothing yet says
    /// nothing: a host that is not accepted gets no word.
    void close(Code code);
    /// Ends without a word, at once.
    void abandon(const Error &error = {Code::Cancelled, {}});

    // The owner tells the link where it stands.
    void setHostAccepted() { m_hasSpoken = true; } ///< guest: from here on the host may hear a last word
    void setLoggedIn(const QString &usernameAsRegistered); ///< long frames from here on
    void setAdmitted(quint64 updateEvery);                 ///< welcome sent or taken: pings, updates
    void startRefresh();         ///< host: the first one, after identity; later ones follow by themselves
    void holdReading(bool hold); ///< a member over its rate: take no frames
    /// 30 s without a step (host), or waiting for an answer (guest). True begins anew.
    void setLobbyDeadline(bool running);

    [[nodiscard]] SecureChannel &channel() { return m_channel; }
    [[nodiscard]] const Stream &stream() const { return *m_stream; }
    [[nodiscard]] LinkStatus status() const;
    [[nodiscard]] qint64 unsentBytes() const; ///< queued and in the socket
    [[nodiscard]] bool isLoggedIn() const { return m_isLoggedIn; }
    [[nodiscard]] bool isClosing() const { return m_stage >= Stage::Doomed; }
    [[nodiscard]] bool isEnded() const { return m_stage == Stage::Ended; }
    [[nodiscard]] std::optional<PublicKey> hostKey() const { return m_peerKey; }
    /// Of a direct link's other end.
    [[nodiscard]] std::optional<PublicKey> peerKey() const { return m_peerKey; }
    /// Guest: the version that an alert said the host speaks. A claim.
    /// Host: for how long the guest has kept us waiting, ms; none while it waits for us.
    [[nodiscard]] std::optional<qint64> keptWaitingMs() const;
    /// The next message of talk leaves with one bit of its ciphertext turned over, as if somebody on the way
    /// had touched it: for lessons. The other side refuses it.
    void tamperWithNextTalk() { m_tampersNext = true; }
    /// Before start(): what is not told cannot be told later.
    void setTap(std::unique_ptr<WireTap> tap);

Q_SIGNALS:
    void guestHelloWaiting(); ///< host: frame 1 is whole and held
    void hostHelloSent();     ///< host: the first half of the pool's work is done
    void established();       ///< handshake done; guest: hostKey() is known
    void received(const waxwing::Message &message);
    /// A record came that the link deals with itself: ping, pong, update, refreshed. It counts for a member's
    /// rate.
    void controlTaken();
    void refreshFinished();
    void statusChanged();
    /// This side has said its last word and only lingers; ended() follows. Not for an end by the other side.
    void closing(const waxwing::Error &error);
    /// Once, last. `byPeer`: a code that the other side sent (close or alert).
    void ended(const waxwing::Error &error, bool byPeer);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    enum class Stage {
        Fresh,
        Running,
        Doomed,    ///< fails at the next turn
        Lingering, ///< the last word is said
        Ended
    };

    // Reading
    void onReadyRead();
    void onStreamClosed(const Error &error);
    void process();
    void processLater();
    bool take(FrameReader::Answer answer);
    [[nodiscard]] bool mayRead() const;
    void takeFrame(Frame frame);
    void handle(ChannelOutput output);
    void takeEvent(ChannelEvent &event);
    void takeMessage(Message &message);
    void beginDirect();
    void endWithStream();
    void runJob(Job job);
    void throwAway();
    void tellUnframed(BytesView behind);
    void tellEnd();

    // Writing
    void queue(const EncodedMessage &message, Urgency urgency, const Bytes &call);
    void sendGathered();
    void pump();
    void sealNext(Bytes &out, ChannelEvents &events);
    void write(const Bytes &bytes);
    void sealed(qsizetype start, qsizetype size, const Bytes &content) override;
    void onBytesWritten();

    // Time
    [[nodiscard]] qint64 now() const { return m_clock.elapsed(); }
    void setDeadline(LinkDeadlines::Kind kind, qint64 afterMs);
    void arm();
    void onDeadline(LinkDeadlines::Kind kind);
    void onPingDue();
    void onLostDue();
    void expectAnswer();
    void answerCame();
    void onRefreshQuietDue();
    void beginRefreshClock();
    void offerRefresh();

    // Ending
    void fail(const Error &error);
    bool sayLastWord(Code code);
    void finish(const Error &error, bool byPeer);

    std::unique_ptr<Stream> m_stream;
    SecureChannel m_channel;
    JobPool &m_jobs;
    const Settings m_settings;
    FrameReader m_reader;
    Bytes m_unread; ///< read with the last frame taken, to be taken when reading goes on; empty as a rule
    SendQueue m_queue;
    LinkDeadlines m_deadlines;
    QBasicTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_armedFor = -1;
    std::optional<Frame> m_heldHello;
    std::optional<PublicKey> m_peerKey; ///< proved
    Error m_error;                      ///< why we end, while lingering
    Error m_streamError;                ///< how the stream ended
    std::unique_ptr<WireTap> m_tap;
    std::vector<WireTap::Sealed> m_sealed; ///< for the tap: records of what is written next
    qint64 m_lastHeardMs = 0;
    qint64 m_quietSinceMs = 0;
    qint64 m_peersTurnSinceMs = 0;
    qint64 m_pingSentMs = -1;       ///< −1: none open
    qint64 m_answerDueSinceMs = -1; ///< direct: −1: none is due
    qint64 m_bytesSinceRefresh = 0;
    qsizetype m_thrownAwayTold = 0; ///< bytes, to the tap
    quint64 m_notTold = 0;          ///< bytes thrown away beyond that
    int m_delayMs = -1;
    Stage m_stage = Stage::Fresh;
    bool m_holdsHandshake = false;
    bool m_holdsReading = false;
    bool m_streamEnded = false;
    std::optional<std::pair<Error, bool>> m_endToTell; ///< to the tap, behind the last bytes
    bool m_processing = false;
    bool m_continues = false; ///< a further turn of process() is on its way
    bool m_pumping = false;
    bool m_gathers = false; ///< a frame's answers go together
    bool m_isLoggedIn = false;
    bool m_isAdmitted = false;
    bool m_tampersNext = false;
    bool m_owesPong = false;
    bool m_hasSpoken = false; ///< guest: the host is accepted, or something beyond the handshake was sent
};

} // namespace waxwing
