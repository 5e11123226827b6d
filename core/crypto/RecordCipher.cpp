// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RecordCipher.h"

#include "Aes256Gcm.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace waxwing {

namespace {

constexpr std::size_t headerSize = limits::additionalDataSize;
static_assert(Aes256Gcm::tagSize == limits::tagSize);

using Nonce = std::array<quint8, Aes256Gcm::nonceSize>;

} // namespace

struct RecordCipher::Private
{
    Aes256Gcm gcm;
    Nonce iv;

    /// IV XOR sequence as 12 bytes big-endian (PROTOCOL 5.1).
    [[nodiscard]] Nonce nonce(quint64 sequence) const
    {
        std::array<quint8, sizeof(quint64)> counter;
        qToBigEndian(sequence, counter.data());
        Nonce result = iv;
        constexpr std::size_t offset = sizeof(Nonce) - sizeof(quint64);
        for (std::size_t i = 0; i < counter.size(); ++i)
            result[offset + i] ^= counter[i];
        return result;
    }

    void setIv(const EpochKeys &keys)
    {
        Q_ASSERT(keys.iv.size() == iv.size());
        std::copy_n(keys.iv.span().begin(), iv.size(), iv.begin());
    }

    ~Private() { wipe(iv); }
};

RecordCipher::RecordCipher(Direction direction, const EpochKeys &keys)
    : d(new Private{
          Aes256Gcm(direction == Direction::Seal ? Aes256Gcm::Direction::Seal : Aes256Gcm::Direction::Open,
                    keys.key.span()),
          {}})
{
    d->setIv(keys);
}

void RecordCipher::setKeys(const EpochKeys &keys)
{
    d->gcm.setKey(keys.key.span());
    d->setIv(keys);
}

RecordCipher::~RecordCipher() = default;
RecordCipher::RecordCipher(RecordCipher &&) noexcept = default;
RecordCipher &RecordCipher::operator=(RecordCipher &&) noexcept = default;

void RecordCipher::seal(std::span<quint8> frame, quint64 sequence)
{
    Q_ASSERT(frame.size() >= headerSize + Aes256Gcm::tagSize);
    d->gcm.seal(d->nonce(sequence), frame.first(headerSize), frame.subspan(headerSize));
}

bool RecordCipher::open(std::span<quint8> frame, quint64 sequence)
{
    Q_ASSERT(frame.size() >= headerSize + Aes256Gcm::tagSize);
    return d->gcm.open(d->nonce(sequence), frame.first(headerSize), frame.subspan(headerSize));
}

} // namespace waxwing
