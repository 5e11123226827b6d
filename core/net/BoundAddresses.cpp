// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "BoundAddresses.h"

#include <algorithm>

namespace waxwing {

bool isServed(const QStringList &bound, const QHostAddress &address)
{
    if (bound.isEmpty())
        return true;
    return std::any_of(bound.begin(), bound.end(), [&](const QString &text) {
        const QHostAddress bind(text);
        if (bind == QHostAddress(QHostAddress::AnyIPv4))
            return address.protocol() == QAbstractSocket::IPv4Protocol;
        if (bind == QHostAddress(QHostAddress::AnyIPv6))
            return address.protocol() == QAbstractSocket::IPv6Protocol;
        return bind.isEqual(address, QHostAddress::StrictConversion);
    });
}

} // namespace waxwing
