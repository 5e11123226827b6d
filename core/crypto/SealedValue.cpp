// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SealedValue.h"

#include "BotanCompat.h"
#include "Hash.h"
#include "Limits.h"
#include "RsaKeys.h"

#include <QtEndian>

#include <botan/data_src.h>
#include <botan/pkcs8.h>

#include <algorithm>

namespace waxwing {

namespace {

constexpr qsizetype nonceSize = Aes256Gcm::nonceSize;
constexpr qsizetype tagSize = Aes256Gcm::tagSize;

// Where a wrapped key stands: there is nothing to confuse it with, salt and iterations are in its key.
constexpr ValuePlace wrapPlace{QLatin1StringView("wraps"), QLatin1StringView("wrapped"), 0, 1};

Bytes additionalData(const ValuePlace &place)
{
    Bytes result;
    additionalDataOf(place, result);
    return result;
}

SecretBytes wrappingKey(const Bytes &salt, int iterations, std::span<const quint8> password)
{
    const SecretBytes stretched = pbkdf2(password, salt, iterations);
    return hkdfExpand(stretched.span(), "waxwing/1 vault", Aes256Gcm::keySize);
}

/// A passphrase as Botan wants it, wiped when done.
class Passphrase
{
public:
    explicit Passphrase(std::span<const quint8> bytes)
        : m_text(reinterpret_cast<const char *>(bytes.data()), bytes.size())
    {}
    ~Passphrase() { wipe({reinterpret_cast<quint8 *>(m_text.data()), m_text.size()}); }
    Passphrase(const Passphrase &) = delete;
    Passphrase &operator=(const Passphrase &) = delete;
    [[nodiscard]] const std::string &text() const { return m_text; }

private:
    std::string m_text;
};

} // namespace

void additionalDataOf(const ValuePlace &place, Bytes &result)
{
    result.resize(0);
    result.append(place.table.data(), place.table.size()).append('\0');
    result.append(place.column.data(), place.column.size()).append('\0');
    char number[sizeof(quint64)];
    qToBigEndian(place.primaryKey, number);
    result.append(number, sizeof number).append(static_cast<char>(place.format));
}

Bytes sealValue(const SecretBytes &key, const ValuePlace &place, std::span<const quint8> value,
                Random &random)
{
    Aes256Gcm sealer(Aes256Gcm::Direction::Seal, key.span());
    return sealValue(sealer, place, value, random);
}

Bytes sealValue(Aes256Gcm &sealer, const ValuePlace &place, std::span<const quint8> value, Random &random)
{
    const auto size = static_cast<qsizetype>(value.size());
    Bytes sealed(nonceSize + size + tagSize, '\0');
    const std::span<quint8> all = toMutableSpan(sealed);
    const std::span<quint8> nonce = all.first(nonceSize);
    const std::span<quint8> text = all.subspan(nonceSize);
    random.fill(nonce);
    std::copy(value.begin(), value.end(), text.begin());
    sealer.seal(nonce, toSpan(additionalData(place)), text);
    return sealed;
}

Result<SecretBytes> openValue(const SecretBytes &key, const ValuePlace &place, BytesView sealed)
{
    if (key.size() != Aes256Gcm::keySize)
        return failure(Code::StorageDamaged, QStringLiteral("a key of %1 bytes").arg(key.size()));
    Aes256Gcm opener(Aes256Gcm::Direction::Open, key.span());
    return openValue(opener, place, sealed);
}

Result<SecretBytes> openValue(Aes256Gcm &opener, const ValuePlace &place, BytesView sealed)
{
    if (sealed.size() < nonceSize + tagSize)
        return failure(Code::StorageDamaged, QStringLiteral("sealed value of %1 bytes").arg(sealed.size()));
    SecretBytes text(toSpan(sealed.sliced(nonceSize)));
    if (!opener.open(toSpan(sealed.first(nonceSize)), toSpan(additionalData(place)), text.span()))
        return failure(Code::StorageDamaged, QStringLiteral("%1.%2 row %3 does not open")
                                                 .arg(place.table, place.column)
                                                 .arg(place.primaryKey));
    return SecretBytes(std::as_const(text).span().first(text.size() - Aes256Gcm::tagSize));
}

Bytes digestOf(const PasswordWrap &wrap)
{
    char iterations[sizeof(quint32)];
    qToBigEndian(static_cast<quint32>(wrap.iterations), iterations);
    return sha256({"waxwing/1 wrap", wrap.salt, BytesView(iterations, sizeof iterations), wrap.wrapped});
}

PasswordWrap wrapKey(const SecretBytes &key, std::span<const quint8> password, Random &random)
{
    PasswordWrap wrap;
    wrap.salt = random.bytes(limits::saltSize);
    wrap.iterations = limits::iterations;
    wrap.wrapped =
        sealValue(wrappingKey(wrap.salt, wrap.iterations, password), wrapPlace, key.span(), random);
    return wrap;
}

Result<SecretBytes> unwrapKey(const PasswordWrap &wrap, std::span<const quint8> password)
{
    if (wrap.salt.size() != limits::saltSize || wrap.iterations < 1 ||
        wrap.iterations > limits::mostIterations)
        return failure(Code::StorageDamaged, QStringLiteral("salt or iterations of a wrap"));
    const SecretBytes key = wrappingKey(wrap.salt, wrap.iterations, password);
    Result<SecretBytes> opened = openValue(key, wrapPlace, wrap.wrapped);
    if (!opened)
        return failure(Code::PasswordWrong, opened.error().detail);
    return opened;
}

Result<Bytes> encryptPrivateKey(std::span<const quint8> pkcs8, std::span<const quint8> passphrase,
                                Random &random)
{
    const Result<rsaKeys::PrivateKey> key = rsaKeys::fromPkcs8(pkcs8);
    if (!key)
        return tl::make_unexpected(key.error());
    try {
        compat::RandomAdapter generator(random);
        const Passphrase words(passphrase);
        const auto encrypted = Botan::PKCS8::BER_encode_encrypted_pbkdf_iter(
            **key, generator, words.text(), limits::iterations, "AES-256/CBC", "SHA-256");
        return toView(encrypted).toByteArray();
    } catch (const std::exception &error) {
        return failure(Code::Internal, QString::fromUtf8(error.what()));
    }
}

Result<SecretBytes> decryptPrivateKey(BytesView encrypted, std::span<const quint8> passphrase)
{
    try {
        const Passphrase words(passphrase);
        Botan::DataSource_Memory source(toSpan(encrypted).data(), toSpan(encrypted).size());
        const auto key = Botan::PKCS8::load_key(source, words.text());
        const auto der = Botan::PKCS8::BER_encode(*key);
        SecretBytes pkcs8(std::span(der.data(), der.size()));
        // CBC alone would let changed bytes through: the key itself must hold together.
        if (rsaKeys::fromPkcs8(pkcs8.span()))
            return pkcs8;
    } catch (const std::exception &) {
        // Padding, DER or parameters that do not fit: all of it says the same to a person.
    }
    return failure(Code::WrongPassphrase);
}

} // namespace waxwing
