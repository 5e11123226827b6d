// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <memory>

namespace waxwing {

/// Key material: move-only, wiped when it dies or is moved from, never printed.
class SecretBytes
{
public:
    SecretBytes() = default;
    explicit SecretBytes(std::size_t size); ///< zeros
    explicit SecretBytes(std::span<const quint8> bytes);
    ~SecretBytes();
    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;

    [[nodiscard]] SecretBytes clone() const; ///< a copy where one is really meant
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] std::span<const quint8> span() const { return {m_data.get(), m_size}; }
    [[nodiscard]] std::span<quint8> span() { return {m_data.get(), m_size}; }
    void wipe(); ///< overwritten and empty

private:
    std::unique_ptr<quint8[]> m_data;
    std::size_t m_size = 0;
};

/// Overwrites memory in a way that no compiler leaves out.
void wipe(std::span<quint8> bytes);

/// True where both are equal, in a time that depends on the sizes alone.
bool equalInConstantTime(std::span<const quint8> left, std::span<const quint8> right);

} // namespace waxwing
