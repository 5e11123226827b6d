// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SecretBytes.h"

#include <botan/mem_ops.h>

#include <cstring>
#include <utility>

namespace waxwing {

SecretBytes::SecretBytes(std::size_t size) : m_data(std::make_unique<quint8[]>(size)), m_size(size) {}

SecretBytes::SecretBytes(std::span<const quint8> bytes) : SecretBytes(bytes.size())
{
    std::copy(bytes.begin(), bytes.end(), m_data.get());
}

SecretBytes::~SecretBytes()
{
    wipe();
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_data(std::move(other.m_data)), m_size(std::exchange(other.m_size, 0))
{}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_data = std::move(other.m_data);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

SecretBytes SecretBytes::clone() const
{
    return SecretBytes(span());
}

void SecretBytes::wipe()
{
    if (m_data)
        waxwing::wipe(span());
    m_data.reset();
    m_size = 0;
}

void wipe(std::span<quint8> bytes)
{
    Botan::secure_scrub_memory(bytes.data(), bytes.size());
}

bool equalInConstantTime(std::span<const quint8> left, std::span<const quint8> right)
{
    if (left.size() != right.size())
        return false;
    return Botan::constant_time_compare(left.data(), right.data(), left.size());
}

} // namespace waxwing
