// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "IpAddress.h"

#include <QList>
#include <QStringList>

#include <algorithm>

namespace waxwing {

std::optional<quint32> parseDecimal(QStringView text, quint32 most)
{
    if (text.isEmpty() || text.size() > 9 || (text.size() > 1 && text.front() == u'0'))
        return {};
    quint32 value = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return {};
        value = value * 10 + quint32(c.unicode() - u'0');
    }
    if (value > most)
        return {};
    return value;
}

std::optional<IpAddress::Ipv4> IpAddress::parseIpv4(QStringView text)
{
    Ipv4 bytes = {};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const bool isLast = i + 1 == bytes.size();
        const qsizetype end = isLast ? text.size() : text.indexOf(u'.');
        if (end < 0)
            return {};
        const auto value = parseDecimal(text.first(end), 255);
        if (!value)
            return {};
        bytes[i] = quint8(*value);
        text = isLast ? QStringView() : text.sliced(end + 1);
    }
    return bytes;
}

std::optional<quint8> hexDigit(QChar c)
{
    if (c >= u'0' && c <= u'9')
        return quint8(c.unicode() - u'0');
    if (c >= u'a' && c <= u'f')
        return quint8(c.unicode() - u'a' + 10);
    if (c >= u'A' && c <= u'F')
        return quint8(c.unicode() - u'A' + 10);
    return {};
}

namespace {

std::optional<quint16> parseGroup(QStringView text)
{
    if (text.isEmpty() || text.size() > 4)
        return {};
    quint16 value = 0;
    for (const QChar c : text) {
        const auto digit = hexDigit(c);
        if (!digit)
            return {};
        value = quint16(value << 4 | *digit);
    }
    return value;
}

} // namespace

/// The groups of one side of "::"; an IPv4 address may stand for the last two of the whole.
std::optional<std::vector<quint16>> IpAddress::parseGroups(QStringView side, bool mayEndInIpv4)
{
    std::vector<quint16> groups;
    if (side.isEmpty())
        return groups;
    const QList<QStringView> parts = side.split(u':');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (mayEndInIpv4 && i + 1 == parts.size() && parts[i].contains(u'.')) {
            const auto ipv4 = parseIpv4(parts[i]);
            if (!ipv4)
                return {};
            groups.push_back(quint16((*ipv4)[0] << 8 | (*ipv4)[1]));
            groups.push_back(quint16((*ipv4)[2] << 8 | (*ipv4)[3]));
        } else if (const auto group = parseGroup(parts[i])) {
            groups.push_back(*group);
        } else {
            return {};
        }
    }
    return groups;
}

std::optional<IpAddress::Ipv6> IpAddress::parseIpv6(QStringView text)
{
    if (text.size() > 45)
        return {};
    const qsizetype gap = text.indexOf(QLatin1String("::"));
    const bool hasGap = gap >= 0;
    if (hasGap && text.indexOf(QLatin1String("::"), gap + 1) >= 0)
        return {};
    const auto head = parseGroups(hasGap ? text.first(gap) : text, !hasGap);
    const auto tail = parseGroups(hasGap ? text.sliced(gap + 2) : QStringView(), true);
    if (!head || !tail)
        return {};
    Ipv6 groups = {};
    const std::size_t count = head->size() + tail->size();
    if (hasGap ? count >= groups.size() : count != groups.size())
        return {};
    std::copy(head->begin(), head->end(), groups.begin());
    std::copy(tail->begin(), tail->end(), groups.end() - std::ptrdiff_t(tail->size()));
    return groups;
}

std::optional<IpAddress> IpAddress::parse(QStringView text)
{
    IpAddress address;
    if (!text.contains(u':')) {
        const auto ipv4 = parseIpv4(text);
        if (!ipv4)
            return {};
        address.m_ipv4 = *ipv4;
        return address;
    }
    const auto groups = parseIpv6(text);
    if (!groups)
        return {};
    const bool isMapped =
        std::all_of(groups->begin(), groups->begin() + 5, [](quint16 g) { return g == 0; }) &&
        (*groups)[5] == 0xFFFF;
    if (isMapped) {
        const quint16 high = (*groups)[6];
        const quint16 low = (*groups)[7];
        address.m_ipv4 = {quint8(high >> 8), quint8(high), quint8(low >> 8), quint8(low)};
    } else {
        address.m_isIpv4 = false;
        address.m_ipv6 = *groups;
    }
    return address;
}

bool IpAddress::isReachable() const
{
    if (m_isIpv4) {
        const bool isLinkLocal = m_ipv4[0] == 169 && m_ipv4[1] == 254;
        const bool isMulticastOrReserved = m_ipv4[0] >= 224;
        return m_ipv4[0] != 0 && !isLinkLocal && !isMulticastOrReserved;
    }
    const bool isUnspecified = std::all_of(m_ipv6.begin(), m_ipv6.end(), [](quint16 g) { return g == 0; });
    const bool isLinkLocal = (m_ipv6[0] & 0xFFC0) == 0xFE80;
    const bool isMulticast = m_ipv6[0] >> 8 == 0xFF;
    return !isUnspecified && !isLinkLocal && !isMulticast;
}

QString IpAddress::text() const
{
    if (!m_isIpv4)
        return ipv6Text();
    return QStringLiteral("%1.%2.%3.%4").arg(m_ipv4[0]).arg(m_ipv4[1]).arg(m_ipv4[2]).arg(m_ipv4[3]);
}

/// RFC 5952 4: lower case, no leading zeros, "::" for the longest run of two or more zero groups, the first
/// of equals.
QString IpAddress::ipv6Text() const
{
    std::size_t runStart = 0;
    std::size_t runSize = 1;
    for (std::size_t i = 0; i < m_ipv6.size(); ++i) {
        std::size_t end = i;
        while (end < m_ipv6.size() && m_ipv6[end] == 0)
            ++end;
        if (end - i > runSize) {
            runStart = i;
            runSize = end - i;
        }
    }
    QString text;
    for (std::size_t i = 0; i < m_ipv6.size();) {
        if (runSize > 1 && i == runStart) {
            text += QLatin1String("::");
            i += runSize;
            continue;
        }
        if (!text.isEmpty() && !text.endsWith(u':'))
            text += u':';
        text += QString::number(m_ipv6[i], 16);
        ++i;
    }
    return text;
}

} // namespace waxwing
