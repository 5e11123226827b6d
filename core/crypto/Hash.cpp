// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Hash.h"

#include "Limits.h"

#include <botan/hash.h>
#include <botan/mac.h>
#include <botan/pwdhash.h>

#include <QThreadStorage>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace waxwing {

namespace {

constexpr std::size_t hashSize = limits::hashSize;

/// Botan's objects that a thread keeps, because making one by its name costs several times what it computes
/// here. In a QThreadStorage: it goes before the thread counts as finished. A thread_local may go after that,
/// and so after Botan's own memory at the program's end.
struct Kept
{
    const std::unique_ptr<Botan::HashFunction> hash = Botan::HashFunction::create_or_throw("SHA-256");
    const std::unique_ptr<Botan::MessageAuthenticationCode> hmac =
        Botan::MessageAuthenticationCode::create_or_throw("HMAC(SHA-256)");

    static Kept &ofThread()
    {
        static QThreadStorage<Kept> storage;
        return storage.localData();
    }
};

/// HMAC-SHA-256 under one key, as long as it lives; one at a time in a thread. No key stays in what is kept.
class Hmac
{
public:
    explicit Hmac(std::span<const quint8> key)
    {
        // An empty key equals one of zeros (RFC 2104 pads with zeros), which every Botan takes.
        static constexpr std::array<quint8, hashSize> zeros{};
        const std::span<const quint8> used = key.empty() ? std::span<const quint8>(zeros) : key;
        kept().set_key(used.data(), used.size());
    }
    ~Hmac() { kept().clear(); }
    Hmac(const Hmac &) = delete;
    Hmac &operator=(const Hmac &) = delete;
    Botan::MessageAuthenticationCode *operator->() const { return &kept(); }

private:
    static Botan::MessageAuthenticationCode &kept() { return *Kept::ofThread().hmac; }
};

} // namespace

Bytes sha256(std::initializer_list<BytesView> parts)
{
    Botan::HashFunction *hash = Kept::ofThread().hash.get(); // final() wipes it
    for (const BytesView part : parts)
        hash->update(toSpan(part).data(), toSpan(part).size());
    Bytes digest(limits::hashSize, Qt::Uninitialized);
    hash->final(toMutableSpan(digest).data());
    return digest;
}

SecretBytes hmacSha256(std::span<const quint8> key, BytesView message)
{
    const Hmac hmac(key);
    hmac->update(toSpan(message).data(), toSpan(message).size());
    SecretBytes tag(hashSize);
    hmac->final(tag.span().data());
    return tag;
}

SecretBytes hkdfExtract(std::span<const quint8> salt, std::span<const quint8> inputKeyingMaterial)
{
    // PRK = HMAC(salt, IKM): RFC 5869 §2.2.
    return hmacSha256(salt, toView(inputKeyingMaterial));
}

SecretBytes hkdfExpand(std::span<const quint8> pseudoRandomKey, BytesView info, std::size_t size)
{
    Q_ASSERT(size <= 255 * hashSize);
    // T(i) = HMAC(PRK, T(i − 1) ‖ info ‖ i), the output their beginning: RFC 5869 §2.3.
    const Hmac hmac(pseudoRandomKey);
    SecretBytes result(size);
    SecretBytes block(hashSize);
    std::size_t done = 0;
    for (quint8 counter = 1; done < size; ++counter) {
        if (counter > 1)
            hmac->update(block.span().data(), block.size());
        hmac->update(toSpan(info).data(), toSpan(info).size());
        hmac->update(counter);
        hmac->final(block.span().data());
        const std::size_t piece = std::min(hashSize, size - done);
        std::copy_n(block.span().data(), piece, result.span().data() + done);
        done += piece;
    }
    return result;
}

SecretBytes pbkdf2(std::span<const quint8> password, BytesView salt, int iterations)
{
    Q_ASSERT(iterations > 0);
    const auto family = Botan::PasswordHashFamily::create_or_throw("PBKDF2(SHA-256)");
    const auto derivation = family->from_params(static_cast<std::size_t>(iterations));
    SecretBytes result(hashSize);
    derivation->derive_key(result.span().data(), result.size(),
                           reinterpret_cast<const char *>(password.data()), password.size(),
                           toSpan(salt).data(), toSpan(salt).size());
    return result;
}

} // namespace waxwing
