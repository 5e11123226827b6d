// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PublicKey.h"

#include "Hash.h"
#include "Limits.h"
#include "RsaKeys.h"

#include <botan/bigint.h>
#include <botan/pubkey.h>

#include <optional>

namespace waxwing {

namespace {

/// Reads DER as it must be: every length in its shortest form, everything inside its parent.
class DerReader
{
public:
    explicit DerReader(BytesView der) : m_rest(der) {}

    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }

    /// The content of the next element where it has this tag.
    std::optional<BytesView> take(quint8 tag)
    {
        if (m_rest.size() < 2 || quint8(m_rest[0]) != tag)
            return std::nullopt;
        qsizetype size = quint8(m_rest[1]);
        qsizetype header = 2;
        if (size >= longForm) {
            const qsizetype octets = size - longForm;
            header += octets;
            if (octets < 1 || octets > 2 || m_rest.size() < header)
                return std::nullopt;
            size = 0;
            for (qsizetype i = 2; i < header; ++i)
                size = size << 8 | quint8(m_rest[i]);
            const bool shortest = octets == 1 ? size >= longForm : size > 0xff;
            if (!shortest)
                return std::nullopt;
        }
        if (m_rest.size() - header < size)
            return std::nullopt;
        const BytesView content = m_rest.sliced(header, size);
        m_rest = m_rest.sliced(header + size);
        return content;
    }

    /// A positive integer in its shortest form, without the zero that keeps it positive.
    std::optional<BytesView> takePositiveInteger()
    {
        const std::optional<BytesView> content = take(0x02);
        if (!content || content->isEmpty() || quint8(content->front()) >= 0x80)
            return std::nullopt;
        if (content->front() != 0)
            return content;
        if (content->size() < 2 || quint8((*content)[1]) < 0x80)
            return std::nullopt;
        return content->sliced(1);
    }

private:
    static constexpr qsizetype longForm = 0x80;
    BytesView m_rest;
};

constexpr quint8 sequenceTag = 0x30;
constexpr quint8 bitStringTag = 0x03;
constexpr quint8 objectTag = 0x06;
constexpr quint8 nullTag = 0x05;

struct RsaNumbers
{
    BytesView modulus;
    BytesView exponent;
};

tl::unexpected<Error> notAnSpki(const char *detail)
{
    return failure(Code::Malformed, QString::fromLatin1(detail));
}

/// RFC 3279 §2.3.1: rsaEncryption with NULL.
Result<void> checkAlgorithm(BytesView content)
{
    static constexpr char rsaEncryption[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";
    DerReader reader(content);
    const auto object = reader.take(objectTag);
    if (!object)
        return notAnSpki("SPKI without an algorithm");
    if (*object != BytesView(rsaEncryption))
        return failure(Code::WeakKey, QStringLiteral("not an RSA key"));
    const auto parameters = reader.take(nullTag);
    if (!parameters || !parameters->isEmpty() || !reader.atEnd())
        return notAnSpki("rsaEncryption without NULL");
    return {};
}

/// RSAPublicKey of RFC 8017 §A.1.1.
Result<RsaNumbers> readNumbers(BytesView bits)
{
    if (bits.isEmpty() || bits.front() != 0)
        return notAnSpki("unused bits in the key");
    DerReader outer(bits.sliced(1));
    const auto key = outer.take(sequenceTag);
    if (!key || !outer.atEnd())
        return notAnSpki("not an RSAPublicKey");
    DerReader reader(*key);
    const auto modulus = reader.takePositiveInteger();
    const auto exponent = modulus ? reader.takePositiveInteger() : std::nullopt;
    if (!exponent || !reader.atEnd())
        return notAnSpki("not an RSAPublicKey");
    return RsaNumbers{*modulus, *exponent};
}

Result<RsaNumbers> readSpki(BytesView spki)
{
    DerReader outer(spki);
    const auto content = outer.take(sequenceTag);
    if (!content || !outer.atEnd())
        return notAnSpki("not an SPKI");
    DerReader reader(*content);
    const auto algorithm = reader.take(sequenceTag);
    if (!algorithm)
        return notAnSpki("SPKI without an algorithm");
    if (auto checked = checkAlgorithm(*algorithm); !checked)
        return tl::make_unexpected(checked.error());
    const auto bits = reader.take(bitStringTag);
    if (!bits || !reader.atEnd())
        return notAnSpki("SPKI without a key");
    return readNumbers(*bits);
}

Result<void> checkShape(const RsaNumbers &numbers)
{
    // A modulus that fills its 384 bytes to the top bit has exactly 3072 bits.
    if (numbers.modulus.size() != limits::rsaBytes || quint8(numbers.modulus.front()) < 0x80)
        return failure(Code::WeakKey, QStringLiteral("not an RSA key of 3072 bits"));
    if (quint8(numbers.modulus.back()) % 2 == 0)
        return failure(Code::WeakKey, QStringLiteral("an RSA modulus that is even"));
    if (numbers.exponent != BytesView("\x01\x00\x01", 3))
        return failure(Code::WeakKey, QStringLiteral("an RSA exponent that is not 65537"));
    return {};
}

} // namespace

Result<PublicKey> PublicKey::fromSpki(BytesView spki)
{
    const Result<RsaNumbers> numbers = readSpki(spki);
    if (!numbers)
        return tl::make_unexpected(numbers.error());
    if (auto checked = checkShape(*numbers); !checked)
        return tl::make_unexpected(checked.error());
    try {
        const auto modulus = toSpan(numbers->modulus);
        PublicKey result;
        result.m_key = std::make_shared<const Key>(Key{Botan::RSA_PublicKey(
            Botan::BigInt(modulus.data(), modulus.size()), Botan::BigInt(compat::publicExponent))});
        result.m_spki = rsaKeys::toSpki(result.m_key->rsa);
        if (result.m_spki != spki) // PROTOCOL 6.2: the second look, by another reader than ours
            return notAnSpki("SPKI differs from its re-encoding");
        result.m_digest = sha256(result.m_spki);
        return result;
    } catch (const std::exception &error) {
        return failure(Code::WeakKey, QString::fromUtf8(error.what()));
    }
}

bool PublicKey::verify(BytesView message, BytesView signature) const
{
    if (!m_key || signature.size() != limits::rsaBytes)
        return false;
    try {
        Botan::PK_Verifier verifier(m_key->rsa, compat::signatureScheme);
        return verifier.verify_message(toSpan(message).data(), toSpan(message).size(),
                                       toSpan(signature).data(), toSpan(signature).size());
    } catch (const std::exception &) {
        return false; // a signature that is not below the modulus
    }
}

} // namespace waxwing
