// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DnsName.h"

namespace waxwing {

/// Walks the bytes of one DNS message; never beyond them.
class DnsReader
{
public:
    explicit DnsReader(BytesView message) : m_message(message) {}

    [[nodiscard]] qsizetype position() const { return m_at; }
    [[nodiscard]] qsizetype left() const { return m_message.size() - m_at; }

    std::optional<quint16> number16();
    std::optional<quint32> number32();
    std::optional<Bytes> bytes(qsizetype count);
    std::optional<Bytes> string(); ///< a length byte, then as many bytes
    /// A name, compressed or not (RFC 1035 4.1.4). Each pointer leads before where this part of the name
    /// began, so that none comes round again.
    std::optional<DnsName> name();

private:
    BytesView m_message;
    qsizetype m_at = 0;
};

} // namespace waxwing
