// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomBrowser.h"

#include "IpAddress.h"

#include <QMap>
#include <QSet>
#include <algorithm>
#include <array>

namespace waxwing {

namespace {

constexpr qint64 goodbyeMs = 1'000;             ///< RFC 6762 10.1, 10.2
constexpr qint64 firstIntervalMs = 1'000;       ///< RFC 6762 5.2, then twice as long each time
constexpr qint64 longestIntervalMs = 3'600'000; //
constexpr quint32 longestTtl = 4'500;           ///< s: whoever claims more is asked again all the same
constexpr std::array<qint64, 4> askAgainMs{1'000, 2'000, 4'000, 3'000}; ///< after each question; then gone
constexpr int namedOnly = 2;      ///< questions to what was only named: names cost whoever sends them nothing
constexpr int hurry = 2;          ///< questions left out where a room could not be reached
constexpr qint64 perRoomMs = 250; ///< many rooms are asked less often
constexpr qsizetype packetBytes = 1'300; ///< stays below what an Ethernet frame takes
constexpr qsizetype recordBytes = 12;    ///< of a record, besides names

qint64 endOf(quint32 ttl, qint64 now)
{
    return ttl == 0 ? now + goodbyeMs : now + std::min(ttl, longestTtl) * qint64(1'000);
}

/// Spreads questions, and answers known, over as many messages as it takes (RFC 6762 7.2).
QList<DnsMessage> inPackets(const QList<DnsQuestion> &questions, const QList<DnsRecord> &known)
{
    QList<DnsMessage> packets(1);
    qsizetype size = 0;
    const auto makeRoom = [&](qsizetype wanted, bool isSameQuery) {
        if (size + wanted > packetBytes) {
            packets.last().isTruncated = isSameQuery;
            packets.append(DnsMessage());
            size = 0;
        }
        size += wanted;
    };
    for (const DnsQuestion &question : questions) {
        makeRoom(question.name.wire().size() + 4, false);
        packets.last().questions.append(question);
    }
    for (const DnsRecord &record : known) {
        makeRoom(record.dataBytes().size() + recordBytes, true);
        packets.last().answers.append(record);
    }
    return packets;
}

} // namespace

qint64 RoomBrowser::jitter(int least, int most) const
{
    const auto byte = static_cast<quint8>(m_random.bytes(1).front());
    return least + (most - least) * byte / 255;
}

// ---- Links

void RoomBrowser::setLinks(const QList<MdnsLink> &links, qint64 now)
{
    QHash<int, OnLink> next;
    for (const MdnsLink &link : links) {
        OnLink on = m_links.value(link.index);
        if (on.link != link) { // RFC 6762 5.2: the first one waits a little
            on.queryAt = now + jitter(20, 120);
            on.interval = firstIntervalMs;
        }
        on.link = link;
        next.insert(link.index, on);
    }
    m_links = next;
    const auto hasGone = [this](const auto &entry) { return !m_links.contains(entry.key().first); };
    const auto gone = m_instances.removeIf(hasGone);
    m_hosts.removeIf(hasGone);
    m_changed = m_changed || gone > 0;
}

// ---- What is heard

void RoomBrowser::receive(const MdnsArrival &arrival, qint64 now)
{
    if (!m_links.contains(arrival.link))
        return;
    if (!arrival.message.isResponse)
        return hearQuestions(arrival, now);
    for (const auto *section : {&arrival.message.answers, &arrival.message.additionals}) {
        for (const DnsRecord &record : *section) {
            if (record.recordClass == dns::classIn)
                hearRecord(arrival, record, now);
        }
    }
    hearAddresses(arrival, now);
}

/// Somebody else asks the same: its answer is ours (RFC 6762 7.3).
void RoomBrowser::hearQuestions(const MdnsArrival &arrival, qint64 now)
{
    for (const DnsQuestion &question : arrival.message.questions) {
        const auto instance = m_instances.find({arrival.link, question.name.folded()});
        if (instance != m_instances.end() && (instance->asked == 0 || !instance->service) &&
            question.asksFor(instance->name, dns::typeSrv))
            instance->askAt = std::max(instance->askAt, now + askAgainMs.front());
    }
}

RoomBrowser::Instance *RoomBrowser::instanceOf(const MdnsArrival &arrival, const DnsName &name, bool mayMake,
                                               qint64 now)
{
    if (name.labels().size() != RoomAdvert::service().labels().size() + 1 ||
        !(name.parent() == RoomAdvert::service()))
        return nullptr;
    const Key key{arrival.link, name.folded()};
    const auto known = m_instances.find(key);
    if (known != m_instances.end())
        return &*known;
    const auto ofSource =
        std::count_if(m_instances.cbegin(), m_instances.cend(),
                      [&](const Instance &instance) { return instance.source == arrival.from; });
    if (!mayMake || m_instances.size() >= mostRooms || ofSource >= mostRoomsPerSource)
        return nullptr;
    Instance made;
    made.name = name;
    made.source = arrival.from;
    made.askAt = now + jitter(20, 120);
    return &*m_instances.insert(key, made);
}

void RoomBrowser::hearRecord(const MdnsArrival &arrival, const DnsRecord &record, qint64 now)
{
    const bool isGoodbye = record.ttl == 0;
    if (record.type == dns::typePtr && record.name == RoomAdvert::service()) {
        Instance *instance = instanceOf(arrival, std::get<DnsName>(record.data), !isGoodbye, now);
        if (instance && isGoodbye)
            instance->endsAt = std::min(instance->endsAt, endOf(0, now));
        return;
    }
    if (record.type != dns::typeSrv && record.type != dns::typeTxt)
        return;
    Instance *instance = instanceOf(arrival, record.name, !isGoodbye, now);
    if (!instance)
        return;
    if (isGoodbye) {
        // Of a room that has moved on already, only what still holds is taken back.
        const bool isCurrent =
            record.type == dns::typeTxt || (instance->service && DnsData(*instance->service) == record.data);
        if (isCurrent)
            instance->endsAt = std::min(instance->endsAt, endOf(0, now));
        return;
    }
    heard(*instance, record, now);
}

void RoomBrowser::heard(Instance &instance, const DnsRecord &record, qint64 now)
{
    if (const auto *service = std::get_if<DnsService>(&record.data)) {
        m_changed = m_changed || instance.service != *service;
        instance.service = *service;
        instance.endsAt = endOf(record.ttl, now);
    } else {
        const auto &text = std::get<DnsText>(record.data);
        m_changed = m_changed || instance.text != text;
        instance.text = text;
    }
    if (instance.service && instance.text) {
        instance.asked = 0;
        instance.askAt = now + waitBeforeAsking();
    }
}

/// Only of hosts that a room's SRV record has led to.
void RoomBrowser::hearAddresses(const MdnsArrival &arrival, qint64 now)
{
    QSet<Bytes> targets;
    for (auto it = m_instances.cbegin(); it != m_instances.cend(); ++it) {
        if (it.key().first == arrival.link && it->service)
            targets.insert(it->service->target.folded());
    }
    QSet<Bytes> flushed;
    for (const auto *section : {&arrival.message.answers, &arrival.message.additionals}) {
        for (const DnsRecord &record : *section) {
            const auto *address = std::get_if<QHostAddress>(&record.data);
            const Bytes name = address ? record.name.folded() : Bytes();
            if (!address || record.recordClass != dns::classIn || !targets.contains(name))
                continue;
            auto &kept = m_hosts[{arrival.link, name}];
            if (record.flushes && !flushed.contains(name)) { // RFC 6762 10.2
                flushed.insert(name);
                for (qint64 &end : kept)
                    end = std::min(end, now + goodbyeMs);
            }
            if (!kept.contains(*address) && (record.ttl == 0 || kept.size() >= mostAddresses))
                continue;
            m_changed = m_changed || !kept.contains(*address);
            kept.insert(*address, endOf(record.ttl, now));
        }
    }
}

void RoomBrowser::reconfirm(const Bytes &id, qint64 now)
{
    for (Instance &instance : m_instances) {
        if (idOf(instance) != id)
            continue;
        instance.asked = hurry;
        instance.askAt = now;
    }
}

// ---- What is asked

qint64 RoomBrowser::waitBeforeAsking() const
{
    const qint64 wait = std::max<qint64>(silentMs, m_instances.size() * perRoomMs);
    return wait - wait / 10 + jitter(0, static_cast<int>(wait / 5));
}

bool RoomBrowser::isComplete(const Key &key, const Instance &instance) const
{
    return instance.service && instance.text &&
           !m_hosts.value({key.first, instance.service->target.folded()}).isEmpty();
}

void RoomBrowser::forgetEnded(qint64 now)
{
    for (auto it = m_instances.begin(); it != m_instances.end();) {
        const int most = it->service ? static_cast<int>(askAgainMs.size()) : namedOnly;
        const bool isSilent = it->askAt <= now && it->asked >= most;
        if (it->endsAt > now && !isSilent) {
            ++it;
            continue;
        }
        if (it->service) { // it may come back; what was only named never was there
            OnLink &on = m_links[it.key().first];
            on.interval = firstIntervalMs;
            on.queryAt = std::min(on.queryAt, now + on.interval);
        }
        it = m_instances.erase(it);
        m_changed = true;
    }
    for (auto host = m_hosts.begin(); host != m_hosts.end();) {
        const auto ended = host->removeIf([now](const auto &address) { return address.value() <= now; });
        m_changed = m_changed || ended > 0;
        host = host->isEmpty() ? m_hosts.erase(host) : std::next(host);
    }
}

QList<DnsQuestion> RoomBrowser::questionsDue(int link, qint64 now)
{
    QList<DnsQuestion> questions;
    for (auto it = m_instances.begin(); it != m_instances.end(); ++it) {
        if (it.key().first != link || it->askAt > now)
            continue;
        questions.append({it->name, dns::typeSrv});
        questions.append({it->name, dns::typeTxt});
        if (it->service && !isComplete(it.key(), *it)) {
            questions.append({it->service->target, dns::typeA});
            questions.append({it->service->target, dns::typeAaaa});
        }
        it->askAt = now + askAgainMs.at(static_cast<std::size_t>(it->asked));
        ++it->asked;
    }
    return questions;
}

void RoomBrowser::query(OnLink &on, qint64 now, QList<MdnsDeparture> &out)
{
    QList<DnsRecord> known;
    for (auto it = m_instances.cbegin(); it != m_instances.cend(); ++it) {
        if (it.key().first != on.link.index || !isComplete(it.key(), *it) || it->asked > 0)
            continue;
        const auto left = static_cast<quint32>((it->endsAt - now) / 1'000);
        known.append({RoomAdvert::service(), dns::typePtr, dns::classIn, false, left, it->name});
    }
    for (const DnsMessage &message : inPackets({{RoomAdvert::service(), dns::typePtr}}, known))
        out.append({on.link.index, message, {}, 0});
    on.queryAt = now + on.interval;
    on.interval = std::min(on.interval * 2, longestIntervalMs);
}

QList<MdnsDeparture> RoomBrowser::takeDue(qint64 now)
{
    forgetEnded(now);
    QList<MdnsDeparture> out;
    for (OnLink &on : m_links) {
        if (on.queryAt <= now)
            query(on, now, out);
        const QList<DnsQuestion> questions = questionsDue(on.link.index, now);
        if (questions.isEmpty())
            continue;
        for (const DnsMessage &message : inPackets(questions, {}))
            out.append({on.link.index, message, {}, 0});
    }
    return out;
}

qint64 RoomBrowser::nextDue() const
{
    qint64 due = never;
    for (const OnLink &on : m_links)
        due = std::min(due, on.queryAt);
    for (const Instance &instance : m_instances)
        due = std::min({due, instance.askAt, instance.endsAt});
    for (const auto &addresses : m_hosts) {
        for (const qint64 end : addresses)
            due = std::min(due, end);
    }
    return due;
}

// ---- What is found

Bytes RoomBrowser::idOf(const Instance &instance) const
{
    if (!instance.service)
        return {};
    return instance.name.folded() + instance.service->target.folded() + Bytes::number(instance.service->port);
}

void RoomBrowser::addTo(AdvertisedRoom &room, const Key &key, const Instance &instance) const
{
    const MdnsLink link = m_links.value(key.first).link;
    if (!room.links.contains(link.name))
        room.links.append(link.name);
    const auto kept = m_hosts.value({key.first, instance.service->target.folded()});
    for (auto it = kept.cbegin(); it != kept.cend(); ++it) {
        QHostAddress address = it.key();
        if (address.isLoopback() != link.isLoopback && address.isLoopback())
            continue; // nobody elsewhere is reached by an address of this PC
        if (address.isLinkLocal() && address.protocol() == QAbstractSocket::IPv6Protocol)
            address.setScopeId(link.name);
        const auto read = IpAddress::parse(it.key().toString());
        if (!read || (!read->isReachable() && !address.isLinkLocal()))
            continue;
        const HostAddress place{address.isLinkLocal() ? address.toString() : read->text(),
                                instance.service->port};
        if (!room.addresses.contains(place))
            room.addresses.append(place);
    }
}

QList<AdvertisedRoom> RoomBrowser::rooms() const
{
    QMap<Bytes, AdvertisedRoom> found;
    for (auto it = m_instances.cbegin(); it != m_instances.cend(); ++it) {
        if (!isComplete(it.key(), *it))
            continue;
        const auto advert = RoomAdvert::read(it->name.labels().first(), *it->text, it->service->port);
        if (!advert)
            continue;
        AdvertisedRoom &room = found[idOf(*it)];
        room.id = idOf(*it);
        room.advert = *advert;
        room.host = it->service->target;
        addTo(room, it.key(), *it);
    }
    const auto rank = [this](const HostAddress &place) {
        const QHostAddress address(place.address);
        const bool isNear = std::any_of(m_links.cbegin(), m_links.cend(),
                                        [&](const OnLink &on) { return on.link.isNear(address); });
        return (address.isLoopback() ? 4 : 0) + (isNear ? 0 : 2) +
               (address.protocol() == QAbstractSocket::IPv4Protocol ? 0 : 1);
    };
    QList<AdvertisedRoom> list;
    for (AdvertisedRoom &room : found) {
        const auto isFar = [](const HostAddress &place) {
            return !QHostAddress(place.address).isLinkLocal();
        };
        if (std::any_of(room.addresses.cbegin(), room.addresses.cend(), isFar))
            room.addresses.removeIf([&](const HostAddress &place) { return !isFar(place); });
        std::sort(room.addresses.begin(), room.addresses.end(),
                  [&](const HostAddress &left, const HostAddress &right) {
                      return std::pair(rank(left), left.address) < std::pair(rank(right), right.address);
                  });
        room.links.sort();
        if (!room.addresses.isEmpty())
            list.append(room);
    }
    return list;
}

} // namespace waxwing
