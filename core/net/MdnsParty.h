// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DnsMessage.h"

#include <limits>

namespace waxwing {

/// A network interface as multicast DNS sees it.
struct MdnsLink
{
    int index = 0;
    QString name; ///< for people: "Wi-Fi", "eth0"
    bool isLoopback = false;
    QList<QPair<QHostAddress, int>> addresses;                    ///< with the length of the network's prefix
    [[nodiscard]] bool isNear(const QHostAddress &address) const; ///< in one of its networks
    friend bool operator==(const MdnsLink &, const MdnsLink &) = default;
};

/// A message that came in.
struct MdnsArrival
{
    int link = 0;
    QHostAddress from;
    quint16 fromPort = 0;
    DnsMessage message;
};

/// A message that goes out: to everybody on that link, or to one address.
struct MdnsDeparture
{
    int link = 0;
    DnsMessage message;
    QHostAddress to; ///< null: the group
    quint16 toPort = 0;
};

/// One who takes part in multicast DNS, without I/O or clock: an announcer or a browser. Time is monotonic,
/// ms.
class MdnsParty
{
public:
    static constexpr qint64 never = std::numeric_limits<qint64>::max();
    static constexpr quint16 port = 5353;

    virtual ~MdnsParty() = default;
    /// All interfaces that take part from now on.
    virtual void setLinks(const QList<MdnsLink> &links, qint64 now) = 0;
    virtual void receive(const MdnsArrival &arrival, qint64 now) = 0;
    /// What is to be sent by now.
    virtual QList<MdnsDeparture> takeDue(qint64 now) = 0;
    [[nodiscard]] virtual qint64 nextDue() const = 0; ///< when takeDue() has something to do again
    /// A name that nobody else uses; empty: none.
    [[nodiscard]] virtual DnsName ownName() const { return {}; }
    /// The last words.
    virtual QList<MdnsDeparture> farewell() { return {}; }
};

} // namespace waxwing
