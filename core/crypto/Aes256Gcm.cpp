// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Aes256Gcm.h"

#include "BotanCompat.h"

#include <algorithm>

namespace waxwing {

namespace {

// What process() takes in every Botan: 2.19 asks for a multiple of this. The rest goes into finish().
constexpr std::size_t granularity = 64;

constexpr std::size_t wholePart(std::size_t size)
{
    return size - size % granularity;
}

} // namespace

struct Aes256Gcm::Private
{
    std::unique_ptr<Botan::AEAD_Mode> mode;
    Botan::secure_vector<quint8> tail; ///< what goes into finish(), kept so that no record allocates

    void start(std::span<const quint8> nonce, std::span<const quint8> additionalData)
    {
        Q_ASSERT(nonce.size() == nonceSize);
        mode->set_associated_data(additionalData.data(), additionalData.size());
        mode->start(nonce.data(), nonce.size());
    }
};

Aes256Gcm::Aes256Gcm(Direction direction, std::span<const quint8> key) : d(std::make_unique<Private>())
{
    d->mode = Botan::AEAD_Mode::create_or_throw(
        "AES-256/GCM", direction == Direction::Seal ? compat::encryption : compat::decryption);
    d->tail.reserve(granularity + tagSize);
    setKey(key);
}

void Aes256Gcm::setKey(std::span<const quint8> key)
{
    Q_ASSERT(key.size() == keySize);
    d->mode->set_key(key.data(), key.size());
}

Aes256Gcm::~Aes256Gcm() = default;
Aes256Gcm::Aes256Gcm(Aes256Gcm &&) noexcept = default;
Aes256Gcm &Aes256Gcm::operator=(Aes256Gcm &&) noexcept = default;

void Aes256Gcm::seal(std::span<const quint8> nonce, std::span<const quint8> additionalData,
                     std::span<quint8> text)
{
    Q_ASSERT(text.size() >= tagSize);
    const std::size_t whole = wholePart(text.size() - tagSize);
    d->start(nonce, additionalData);
    if (whole > 0)
        d->mode->process(text.data(), whole);
    d->tail.assign(text.begin() + static_cast<std::ptrdiff_t>(whole),
                   text.end() - static_cast<std::ptrdiff_t>(tagSize));
    d->mode->finish(d->tail);
    std::copy(d->tail.begin(), d->tail.end(), text.begin() + static_cast<std::ptrdiff_t>(whole));
}

bool Aes256Gcm::open(std::span<const quint8> nonce, std::span<const quint8> additionalData,
                     std::span<quint8> text)
{
    Q_ASSERT(text.size() >= tagSize);
    const std::size_t whole = wholePart(text.size() - tagSize);
    d->start(nonce, additionalData);
    try {
        if (whole > 0)
            d->mode->process(text.data(), whole);
        d->tail.assign(text.begin() + static_cast<std::ptrdiff_t>(whole), text.end());
        d->mode->finish(d->tail);
    } catch (const std::exception &) {
        // What process() has decrypted is nobody's word: it must not be read by mistake.
        std::fill(text.begin(), text.end() - static_cast<std::ptrdiff_t>(tagSize), quint8(0));
        d->tail.clear();
        d->mode->reset();
        return false;
    }
    std::copy(d->tail.begin(), d->tail.end(), text.begin() + static_cast<std::ptrdiff_t>(whole));
    return true;
}

} // namespace waxwing
