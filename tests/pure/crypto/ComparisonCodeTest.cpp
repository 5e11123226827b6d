// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ComparisonCode.h"
#include "CryptoSupport.h"
#include "Identity.h"

#include <QTest>

#include <set>

using namespace waxwing;
using namespace waxwing::cryptoSupport;

/// The expected values come from PROTOCOL 16.6 by another program:
/// python3: '%030d' % ((int.from_bytes(sha256(b'waxwing/1 compare\0' + spki).digest(), 'big') >> 156) %
/// 10**30)
class ComparisonCodeTest : public QObject
{
    Q_OBJECT

private:
    static Bytes spkiOf(const char *file)
    {
        return (*Identity::fromPrivateKey(toSpan(vector(file))))->publicKey().spki();
    }

private Q_SLOTS:
    void half_data()
    {
        QTest::addColumn<QByteArray>("spki");
        QTest::addColumn<QString>("digits");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("689825148023073741093498825138");
        QTest::newRow("ada") << QByteArray("ada") << QStringLiteral("539768846073954664411669239923");
        QTest::newRow("above 10^30") << QByteArray("1") << QStringLiteral("244799926950594443203305321588");
        QTest::newRow("leading zeros")
            << QByteArray("189") << QStringLiteral("000387777391468012798248518684");
        QTest::newRow("host.p8") << spkiOf("host.p8") << QStringLiteral("174581020480038486531637735370");
        QTest::newRow("member.p8") << spkiOf("member.p8") << QStringLiteral("730788617566363561223169987322");
    }

    void half()
    {
        QFETCH(QByteArray, spki);
        QFETCH(QString, digits);
        QCOMPARE(comparisonCode::half(spki), digits);
    }

    void smallerHalfStandsFirstAtBothEnds()
    {
        const QString code = comparisonCode::code("ada", "bob");
        QCOMPARE(code, QStringLiteral("233364288231219497504024523374539768846073954664411669239923"));
        QCOMPARE(comparisonCode::code("bob", "ada"), code);
        QCOMPARE(comparisonCode::groups(code).size(), 12);
        QCOMPARE(comparisonCode::groups(code).join(QString()), code);
        for (const QString &group : comparisonCode::groups(code))
            QCOMPARE(group.size(), 5);
    }

    /// Never one hash of both: who stands in the middle changes one half and leaves the other.
    void eachHalfHangsOnOneIdentityAlone()
    {
        const QString ada = comparisonCode::half("ada");
        for (const char *other : {"bob", "eve", "ada2"}) {
            const QString code = comparisonCode::code("ada", other);
            QVERIFY(code.startsWith(ada) || code.endsWith(ada));
            QVERIFY(code.startsWith(comparisonCode::half(other)) ||
                    code.endsWith(comparisonCode::half(other)));
        }
    }

    void alwaysSixtyDigits()
    {
        std::set<QString> halves;
        for (int n = 0; n < 2'000; ++n) {
            const QString digits = comparisonCode::half(QByteArray::number(n));
            QCOMPARE(digits.size(), 30);
            for (const QChar c : digits)
                QVERIFY(c >= u'0' && c <= u'9');
            halves.insert(digits);
        }
        QCOMPARE(halves.size(), std::size_t(2'000));
    }
};

QTEST_GUILESS_MAIN(ComparisonCodeTest)
#include "ComparisonCodeTest.moc"
