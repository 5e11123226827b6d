// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "WireTrace.h"

#include "Capture.h"
#include "Frame.h"
#include "KeyLogRecorder.h"
#include "Link.h"
#include "MessageCodec.h"

#include <QSet>

#include <chrono>

namespace waxwing {

namespace {

qint64 wallClockNs()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
}

} // namespace

/// Where what the taps hear goes.
struct WireTrace::Watch
{
    Watch(const FrameLog::Limits &limits, std::shared_ptr<WriterThread> w)
        : log(std::make_shared<FrameLog>(limits)), writer(std::move(w))
    {}

    quint64 begin(TracedLink link)
    {
        link.id = log->addLink(link);
        if (capture)
            capture->began(link);
        return link.id;
    }
    void add(const PassingFrame &frame, const Bytes *sharedContent)
    {
        if (capture)
            capture->add(frame);
        log->add(frame, sharedContent);
    }
    void end(quint64 id, const Error &error, bool byPeer)
    {
        std::optional<TracedLink> link = log->link(id);
        const qint64 now = wallClockNs();
        log->endLink(id, error, byPeer, now);
        if (!capture || !link)
            return;
        link->endNs = now;
        link->end = error;
        link->endedByPeer = byPeer;
        capture->ended(*link);
    }

    const std::shared_ptr<FrameLog> log;
    const std::shared_ptr<WriterThread> writer; ///< outlives what writes
    std::unique_ptr<Capture> capture;
    std::unique_ptr<KeyLogRecorder> keyLog;
    bool followsKeyLog = false; ///< took the place of one that ran
    QSet<Tap *> taps;
};

/// One link's tap. Belongs to its link.
class WireTrace::Tap final : public WireTap, private KeyTrace
{
public:
    Tap(std::shared_ptr<Watch> watch, Link &owner, quint64 link)
        : m_watch(std::move(watch)), m_owner(owner), m_link(link)
    {
        m_watch->taps.insert(this);
    }
    ~Tap() override
    {
        m_watch->taps.remove(this);
        if (!m_hasEnded)
            m_watch->end(m_link, {Code::Cancelled, QStringLiteral("cut off")}, false);
    }

    /// The keys of a link that no network carries open nothing.
    void logKeys(bool on)
    {
        if (!m_owner.stream().isLocal())
            m_owner.channel().setKeyTrace(on ? this : nullptr);
    }

    void sent(BytesView bytes, const std::vector<Sealed> &sealed) override
    {
        const qint64 now = wallClockNs();
        if (sealed.empty())
            return tell(make(true, now, bytes));
        for (const Sealed &record : sealed) {
            PassingFrame frame = make(true, now, bytes.sliced(record.start, record.size));
            frame.hasContent = true;
            frame.content = record.content;
            tell(frame, &record.content);
        }
    }

    void arriving(BytesView frame) override { m_arriving.append(frame); }

    void arrived(BytesView content, const Error *refusal) override
    {
        PassingFrame frame = make(false, wallClockNs(), m_arriving);
        frame.hasContent = !content.isNull();
        frame.content = content;
        if (refusal) {
            frame.verdict = refusal->code;
            frame.detail = refusal->detail;
        }
        tell(frame);
        m_arriving.resize(0); // which keeps the memory
        if (m_arriving.capacity() > mostKeptForFrames)
            m_arriving = {};
    }

    void unframed(BytesView bytes) override
    {
        PassingFrame piece = make(false, wallClockNs(), bytes);
        piece.kind = FrameFacts::Kind::Unframed;
        tell(piece);
    }

    void notTold(quint64 bytes) override { m_watch->log->setLinkNotKept(m_link, bytes); }

    void ended(const Error &error, bool byPeer) override
    {
        m_hasEnded = true;
        m_watch->end(m_link, error, byPeer);
    }

private:
    void epochBegan(bool sending, quint32 epoch, const EpochKeys &keys) override
    {
        const std::optional<TracedLink> link = m_watch->log->link(m_link);
        if (m_watch->keyLog && link)
            m_watch->keyLog->add(link->random, sending != link->isHostSide, epoch, keys);
    }

    PassingFrame make(bool sent, qint64 now, BytesView bytes)
    {
        PassingFrame frame;
        frame.timeNs = now;
        frame.link = m_link;
        frame.sent = sent;
        quint64 &offset = sent ? m_sentBytes : m_receivedBytes;
        frame.streamOffset = offset;
        frame.otherOffset = sent ? m_receivedBytes : m_sentBytes;
        offset += quint64(bytes.size());
        frame.bytes = bytes;
        return frame;
    }

    void tell(const PassingFrame &frame, const Bytes *sharedContent = nullptr)
    {
        if (frame.streamOffset == 0 && isGuestHello(frame)) {
            if (const auto hello = decodeGuestHello(frame.bytes.sliced(limits::frameHeaderSize)))
                m_watch->log->setLinkRandom(m_link, hello->random);
        }
        m_watch->add(frame, sharedContent);
    }

    static bool isGuestHello(const PassingFrame &frame)
    {
        return frame.kind == FrameFacts::Kind::Frame && frameTypeOf(frame.bytes) == FrameType::GuestHello;
    }

    static constexpr qsizetype mostKeptForFrames = 4 * 1024; ///< of memory, while a link is silent

    Bytes m_arriving;
    const std::shared_ptr<Watch> m_watch;
    Link &m_owner;
    const quint64 m_link;
    quint64 m_sentBytes = 0;
    quint64 m_receivedBytes = 0;
    bool m_hasEnded = false;
};

WireTrace::WireTrace(const FrameLog::Limits &limits, std::shared_ptr<WriterThread> writer, QObject *parent)
    : QObject(parent), m_watch(std::make_shared<Watch>(limits, std::move(writer)))
{}

WireTrace::~WireTrace() = default;

std::shared_ptr<FrameLog> WireTrace::log() const
{
    return m_watch->log;
}

void WireTrace::attach(Link &link)
{
    TracedLink traced;
    traced.isHostSide = link.channel().role() == SecureChannel::Role::Host;
    traced.isLocal = link.stream().isLocal();
    traced.localAddress = link.stream().localAddress();
    traced.localPort = link.stream().localPort();
    traced.peerAddress = link.stream().peerAddress();
    traced.peerPort = link.stream().peerPort();
    traced.startNs = wallClockNs();
    const quint64 id = m_watch->begin(std::move(traced));
    m_ids.insert(&link, id);
    connect(&link, &QObject::destroyed, this, [this, key = &link] { m_ids.remove(key); });
    auto tap = std::make_unique<Tap>(m_watch, link, id);
    tap->logKeys(m_watch->keyLog && m_watch->keyLog->isRunning());
    link.setTap(std::move(tap));
}

void WireTrace::nameLink(const Link &link, const QString &peer)
{
    m_watch->log->nameLink(m_ids.value(&link), peer);
}

void WireTrace::startCapture(const CaptureWish &wish)
{
    m_watch->capture = std::make_unique<Capture>(m_watch->log, m_watch->writer->thread(), wish);
    connect(m_watch->capture.get(), &Capture::changed, this, &WireTrace::captureChanged);
    Q_EMIT captureChanged(m_watch->capture->view());
}

void WireTrace::stopCapture()
{
    if (m_watch->capture)
        m_watch->capture->stop();
}

void WireTrace::startKeyLog(const QString &path)
{
    m_watch->followsKeyLog = isKeyLogRunning();
    m_watch->keyLog = std::make_unique<KeyLogRecorder>(m_watch->writer->thread(), path);
    connect(m_watch->keyLog.get(), &KeyLogRecorder::changed, this, [this](const KeyLogView &view) {
        if (!m_watch->keyLog->isRunning())
            logKeys(false);
        Q_EMIT keyLogChanged(view);
    });
    logKeys(true);
    Q_EMIT keyLogChanged(m_watch->keyLog->view());
}

void WireTrace::stopKeyLog()
{
    logKeys(false);
    if (m_watch->keyLog)
        m_watch->keyLog->stop();
}

void WireTrace::logKeys(bool on)
{
    for (Tap *tap : std::as_const(m_watch->taps))
        tap->logKeys(on);
}

bool WireTrace::isKeyLogRunning() const
{
    if (!m_watch->keyLog)
        return false;
    const RecordingState state = m_watch->keyLog->view().state;
    return state == RecordingState::Running || (state == RecordingState::Starting && m_watch->followsKeyLog);
}

} // namespace waxwing
