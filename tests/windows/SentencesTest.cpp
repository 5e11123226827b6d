// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Sentences.h"

#include <QSet>
#include <QTest>

using namespace waxwing;

class SentencesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasItsOwnWords();
    void circumstancesAreTold();
    void waits_data();
    void waits();
    void refusedRecordsAreForSafety();
};

void SentencesTest::everyCodeHasItsOwnWords()
{
    const QString unknown = Sentences::of(static_cast<Code>(4711));
    QSet<QString> seen;
    QList<Code> codes;
    for (int value = 1; value < 256; ++value) {
        if (const std::optional<Code> code = codeFromWire(static_cast<quint8>(value)))
            codes.append(*code);
    }
    for (int value = int(Code::Lost); value <= int(Code::Cancelled); ++value)
        codes.append(static_cast<Code>(value));
    QVERIFY(codes.size() > 60);
    for (const Code code : codes) {
        const QString words = Sentences::of(code);
        const QByteArray name(codeName(code).data());
        QVERIFY2(words != unknown, name);
        QVERIFY2(words.endsWith(u'.') || words.endsWith(u'?'), name);
        QVERIFY2(!words.contains(u'%'), name);
        // Two codes may share words only where the person can do no other thing.
        const bool shared = code == Code::NameTooShort;
        QVERIFY2(shared || !seen.contains(words), name);
        seen.insert(words);
    }
}

void SentencesTest::circumstancesAreTold()
{
    Circumstances about;
    about.address = QStringLiteral("192.168.1.10");
    about.port = 12345;
    about.freePort = 12346;
    about.theirVersion = 2;
    about.name = QStringLiteral("asha");
    about.freeNames = {QStringLiteral("asha2"), QStringLiteral("asha_k")};
    about.waitSeconds = 30;
    QCOMPARE(Sentences::of(Code::ConnectionRefused, about),
             QStringLiteral(
                 "192.168.1.10 is on, but no room is open on port 12345. Ask the host whether the room is "
                 "started, or check the port."));
    QCOMPARE(Sentences::of(Code::NoAnswer, about),
             QStringLiteral(
                 "No answer from 192.168.1.10. Usual causes: another network or a guest Wi-Fi, a firewall on "
                 "the host, a wrong address."));
    QCOMPARE(Sentences::of(Code::PortInUse, about),
             QStringLiteral("Port 12345 is used by another program. Use 12346?"));
    about.isClaim = true;
    QVERIFY(Sentences::of(Code::Malformed, about).contains(QStringLiteral("says that it does not take")));
    QCOMPARE(Sentences::of(Code::WrongVersion, about),
             QStringLiteral(
                 "Connection failed. The other side says that it speaks version 2 of the protocol, this copy "
                 "version 1. Update the older of the two."));
    QCOMPARE(Sentences::of(Code::NameTaken, about),
             QString::fromUtf8("“asha” is taken. Free: asha2, asha_k."));
    QCOMPARE(Sentences::of(Code::NameUnknown, about),
             QString::fromUtf8("There is no user “asha” in this room. Register?"));
    QCOMPARE(Sentences::of(Code::Throttled, about),
             QStringLiteral("Too many tries. Try again in 30 seconds."));
    about.triesLeft = 1;
    QCOMPARE(Sentences::of(Code::PasswordWrong, about),
             QStringLiteral("The password is not right. 1 try left before a 30-second pause."));
    about.triesLeft = 2;
    QCOMPARE(Sentences::of(Code::PasswordWrong, about),
             QStringLiteral("The password is not right. 2 tries left before a 30-second pause."));
}

void SentencesTest::waits_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("one") << 1 << QStringLiteral("1 second");
    QTest::newRow("some") << 30 << QStringLiteral("30 seconds");
    QTest::newRow("minute") << 60 << QStringLiteral("1 minute");
    QTest::newRow("both") << 125 << QStringLiteral("2 minutes 5 seconds");
    QTest::newRow("longest") << 900 << QStringLiteral("15 minutes");
}

void SentencesTest::waits()
{
    QFETCH(int, seconds);
    QFETCH(QString, words);
    QCOMPARE(Sentences::wait(seconds), words);
}

void SentencesTest::refusedRecordsAreForSafety()
{
    for (const Code code : {Code::RecordMalformed, Code::WrongEpoch, Code::Replayed, Code::Skipped,
                            Code::Tampered, Code::BadPadding, Code::BadSignature})
        QVERIFY2(Sentences::isForSafety(code), codeName(code).data());
    for (const Code code : {Code::Lost, Code::Away, Code::RoomClosed, Code::Busy})
        QVERIFY2(!Sentences::isForSafety(code), codeName(code).data());
}

QTEST_GUILESS_MAIN(SentencesTest)
#include "SentencesTest.moc"
