// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DnsMessage.h"
#include "DnsReader.h"
#include "RoomAdvert.h"

#include <QTest>

namespace waxwing {

class DnsMessageTest : public QObject
{
    Q_OBJECT

    static Bytes header(int questions, int answers)
    {
        return Bytes("\0\0\x84\0\0", 5) + char(questions) + '\0' + char(answers) + Bytes(4, '\0');
    }
    static DnsRecord record(quint16 type, DnsData data)
    {
        return {DnsName::of("a.local"), type, dns::classIn, true, 120, std::move(data)};
    }

private Q_SLOTS:
    /// RFC 1035 4.1.4: F.ISI.ARPA at 20, FOO.F.ISI.ARPA at 40, ARPA at 64, the root at 92.
    void namesOfRfc1035AreRead()
    {
        Bytes message(93, '\0');
        const auto put = [&](int at, const Bytes &bytes) { message.replace(at, bytes.size(), bytes); };
        put(20, Bytes("\x01"
                      "F"
                      "\x03"
                      "ISI"
                      "\x04"
                      "ARPA"
                      "\0",
                      12));
        put(40, Bytes("\x03"
                      "FOO"
                      "\xC0\x14",
                      6));
        put(64, Bytes("\xC0\x1A", 2));
        const auto nameAt = [&](int at) {
            DnsReader in(message);
            (void)in.bytes(at);
            const auto name = in.name();
            return name ? name->labels() : QList<Bytes>{"refused"};
        };
        QCOMPARE(nameAt(20), (QList<Bytes>{"F", "ISI", "ARPA"}));
        QCOMPARE(nameAt(40), (QList<Bytes>{"FOO", "F", "ISI", "ARPA"}));
        QCOMPARE(nameAt(64), QList<Bytes>{"ARPA"});
        QCOMPARE(nameAt(92), QList<Bytes>());
    }

    /// RFC 6762 8.2, the example: 169.254.200.50 wins over 169.254.99.200.
    void probesAreComparedAsRfc6762Says()
    {
        const DnsRecord lost = record(dns::typeA, QHostAddress(QStringLiteral("169.254.99.200")));
        const DnsRecord won = record(dns::typeA, QHostAddress(QStringLiteral("169.254.200.50")));
        QVERIFY(DnsRecord::isBefore(lost, won));
        QVERIFY(!DnsRecord::isBefore(won, lost));
        QVERIFY(!DnsRecord::isBefore(won, won));
        DnsRecord other = lost;
        other.type = dns::typeSrv;
        QVERIFY(DnsRecord::isBefore(won, other));
        other.recordClass = 3;
        other.type = 1;
        QVERIFY(DnsRecord::isBefore(won, other));
    }

    void everyKindGoesRound()
    {
        DnsMessage message;
        message.id = 77;
        message.isResponse = true;
        message.isTruncated = true;
        message.questions = {{RoomAdvert::service(), dns::typePtr, dns::classIn, true},
                             {DnsName(), dns::typeAny, dns::classAny, false}};
        const DnsName instance = RoomAdvert::service().child("10B (Ms. Rao's)");
        message.answers = {record(dns::typePtr, instance), record(dns::typeTxt, DnsText{{"a=b", "c"}}),
                           record(dns::typeTxt, DnsText{}), record(47, Bytes("\x01\x02"))};
        message.authorities = {record(dns::typeSrv, DnsService{1, 2, 12345, instance})};
        message.additionals = {record(dns::typeA, QHostAddress(QStringLiteral("10.1.2.3"))),
                               record(dns::typeAaaa, QHostAddress(QStringLiteral("fd12::5")))};
        const Bytes bytes = message.encode();
        const auto read = DnsMessage::parse(bytes);
        QVERIFY(read);
        QCOMPARE(read->id, quint16(77));
        QVERIFY(read->isResponse && read->isTruncated);
        QVERIFY(read->questions[0].wantsUnicast && !read->questions[1].wantsUnicast);
        QVERIFY(read->questions[0].asksFor(DnsName::of("_WAXWING._tcp.LOCAL"), dns::typePtr));
        QVERIFY(!read->questions[0].asksFor(RoomAdvert::service(), dns::typeSrv));
        QVERIFY(read->questions[1].name.isEmpty());
        QCOMPARE(read->answers.size(), 4);
        for (int i = 0; i < 4; ++i)
            QVERIFY(read->answers[i].isSame(message.answers[i]) && read->answers[i].flushes);
        QVERIFY(read->authorities[0].isSame(message.authorities[0]));
        QCOMPARE(read->additionals[1].ttl, quint32(120));
        QVERIFY(read->additionals[0].isSame(message.additionals[0]));
        QVERIFY(read->additionals[1].isSame(message.additionals[1]));
        QCOMPARE(read->encode(), bytes);
        QVERIFY(bytes.size() < 220); // names are written once
    }

    void whatIsNoMessageIsRefused_data()
    {
        QTest::addColumn<Bytes>("bytes");
        const Bytes end("\0\0\x01\0\x01", 5);
        QTest::newRow("nothing") << Bytes();
        QTest::newRow("half a header") << header(0, 0).left(11);
        QTest::newRow("a byte left over") << header(0, 0) + 'x';
        QTest::newRow("another operation") << Bytes("\0\0\x28\0", 4) + Bytes(8, '\0');
        QTest::newRow("an error code") << Bytes("\0\0\x84\x03", 4) + Bytes(8, '\0');
        QTest::newRow("a question missing") << header(1, 0);
        QTest::newRow("a label beyond the end") << header(1, 0) + "\x09"
                                                                  "abc";
        QTest::newRow("a name without an end") << header(1, 0) + "\x03"
                                                                 "abc";
        QTest::newRow("a label of unknown kind") << header(1, 0) + Bytes("\x41"
                                                                         "a\0\0\x01\0\x01",
                                                                         7);
        QTest::newRow("half a pointer") << header(1, 0) + "\xC0";
        QTest::newRow("a pointer to itself") << header(1, 0) + Bytes("\xC0\x0C\0\x01\0\x01", 6);
        QTest::newRow("a pointer forwards") << header(1, 0) +
                                                   Bytes("\xC0\x0E\x01"
                                                         "a",
                                                         4) +
                                                   end;
        QTest::newRow("a loop") << header(1, 0) + Bytes("\x01"
                                                        "a\xC0\x0C\0\x01\0\x01",
                                                        8);
        QTest::newRow("no type") << header(1, 0) + Bytes("\0\0", 2);
        Bytes longName;
        for (int i = 0; i < 5; ++i)
            longName += Bytes(1, char(63)) + Bytes(63, 'a');
        QTest::newRow("a name over 255 bytes") << header(1, 0) + longName + end;
        const auto answer = [](quint8 type, const Bytes &data, int length) {
            return header(0, 1) +
                   Bytes("\x01"
                         "a\0\0",
                         4) +
                   char(type) + Bytes("\0\x01\0\0\0\x78\0", 7) + char(length) + data;
        };
        QTest::newRow("data beyond the end") << answer(99, "abc", 4);
        QTest::newRow("an address of 3 bytes") << answer(1, "abc", 3);
        QTest::newRow("an IPv6 address of 4") << answer(28, "abcd", 4);
        QTest::newRow("a PTR that ends early") << answer(12,
                                                         Bytes("\x01"
                                                               "b\0x",
                                                               4),
                                                         4);
        QTest::newRow("a PTR that ends late") << answer(12,
                                                        Bytes("\x01"
                                                              "b\0",
                                                              3),
                                                        2);
        QTest::newRow("an SRV without a target") << answer(33, "abcdef", 6);
        QTest::newRow("a TXT string beyond its data") << answer(16,
                                                                Bytes("\x05"
                                                                      "abc",
                                                                      4),
                                                                4);
        QTest::newRow("half a record") << answer(99, "", 0).left(20);
        QTest::newRow("more entries than there is room")
            << Bytes("\0\0\x84\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 12);
        QTest::newRow("too large") << header(0, 0) + Bytes(dns::mostBytes, '\0');
    }

    void whatIsNoMessageIsRefused()
    {
        QFETCH(const Bytes, bytes);
        const auto read = DnsMessage::parse(bytes);
        QVERIFY(!read);
        QVERIFY(read.error().code == Code::Malformed || read.error().code == Code::TooLarge);
    }

    void aChainOfPointersBackwardsIsRead()
    {
        // a. at 12, then b.(a) at 18, then c.(b.a) at 26
        const Bytes bytes = header(3, 0) +
                            Bytes("\x01"
                                  "a\0\0\x01\0\x01",
                                  7) +
                            Bytes("\x01"
                                  "b\xC0\x0C\0\x01\0\x01",
                                  8) +
                            Bytes("\x01"
                                  "c\xC0\x13\0\x01\0\x01",
                                  8);
        const auto read = DnsMessage::parse(bytes);
        QVERIFY(read);
        QCOMPARE(read->questions[2].name.labels(), (QList<Bytes>{"c", "b", "a"}));
    }

    /// As many as a name can have labels; a longer walk is work made for the reader.
    void aNameLeadsOverSoManyPointersAtMost()
    {
        Bytes message(2, '\0'); // the root, then pointers to it, and each to the one before
        for (int i = 0; i < 128; ++i) {
            const int to = i == 0 ? 0 : 2 * i;
            message += char(0xC0 | (to >> 8));
            message += char(to & 0xFF);
        }
        const auto nameAt = [&](int at) {
            DnsReader in(message);
            (void)in.bytes(at);
            return in.name();
        };
        QVERIFY(nameAt(2 * 127));
        QVERIFY(!nameAt(2 * 128));
    }

    // ---- What a room says of itself

    void anAdvertGoesRound()
    {
        const RoomAdvert advert = someAdvert();
        const auto read = RoomAdvert::read(advert.label(1), advert.text(), advert.port);
        QVERIFY(read);
        QCOMPARE(read->room, advert.room);
        QCOMPARE(read->host, advert.host);
        QCOMPARE(read->people, 12);
        QCOMPARE(read->registration, Registration::Invite);
        QVERIFY(read->key == advert.key);
        QCOMPARE(advert.text().strings.first(), Bytes("txtvers=1")); // RFC 6763 6.7: first
    }

    void aLongNameIsCutForItsNumber()
    {
        RoomAdvert advert = someAdvert();
        advert.room = QString(21, QChar(0x65E5)); // 63 bytes of UTF-8
        QCOMPARE(advert.label(1).size(), 63);
        QCOMPARE(advert.label(2), QString(19, QChar(0x65E5)).toUtf8() + " (2)");
        advert.room = QString::fromUcs4(U"\U0001F600").repeated(15) + QStringLiteral("abc");
        QCOMPARE(advert.label(10), QString::fromUcs4(U"\U0001F600").repeated(14).toUtf8() + " (10)");
    }

    void whatIsNoRoomIsRefused_data()
    {
        QTest::addColumn<Bytes>("label");
        QTest::addColumn<QList<Bytes>>("strings");
        QTest::addColumn<int>("port");
        const QList<Bytes> good = someAdvert().text().strings;
        const auto with = [&](int at, const Bytes &string) {
            QList<Bytes> strings = good;
            strings[at] = string;
            return strings;
        };
        QTest::newRow("a name that is no UTF-8") << Bytes("a\xFF") << good << 1;
        QTest::newRow("a name with a control") << Bytes("a\nb") << good << 1;
        QTest::newRow("a name that ends in a space") << Bytes("a ") << good << 1;
        QTest::newRow("no port") << Bytes("a") << good << 0;
        QTest::newRow("no strings") << Bytes("a") << QList<Bytes>() << 1;
        QTest::newRow("another version") << Bytes("a") << with(0, "txtvers=2") << 1;
        QTest::newRow("no key") << Bytes("a") << with(1, "kee=1") << 1;
        QTest::newRow("a short key") << Bytes("a") << with(1, "key=ABCD") << 1;
        QTest::newRow("a key of other letters") << Bytes("a") << with(1, "key=" + Bytes(32, '1')) << 1;
        QTest::newRow("a host that is no UTF-8") << Bytes("a") << with(3, "host=\xC0\x80") << 1;
        QTest::newRow("a host of 129 bytes") << Bytes("a") << with(3, "host=" + Bytes(129, 'x')) << 1;
    }

    void whatIsNoRoomIsRefused()
    {
        QFETCH(const Bytes, label);
        QFETCH(const QList<Bytes>, strings);
        QFETCH(const int, port);
        QVERIFY(!RoomAdvert::read(label, {strings}, static_cast<quint16>(port)));
    }

    void oddTextIsReadAsRfc6763Says()
    {
        const Bytes key = someAdvert().key.text().toLatin1();
        const auto read = RoomAdvert::read(
            "a", {{"TXTVERS=1", "Key=" + key, "key=second", "=nothing", "people=-4", "registration", "more"}},
            9);
        QVERIFY(read);
        QCOMPARE(read->people, -1);
        QCOMPARE(read->registration, Registration::Closed);
        QVERIFY(read->host.isEmpty());
        QCOMPARE(RoomAdvert::read("a", {{"txtvers=1", "key=" + key, "people=99999999"}}, 9)->people, -1);
    }

private:
    static RoomAdvert someAdvert()
    {
        RoomAdvert advert;
        advert.room = QStringLiteral("10B Network security");
        advert.port = 12345;
        advert.key = Fingerprint::ofDigest(Bytes(32, 'k'));
        advert.host = QStringLiteral("Ms Rao");
        advert.people = 12;
        advert.registration = Registration::Invite;
        return advert;
    }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::DnsMessageTest)
#include "DnsMessageTest.moc"
