// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Reachability.h"

#include "BoundAddresses.h"
#include "IpAddress.h"
#include "TcpStream.h"

#include <QNetworkInterface>
#include <algorithm>

namespace waxwing {

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
            const QString text = TcpStream::addressText(address);
            const auto ip = IpAddress::parse(text);
            if (!ip || !ip->isReachable() || !isServed(bindAddresses, address))
                continue;
            QList<ReachableAt> &list = address.isLoopback() ? loopback : outside;
            list.append({{ip->text(), port}, interface.humanReadableName()});
        }
    }
    for (const QString &text : bindAddresses) { // one of 127/8, say, which no interface lists
        const auto ip = IpAddress::parse(text);
        const auto isListed = [&](const ReachableAt &place) { return place.address.address == text; };
        if (ip && ip->isReachable() && std::none_of(outside.begin(), outside.end(), isListed) &&
            std::none_of(loopback.begin(), loopback.end(), isListed))
            (QHostAddress(text).isLoopback() ? loopback : outside).append(ReachableAt{{text, port}, {}});
    }
    const auto isIpv4First = [](const ReachableAt &left, const ReachableAt &right) {
        return !left.address.address.contains(u':') && right.address.address.contains(u':');
    };
    QList<ReachableAt> &result = outside.isEmpty() ? loopback : outside;
    if (!bindAddresses.isEmpty() && !outside.isEmpty())
        outside += loopback; // asked for by name
    std::stable_sort(result.begin(), result.end(), isIpv4First);
    if (result.size() > limits::linkAddresses)
        result.resize(limits::linkAddresses);
    return result;
}

} // namespace waxwing
