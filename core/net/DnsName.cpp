// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DnsName.h"

namespace waxwing {

DnsName::DnsName(const QList<Bytes> &labels)
{
    qsizetype size = 1;
    for (const Bytes &label : labels) {
        if (label.isEmpty() || label.size() > mostLabel)
            return;
        size += label.size() + 1;
    }
    if (size <= mostBytes)
        m_labels = labels;
}

DnsName DnsName::of(const char *dotted)
{
    return DnsName(Bytes(dotted).split('.'));
}

DnsName DnsName::parent() const
{
    return DnsName(m_labels.mid(1));
}

DnsName DnsName::child(const Bytes &label) const
{
    return DnsName(QList<Bytes>{label} + m_labels);
}

Bytes DnsName::wire() const
{
    Bytes bytes;
    for (const Bytes &label : m_labels) {
        bytes.append(static_cast<char>(label.size()));
        bytes.append(label);
    }
    bytes.append('\0');
    return bytes;
}

Bytes DnsName::folded() const
{
    Bytes bytes = wire(); // a length is at most 63: below every letter
    for (char &c : bytes) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return bytes;
}

} // namespace waxwing
