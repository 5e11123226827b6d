// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MessageCodec.h"
#include "Record.h"
#include "WireSamples.h"

#include <QTest>

#include <set>

using namespace waxwing;
using namespace waxwing::test;

class MessageCodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void golden_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        for (const Golden &golden : goldenMessages())
            QTest::newRow(golden.name) << QString::fromLatin1(golden.name) << bytesOf(golden.pattern);
    }

    void golden()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        if (name == QLatin1String("guest hello")) {
            QCOMPARE(encode(sampleGuestHello()).toHex(), bytes.toHex());
            const auto hello = decodeGuestHello(bytes);
            QVERIFY(hello);
            QCOMPARE(hello->key, sampleGuestHello().key);
            QCOMPARE(hello->share, sampleGuestHello().share);
            QCOMPARE(hello->random, sampleGuestHello().random);
            QCOMPARE(helloVersion(bytes), Result<quint64>(1));
            return;
        }
        if (name == QLatin1String("host hello")) {
            QCOMPARE(encode(sampleHostHello()).toHex(), bytes.toHex());
            const auto hello = decodeHostHello(bytes);
            QVERIFY(hello);
            QCOMPARE(hello->secret, sampleHostHello().secret);
            QCOMPARE(hello->share, sampleHostHello().share);
            QCOMPARE(hello->random, sampleHostHello().random);
            return;
        }
        const Message message = sampleMessage(name);
        QCOMPARE(encode(message).content.toHex(), bytes.toHex());
        QCOMPARE(messageName(message), name.section(u' ', 0, 0));
        const auto decoded = decodeMessage(bytes);
        QVERIFY2(decoded, qPrintable(decoded ? QString() : decoded.error().detail));
        QCOMPARE(decoded->index(), message.index());
        QCOMPARE(encode(*decoded).content.toHex(), bytes.toHex());
    }

    void everyMessageHasAGolden()
    {
        std::set<std::size_t> kinds;
        for (const Golden &golden : goldenMessages()) {
            if (!QByteArray(golden.name).endsWith("hello"))
                kinds.insert(sampleMessage(QString::fromLatin1(golden.name)).index());
        }
        QCOMPARE(kinds.size(), std::variant_size_v<Message>);
    }

    void fieldsArriveWhereTheyBelong()
    {
        const auto said = decodeMessage(encode(sampleMessage(QStringLiteral("said"))).content);
        QVERIFY(said);
        const auto &m = std::get<Said>(*said);
        QCOMPARE(m.number, limits::largestInteger);
        QCOMPARE(m.name, QStringLiteral("asha"));
        QCOMPARE(m.device, QByteArray(16, '\xD1'));
        QCOMPARE(m.counter, 255U);
        QCOMPARE(m.time, 1'700'000'000'000);
        QCOMPARE(m.text, QStringLiteral("Zażółć 日本 😀"));
        const auto roster = decodeMessage(encode(sampleMessage(QStringLiteral("roster"))).content);
        QVERIFY(roster);
        QVERIFY(std::get<Roster>(*roster).people ==
                std::get<Roster>(sampleMessage(QStringLiteral("roster"))).people);
        QVERIFY(std::get<Roster>(*roster).last);
    }

    void onlySaySaidAndTellCountAsTalk()
    {
        for (const Golden &golden : goldenMessages()) {
            const QString name = QString::fromLatin1(golden.name);
            if (!name.endsWith(QLatin1String("hello")))
                QCOMPARE(encode(sampleMessage(name)).countsAsTalk,
                         name.startsWith(QLatin1String("sa")) || name.startsWith(QLatin1String("tell")));
        }
    }

    /// Sizes on the wire that an independent implementation came to.
    void yardstick()
    {
        QCOMPARE(makeFrame(FrameType::GuestHello, encode(sampleGuestHello())).bytes.size(), 525);
        QCOMPARE(makeFrame(FrameType::HostHello, encode(sampleHostHello())).bytes.size(), 490);
        QCOMPARE(recordSize(sampleMessage(QStringLiteral("ready"))), 289);
        QCOMPARE(recordSize(sampleMessage(QStringLiteral("host"))), 897);
        QCOMPARE(recordSize(Say{1, QStringLiteral("ten letter")}), 289);
    }

    /// The longest piece of a call, and the longest text on a direct link, are within what their links carry.
    void theLongestOfDirectLinksFit()
    {
        const Bytes relay = encode(Relay{Bytes(16, 'c'), Bytes(limits::relayBytes, 'b')}).content;
        QVERIFY(decodeMessage(relay));
        QVERIFY(relay.size() <= limits::content);
        QVERIFY(!decodeMessage(encode(Relay{Bytes(16, 'c'), Bytes(limits::relayBytes + 1, 'b')}).content));
        const Tell tell{quint64(limits::largestInteger),
                        quint64(limits::largestInteger),
                        QString(limits::textBytes, u'x'),
                        Act::Reply,
                        Bytes(16, 'd'),
                        quint64(limits::largestInteger)};
        QVERIFY(recordSize(tell) <= qsizetype(limits::frameLength) + limits::lengthFieldSize);
    }

    void theLargestRosterPageThatFitsIsRefusedOnlyForItsCount()
    {
        Roster page;
        for (int i = 0; i < 200; ++i)
            page.people.push_back(
                {QString::number(i), Role::Member, {{Bytes(16, 'd'), Bytes(32, 'i'), false}}});
        QVERIFY(decodeMessage(encode(page).content));
        page.people.push_back(page.people.front());
        const auto refused = decodeMessage(encode(page).content);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Code::Malformed);
    }

    void aLeadingByteOrderMarkIsText()
    {
        const QString text = QChar(0xFEFF) + QString(QChar(0xFEFF)) + QStringLiteral("a");
        const auto said = decodeMessage(encode(Say{1, text}).content);
        QVERIFY(said);
        QCOMPARE(std::get<Say>(*said).text, text);
    }

    void textsOfEveryLengthAreUtf8()
    {
        const QString odd[] = {QString(), QStringLiteral("\u00E9"), QStringLiteral("\u20AC"),
                               QStringLiteral("\U0001F426")};
        for (const qsizetype size : {1, 23, 24, 255, 256, 1'023, 1'024, 1'025, 2'048, 3'000, 30'000}) {
            for (const QString &one : odd) {
                for (const qsizetype at : {qsizetype(0), size / 2, size - 1, size}) {
                    const QString text = QString(size, QLatin1Char('x')).insert(at, one);
                    const Bytes content = encode(Say{7, text}).content;
                    QVERIFY(content.contains(text.toUtf8() + "dtypecsay"));
                    const auto back = decodeMessage(content);
                    QVERIFY(back);
                    QVERIFY(std::get<Say>(*back).text == text);
                }
            }
        }
    }

    void anUnlistedCodeIsKept()
    {
        const auto refused = decodeMessage(encode(Refused{Code(200), {}, {}}).content);
        QVERIFY(refused);
        QCOMPARE(int(std::get<Refused>(*refused).code), 200);
        const auto close = decodeMessage(encode(Close{255}).content);
        QVERIFY(close);
        QCOMPARE(std::get<Close>(*close).code, 255);
    }

    void roundTrips()
    {
        RandomMessages messages(20'260'101);
        for (int i = 0; i < 20'000; ++i) {
            const Message message = messages.next();
            const Bytes content = encode(message).content;
            const auto decoded = decodeMessage(content);
            QVERIFY2(decoded,
                     qPrintable(decoded ? QString()
                                        : decoded.error().detail + QString::fromLatin1(content.toHex())));
            QCOMPARE(decoded->index(), message.index());
            QCOMPARE(encode(*decoded).content, content);
        }
    }

    /// One byte changed, put in or left out: refused, or a message of its own that encodes to just these
    /// bytes.
    void mutationsNeverDecodeToSomethingElse()
    {
        RandomMessages messages(77);
        std::mt19937_64 random(78);
        int refusals = 0;
        for (int i = 0; i < 40'000; ++i) {
            Bytes content = encode(messages.next()).content.left(4'000);
            const auto at = qsizetype(random() % quint64(content.size()));
            switch (random() % 4) {
            case 0:
                content[at] = char(random());
                break;
            case 1:
                content.insert(at, char(random()));
                break;
            case 2:
                content.remove(at, 1);
                break;
            default:
                content.truncate(at);
                break;
            }
            const auto decoded = decodeMessage(content);
            if (decoded)
                QCOMPARE(encode(*decoded).content, content);
            else
                ++refusals;
        }
        QVERIFY(refusals > 20'000);
    }

    void everyPrefixIsRefused()
    {
        for (const Golden &golden : goldenMessages()) {
            const Bytes whole = bytesOf(golden.pattern);
            for (qsizetype size = 0; size < whole.size(); ++size) {
                const BytesView prefix = BytesView(whole).first(size);
                QVERIFY(!decodeMessage(prefix));
                QVERIFY(!decodeGuestHello(prefix));
                QVERIFY(!decodeHostHello(prefix));
                QVERIFY(!helloVersion(prefix));
            }
            const Bytes longer = whole + '\0';
            QVERIFY(!decodeMessage(longer));
            QVERIFY(!decodeGuestHello(longer));
            QVERIFY(!decodeHostHello(longer));
            QVERIFY(!helloVersion(longer));
        }
    }

private:
    static qsizetype recordSize(const Message &message)
    {
        Bytes frame;
        layOutRecord(frame, {}, encode(message).content);
        return frame.size();
    }
};

QTEST_GUILESS_MAIN(MessageCodecTest)
#include "MessageCodecTest.moc"
