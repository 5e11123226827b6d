// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CryptoSupport.h"
#include "Fingerprint.h"
#include "Hash.h"

#include <QStringList>
#include <QTest>

using namespace waxwing;
using namespace waxwing::cryptoSupport;

class FingerprintTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheFirst160BitsInBase32()
    {
        // python3: base64.b32encode(hashlib.sha256(b"abc").digest()[:20])
        const Fingerprint fingerprint = Fingerprint::ofDigest(sha256("abc"));
        QCOMPARE(fingerprint.text(), QStringLiteral("XJ4BNP4PAHH6UQKBIDPF3LRCEOYAGYND"));
        QCOMPARE(fingerprint.grouped(), QStringLiteral("XJ4B-NP4P-AHH6-UQKB-IDPF-3LRC-EOYA-GYND"));
        QCOMPARE(fingerprint.groups().size(), 8);
        QCOMPARE(fingerprint.groups().join(u'-'), fingerprint.grouped());
    }

    void readsWhatPeopleType()
    {
        const Fingerprint fingerprint = Fingerprint::ofDigest(sha256("abc"));
        for (const QString &text :
             {fingerprint.text(), fingerprint.grouped(), fingerprint.grouped().toLower(),
              fingerprint.grouped().replace(u'-', u' ')}) {
            const auto read = Fingerprint::fromText(text);
            QVERIFY(read);
            QVERIFY(*read == fingerprint);
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        const QString good = Fingerprint::ofDigest(sha256("abc")).text();
        QTest::newRow("empty") << QString();
        QTest::newRow("short") << good.chopped(1);
        QTest::newRow("shorter by a group") << good.chopped(8);
        QTest::newRow("long") << good + u'A';
        QTest::newRow("longer by a group") << good + QStringLiteral("AAAAAAAA");
        QTest::newRow("a character of no base32") << good.chopped(1) + u'1';
        QTest::newRow("not ASCII") << good.chopped(1) + QChar(0x0391);
    }
    void refuses()
    {
        QFETCH(QString, text);
        const auto read = Fingerprint::fromText(text);
        QVERIFY(!read);
        QCOMPARE(int(read.error().code), int(Code::LinkInvalid));
    }

    void matchesItsDigestAlone()
    {
        const Fingerprint fingerprint = Fingerprint::ofDigest(sha256("abc"));
        QVERIFY(fingerprint.matches(sha256("abc")));
        QVERIFY(!fingerprint.matches(sha256("abd")));
        QVERIFY(!fingerprint.matches(sha256("abc").first(20)));
        QVERIFY(!fingerprint.matches({}));
        QVERIFY(Fingerprint().isEmpty());
        QVERIFY(!Fingerprint().matches(sha256("abc")));
        QVERIFY(!Fingerprint().matches({}));
        QVERIFY(!(Fingerprint() == fingerprint));
    }
};

QTEST_GUILESS_MAIN(FingerprintTest)
#include "FingerprintTest.moc"
