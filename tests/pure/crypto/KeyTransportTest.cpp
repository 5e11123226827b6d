// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CryptoSupport.h"
#include "OneTimeKeyStore.h"
#include "SystemRandom.h"

#include <QTest>

#include <set>
#include <vector>

using namespace waxwing;
using namespace waxwing::cryptoSupport;

namespace {

std::shared_ptr<OneTimeKey> oneTimeKey()
{
    return *OneTimeKey::fromPrivateKey(toSpan(vector("onetime.p8")));
}

constexpr char secretHexText[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

} // namespace

class KeyTransportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWhatOpenSslEncrypted()
    {
        const auto opened = oneTimeKey()->open(vector("onetime.ciphertext"));
        QVERIFY(opened);
        QCOMPARE(toHex(*opened), secretHexText);
    }

    void roundTrip()
    {
        SystemRandom random;
        const auto key = OneTimeKey::generate(random);
        QVERIFY(key);
        const auto publicKey = PublicKey::fromSpki((*key)->spki());
        QVERIFY(publicKey);
        const SecretBytes secret = random.secret(32);
        const auto ciphertext = KeyTransport::encapsulate(*publicKey, secret.span());
        QVERIFY(ciphertext);
        QCOMPARE(ciphertext->size(), 384);
        QVERIFY(*ciphertext != *KeyTransport::encapsulate(*publicKey, secret.span()));
        const auto opened = (*key)->open(*ciphertext);
        QVERIFY(opened);
        QCOMPARE(toHex(*opened), toHex(secret));
    }

    void opensOnce()
    {
        const auto key = oneTimeKey();
        const Bytes ciphertext = vector("onetime.ciphertext");
        QVERIFY(key->open(ciphertext));
        const auto second = key->open(ciphertext);
        QVERIFY(!second);
        QCOMPARE(int(second.error().code), int(Code::KeyTransportFailed));
        QCOMPARE(key->spki().size(), 422);
    }

    void aFailureUsesTheKeyToo()
    {
        const auto key = oneTimeKey();
        QVERIFY(!key->open(Bytes(10, 'x')));
        QVERIFY(!key->open(vector("onetime.ciphertext")));
    }

    void ofManyThreadsOneOpens()
    {
        const auto key = oneTimeKey();
        const Bytes ciphertext = vector("onetime.ciphertext");
        std::atomic<int> opened = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] { opened += key->open(ciphertext) ? 1 : 0; });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(opened.load(), 1);
    }

    void refuses_data()
    {
        QTest::addColumn<Bytes>("ciphertext");
        const Bytes good = vector("onetime.ciphertext");
        Bytes changed = good;
        changed[200] = static_cast<char>(changed[200] ^ 1);
        QTest::newRow("changed") << changed;
        QTest::newRow("short") << good.chopped(1);
        QTest::newRow("long") << good + Bytes(1, '\0');
        QTest::newRow("long by a leading zero") << Bytes(1, '\0') + good;
        QTest::newRow("empty") << Bytes();
        QTest::newRow("zeros") << Bytes(384, '\0');
        QTest::newRow("not below n") << Bytes(384, '\xff');
        QTest::newRow("SHA-1") << vector("onetime-sha1.ciphertext");
        QTest::newRow("label") << vector("onetime-label.ciphertext");
        QTest::newRow("31 bytes") << vector("onetime-31bytes.ciphertext");
        QTest::newRow("PKCS #1 v1.5") << vector("onetime-pkcs1.ciphertext");
    }
    void refuses()
    {
        QFETCH(Bytes, ciphertext);
        const auto opened = oneTimeKey()->open(ciphertext);
        QVERIFY(!opened);
        QCOMPARE(int(opened.error().code), int(Code::KeyTransportFailed));
    }

    void otherPrivateKeysAreRefused()
    {
        for (const char *name : {"rsa2048.p8", "rsa4096.p8", "rsa3072e3.p8", "p256.p8"})
            QVERIFY(!OneTimeKey::fromPrivateKey(toSpan(vector(name))));
        QVERIFY(!KeyTransport::encapsulate(PublicKey(), secretHex(secretHexText).span()));
    }

    void theStoreKeepsOneReady()
    {
        SystemRandom random;
        OneTimeKeyStore store(random);
        QVERIFY(!store.isReady());
        store.start();
        store.start();
        QTRY_VERIFY_WITH_TIMEOUT(store.isReady(), 30'000);
        const auto first = store.take();
        QVERIFY(first);
        QTRY_VERIFY_WITH_TIMEOUT(store.isReady(), 30'000); // the next, unasked
        const auto second = store.take();
        QVERIFY(second);
        QVERIFY((*first)->spki() != (*second)->spki());
    }

    void theStoreNeverGivesAKeyTwice()
    {
        SystemRandom random;
        OneTimeKeyStore store(random);
        std::mutex mutex;
        std::set<Bytes> taken;
        std::vector<std::thread> threads;
        for (int i = 0; i < 3; ++i)
            threads.emplace_back([&] { // not started: the first take does
                const auto key = store.take();
                const std::scoped_lock lock(mutex);
                if (key)
                    taken.insert((*key)->spki());
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(taken.size(), std::size_t(3));
    }

    void aStoppedStoreRefuses()
    {
        SystemRandom random;
        OneTimeKeyStore store(random);
        std::vector<std::thread> waiting;
        std::atomic<int> cancelled = 0;
        for (int i = 0; i < 8; ++i)
            waiting.emplace_back([&] { // ends by stop() alone
                auto key = store.take();
                while (key)
                    key = store.take();
                cancelled += key.error().code == Code::Cancelled ? 1 : 0;
            });
        store.stop();
        for (std::thread &thread : waiting)
            thread.join();
        QCOMPARE(cancelled.load(), 8);
        const auto late = store.take();
        QVERIFY(!late);
        QCOMPARE(int(late.error().code), int(Code::Cancelled));
        OneTimeKeyStore neverStarted(random); // its end waits for nothing
    }
};

QTEST_GUILESS_MAIN(KeyTransportTest)
#include "KeyTransportTest.moc"
