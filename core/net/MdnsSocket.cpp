// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MdnsSocket.h"

#include <QNetworkDatagram>
#include <QNetworkInterface>
#include <QVariant>
#include <algorithm>

namespace waxwing {

namespace {

constexpr int refreshMs = 2'000;
constexpr int mostAtOnce = 64; ///< datagrams read in one turn
constexpr int hopLimit = 255;  ///< RFC 6762 11

} // namespace

MdnsSocket::MdnsSocket(const Clock &clock, QObject *parent)
    : QObject(parent), m_clock(clock), m_timer(this), m_refresh(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &MdnsSocket::onTimeout);
    m_refresh.setInterval(refreshMs);
    connect(&m_refresh, &QTimer::timeout, this, &MdnsSocket::refreshLinks);
}

MdnsSocket::~MdnsSocket()
{
    while (!m_members.empty())
        leave(m_members.back().party);
}

// ---- Who takes part

Result<void> MdnsSocket::join(MdnsParty *party, const QStringList &onlyAt)
{
    if (m_members.empty()) {
        if (const auto opened = open(); !opened)
            return opened;
    }
    m_members.push_back({party, onlyAt});
    give(m_members.back());
    schedule();
    return {};
}

void MdnsSocket::leave(MdnsParty *party)
{
    const auto member = std::find_if(m_members.begin(), m_members.end(),
                                     [party](const Member &other) { return other.party == party; });
    if (member == m_members.end())
        return;
    for (const MdnsDeparture &departure : party->farewell())
        send(departure);
    m_members.erase(member);
    if (m_members.empty())
        close();
}

bool MdnsSocket::isOurs(const DnsName &name) const
{
    return std::any_of(m_members.begin(), m_members.end(), [&](const Member &member) {
        const DnsName own = member.party->ownName();
        return !own.isEmpty() && own == name;
    });
}

void MdnsSocket::wake()
{
    schedule();
}

void MdnsSocket::give(const Member &member) const
{
    QList<MdnsLink> links = m_links;
    if (!member.onlyAt.isEmpty()) {
        links.removeIf([&](const MdnsLink &link) {
            return std::none_of(member.onlyAt.begin(), member.onlyAt.end(), [&](const QString &text) {
                return link.isNear(QHostAddress(text)) || QHostAddress(text) == QHostAddress::AnyIPv4 ||
                       QHostAddress(text) == QHostAddress::AnyIPv6;
            });
        });
    }
    member.party->setLinks(links, now());
}

// ---- Sockets

Result<void> MdnsSocket::open()
{
    m_trouble.clear();
    const bool four = openFamily(m_four, QHostAddress(QHostAddress::AnyIPv4), QStringLiteral("224.0.0.251"));
    const bool six = openFamily(m_six, QHostAddress(QHostAddress::AnyIPv6), QStringLiteral("ff02::fb"));
    if (!four && !six)
        return failure(Code::CannotListen, QStringLiteral("UDP port 5353: %1").arg(m_trouble));
    refreshLinks();
    m_refresh.start();
    return {};
}

bool MdnsSocket::openFamily(Family &family, const QHostAddress &any, const QString &group)
{
    auto socket = std::make_unique<QUdpSocket>();
    if (!socket->bind(any, MdnsParty::port, QUdpSocket::ShareAddress | QUdpSocket::ReuseAddressHint)) {
        m_trouble = socket->errorString();
        return false;
    }
    socket->setSocketOption(QAbstractSocket::MulticastTtlOption, hopLimit);
    socket->setSocketOption(QAbstractSocket::MulticastLoopbackOption, 1); // programs of this PC
    family.group = QHostAddress(group);
    connect(socket.get(), &QUdpSocket::readyRead, this, [this, &family] { onReadyRead(family); });
    family.socket = std::move(socket);
    return true;
}

void MdnsSocket::close()
{
    m_refresh.stop();
    m_timer.stop();
    for (Family *family : {&m_four, &m_six}) {
        if (family->socket)
            family->socket.release()->deleteLater(); // this may be within its signal
        family->further.clear();
        family->joined.clear();
    }
    m_links.clear();
}

QList<MdnsLink> MdnsSocket::systemLinks()
{
    QList<MdnsLink> links;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        const auto flags = interface.flags();
        MdnsLink link;
        link.isLoopback = flags.testFlag(QNetworkInterface::IsLoopBack);
        if (!flags.testFlag(QNetworkInterface::IsUp) || !flags.testFlag(QNetworkInterface::IsRunning) ||
            (!flags.testFlag(QNetworkInterface::CanMulticast) && !link.isLoopback))
            continue;
        link.index = interface.index();
        link.name = interface.humanReadableName();
        for (const QNetworkAddressEntry &entry : interface.addressEntries())
            link.addresses.append({entry.ip(), entry.prefixLength()});
        if (!link.addresses.isEmpty())
            links.append(link);
    }
    return links;
}

void MdnsSocket::refreshLinks()
{
    QList<MdnsLink> links = systemLinks();
    if (m_reach == Reach::ThisPc)
        links.removeIf([](const MdnsLink &link) { return !link.isLoopback; });
    if (links == m_links)
        return;
    joinGroups(m_four, links);
    joinGroups(m_six, links);
    m_links = links;
    for (const Member &member : m_members)
        give(member);
    schedule();
    Q_EMIT turned();
}

bool MdnsSocket::has(const Family &family, const MdnsLink &link)
{
    return std::any_of(link.addresses.begin(), link.addresses.end(), [&](const auto &address) {
        return address.first.protocol() == family.group.protocol();
    });
}

void MdnsSocket::joinGroups(Family &family, const QList<MdnsLink> &links)
{
    if (!family.socket)
        return;
    QSet<int> wanted;
    for (const MdnsLink &link : links) {
        if (has(family, link))
            wanted.insert(link.index);
    }
    // An interface that went took its memberships with it; one that is back under its old number has none.
    for (const int gone : family.joined - wanted) {
        const QNetworkInterface interface = QNetworkInterface::interfaceFromIndex(gone);
        if (interface.isValid())
            family.socket->leaveMulticastGroup(family.group, interface);
        family.joined.remove(gone);
    }
    for (const int index : wanted - family.joined) {
        if (joinGroup(family, index))
            family.joined.insert(index);
    }
}

bool MdnsSocket::joinGroup(Family &family, int link)
{
    const QNetworkInterface interface = QNetworkInterface::interfaceFromIndex(link);
    if (family.socket->joinMulticastGroup(family.group, interface))
        return true;
    // The first socket may have as many memberships as one takes: another's make the system listen, too.
    if (family.joined.isEmpty())
        return false;
    if (!family.further.empty() && family.further.back()->joinMulticastGroup(family.group, interface))
        return true;
    auto another = std::make_unique<QUdpSocket>();
    const auto any = family.group.protocol() == QAbstractSocket::IPv4Protocol ? QHostAddress::AnyIPv4
                                                                              : QHostAddress::AnyIPv6;
    if (!another->bind(QHostAddress(any), 0) || !another->joinMulticastGroup(family.group, interface))
        return false;
    family.further.push_back(std::move(another));
    return true;
}

// ---- What travels

void MdnsSocket::onReadyRead(Family &family)
{
    bool isHeard = false;
    for (int i = 0; i < mostAtOnce && family.socket && family.socket->hasPendingDatagrams(); ++i) {
        const QNetworkDatagram datagram = family.socket->receiveDatagram(dns::mostBytes + 1);
        const auto link = std::find_if(m_links.cbegin(), m_links.cend(), [&](const MdnsLink &other) {
            return other.index == static_cast<int>(datagram.interfaceIndex());
        });
        if (link == m_links.cend())
            continue;
        QHostAddress from = datagram.senderAddress();
        from.setScopeId({});
        // RFC 6762 11: what came to this PC alone may come from beyond the link.
        if (!datagram.destinationAddress().isMulticast() && !link->isNear(from))
            continue;
        auto message = DnsMessage::parse(datagram.data());
        if (!message || (message->isResponse && datagram.senderPort() != MdnsParty::port)) // RFC 6762 6
            continue;
        const MdnsArrival arrival{link->index, from, static_cast<quint16>(datagram.senderPort()),
                                  std::move(*message)};
        for (const Member &member : m_members)
            member.party->receive(arrival, now());
        isHeard = true;
    }
    if (!isHeard)
        return;
    schedule();
    Q_EMIT turned();
}

void MdnsSocket::onTimeout()
{
    for (const Member &member : m_members) {
        for (const MdnsDeparture &departure : member.party->takeDue(now()))
            send(departure);
    }
    schedule();
    Q_EMIT turned();
}

void MdnsSocket::schedule()
{
    qint64 due = MdnsParty::never;
    for (const Member &member : m_members)
        due = std::min(due, member.party->nextDue());
    if (due == MdnsParty::never)
        m_timer.stop();
    else
        m_timer.start(static_cast<int>(std::clamp<qint64>(due - now(), 0, 60'000)));
}

void MdnsSocket::send(const MdnsDeparture &departure)
{
    const auto link = std::find_if(m_links.cbegin(), m_links.cend(),
                                   [&](const MdnsLink &other) { return other.index == departure.link; });
    if (link == m_links.cend())
        return;
    const Bytes bytes = departure.message.encode();
    for (Family *family : {&m_four, &m_six}) {
        if (departure.to.isNull() || departure.to.protocol() == family->group.protocol())
            sendBy(*family, *link, bytes, departure);
    }
}

void MdnsSocket::sendBy(Family &family, const MdnsLink &link, const Bytes &bytes,
                        const MdnsDeparture &departure)
{
    if (!family.socket || !family.joined.contains(link.index))
        return;
    QHostAddress to = departure.to.isNull() ? family.group : departure.to;
    if (to.protocol() == QAbstractSocket::IPv6Protocol && !to.isLoopback())
        to.setScopeId(QString::number(link.index));
    QNetworkDatagram datagram(bytes, to, departure.to.isNull() ? MdnsParty::port : departure.toPort);
    datagram.setInterfaceIndex(static_cast<uint>(link.index));
    datagram.setHopLimit(hopLimit);
    if (to.protocol() == QAbstractSocket::IPv4Protocol) { // else another interface's may be taken
        for (const auto &[address, prefix] : link.addresses) {
            if (address.protocol() == QAbstractSocket::IPv4Protocol) {
                datagram.setSender(address, MdnsParty::port);
                break;
            }
        }
    }
    family.socket->writeDatagram(datagram); // one that cannot be sent now is said again later
}

} // namespace waxwing
