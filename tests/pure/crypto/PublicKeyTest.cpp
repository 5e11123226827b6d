// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CryptoSupport.h"
#include "Hash.h"
#include "Identity.h"
#include "PublicKey.h"

#include <QTest>

using namespace waxwing;
using namespace waxwing::cryptoSupport;

namespace {

Bytes hostSpki()
{
    return (*Identity::fromPrivateKey(toSpan(vector("host.p8"))))->publicKey().spki();
}

/// One DER element, its length in the shortest form unless more octets are asked for.
Bytes element(int tag, const Bytes &content, int lengthOctets = 0)
{
    Bytes length;
    for (qsizetype rest = content.size(); rest > 0 || length.isEmpty(); rest >>= 8)
        length.prepend(static_cast<char>(rest & 0xff));
    while (length.size() < lengthOctets)
        length.prepend('\0');
    if (lengthOctets > 0 || content.size() > 0x7f)
        length.prepend(static_cast<char>(0x80 | length.size()));
    return Bytes(1, static_cast<char>(tag)) + length + content;
}

/// An SPKI with every part open to change.
struct Parts
{
    Bytes object = hex("06092a864886f70d010101");
    Bytes parameters = hex("0500");
    Bytes modulus = Bytes(1, '\0') + Bytes(383, '\xc5') + Bytes(1, '\x01');
    Bytes exponent = hex("010001");
    Bytes behindNumbers;
    Bytes behindKey;
    Bytes behindBits;
    Bytes unusedBits = Bytes(1, '\0');
    int lengthOctets = 0; ///< of the outermost length

    [[nodiscard]] Bytes spki() const
    {
        const Bytes key = element(0x30, element(2, modulus) + element(2, exponent) + behindNumbers);
        const Bytes bits = element(3, unusedBits + key + behindKey);
        return element(0x30, element(0x30, object + parameters) + bits + behindBits, lengthOctets);
    }
};

} // namespace

class PublicKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesAKeyOfOurs()
    {
        const Bytes spki = hostSpki();
        const auto key = PublicKey::fromSpki(spki);
        QVERIFY(key);
        QCOMPARE(spki.size(), 422);
        QCOMPARE(key->spki(), spki);
        QCOMPARE(key->digest(), sha256(spki));
        QVERIFY(
            PublicKey::fromSpki(Parts().spki())); // so that what is refused below is refused for its change
    }

    void hostileKeys_data()
    {
        QTest::addColumn<Bytes>("spki");
        QTest::addColumn<Code>("code");
        const auto row = [](const char *name, Code code, auto change) {
            Parts parts;
            change(parts);
            QTest::newRow(name) << parts.spki() << code;
        };
        const auto modulus = [](int bytes, char first = '\xc5') {
            return Bytes(1, '\0') + Bytes(1, first) + Bytes(bytes - 2, '\x77') + Bytes(1, '\x01');
        };
        row("1024 bits", Code::WeakKey, [&](Parts &p) { p.modulus = modulus(128); });
        row("2048 bits", Code::WeakKey, [&](Parts &p) { p.modulus = modulus(256); });
        row("4096 bits", Code::WeakKey, [&](Parts &p) { p.modulus = modulus(512); });
        row("3073 bits", Code::WeakKey,
            [&](Parts &p) { p.modulus = Bytes(1, '\x01') + modulus(384).mid(1); });
        row("3071 bits", Code::WeakKey, [&](Parts &p) { p.modulus = modulus(384, '\x7f').mid(1); });
        row("even", Code::WeakKey, [](Parts &p) { p.modulus.back() = '\x02'; });
        row("e = 3", Code::WeakKey, [](Parts &p) { p.exponent = hex("03"); });
        row("e = 1", Code::WeakKey, [](Parts &p) { p.exponent = hex("01"); });
        row("e = 65539", Code::WeakKey, [](Parts &p) { p.exponent = hex("010003"); });
        row("e of 2^64 and more", Code::WeakKey, [](Parts &p) { p.exponent = hex("01000000000000010001"); });
        row("e = 0", Code::Malformed, [](Parts &p) { p.exponent = hex("00"); });
        row("e empty", Code::Malformed, [](Parts &p) { p.exponent.clear(); });
        row("e with a zero before it", Code::Malformed, [](Parts &p) { p.exponent = hex("00010001"); });
        row("n with a zero too many", Code::Malformed, [](Parts &p) { p.modulus.prepend('\0'); });
        row("n negative", Code::Malformed, [](Parts &p) { p.modulus.remove(0, 1); });
        row("n negative with a sign too many", Code::Malformed, [](Parts &p) { p.modulus[0] = '\xff'; });
        row("n = 0", Code::Malformed, [](Parts &p) { p.modulus = hex("00"); });
        row("n = 0 in two octets", Code::Malformed, [](Parts &p) { p.modulus = hex("0000"); });
        row("n empty", Code::Malformed, [](Parts &p) { p.modulus.clear(); });
        row("e negative", Code::Malformed, [](Parts &p) { p.exponent = hex("ff"); });
        row("without NULL", Code::Malformed, [](Parts &p) { p.parameters.clear(); });
        row("NULL with content", Code::Malformed, [](Parts &p) { p.parameters = hex("050100"); });
        row("two NULLs", Code::Malformed, [](Parts &p) { p.parameters = hex("05000500"); });
        row("RSASSA-PSS", Code::WeakKey, [](Parts &p) { p.object = hex("06092a864886f70d01010a"); });
        row("unused bits", Code::Malformed, [](Parts &p) { p.unusedBits = hex("01"); });
        row("no unused bits", Code::Malformed, [](Parts &p) { p.unusedBits.clear(); });
        row("third number", Code::Malformed, [](Parts &p) { p.behindNumbers = hex("020101"); });
        row("byte behind the key", Code::Malformed, [](Parts &p) { p.behindKey = hex("00"); });
        row("byte behind the bits", Code::Malformed, [](Parts &p) { p.behindBits = hex("00"); });
        row("length of 3 octets", Code::Malformed, [](Parts &p) { p.lengthOctets = 3; });
        row("length of 4 octets", Code::Malformed, [](Parts &p) { p.lengthOctets = 4; });
        QTest::newRow("trailing byte") << hostSpki() + Bytes(1, '\0') << Code::Malformed;
        QTest::newRow("short by one") << hostSpki().chopped(1) << Code::Malformed;
        QTest::newRow("empty") << Bytes() << Code::Malformed;
        QTest::newRow("indefinite length")
            << hex("3080") + hostSpki().mid(4) + hex("0000") << Code::Malformed;
        QTest::newRow("PEM") << "-----BEGIN PUBLIC KEY-----\n" + hostSpki().toBase64() << Code::Malformed;
    }
    void hostileKeys()
    {
        QFETCH(Bytes, spki);
        QFETCH(Code, code);
        const auto key = PublicKey::fromSpki(spki);
        QVERIFY(!key);
        QCOMPARE(int(key.error().code), int(code));
    }

    /// Cut anywhere, and every bit of the frame around n flipped: never taken, never a crash.
    void noPrefixAndNoFlipInTheFrameIsTaken()
    {
        const Bytes spki = hostSpki();
        for (qsizetype size = 0; size < spki.size(); ++size)
            QVERIFY(!PublicKey::fromSpki(spki.first(size)));
        for (qsizetype at = 0; at < spki.size(); ++at) {
            if (at >= 33 && at < spki.size() - 5)
                continue; // inside n, which may be any odd number
            for (int bit = 0; bit < 8; ++bit) {
                Bytes changed = spki;
                changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
                QVERIFY2(!PublicKey::fromSpki(changed), qPrintable(QString::number(at)));
            }
        }
    }

    void verifiesWhatOpenSslSigned()
    {
        const auto key = PublicKey::fromSpki(hostSpki());
        const Bytes signature = vector("host-salt32.signature");
        QVERIFY(key->verify(signedText, signature));
        QVERIFY(!key->verify("waxwing known answeR", signature));
        QVERIFY(!key->verify({}, signature));
        const auto other = Identity::fromPrivateKey(toSpan(vector("member.p8")));
        QVERIFY(!(*other)->publicKey().verify(signedText, signature));
    }

    void otherSchemesAreRefused_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *name : {"salt0", "salt20", "salt31", "salt33", "saltmax", "pkcs1", "mgfsha1"})
            QTest::newRow(name) << QStringLiteral("host-%1.signature").arg(QLatin1StringView(name));
    }
    void otherSchemesAreRefused()
    {
        QFETCH(QString, file);
        const Bytes signature = vector(qPrintable(file));
        QCOMPARE(signature.size(), 384);
        QVERIFY(!PublicKey::fromSpki(hostSpki())->verify(signedText, signature));
    }

    void damagedSignaturesAreRefused()
    {
        const auto key = PublicKey::fromSpki(hostSpki());
        const Bytes signature = vector("host-salt32.signature");
        for (qsizetype at = 0; at < signature.size(); at += 13) {
            Bytes changed = signature;
            changed[at] = static_cast<char>(changed[at] ^ 0x40);
            QVERIFY(!key->verify(signedText, changed));
        }
        QVERIFY(!key->verify(signedText, signature.chopped(1)));
        QVERIFY(!key->verify(signedText, signature + Bytes(1, '\0')));
        QVERIFY(!key->verify(signedText, Bytes(1, '\0') + signature));
        QVERIFY(!key->verify(signedText, Bytes()));
        QVERIFY(!key->verify(signedText, Bytes(384, '\0')));
        QVERIFY(!key->verify(signedText, Bytes(384, '\xff'))); // not below n
        QVERIFY(!PublicKey().verify(signedText, signature));
    }
};

QTEST_GUILESS_MAIN(PublicKeyTest)
#include "PublicKeyTest.moc"
