// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SampleLog.h"

#include "Frame.h"
#include "MessageCodec.h"
#include "Record.h"

#include <QDateTime>

namespace waxwing {

namespace {

constexpr qint64 perMs = 1'000'000;
const QString quoted = QStringLiteral("Even with the password of the room?");

void scramble(Bytes &frame, quint32 &noise)
{
    for (qsizetype i = limits::additionalDataSize; i < frame.size(); ++i) {
        noise = noise * 1664525U + 1013904223U;
        frame[i] = char(noise >> 24);
    }
}

} // namespace

SampleLog::SampleLog(const FrameLog::Limits &limits)
    : m_log(std::make_shared<FrameLog>(limits)),
      m_timeNs(QDateTime(QDate::currentDate(), QTime(10, 45, 58, 102)).toMSecsSinceEpoch() * perMs)
{}

quint64 SampleLog::addGuestLink(const QString &room)
{
    TracedLink link;
    link.localAddress = QStringLiteral("192.168.1.24");
    link.localPort = 50'412;
    link.peerAddress = QStringLiteral("192.168.1.10");
    link.peerPort = 12'345;
    link.peerName = room;
    m_link = m_log->addLink(link);
    return m_link;
}

quint64 SampleLog::addHostLink(const QString &guest, bool isLocal)
{
    TracedLink link;
    link.isHostSide = true;
    link.isLocal = isLocal;
    link.localAddress = QStringLiteral("192.168.1.10");
    link.localPort = 12'345;
    link.peerAddress = QStringLiteral("192.168.1.24");
    link.peerPort = 50'412;
    link.peerName = guest;
    m_link = m_log->addLink(link);
    return m_link;
}

quint64 SampleLog::add(TracedFrame frame)
{
    frame.link = m_link;
    frame.timeNs = m_timeNs;
    m_timeNs += 12 * perMs;
    m_log->add(frame.passing());
    return m_log->end() - 1;
}

quint64 SampleLog::frame(bool sent, const Bytes &bytes)
{
    TracedFrame frame;
    frame.sent = sent;
    frame.buffer = bytes;
    return add(std::move(frame));
}

quint64 SampleLog::hello(bool sent, bool isGuests)
{
    const Bytes random(32, char(0x5A));
    const Bytes body = isGuests ? encode(GuestHello{1, random, Bytes(32, 's'), Bytes(422, 'k')})
                                : encode(HostHello{1, random, Bytes(32, 's'), Bytes(384, 'c')});
    return frame(sent, makeFrame(isGuests ? FrameType::GuestHello : FrameType::HostHello, body).bytes);
}

quint64 SampleLog::record(bool sent, quint32 epoch, quint64 sequence, const Message &message, Code verdict)
{
    return content(sent, epoch, sequence, encode(message).content, verdict);
}

quint64 SampleLog::content(bool sent, quint32 epoch, quint64 sequence, const Bytes &content, Code verdict)
{
    TracedFrame frame;
    frame.sent = sent;
    frame.verdict = verdict;
    layOutRecord(frame.buffer, {epoch, sequence}, content);
    scramble(frame.buffer, m_noise);
    frame.hasContent = true;
    frame.contentBuffer = content;
    return add(std::move(frame));
}

quint64 SampleLog::unopened(quint32 epoch, quint64 sequence, Code verdict, const QString &detail)
{
    TracedFrame frame;
    frame.verdict = verdict;
    frame.detail = detail;
    layOutRecord(frame.buffer, {epoch, sequence}, Bytes("unknown"));
    scramble(frame.buffer, m_noise);
    return add(std::move(frame));
}

quint64 SampleLog::unframed(const Bytes &bytes)
{
    TracedFrame piece;
    piece.kind = TracedFrame::Kind::Unframed;
    piece.buffer = bytes;
    return add(std::move(piece));
}

void SampleLog::lesson()
{
    const Bytes device(16, char(0x11));
    hello(true, true);
    hello(false, false);
    record(true, 0, 0, Ready{});
    record(false, 0, 0, HostProof{Bytes(422, 'i'), Bytes(384, 's')});
    m_timeNs += 5'600 * perMs;
    record(true, 3, 4, Say{10, QStringLiteral("Same here.")});
    record(true, 3, 5, Update{});
    record(false, 17, 2,
           Said{4, QStringLiteral("Ms Rao"), device, 7, 1'700'000'000'000,
                QStringLiteral(
                    "Well seen, Asha. Short messages are **padded**, so their length says nothing.")});
    record(true, 4, 0,
           Say{11, QStringLiteral("So the capture that I save now is of no use to me tomorrow?")});
    record(false, 17, 3, Delivered{4, 11, 12});
    m_timeNs += 19'400 * perMs;
    record(true, 4, 1, Say{12, quoted});
}

void SampleLog::talk(int frames)
{
    const Bytes device(16, char(0x22));
    for (int i = 0; i < frames; ++i) {
        const auto number = quint64(i) + 1;
        const auto epoch = quint32(1 + i / 40);
        const auto sequence = quint64(i % 40);
        switch (i % 4) {
        case 0:
            record(true, epoch, sequence, Say{number, QStringLiteral("message %1").arg(i)});
            break;
        case 1:
            record(false, epoch, sequence,
                   Said{number, QStringLiteral("Asha"), device, number - 1, 1'700'000'000'000,
                        QStringLiteral("message %1").arg(i - 1)});
            break;
        case 2:
            record(false, epoch, sequence, Delivered{number, 1, 1});
            break;
        default:
            record(true, epoch, sequence, Update{});
        }
    }
}

} // namespace waxwing
