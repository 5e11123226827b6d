// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Reachability.h"

#include "TcpStream.h"

#include <QNetworkInterface>
#include <algorithm>

namespace waxwing {

namespace {

/// Whether a socket bound to one of these answers on this address.
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
        return bind.isEqual(address);
    });
}

} // namespace

QList<ReachableAt> reachableAddresses(const QStringList &bindAddresses, quint16 port)
{
    QList<ReachableAt> outside;
    QList<ReachableAt> loopback;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        const auto flags = interface.flags();
        if (!(flags & QNetworkInterface::IsUp) || !(flags & QNetworkInterface::IsRunning))
            continue;
        for (const QNetworkAddressEntry &entry : interface.addressEntries()) {
            const QHostAddress address = entry.ip();
            if (address.isLinkLocal() && address.protocol() == QAbstractSocket::IPv6Protocol)
                continue;
            if (!isServed(bindAddresses, address))
                continue;
            QList<ReachableAt> &list = address.isLoopback() ? loopback : outside;
            list.append({{TcpStream::addressText(address), port}, interface.humanReadableName()});
        }
    }
    const auto isIpv4First = [](const ReachableAt &left, const ReachableAt &right) {
        return !left.address.address.contains(u':') && right.address.address.contains(u':');
    };
    QList<ReachableAt> &result = outside.isEmpty() ? loopback : outside;
    if (!bindAddresses.isEmpty() && !outside.isEmpty())
        outside += loopback; // asked for by name
    std::stable_sort(result.begin(), result.end(), isIpv4First);
    return result;
}

} // namespace waxwing
