// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ValueSealer.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace waxwing {

namespace {

constexpr std::size_t smallestBuffer = 4'096;
constexpr std::size_t around = Aes256Gcm::nonceSize + Aes256Gcm::tagSize;

auto tooShort(std::size_t size)
{
    return failure(Code::StorageDamaged, QStringLiteral("sealed value of %1 bytes").arg(size));
}

} // namespace

ValueSealer::ValueSealer(const SecretBytes &key, Random &random)
    : m_random(random), m_sealing(Aes256Gcm::Direction::Seal, key.span()),
      m_opening(Aes256Gcm::Direction::Open, key.span())
{}

ValueSealer::~ValueSealer() = default;

std::span<const quint8> ValueSealer::nextNonce()
{
    if (m_nonceAt == m_nonces.size()) {
        m_random.fill(m_nonces);
        m_nonceAt = 0;
    }
    const std::size_t at = std::exchange(m_nonceAt, m_nonceAt + Aes256Gcm::nonceSize);
    return std::span(m_nonces).subspan(at, Aes256Gcm::nonceSize);
}

Bytes ValueSealer::seal(const ValuePlace &place, std::span<const quint8> value)
{
    Bytes sealed;
    append(sealed, place, value);
    return sealed;
}

void ValueSealer::append(Bytes &to, const ValuePlace &place, std::span<const quint8> value)
{
    const std::size_t size = around + value.size();
    to.resize(to.size() + qsizetype(size));
    const std::span<quint8> all = toMutableSpan(to).last(size);
    const std::span<const quint8> nonce = nextNonce();
    std::copy(nonce.begin(), nonce.end(), all.begin());
    const std::span<quint8> text = all.subspan(Aes256Gcm::nonceSize);
    std::copy(value.begin(), value.end(), text.begin());
    additionalDataOf(place, m_additional);
    m_sealing.seal(nonce, toSpan(m_additional), text);
}

Result<std::span<const quint8>> ValueSealer::open(const ValuePlace &place, BytesView sealed)
{
    const std::span<const quint8> all = toSpan(sealed);
    if (all.size() < around)
        return tooShort(all.size());
    const std::span<const quint8> body = all.subspan(Aes256Gcm::nonceSize);
    if (m_buffer.size() < body.size())
        m_buffer = SecretBytes(std::bit_ceil(std::max(body.size(), smallestBuffer)));
    const std::span<quint8> text = m_buffer.span().first(body.size());
    std::copy(body.begin(), body.end(), text.begin());
    return openText(place, all.first(Aes256Gcm::nonceSize), text);
}

Result<std::span<const quint8>> ValueSealer::openInPlace(const ValuePlace &place, std::span<quint8> sealed)
{
    if (sealed.size() < around)
        return tooShort(sealed.size());
    return openText(place, sealed.first(Aes256Gcm::nonceSize), sealed.subspan(Aes256Gcm::nonceSize));
}

Result<std::span<const quint8>> ValueSealer::openText(const ValuePlace &place, std::span<const quint8> nonce,
                                                      std::span<quint8> text)
{
    additionalDataOf(place, m_additional);
    if (!m_opening.open(nonce, toSpan(m_additional), text))
        return failure(Code::StorageDamaged, QStringLiteral("%1.%2 row %3 does not open")
                                                 .arg(place.table, place.column)
                                                 .arg(place.primaryKey));
    return std::span<const quint8>(text.first(text.size() - Aes256Gcm::tagSize));
}

} // namespace waxwing
