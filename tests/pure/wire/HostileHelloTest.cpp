// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostileRows.h"
#include "MessageCodec.h"
#include "WireSamples.h"

#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

/// Bodies of hellos that no version may send (PROTOCOL 6.1).
constexpr HostileRow hellos[] = {
    {"nothing", "", "cut short"},
    {"not a map", "01", "not a map"},
    {"empty map", "A0", "no version"},
    {"array", "81 'gversion'", "not a map"},
    {"no version", "A1 'ekey12' 01", "no version"},
    {"version is text", "A1 'gversion' 'a1'", "not an unsigned integer"},
    {"version is bytes", "A1 'gversion' 4101", "not an unsigned integer"},
    {"version is negative", "A1 'gversion' 20", "not an unsigned integer"},
    {"version is a float", "A1 'gversion' F93C00", "not an unsigned integer"},
    {"version is null", "A1 'gversion' F6", "not an unsigned integer"},
    {"version is true", "A1 'gversion' F5", "not an unsigned integer"},
    {"version is a bignum", "A1 'gversion' C24102", "not an unsigned integer"},
    {"version in a long form", "A1 'gversion' 1802", "not the shortest form"},
    {"version in 9 bytes", "A1 'gversion' 1B0000000000000002", "not the shortest form"},
    {"version twice", "A2 'gversion' 02 'gversion' 02", "keys not sorted"},
    {"version inside only", "A1 'aa' A1 'gversion' 02", "no version"},
    {"trailing", "A1 'gversion' 02 00", "trailing bytes"},
    {"indefinite", "BF 'gversion' 02 FF", "indefinite length or reserved head"},
    {"map head in 2 bytes", "B801 'gversion' 02", "not the shortest form"},
    {"keys not sorted", "A2 'gversion' 02 'aa' 01", "keys not sorted"},
    {"keys not sorted inside", "A2 'aa' A2 'ab' 01 'aa' 01 'gversion' 02", "keys not sorted"},
    {"duplicate key inside", "A2 'aa' A2 'aa' 01 'aa' 01 'gversion' 02", "keys not sorted"},
    {"duplicate integer keys", "A3 01 01 01 01 'gversion' 02", "keys not sorted"},
    {"text not UTF-8", "A2 'aa' 61FF 'gversion' 02", "text is not UTF-8"},
    {"key not UTF-8", "A2 61FF 01 'gversion' 02", "text is not UTF-8"},
    {"integer in a long form", "A2 'aa' 1801 'gversion' 02", "not the shortest form"},
    {"array head in a long form", "A2 'aa' 980101 'gversion' 02", "not the shortest form"},
    {"indefinite array", "A2 'aa' 9F01FF 'gversion' 02", "indefinite length or reserved head"},
    {"indefinite text", "A2 'aa' 7F 'aa' FF 'gversion' 02", "indefinite length or reserved head"},
    {"indefinite bytes", "A2 'aa' 5F4101FF 'gversion' 02", "indefinite length or reserved head"},
    {"break alone", "A2 'aa' FF 'gversion' 02", "indefinite length or reserved head"},
    {"reserved head", "A2 'aa' 1C 'gversion' 02", "indefinite length or reserved head"},
    {"reserved simple head", "A2 'aa' FC 'gversion' 02", "indefinite length or reserved head"},
    {"false in 2 bytes", "A2 'aa' F814 'gversion' 02", "not the shortest form"},
    {"simple value 31 in 2 bytes", "A2 'aa' F81F 'gversion' 02", "not the shortest form"},
    {"single float that is a half", "A2 'aa' FA3F800000 'gversion' 02", "not the shortest form"},
    {"double float that is a single", "A2 'aa' FB3FF0000000000000 'gversion' 02", "not the shortest form"},
    {"double infinity", "A2 'aa' FB7FF0000000000000 'gversion' 02", "not the shortest form"},
    {"single infinity", "A2 'aa' FA7F800000 'gversion' 02", "not the shortest form"},
    {"double NaN", "A2 'aa' FB7FF8000000000000 'gversion' 02", "not the shortest form"},
    {"single NaN", "A2 'aa' FA7FC00000 'gversion' 02", "not the shortest form"},
    {"float cut", "A2 'aa' FB3FF0", "cut short"},
    {"tag without content", "A2 'aa' C1", "more items than bytes"},
    {"17 deep", "A2 'aa' (81*16) 00 'gversion' 02", "too deep"},
    {"depth bomb of arrays", "A2 'aa' (81*4000) 80 'gversion' 02", "too deep"},
    {"depth bomb of tags", "A2 'aa' (C1*4000) 80 'gversion' 02", "too deep"},
    {"depth bomb of keys", "A2 (A1*4000) 80 'gversion' 02", "too deep"},
    {"2^63 items", "A2 'aa' 9B8000000000000000 'gversion' 02", "more items than bytes"},
    {"bytes of 4 GiB", "A2 'aa' 5B0000000100000000 'gversion' 02", "cut short"},
    {"one pair too many", "A3 'aa' 01 'gversion' 02", "cut short"},
};

/// Guest hellos that say version 1 and are not one.
constexpr HostileRow guestHellos[] = {
    {"version alone", "A1 'gversion' 01"},
    {"version 2, else whole", "A4 'ckey' 4101 'eshare' 5820 (01*32) 'frandom' 5820 (01*32) 'gversion' 02"},
    {"version 0, else whole", "A4 'ckey' 4101 'eshare' 5820 (01*32) 'frandom' 5820 (01*32) 'gversion' 00"},
    {"empty key", "A4 'ckey' 40 'eshare' 5820 (01*32) 'frandom' 5820 (01*32) 'gversion' 01"},
    {"key of 1,025 B",
     "A4 'ckey' 590401 (01*1025) 'eshare' 5820 (01*32) 'frandom' 5820 (01*32) 'gversion' 01"},
    {"key is text", "A4 'ckey' 'aa' 'eshare' 5820 (01*32) 'frandom' 5820 (01*32) 'gversion' 01"},
    {"share of 31 B", "A4 'ckey' 4101 'eshare' 581F (01*31) 'frandom' 5820 (01*32) 'gversion' 01"},
    {"random of 33 B", "A4 'ckey' 4101 'eshare' 5820 (01*32) 'frandom' 5821 (01*33) 'gversion' 01"},
    {"no random", "A3 'ckey' 4101 'eshare' 5820 (01*32) 'gversion' 01"},
    {"a field more", "A5 'aa' 01 'ckey' 4101 'eshare' 5820 (01*32) 'frandom' 5820 (01*32) 'gversion' 01"},
    {"a type",
     "A5 'ckey' 4101 'dtype' 'kguest hello' 'eshare' 5820 (01*32) 'frandom' 5820 (01*32) 'gversion' 01"},
    {"the host's", "A4 'eshare' 5820 (01*32) 'frandom' 5820 (01*32) 'fsecret' 590180 (01*384) 'gversion' 01"},
    {"keys out of order", "A4 'eshare' 5820 (01*32) 'ckey' 4101 'frandom' 5820 (01*32) 'gversion' 01"},
    {"trailing", "A4 'ckey' 4101 'eshare' 5820 (01*32) 'frandom' 5820 (01*32) 'gversion' 01 00"},
};

} // namespace

/// Hellos come from strangers, before any key (PROTOCOL 6.1).
class HostileHelloTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereAreEnoughRows() { QVERIFY(std::size(hellos) + std::size(guestHellos) >= 60); }

    void hello_data() { addRows(hellos); }
    void hello()
    {
        QFETCH(QByteArray, bytes);
        const auto version = helloVersion(bytes);
        QVERIFY(!version);
        QCOMPARE(version.error().code, Code::Malformed);
        QFETCH(QString, why);
        QCOMPARE(version.error().detail.section(QStringLiteral(": "), 1), why);
        QVERIFY(!decodeGuestHello(bytes));
        QVERIFY(!decodeHostHello(bytes));
    }

    void guestHello_data() { addRows(guestHellos); }
    void guestHello()
    {
        QFETCH(QByteArray, bytes);
        const auto decoded = decodeGuestHello(bytes);
        QVERIFY(!decoded);
        QCOMPARE(decoded.error().code, Code::Malformed);
    }

    void hostHelloOfAnotherSize()
    {
        HostHello hello = sampleHostHello();
        hello.secret.chop(1);
        QVERIFY(!decodeHostHello(encode(hello)));
        hello = sampleHostHello();
        hello.version = 2;
        QVERIFY(!decodeHostHello(encode(hello)));
        QCOMPARE(helloVersion(encode(hello)), Result<quint64>(2));
    }

    /// What a version to come may put into a hello is walked over, so that a stranger is told (PROTOCOL 6.1).
    void helloOfAnotherVersion_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<quint64>("version");
        const auto row = [](const char *name, const char *pattern, quint64 version) {
            QTest::newRow(name) << bytesOf(pattern) << version;
        };
        row("alone", "A1 'gversion' 02", 2);
        row("largest", "A1 'gversion' 1BFFFFFFFFFFFFFFFF", ~0ULL);
        row("null", "A2 'aa' F6 'gversion' 02", 2);
        row("undefined and simple values", "A2 'aa' 84F7E0F820F8FF 'gversion' 02", 2);
        row("tag", "A2 'aa' C101 'gversion' 02", 2);
        row("half float", "A2 'aa' F93C00 'gversion' 02", 2);
        row("half NaN", "A2 'aa' F97E00 'gversion' 02", 2);
        row("single float", "A2 'aa' FA47C35000 'gversion' 02", 2);
        row("double float", "A2 'aa' FB7E37E43C8800759C 'gversion' 02", 2);
        row("negative", "A2 'aa' 3BFFFFFFFFFFFFFFFF 'gversion' 02", 2);
        row("integer keys", "A3 00 01 01 01 'gversion' 02", 2);
        row("a map for a key", "A3 'gversion' 02 80 00 A0 00", 2);
        row("another version inside", "A2 'aa' A1 'gversion' 03 'gversion' 02", 2);
        row("16 deep", "A2 'aa' (81*15) 00 'gversion' 02", 2);
        row("300 fields", "A2 'aa' 99012C (00*300) 'gversion' 02", 2);
        row("a long key", "A2 'gversion' 02 7818 (61*24) 01", 2);
    }
    void helloOfAnotherVersion()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(quint64, version);
        const auto read = helloVersion(bytes);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
        QCOMPARE(*read, version);
        QVERIFY(!decodeGuestHello(bytes));
    }
};

QTEST_GUILESS_MAIN(HostileHelloTest)
#include "HostileHelloTest.moc"
