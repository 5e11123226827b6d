// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DnsReader.h"

#include <QtEndian>

namespace waxwing {

namespace {

constexpr int mostJumps = 127;    ///< no name has more labels
constexpr quint8 kindBits = 0xC0; ///< of a label's first byte: 00 a label, 11 a pointer, else not known

} // namespace

std::optional<quint16> DnsReader::number16()
{
    if (left() < 2)
        return {};
    m_at += 2;
    return qFromBigEndian<quint16>(m_message.data() + m_at - 2);
}

std::optional<quint32> DnsReader::number32()
{
    if (left() < 4)
        return {};
    m_at += 4;
    return qFromBigEndian<quint32>(m_message.data() + m_at - 4);
}

std::optional<Bytes> DnsReader::bytes(qsizetype count)
{
    if (count < 0 || count > left())
        return {};
    m_at += count;
    return m_message.sliced(m_at - count, count).toByteArray();
}

std::optional<Bytes> DnsReader::string()
{
    if (left() < 1)
        return {};
    const auto length = static_cast<quint8>(m_message[m_at++]);
    return bytes(length);
}

std::optional<DnsName> DnsReader::name()
{
    QList<Bytes> labels;
    qsizetype size = 1;
    qsizetype at = m_at;
    qsizetype partBegan = m_at;
    int jumps = 0;
    for (;;) {
        if (at >= m_message.size())
            return {};
        const auto first = static_cast<quint8>(m_message[at]);
        if (first == 0)
            break;
        if ((first & kindBits) == kindBits) {
            if (at + 2 > m_message.size())
                return {};
            const qsizetype to =
                qFromBigEndian<quint16>(m_message.data() + at) & static_cast<quint16>(~(kindBits << 8));
            if (to >= partBegan || ++jumps > mostJumps)
                return {};
            if (jumps == 1)
                m_at = at + 2;
            at = partBegan = to;
            continue;
        }
        size += first + 1;
        if ((first & kindBits) != 0 || at + 1 + first > m_message.size() || size > DnsName::mostBytes)
            return {};
        labels.append(m_message.sliced(at + 1, first).toByteArray());
        at += 1 + first;
    }
    if (jumps == 0)
        m_at = at + 1;
    return DnsName(labels);
}

} // namespace waxwing
