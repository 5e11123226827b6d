// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CryptoSupport.h"
#include "Hash.h"

#include <QTest>

using namespace waxwing;
using namespace waxwing::cryptoSupport;

class HashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// FIPS 180-4, examples of SHA-256 (csrc.nist.gov, "SHA256.pdf").
    void sha256KnownAnswers()
    {
        QCOMPARE(toHex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QCOMPARE(toHex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QCOMPARE(toHex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
                 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        QCOMPARE(toHex(sha256(Bytes(1'000'000, 'a'))),
                 "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }

    void sha256OfPartsIsThatOfTheWhole()
    {
        QCOMPARE(sha256({"ab", "", "c"}), sha256("abc"));
        QVERIFY(sha256({"ab", "c"}) != sha256({"c", "ab"}));
        QCOMPARE(sha256({}), sha256(""));
    }

    /// RFC 4231 §4.2 to §4.8.
    void hmacKnownAnswers_data()
    {
        QTest::addColumn<Bytes>("key");
        QTest::addColumn<Bytes>("message");
        QTest::addColumn<Bytes>("tag");
        QTest::newRow("1") << Bytes(20, '\x0b') << Bytes("Hi There")
                           << Bytes("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        QTest::newRow("2") << Bytes("Jefe") << Bytes("what do ya want for nothing?")
                           << Bytes("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        QTest::newRow("3") << Bytes(20, '\xaa') << Bytes(50, '\xdd')
                           << Bytes("773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
        QTest::newRow("4") << hex("0102030405060708090a0b0c0d0e0f10111213141516171819") << Bytes(50, '\xcd')
                           << Bytes("82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
        QTest::newRow("6") << Bytes(131, '\xaa')
                           << Bytes("Test Using Larger Than Block-Size Key - Hash Key First")
                           << Bytes("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
        QTest::newRow("7") << Bytes(131, '\xaa')
                           << Bytes("This is a test using a larger than block-size key and a larger than "
                                    "block-size data. The key needs to be hashed before being used by the "
                                    "HMAC algorithm.")
                           << Bytes("9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
    }
    void hmacKnownAnswers()
    {
        QFETCH(Bytes, key);
        QFETCH(Bytes, message);
        QFETCH(Bytes, tag);
        QCOMPARE(toHex(hmacSha256(toSpan(key), message)), tag);
    }

    void anEmptyKeyIsOneOfZeros()
    {
        QCOMPARE(toHex(hmacSha256({}, "x")), toHex(hmacSha256(toSpan(Bytes(32, '\0')), "x")));
    }

    /// RFC 5869, appendix A.1 to A.3.
    void hkdfKnownAnswers_data()
    {
        QTest::addColumn<Bytes>("material");
        QTest::addColumn<Bytes>("salt");
        QTest::addColumn<Bytes>("info");
        QTest::addColumn<Bytes>("extracted");
        QTest::addColumn<Bytes>("expanded");
        const auto counting = [](int from, int size) {
            Bytes result;
            for (int i = 0; i < size; ++i)
                result.append(static_cast<char>(from + i));
            return result;
        };
        QTest::newRow("1") << Bytes(22, '\x0b') << counting(0, 13) << counting(0xf0, 10)
                           << Bytes("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5")
                           << Bytes("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
                                    "34007208d5b887185865");
        QTest::newRow("2") << counting(0, 80) << counting(0x60, 80) << counting(0xb0, 80)
                           << Bytes("06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244")
                           << Bytes("b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                                    "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                                    "cc30c58179ec3e87c14c01d5c1f3434f1d87");
        QTest::newRow("3") << Bytes(22, '\x0b') << Bytes() << Bytes()
                           << Bytes("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04")
                           << Bytes("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                                    "9d201395faa4b61a96c8");
    }
    void hkdfKnownAnswers()
    {
        QFETCH(Bytes, material);
        QFETCH(Bytes, salt);
        QFETCH(Bytes, info);
        QFETCH(Bytes, extracted);
        QFETCH(Bytes, expanded);
        const SecretBytes key = hkdfExtract(toSpan(salt), toSpan(material));
        QCOMPARE(toHex(key), extracted);
        QCOMPARE(toHex(hkdfExpand(key.span(), info, static_cast<std::size_t>(expanded.size() / 2))),
                 expanded);
    }

    /// RFC 7914 §11: the first 32 of its 64 bytes are those of a 32-byte output.
    void pbkdf2KnownAnswers()
    {
        QCOMPARE(toHex(pbkdf2(toSpan("passwd"), "salt", 1)),
                 "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
        QCOMPARE(toHex(pbkdf2(toSpan("Password"), "NaCl", 80'000)),
                 "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56");
    }
};

QTEST_GUILESS_MAIN(HashTest)
#include "HashTest.moc"
