// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Base32.h"
#include "Clock.h"
#include "Code.h"
#include "EmailAddress.h"
#include "Limits.h"
#include "RoomName.h"
#include "SecretBytes.h"
#include "TokenBucket.h"

#include <QSet>
#include <QTest>

#include <type_traits>

using namespace waxwing;

class BaseValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roomNames_data();
    void roomNames();
    void roomNamesAsTyped();
    void emails_data();
    void emails();
    void base32AsPublished_data();
    void base32AsPublished();
    void base32ReadsWhatPeopleType();
    void base32Refuses_data();
    void base32Refuses();
    void codesHaveNames();
    void codesFromTheWire();
    void codesRetried();
    void bucketLetsABurstPass();
    void bucketKeepsItsRate();
    void bucketTellsTheWait();
    void bucketOverMinutes();
    void bucketAtTheEdges();
    void secretsMoveAndAreWiped();
    void secretsCompare();
    void limitsFitTogether();
    void clocksRun();
};

void BaseValuesTest::roomNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Code>("code");
    QTest::newRow("plain") << QStringLiteral("Class 7b <script>") << Code::Left;
    QTest::newRow("63 bytes") << QString(63, u'r') << Code::Left;
    QTest::newRow("63 bytes of three") << QStringLiteral("\u7530").repeated(21) << Code::Left;
    QTest::newRow("emoji") << QStringLiteral("\U0001F600") << Code::Left;
    QTest::newRow("empty") << QString() << Code::NameTooShort;
    QTest::newRow("64 bytes") << QString(64, u'r') << Code::NameTooLong;
    QTest::newRow("66 bytes of three") << QStringLiteral("\u7530").repeated(22) << Code::NameTooLong;
    QTest::newRow("space first") << QStringLiteral(" room") << Code::NameCharacter;
    QTest::newRow("space last") << QStringLiteral("room ") << Code::NameCharacter;
    QTest::newRow("wide space last") << QStringLiteral("room\u3000") << Code::NameCharacter;
    QTest::newRow("newline") << QStringLiteral("ro\nom") << Code::NameCharacter;
    QTest::newRow("zero") << QStringLiteral("ro") + QChar(0) << Code::NameCharacter;
    QTest::newRow("C1") << QStringLiteral("ro\u0085om") << Code::NameCharacter;
    QTest::newRow("half a pair") << QStringLiteral("ro") + QChar(0xD800) << Code::NameCharacter;
    QTest::newRow("not NFC") << QStringLiteral("Cafe\u0301") << Code::NameForm;
}

void BaseValuesTest::roomNames()
{
    QFETCH(QString, name);
    QFETCH(Code, code);
    const auto result = checkRoomName(name);
    QCOMPARE(result.has_value(), code == Code::Left);
    if (result)
        QCOMPARE(*result, name);
    else
        QCOMPARE(result.error().code, code);
}

void BaseValuesTest::roomNamesAsTyped()
{
    QCOMPARE(normaliseTypedRoomName(u"  Cafe\u0301\u3000"), QStringLiteral("Caf\u00e9"));
}

void BaseValuesTest::emails_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("good");
    QTest::newRow("plain") << QStringLiteral("asha@example.org") << true;
    QTest::newRow("plus") << QStringLiteral("a+b@c") << true;
    QTest::newRow("not ASCII") << QStringLiteral("j\u00fcrgen@b\u00fccher.de") << true;
    QTest::newRow("254") << QString(252, u'a') + QStringLiteral("@b") << true;
    QTest::newRow("255") << QString(253, u'a') + QStringLiteral("@b") << false;
    QTest::newRow("255 bytes") << QStringLiteral("a") + QString(126, u'\u00fc') + QStringLiteral("@b")
                               << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("no @") << QStringLiteral("asha.example.org") << false;
    QTest::newRow("two @") << QStringLiteral("a@b@c") << false;
    QTest::newRow("@ alone") << QStringLiteral("@") << false;
    QTest::newRow("nothing before") << QStringLiteral("@b") << false;
    QTest::newRow("nothing after") << QStringLiteral("a@") << false;
    QTest::newRow("space") << QStringLiteral("a b@c") << false;
    QTest::newRow("space before") << QStringLiteral(" a@c") << false; // nothing is trimmed
    QTest::newRow("space behind") << QStringLiteral("a@c ") << false;
    QTest::newRow("format character") << QStringLiteral("a\u200Bb@c") << false;
    QTest::newRow("line separator") << QStringLiteral("a\u2028b@c") << false;
    QTest::newRow("control") << QStringLiteral("a\u0007b@c") << false;
    QTest::newRow("wide space") << QStringLiteral("a\u3000b@c") << false;
    QTest::newRow("newline") << QStringLiteral("a@b\nc") << false;
    QTest::newRow("half a pair") << QStringLiteral("a@b") + QChar(0xDC00) << false;
}

void BaseValuesTest::emails()
{
    QFETCH(QString, address);
    QFETCH(bool, good);
    const auto result = checkEmail(address);
    QCOMPARE(result.has_value(), good);
    if (good)
        QCOMPARE(*result, address);
    else
        QCOMPARE(result.error().code, Code::EmailInvalid);
}

void BaseValuesTest::base32AsPublished_data()
{
    // RFC 4648 §10, without padding.
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("0") << QByteArray("") << QString();
    QTest::newRow("1") << QByteArray("f") << QStringLiteral("MY");
    QTest::newRow("2") << QByteArray("fo") << QStringLiteral("MZXQ");
    QTest::newRow("3") << QByteArray("foo") << QStringLiteral("MZXW6");
    QTest::newRow("4") << QByteArray("foob") << QStringLiteral("MZXW6YQ");
    QTest::newRow("5") << QByteArray("fooba") << QStringLiteral("MZXW6YTB");
    QTest::newRow("6") << QByteArray("foobar") << QStringLiteral("MZXW6YTBOI");
    QTest::newRow("all ones") << QByteArray(5, '\xff') << QStringLiteral("77777777");
}

void BaseValuesTest::base32AsPublished()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(toBase32(bytes), text);
    QCOMPARE(fromBase32(text), std::optional<Bytes>(bytes));
}

void BaseValuesTest::base32ReadsWhatPeopleType()
{
    QCOMPARE(fromBase32(u"mzxw-6yTB oi"), std::optional<Bytes>("foobar"));
    QCOMPARE(groupedInFours(u"ABCDEFGHIJ"), QStringLiteral("ABCD-EFGH-IJ"));
    QCOMPARE(groupedInFours(u"ABCD"), QStringLiteral("ABCD"));
    QCOMPARE(groupedInFours(u""), QString());
    const Bytes fingerprint(20, '\x5a');
    const QString shown = groupedInFours(toBase32(fingerprint));
    QCOMPARE(shown.size(), 39);
    QCOMPARE(fromBase32(shown), std::optional<Bytes>(fingerprint));
}

void BaseValuesTest::base32Refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"0", "M1", "M8", "MY======", "M", "MZX", "MZXW6Y", "MZ", "MZXR", "M_Y", "M\xc3\xa4"})
        QTest::newRow(text) << QString::fromUtf8(text);
    QTest::newRow("Kelvin") << QStringLiteral("M\u212a");
}

void BaseValuesTest::base32Refuses()
{
    QFETCH(QString, text);
    QVERIFY(!fromBase32(text).has_value());
}

void BaseValuesTest::codesHaveNames()
{
    QSet<QString> names;
    int count = 0;
    for (int value = 0; value <= static_cast<int>(Code::Cancelled); ++value) {
        const QString name = codeName(static_cast<Code>(value));
        const bool known = name != QStringLiteral("unknown code");
        if (value >= 256)
            QVERIFY2(known, qPrintable(QString::number(value)));
        else
            QCOMPARE(known, codeFromWire(static_cast<quint8>(value)).has_value());
        if (known) {
            ++count;
            QVERIFY(!name.isEmpty());
            QVERIFY2(!names.contains(name), qPrintable(name));
            QCOMPARE(name, name.toLower());
            names += name;
        }
    }
    QCOMPARE(count, 84);
    QCOMPARE(QString(codeName(Code::PasswordWrong)), QStringLiteral("wrong password"));
    QCOMPARE(QString(codeName(Code::NameTaken)), QStringLiteral("name taken"));
}

void BaseValuesTest::codesFromTheWire()
{
    QCOMPARE(codeFromWire(1), std::optional(Code::WrongVersion));
    QCOMPARE(codeFromWire(80), std::optional(Code::AccountsFull));
    for (const int value : {0, 8, 15, 22, 37, 59, 71, 81, 95, 102, 255})
        QVERIFY(!codeFromWire(static_cast<quint8>(value)).has_value());
}

void BaseValuesTest::codesRetried()
{
    for (const Code code : {Code::Away, Code::Busy, Code::Idle, Code::SlowReader, Code::Internal, Code::Lost})
        QVERIFY(isRetried(code));
    for (const Code code : {Code::Left,
                            Code::RoomClosed,
                            Code::Removed,
                            Code::Banned,
                            Code::RoomFull,
                            Code::Replaced,
                            Code::TooManyDevices,
                            Code::DeviceTaken,
                            Code::TooManyTries,
                            Code::NotTheHostThatKnowsYou,
                            Code::AnotherKey,
                            Code::Tampered,
                            Code::Malformed,
                            Code::WrongVersion,
                            Code::PasswordWrong,
                            Code::NotHere,
                            Code::TooManyCalls,
                            Code::AnotherIdentity,
                            Code{59},
                            Code{255}})
        QVERIFY(!isRetried(code));
}

void BaseValuesTest::bucketLetsABurstPass()
{
    TokenBucket bucket(4, 20, 1'000);
    QVERIFY(bucket.isFull(1'000));
    for (int i = 0; i < 20; ++i)
        QVERIFY(bucket.take(1'000));
    QVERIFY(!bucket.take(1'000));
    QVERIFY(!bucket.isFull(1'000));
    QVERIFY(!bucket.take(1'249));
    QVERIFY(bucket.take(1'250));
    QVERIFY(!bucket.isFull(6'000));
    QVERIFY(bucket.isFull(6'250));
}

void BaseValuesTest::bucketKeepsItsRate()
{
    TokenBucket bucket(3, 1, 0); // a third of a second has no whole ms: nothing may be lost by rounding
    int taken = 0;
    for (qint64 now = 0; now <= 100'000; ++now)
        taken += bucket.take(now) ? 1 : 0;
    QVERIFY(taken >= 299 && taken <= 301);
}

void BaseValuesTest::bucketTellsTheWait()
{
    TokenBucket bucket(3, 2, 0);
    QCOMPARE(bucket.waitMs(0, 2), 0);
    QVERIFY(bucket.take(0, 2));
    QCOMPARE(bucket.waitMs(0), 334);
    QVERIFY(!bucket.take(333));
    QVERIFY(bucket.take(334));
    QCOMPARE(bucket.waitMs(334, 3), -1);
}

void BaseValuesTest::bucketOverMinutes()
{
    TokenBucket bucket(limits::registrationsPerMinute, limits::registrationsPerMinute, 0, 60'000);
    for (int i = 0; i < 10; ++i)
        QVERIFY(bucket.take(5));
    QCOMPARE(bucket.waitMs(5), 6'000);
    QVERIFY(bucket.take(6'005));
    QVERIFY(!bucket.take(6'006));
}

void BaseValuesTest::bucketAtTheEdges()
{
    TokenBucket bucket(1, 1, 1'000);
    QVERIFY(bucket.take(1'000));
    QVERIFY(!bucket.take(0)); // a time before the last one brings nothing, and takes nothing
    QVERIFY(!bucket.take(1'999));
    QVERIFY(bucket.take(2'000));
    QVERIFY(bucket.take(std::numeric_limits<qint64>::max() / 2));
}

void BaseValuesTest::secretsMoveAndAreWiped()
{
    static_assert(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);
    static_assert(std::is_nothrow_move_constructible_v<SecretBytes>);
    const Bytes bytes("key material");
    SecretBytes first(toSpan(bytes));
    const SecretBytes copy = first.clone();
    SecretBytes second(std::move(first));
    QCOMPARE(toView(second.span()).toByteArray(), bytes);
    first = SecretBytes(3);
    QCOMPARE(toView(first.span()).toByteArray(), Bytes(3, '\0'));
    first = std::move(second);
    QCOMPARE(toView(first.span()).toByteArray(), bytes);
    QCOMPARE(toView(copy.span()).toByteArray(), bytes);
    first.wipe();
    QVERIFY(first.isEmpty() && first.span().empty());
    Bytes open("secret");
    wipe(toMutableSpan(open));
    QCOMPARE(open, Bytes(6, '\0'));
}

void BaseValuesTest::secretsCompare()
{
    const Bytes left("abc");
    QVERIFY(equalInConstantTime(toSpan(left), toSpan(Bytes("abc"))));
    QVERIFY(!equalInConstantTime(toSpan(left), toSpan(Bytes("abd"))));
    QVERIFY(!equalInConstantTime(toSpan(left), toSpan(Bytes("abcd"))));
    QVERIFY(equalInConstantTime({}, {}));
}

void BaseValuesTest::limitsFitTogether()
{
    using namespace limits;
    // DESIGN 2.6: the length field counts type and body, a body is header, plaintext and tag.
    QCOMPARE(qsizetype(frameLength), 1 + recordHeaderSize + tagSize + 65'536);
    QVERIFY(content < 65'536 && textBytes < content);
    QVERIFY(contentBeforeLogin + recordHeaderSize + tagSize + 1 <= qsizetype(frameLengthBeforeLogin));
    QCOMPARE(rsaBits, rsaBytes * 8);
    const Settings settings;
    QVERIFY(settings.pingAfterMs < settings.lostAfterMs);
    QVERIFY(settings.connectionsPerAddress < settings.connectionsNotLoggedIn);
    QVERIFY(settings.updateEvery >= 1 && settings.updateEvery <= updateEveryMost);
}

void BaseValuesTest::clocksRun()
{
    const SystemClock clock;
    const qint64 before = clock.monotonicMs();
    QVERIFY(clock.monotonicMs() >= before);
    QVERIFY(clock.wallMs() > 1'600'000'000'000);
}

QTEST_GUILESS_MAIN(BaseValuesTest)
#include "BaseValuesTest.moc"
