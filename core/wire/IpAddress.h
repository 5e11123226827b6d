// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace waxwing {

/// A numeric IP address as bytes. Texts are read strictly: dotted decimal without leading zeros (RFC
/// 6943 3.1.1), IPv6 after RFC 4291 2.2 without a zone; written after RFC 5952. An IPv4-mapped address is the
/// IPv4 one.
class IpAddress
{
public:
    static std::optional<IpAddress> parse(QStringView text);

    [[nodiscard]] bool isIpv4() const { return m_isIpv4; }
    [[nodiscard]] QString text() const;
    /// Whether a host can be reached there by that address alone: not unspecified, link-local, multicast or
    /// broadcast.
    [[nodiscard]] bool isReachable() const;

private:
    using Ipv4 = std::array<quint8, 4>;
    using Ipv6 = std::array<quint16, 8>;
    static std::optional<Ipv4> parseIpv4(QStringView text);
    static std::optional<std::vector<quint16>> parseGroups(QStringView side, bool mayEndInIpv4);
    static std::optional<Ipv6> parseIpv6(QStringView text);
    [[nodiscard]] QString ipv6Text() const;

    bool m_isIpv4 = true;
    Ipv4 m_ipv4 = {};
    Ipv6 m_ipv6 = {};
};

/// 0 to 15; none for what is no hexadecimal digit.
std::optional<quint8> hexDigit(QChar c);

/// Decimal digits without a sign or a leading zero, at most `most`.
std::optional<quint32> parseDecimal(QStringView text, quint32 most);

} // namespace waxwing
