// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DisplayFilter.h"
#include "Frame.h"
#include "MessageCodec.h"
#include "Record.h"

#include <QTest>

using namespace waxwing;

/// The filters that find a frame's packet in Wireshark.
class DisplayFilterTest : public QObject
{
    Q_OBJECT

private:
    static TracedLink link()
    {
        TracedLink traced;
        traced.localPort = 12345;
        traced.peerPort = 50001;
        return traced;
    }

    static TracedFrame traced(const Bytes &bytes, bool sent)
    {
        TracedFrame frame;
        frame.buffer = bytes;
        frame.sent = sent;
        return frame;
    }

    static Bytes record(quint32 epoch, quint64 sequence)
    {
        Bytes bytes;
        layOutRecord(bytes, {epoch, sequence}, Bytes("content"));
        for (qsizetype i = limits::additionalDataSize; i < bytes.size(); ++i)
            bytes[i] = char(0xA0 + i % 0x50);
        return bytes;
    }

private Q_SLOTS:
    void aRecordIsFoundByItsFirstCiphertext()
    {
        QCOMPARE(displayFilterOf(traced(record(4, 1), true), link()),
                 QStringLiteral("tcp.srcport == 12345 && tcp.dstport == 50001 && tcp.payload contains "
                                "b1:b2:b3:b4:b5:b6:b7:b8"));
        QCOMPARE(displayFilterOf(traced(record(4, 1), false), link()),
                 QStringLiteral("tcp.srcport == 50001 && tcp.dstport == 12345 && tcp.payload contains "
                                "b1:b2:b3:b4:b5:b6:b7:b8"));
    }

    void theDissectorNamesKeyAndRecord()
    {
        QCOMPARE(dissectorFilterOf(traced(record(4, 70'000'000'000), true), link()),
                 QStringLiteral("waxwing.epoch == 4 && waxwing.sequence == 70000000000 && tcp.srcport == "
                                "12345 && tcp.dstport == 50001"));
    }

    void aHelloIsFoundByItsRandom()
    {
        const Bytes random = Bytes("12345678") + Bytes(24, 'r');
        const Bytes guest =
            makeFrame(FrameType::GuestHello, encode(GuestHello{1, random, Bytes(32, 's'), Bytes(422, 'k')}))
                .bytes;
        QVERIFY(displayFilterOf(traced(guest, false), link())
                    .endsWith(QLatin1StringView("contains 31:32:33:34:35:36:37:38")));
        const Bytes host =
            makeFrame(FrameType::HostHello, encode(HostHello{1, random, Bytes(32, 's'), Bytes(384, 'k')}))
                .bytes;
        QVERIFY(displayFilterOf(traced(host, true), link())
                    .endsWith(QLatin1StringView("contains 31:32:33:34:35:36:37:38")));
        QVERIFY(dissectorFilterOf(traced(host, true), link())
                    .startsWith(QLatin1StringView("waxwing.type == 2 && tcp.srcport == 12345")));
    }

    void anAlertIsFoundWhole()
    {
        const Bytes alert = makeAlert({1, 7}).bytes;
        QVERIFY(displayFilterOf(traced(alert, true), link())
                    .endsWith(QLatin1StringView("contains 00:00:00:04:04:01:00:07")));
        const Bytes small = makeAlert({32, std::nullopt}).bytes;
        QVERIFY(displayFilterOf(traced(small, true), link())
                    .endsWith(QLatin1StringView("contains 00:00:00:02:04:20")));
    }

    void whatIsMalformedHasAFilterToo()
    {
        const Bytes hello = makeFrame(FrameType::GuestHello, Bytes("no CBOR at all")).bytes;
        QVERIFY(displayFilterOf(traced(hello, false), link())
                    .endsWith(QLatin1StringView("contains 6e:6f:20:43:42:4f:52:20")));
        const Bytes empty = makeFrame(FrameType::Record, {}).bytes;
        QVERIFY(displayFilterOf(traced(empty, false), link())
                    .endsWith(QLatin1StringView("contains 00:00:00:01:03")));
        QVERIFY(dissectorFilterOf(traced(empty, false), link())
                    .startsWith(QLatin1StringView("waxwing.type == 3 && ")));
        TracedFrame piece = traced(Bytes("GET / HTTP/1.1"), false);
        piece.kind = TracedFrame::Kind::Unframed;
        QVERIFY(
            displayFilterOf(piece, link()).endsWith(QLatin1StringView("contains 47:45:54:20:2f:20:48:54")));
        QVERIFY(dissectorFilterOf(piece, link()).isEmpty());
    }

    void noNetworkNoFilter()
    {
        TracedLink local = link();
        local.isLocal = true;
        QVERIFY(displayFilterOf(traced(record(1, 0), true), local).isEmpty());
        QVERIFY(dissectorFilterOf(traced(record(1, 0), true), local).isEmpty());
    }
};

QTEST_GUILESS_MAIN(DisplayFilterTest)
#include "DisplayFilterTest.moc"
