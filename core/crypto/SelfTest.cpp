// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SelfTest.h"

#include "Aes256Gcm.h"
#include "Hash.h"
#include "Identity.h"
#include "KeyAgreement.h"
#include "KeyTransport.h"
#include "SelfTestVectors.h"

#include <exception>
#include <numeric>

namespace waxwing {

namespace {

Bytes hex(const char *text)
{
    return Bytes::fromHex(text);
}

SecretBytes secretHex(const char *text)
{
    return SecretBytes(toSpan(hex(text)));
}

bool equals(const SecretBytes &bytes, const char *expected)
{
    return toView(bytes.span()) == hex(expected);
}

/// FIPS 180-4, "abc".
bool sha256Works()
{
    return sha256("abc") == hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/// RFC 4231, test case 2.
bool hmacWorks()
{
    return equals(hmacSha256(toSpan("Jefe"), "what do ya want for nothing?"),
                  "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

/// RFC 5869, test case 1.
bool hkdfWorks()
{
    const SecretBytes key = hkdfExtract(toSpan(hex("000102030405060708090a0b0c")),
                                        toSpan(hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b")));
    return equals(key, "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5") &&
           equals(hkdfExpand(key.span(), hex("f0f1f2f3f4f5f6f7f8f9"), 42),
                  "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
}

/// RFC 7914 §11, first vector, its first 32 bytes.
bool pbkdf2Works()
{
    return equals(pbkdf2(toSpan("passwd"), "salt", 1),
                  "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
}

/// D. McGrew, J. Viega, "The Galois/Counter Mode of Operation", test case 16; both ways, and one bit changed.
bool gcmWorks()
{
    const SecretBytes key = secretHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    const Bytes nonce = hex("cafebabefacedbaddecaf888");
    const Bytes additional = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    const Bytes plain = hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                            "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
    const Bytes sealed = hex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                             "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                             "76fc6ece0f4e1768cddf8853bb2d551b");
    Aes256Gcm sealing(Aes256Gcm::Direction::Seal, key.span());
    Aes256Gcm opening(Aes256Gcm::Direction::Open, key.span());
    Bytes text = plain + Bytes(Aes256Gcm::tagSize, '\0');
    sealing.seal(toSpan(nonce), toSpan(additional), toMutableSpan(text));
    if (text != sealed || !opening.open(toSpan(nonce), toSpan(additional), toMutableSpan(text)) ||
        !text.startsWith(plain))
        return false;
    text = sealed;
    text[0] = static_cast<char>(text[0] ^ 1);
    return !opening.open(toSpan(nonce), toSpan(additional), toMutableSpan(text));
}

/// RFC 7748 §6.1.
bool agreementWorks()
{
    const KeyAgreement alice(secretHex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
    const auto agreed = alice.agree(hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"));
    return alice.share() == hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a") &&
           agreed && equals(*agreed, "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
}

/// Against OpenSSL: its signature is taken, a changed one is not, and ours is taken too.
bool signatureWorks(const Identity &identity)
{
    const BytesView message = "waxwing known answer";
    Bytes signature = Bytes::fromBase64(selfTestVectors::signature);
    if (!identity.publicKey().verify(message, signature) ||
        !identity.publicKey().verify(message, identity.sign(message)))
        return false;
    signature[100] = static_cast<char>(signature[100] ^ 1);
    return !identity.publicKey().verify(message, signature);
}

/// Against OpenSSL: its ciphertext opens, and so does ours.
bool transportWorks(const PublicKey &key, std::span<const quint8> pkcs8)
{
    SecretBytes secret(32);
    std::iota(secret.span().begin(), secret.span().end(), quint8(0));
    const auto opens = [&](const Bytes &ciphertext) {
        const auto oneTimeKey = OneTimeKey::fromPrivateKey(pkcs8);
        if (!oneTimeKey)
            return false;
        const auto opened = (*oneTimeKey)->open(ciphertext);
        return opened && equalInConstantTime(opened->span(), secret.span());
    };
    const auto ours = KeyTransport::encapsulate(key, secret.span());
    return opens(Bytes::fromBase64(selfTestVectors::ciphertext)) && ours && opens(*ours);
}

bool rsaWorks()
{
    const Bytes pkcs8 = Bytes::fromBase64(selfTestVectors::privateKey);
    const auto identity = Identity::fromPrivateKey(toSpan(pkcs8));
    return identity && signatureWorks(**identity) && transportWorks((*identity)->publicKey(), toSpan(pkcs8));
}

} // namespace

Result<void> runSelfTest()
{
    struct Step
    {
        const char *name;
        bool (*works)();
    };
    static constexpr Step steps[] = {
        {"SHA-256", sha256Works},  {"HMAC", hmacWorks},        {"HKDF", hkdfWorks}, {"PBKDF2", pbkdf2Works},
        {"AES-256-GCM", gcmWorks}, {"X25519", agreementWorks}, {"RSA", rsaWorks}};
    for (const Step &step : steps) {
        try {
            if (!step.works())
                return failure(Code::SelfTestFailed, QString::fromLatin1(step.name));
        } catch (const std::exception &error) {
            const QString reason = QString::fromUtf8(error.what());
            return failure(Code::SelfTestFailed,
                           QStringLiteral("%1: %2").arg(QLatin1StringView(step.name), reason));
        }
    }
    return {};
}

} // namespace waxwing
