// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CryptoSupport.h"
#include "Identity.h"
#include "SealedValue.h"
#include "SystemRandom.h"

#include <QTest>

using namespace waxwing;
using namespace waxwing::cryptoSupport;

namespace {

constexpr char keyText[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
constexpr BytesView word = "a word";
const ValuePlace place{QLatin1StringView("messages"), QLatin1StringView("text"), 42, 1};

Bytes sealedWord()
{
    CountingRandom random;
    return sealValue(secretHex(keyText), place, toSpan(word), random);
}

} // namespace

class SealedValueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Made by python3-cryptography from DESIGN 3, nonce 00 to 0b.
    void sealsAsAnotherProgramDoes()
    {
        QCOMPARE(toHex(sealedWord()), "000102030405060708090a0b2622a174b78193f5e175ca5f8c938e9346809f157bd8");
    }

    void roundTrip()
    {
        SystemRandom random;
        const SecretBytes key = random.secret(32);
        for (const qsizetype size : {0, 1, 63, 64, 65, 1'000, 70'000}) {
            const Bytes value(size, 'v');
            const Bytes sealed = sealValue(key, place, toSpan(value), random);
            QCOMPARE(sealed.size(), size + 28);
            QVERIFY(sealed != sealValue(key, place, toSpan(value), random)); // a new nonce each time
            const auto opened = openValue(key, place, sealed);
            QVERIFY(opened);
            QCOMPARE(toView(opened->span()).toByteArray(), value);
        }
    }

    void opensNowhereElse_data()
    {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QByteArray>("column");
        QTest::addColumn<quint64>("row");
        QTest::addColumn<int>("format");
        QTest::newRow("table") << Bytes("outbox") << Bytes("text") << quint64(42) << 1;
        QTest::newRow("column") << Bytes("messages") << Bytes("name") << quint64(42) << 1;
        QTest::newRow("row") << Bytes("messages") << Bytes("text") << quint64(43) << 1;
        QTest::newRow("row, high bits")
            << Bytes("messages") << Bytes("text") << (quint64(42) | quint64(1) << 40) << 1;
        QTest::newRow("format") << Bytes("messages") << Bytes("text") << quint64(42) << 2;
        QTest::newRow("names run together") << Bytes("message") << Bytes("stext") << quint64(42) << 1;
    }
    void opensNowhereElse()
    {
        QFETCH(QByteArray, table);
        QFETCH(QByteArray, column);
        QFETCH(quint64, row);
        QFETCH(int, format);
        const ValuePlace elsewhere{QLatin1StringView(table), QLatin1StringView(column), row, quint8(format)};
        const auto opened = openValue(secretHex(keyText), elsewhere, sealedWord());
        QVERIFY(!opened);
        QCOMPARE(int(opened.error().code), int(Code::StorageDamaged));
        QVERIFY(openValue(secretHex(keyText), place, sealedWord()));
    }

    void damageIsRefused()
    {
        const Bytes good = sealedWord();
        for (qsizetype at = 0; at < good.size(); ++at) {
            Bytes changed = good;
            changed[at] = static_cast<char>(changed[at] ^ 0x10);
            QVERIFY(!openValue(secretHex(keyText), place, changed));
        }
        for (qsizetype size = 0; size < good.size(); ++size)
            QVERIFY(!openValue(secretHex(keyText), place, good.first(size)));
        QVERIFY(!openValue(secretHex(keyText), place, good + Bytes(1, '\0')));
        SecretBytes otherKey = secretHex(keyText);
        otherKey.span()[0] ^= 1;
        QVERIFY(!openValue(otherKey, place, good));
        QVERIFY(!openValue(SecretBytes(), place, good));
    }

    void wrapAndUnwrap()
    {
        SystemRandom random;
        const SecretBytes key = secretHex(keyText);
        const PasswordWrap wrap = wrapKey(key, toSpan(BytesView("right password")), random);
        QCOMPARE(wrap.salt.size(), 16);
        QCOMPARE(wrap.iterations, 600'000);
        QVERIFY(!wrap.wrapped.contains(toView(key.span()).first(8).toByteArray()));
        const auto opened = unwrapKey(wrap, toSpan(BytesView("right password")));
        QVERIFY(opened);
        QCOMPARE(toHex(*opened), keyText);

        const auto refused = unwrapKey(wrap, toSpan(BytesView("wrong password")));
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().code), int(Code::PasswordWrong));
        PasswordWrap changed = wrap;
        changed.iterations = 599'999;
        QVERIFY(!unwrapKey(changed, toSpan(BytesView("right password"))));
        changed = wrap;
        changed.salt[0] = static_cast<char>(changed.salt[0] ^ 1);
        QVERIFY(!unwrapKey(changed, toSpan(BytesView("right password"))));
    }

    void damagedWrapsAreRefusedBeforeComputing()
    {
        const PasswordWrap wraps[] = {{Bytes(16, 's'), 0, Bytes(60, 'w')},
                                      {Bytes(16, 's'), -1, Bytes(60, 'w')},
                                      {Bytes(16, 's'), 10'000'001, Bytes(60, 'w')},
                                      {Bytes(15, 's'), 1, Bytes(60, 'w')},
                                      {Bytes(), 1, Bytes(60, 'w')}};
        for (const PasswordWrap &wrap : wraps) {
            const auto opened = unwrapKey(wrap, toSpan(BytesView("password")));
            QVERIFY(!opened);
            QCOMPARE(int(opened.error().code), int(Code::StorageDamaged));
        }
    }

    void privateKeyUnderAPassphrase()
    {
        SystemRandom random;
        const Bytes pkcs8 = vector("host.p8");
        const auto encrypted = encryptPrivateKey(toSpan(pkcs8), toSpan(BytesView("correct horse")), random);
        QVERIFY(encrypted);
        QVERIFY(!encrypted->contains(pkcs8.mid(400, 16)));
        // PBES2 with PBKDF2, HMAC-SHA-256, 600,000 and AES-256-CBC, as the DER of their names.
        for (const char *name : {"06092a864886f70d01050d", "06092a864886f70d01050c", "06082a864886f70d0209",
                                 "02030927c0", "060960864801650304012a"})
            QVERIFY2(encrypted->contains(hex(name)), name);
        const auto opened = decryptPrivateKey(*encrypted, toSpan(BytesView("correct horse")));
        QVERIFY(opened);
        QCOMPARE(toView(opened->span()).toByteArray(), pkcs8);
    }

    void opensWhatOpenSslEncrypted()
    {
        const auto opened = decryptPrivateKey(vector("host-pbes2.p8"), toSpan(BytesView("correct horse")));
        QVERIFY(opened);
        QCOMPARE(toView(opened->span()).toByteArray(), vector("host.p8"));
    }

    void wrongPassphraseAndDamage()
    {
        const Bytes encrypted = vector("host-pbes2.p8");
        Bytes changed = encrypted;
        changed[1'000] = static_cast<char>(changed[1'000] ^ 1);
        const struct
        {
            Bytes bytes;
            BytesView passphrase;
        } cases[] = {{encrypted, "Correct horse"},  {encrypted, ""},
                     {changed, "correct horse"},    {encrypted.chopped(1), "correct horse"},
                     {Bytes(), "correct horse"},    {vector("host.p8"), "correct horse"},
                     {"not a key", "correct horse"}};
        for (const auto &[bytes, passphrase] : cases) {
            const auto opened = decryptPrivateKey(bytes, toSpan(passphrase));
            QVERIFY(!opened);
            QCOMPARE(int(opened.error().code), int(Code::WrongPassphrase));
        }
        SystemRandom random;
        QVERIFY(!encryptPrivateKey(toSpan(Bytes("not a key")), toSpan(BytesView("x")), random));
        QVERIFY(!encryptPrivateKey(toSpan(vector("rsa2048.p8")), toSpan(BytesView("x")), random));
    }
};

QTEST_GUILESS_MAIN(SealedValueTest)
#include "SealedValueTest.moc"
