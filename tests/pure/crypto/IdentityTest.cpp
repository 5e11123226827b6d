// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CryptoSupport.h"
#include "Identity.h"
#include "SystemRandom.h"

#include <QTest>

#include <thread>
#include <vector>

using namespace waxwing;
using namespace waxwing::cryptoSupport;

class IdentityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void generatedKeysWork()
    {
        SystemRandom random;
        const auto identity = Identity::generate(random);
        QVERIFY(identity);
        const Bytes signature = (*identity)->sign("text");
        QCOMPARE(signature.size(), 384);
        QVERIFY((*identity)->publicKey().verify("text", signature));
        QVERIFY(!(*identity)->publicKey().verify("Text", signature));
        QVERIFY((*identity)->sign("text") != signature); // the salt is random

        const auto again = Identity::fromPrivateKey((*identity)->privateKey().span());
        QVERIFY(again);
        QCOMPARE((*again)->publicKey().spki(), (*identity)->publicKey().spki());
        QVERIFY((*identity)->publicKey().verify("text", (*again)->sign("text")));
    }

    void privateKeyRoundTrip()
    {
        const Bytes pkcs8 = vector("host.p8");
        const auto identity = Identity::fromPrivateKey(toSpan(pkcs8));
        QVERIFY(identity);
        QCOMPARE(toView((*identity)->privateKey().span()).toByteArray(), pkcs8);
    }

    void otherPrivateKeysAreRefused_data()
    {
        QTest::addColumn<Bytes>("pkcs8");
        QTest::newRow("2048 bits") << vector("rsa2048.p8");
        QTest::newRow("4096 bits") << vector("rsa4096.p8");
        QTest::newRow("e = 3") << vector("rsa3072e3.p8");
        QTest::newRow("P-256") << vector("p256.p8");
        QTest::newRow("encrypted") << vector("host-pbes2.p8");
        QTest::newRow("empty") << Bytes();
        QTest::newRow("cut") << vector("host.p8").chopped(1);
        Bytes changed = vector("host.p8");
        changed[1'200] = static_cast<char>(changed[1'200] ^ 1); // inside a prime
        QTest::newRow("inconsistent") << changed;
    }
    void otherPrivateKeysAreRefused()
    {
        QFETCH(Bytes, pkcs8);
        const auto identity = Identity::fromPrivateKey(toSpan(pkcs8));
        QVERIFY(!identity);
        QCOMPARE(int(identity.error().code), int(Code::StorageDamaged));
    }

    void fourThreadsSignAtOnce()
    {
        const auto host = *Identity::fromPrivateKey(toSpan(vector("host.p8")));
        const auto member = *Identity::fromPrivateKey(toSpan(vector("member.p8")));
        constexpr int each = 12;
        std::atomic<int> good = 0;
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&, thread] {
                for (int i = 0; i < each; ++i) {
                    const auto &identity = (i + thread) % 2 == 0 ? host : member;
                    const Bytes text = Bytes::number(thread * 1'000 + i);
                    if (identity->publicKey().verify(text, identity->sign(text)))
                        ++good;
                }
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(good.load(), 4 * each);
    }

    /// A signer kept for one identity must never sign for another, wherever in memory that one lies.
    void keptSignersAreNotMixedUp()
    {
        const Bytes keys[] = {vector("host.p8"), vector("member.p8"), vector("onetime.p8")};
        for (int i = 0; i < 24; ++i) {
            const auto identity = *Identity::fromPrivateKey(toSpan(keys[i % 3]));
            QVERIFY(identity->publicKey().verify("text", identity->sign("text")));
        }
        std::vector<std::shared_ptr<const Identity>> many; // more than a thread keeps
        for (int i = 0; i < 12; ++i)
            many.push_back(*Identity::fromPrivateKey(toSpan(keys[i % 3])));
        for (int round = 0; round < 2; ++round)
            for (const auto &identity : many)
                QVERIFY(identity->publicKey().verify("text", identity->sign("text")));
    }
};

QTEST_GUILESS_MAIN(IdentityTest)
#include "IdentityTest.moc"
