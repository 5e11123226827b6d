// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Frame.h"

#include <QTest>

#include <random>

using namespace waxwing;

namespace {

/// Feeds at most what is lacking, in pieces; stops at an answer that is not NeedMore.
FrameReader::Answer feed(FrameReader &reader, BytesView &bytes, qsizetype piece)
{
    FrameReader::Answer answer = FrameReader::NeedMore();
    while (!bytes.isEmpty() && std::holds_alternative<FrameReader::NeedMore>(answer)) {
        const qsizetype size = std::min({piece, reader.lacking(), bytes.size()});
        answer = reader.take(bytes.first(size));
        bytes = bytes.sliced(size);
    }
    return answer;
}

} // namespace

class FrameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void layout()
    {
        QCOMPARE(makeFrame(FrameType::Record, "ab").bytes.toHex(), QByteArray("00000003036162"));
        QCOMPARE(makeFrame(FrameType::Alert, "").bytes.toHex(), QByteArray("0000000104"));
        QCOMPARE(makeFrame(FrameType::GuestHello, "xyz").body(), BytesView("xyz"));
        const Bytes large(0x12345, 'x');
        QCOMPARE(makeFrame(FrameType::HostHello, large).bytes.first(5).toHex(), QByteArray("0001234602"));
    }

    void splitAtEveryByte()
    {
        const Bytes first = makeFrame(FrameType::Record, Bytes(40, 'a')).bytes;
        const Bytes stream = first + makeFrame(FrameType::Alert, "\x02").bytes;
        for (qsizetype piece = 1; piece <= stream.size(); ++piece) {
            FrameReader reader;
            QVERIFY(reader.isBetweenFrames());
            QCOMPARE(reader.lacking(), 5);
            BytesView rest = stream;
            const auto one = feed(reader, rest, piece);
            QVERIFY(std::holds_alternative<Frame>(one));
            QCOMPARE(std::get<Frame>(one).bytes, first);
            QCOMPARE(std::get<Frame>(one).type, FrameType::Record);
            QVERIFY(reader.isBetweenFrames());
            const auto two = feed(reader, rest, piece);
            QVERIFY(std::holds_alternative<Frame>(two));
            QCOMPARE(std::get<Frame>(two).type, FrameType::Alert);
            QVERIFY(rest.isEmpty());
        }
    }

    void lackingIsNeverMoreThanTheFrame()
    {
        const Bytes bytes = makeFrame(FrameType::Record, Bytes(100, 'x')).bytes;
        FrameReader reader;
        QVERIFY(std::holds_alternative<FrameReader::NeedMore>(reader.take(BytesView(bytes).first(3))));
        QCOMPARE(reader.lacking(), 2);
        QVERIFY(!reader.isBetweenFrames());
        QVERIFY(std::holds_alternative<FrameReader::NeedMore>(reader.take(BytesView(bytes).sliced(3, 2))));
        QCOMPARE(reader.lacking(), 100);
        QVERIFY(std::holds_alternative<FrameReader::NeedMore>(reader.take(BytesView(bytes).sliced(5, 99))));
        QCOMPARE(reader.lacking(), 1);
        QVERIFY(std::holds_alternative<Frame>(reader.take(BytesView(bytes).last(1))));
    }

    void aFrameWithoutABodyIsAFrame()
    {
        FrameReader reader;
        const auto answer = reader.take(Bytes::fromHex("0000000103"));
        QVERIFY(std::holds_alternative<Frame>(answer));
        QVERIFY(std::get<Frame>(answer).body().isEmpty());
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const char *hex, Code code) {
            QTest::newRow(name) << QByteArray::fromHex(hex) << int(code);
        };
        row("length 0", "0000000003", Code::Malformed);
        row("length 0, type 0", "0000000000", Code::Malformed);
        row("length 0, no type yet", "00000000", Code::Malformed);
        row("type 0", "0000000200", Code::Malformed);
        row("type 5", "0000000205", Code::Malformed);
        row("type 255", "00000002FF", Code::Malformed);
        row("length 4,097", "0000100103", Code::TooLarge);
        row("length 65,565 before login", "0001001D03", Code::TooLarge);
        row("length 4 GiB - 1", "FFFFFFFF03", Code::TooLarge);
        row("length 4 GiB - 1, no type yet", "FFFFFFFF", Code::TooLarge);
        row("length 2 GiB", "8000000003", Code::TooLarge);
        row("HTTP", "474554202F", Code::TooLarge);
        row("TLS", "1603010200", Code::TooLarge);
        row("SSH", "5353482D32", Code::TooLarge);
        row("too long and of unknown type", "FFFFFFFF09", Code::TooLarge);
    }

    void refusals()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        for (qsizetype piece = 1; piece <= 5; ++piece) {
            FrameReader reader;
            BytesView rest = bytes;
            const auto answer = feed(reader, rest, piece);
            QVERIFY(std::holds_alternative<Error>(answer));
            QCOMPARE(int(std::get<Error>(answer).code), code);
            QVERIFY(reader.lacking() >= 1);
            const auto again = reader.take("\x03");
            QVERIFY(std::holds_alternative<Error>(again)); // for good
            QCOMPARE(int(std::get<Error>(again).code), code);
        }
    }

    void theLimitHoldsFromTheNextFrameOn()
    {
        const Bytes small = makeFrame(FrameType::Record, Bytes(4'095, 'x')).bytes;
        const Bytes large = makeFrame(FrameType::Record, Bytes(65'564, 'x')).bytes;
        const Bytes larger = makeFrame(FrameType::Record, Bytes(65'565, 'x')).bytes;
        FrameReader reader;
        BytesView rest = small;
        QVERIFY(std::holds_alternative<Frame>(feed(reader, rest, 1'000)));
        reader.setLongestLength(limits::frameLength);
        rest = large;
        QVERIFY(std::holds_alternative<Frame>(feed(reader, rest, 1'000)));
        rest = larger;
        const auto answer = feed(reader, rest, 1'000);
        QVERIFY(std::holds_alternative<Error>(answer));
        QCOMPARE(std::get<Error>(answer).code, Code::TooLarge);
        QCOMPARE(larger.size() - rest.size(), 5); // nothing behind the header was taken
    }

    void randomStreams()
    {
        std::mt19937_64 random(5);
        for (int round = 0; round < 200; ++round) {
            std::vector<Bytes> frames;
            Bytes stream;
            for (int i = 0; i < 10; ++i) {
                const auto type = FrameType(1 + random() % 4);
                frames.push_back(makeFrame(type, Bytes(qsizetype(random() % 500), char(random()))).bytes);
                stream += frames.back();
            }
            FrameReader reader;
            BytesView rest = stream;
            for (const Bytes &frame : frames) {
                const auto answer = feed(reader, rest, 1 + qsizetype(random() % 100));
                QVERIFY(std::holds_alternative<Frame>(answer));
                QCOMPARE(std::get<Frame>(answer).bytes, frame);
            }
        }
    }

    void alerts()
    {
        QCOMPARE(makeAlert({quint8(Code::WrongVersion), quint16(0x0102)}).bytes.toHex(),
                 QByteArray("0000000404010102"));
        QCOMPARE(makeAlert({quint8(Code::Busy), {}}).bytes.toHex(), QByteArray("000000020420"));
        const auto version = decodeAlert(makeAlert({1, quint16(2)}).body());
        QVERIFY(version);
        QCOMPARE(version->code, 1);
        QCOMPARE(version->version, std::optional<quint16>(2));
        const auto unknown = decodeAlert(makeAlert({200, {}}).body());
        QVERIFY(unknown);
        QCOMPARE(unknown->code, 200);
        QVERIFY(!unknown->version);
    }

    void alertsOfAnotherSize()
    {
        for (const char *hex : {"", "01", "0100", "01000200", "0200", "020000", "20000100"}) {
            const auto alert = decodeAlert(Bytes::fromHex(hex));
            QVERIFY2(!alert, hex);
            QCOMPARE(alert.error().code, Code::Malformed);
        }
    }
};

QTEST_GUILESS_MAIN(FrameTest)
#include "FrameTest.moc"
