// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CryptoSupport.h"
#include "KeyAgreement.h"
#include "SystemRandom.h"

#include <QTest>

using namespace waxwing;
using namespace waxwing::cryptoSupport;

class KeyAgreementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// RFC 7748 §5.2; the second share has its high bit set, which does not count.
    void scalarMultiplication()
    {
        const KeyAgreement first(
            secretHex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"));
        QCOMPARE(toHex(*first.agree(hex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"))),
                 "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
        const KeyAgreement second(
            secretHex("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d"));
        QCOMPARE(
            toHex(*second.agree(hex("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493"))),
            "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
        QCOMPARE(
            toHex(*second.agree(hex("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a413"))),
            "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
    }

    /// RFC 7748 §5.2, iterated.
    void thousandTimes()
    {
        Bytes scalar = hex("0900000000000000000000000000000000000000000000000000000000000000");
        Bytes point = scalar;
        for (int i = 0; i < 1'000; ++i) {
            const auto agreed = KeyAgreement(SecretBytes(toSpan(scalar))).agree(point);
            QVERIFY(agreed);
            point = scalar;
            scalar = toView(agreed->span()).toByteArray();
            if (i == 0)
                QCOMPARE(toHex(scalar), "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079");
        }
        QCOMPARE(toHex(scalar), "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51");
    }

    /// RFC 7748 §6.1.
    void agreement()
    {
        const KeyAgreement alice(
            secretHex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
        const KeyAgreement bob(secretHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
        QCOMPARE(toHex(alice.share()), "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        QCOMPARE(toHex(bob.share()), "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
        QCOMPARE(toHex(*alice.agree(bob.share())),
                 "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
        QCOMPARE(toHex(*bob.agree(alice.share())), toHex(*alice.agree(bob.share())));
    }

    void randomKeysDiffer()
    {
        SystemRandom random;
        const KeyAgreement one(random);
        const KeyAgreement two(random);
        QVERIFY(one.share() != two.share());
        QCOMPARE(toHex(*one.agree(two.share())), toHex(*two.agree(one.share())));
    }

    /// Points of small order: each gives zeros. Given once as they are and once with the high bit set.
    void zerosAreRefused_data()
    {
        QTest::addColumn<Bytes>("share");
        const char *points[] = {
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        };
        for (const char *point : points) {
            Bytes share = hex(point);
            QTest::newRow(point) << share;
            share[31] = static_cast<char>(share[31] | 0x80);
            QTest::newRow(share.toHex().constData()) << share;
        }
    }
    void zerosAreRefused()
    {
        QFETCH(Bytes, share);
        SystemRandom random;
        const auto agreed = KeyAgreement(random).agree(share);
        QVERIFY(!agreed);
        QCOMPARE(agreed.error().code, Code::WeakKey);
    }

    void otherSizesAreRefused()
    {
        SystemRandom random;
        const KeyAgreement agreement(random);
        for (const qsizetype size : {0, 1, 31, 33, 64}) {
            const auto agreed = agreement.agree(Bytes(size, '\x09'));
            QVERIFY(!agreed);
            QCOMPARE(agreed.error().code, Code::Malformed);
        }
    }
};

QTEST_GUILESS_MAIN(KeyAgreementTest)
#include "KeyAgreementTest.moc"
