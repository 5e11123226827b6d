// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomAnnouncer.h"

#include "BoundAddresses.h"

#include <algorithm>

namespace waxwing {

namespace {

// RFC 6762 6, 8.1, 8.3.
constexpr int probes = 3;
constexpr int probeEveryMs = 250;
constexpr int announcements = 3;
constexpr int announceEveryMs = 1'000; ///< and twice as long after each
constexpr int multicastEveryMs = 1'000;
constexpr qint64 probeAnswerEveryMs = 250; ///< RFC 6762 6: who probes does not wait a second
constexpr int lostProbeMs = 1'000;
constexpr int manyConflicts = 15;
constexpr int manyConflictsMs = 10'000;
constexpr int calmMs = 5'000;

constexpr int textEveryMs = 5'000;
constexpr quint32 plainTtl = 10; ///< RFC 6762 6.7
constexpr qsizetype hostBytes = 8;

DnsName typesName()
{
    return DnsName::of("_services._dns-sd._udp.local"); // RFC 6763 9
}

DnsRecord made(const DnsName &name, quint16 type, bool flushes, quint32 ttl, DnsData data)
{
    return {name, type, dns::classIn, flushes, ttl, std::move(data)};
}

} // namespace

RoomAnnouncer::RoomAnnouncer(RoomAdvert advert, QStringList boundAddresses, Random &random)
    : m_advert(std::move(advert)), m_bound(std::move(boundAddresses)), m_random(random),
      m_host(DnsName({"waxwing-" + random.bytes(hostBytes).toHex(), "local"}))
{}

qint64 RoomAnnouncer::jitter(int least, int most) const
{
    const auto byte = static_cast<quint8>(m_random.bytes(1).front());
    return least + (most - least) * byte / 255;
}

DnsName RoomAnnouncer::instance() const
{
    return RoomAdvert::service().child(m_advert.label(m_turn));
}

void RoomAnnouncer::setPeople(int people, qint64 now)
{
    if (people == m_advert.people)
        return;
    m_advert.people = people;
    if (m_textDueAt == never)
        m_textDueAt = std::max(now, m_textToldAt + textEveryMs);
}

// ---- Links

QList<QHostAddress> RoomAnnouncer::servedOn(const MdnsLink &link) const
{
    QList<QHostAddress> served;
    for (const auto &[address, prefix] : link.addresses) {
        QHostAddress plain = address;
        plain.setScopeId({});
        if (isServed(m_bound, plain))
            served.append(plain);
    }
    for (const QString &text : m_bound) { // one of 127/8, say, which no interface lists
        const QHostAddress bound(text);
        if (link.isLoopback && bound.isLoopback() && !served.contains(bound))
            served.append(bound);
    }
    return served;
}

void RoomAnnouncer::setLinks(const QList<MdnsLink> &links, qint64 now)
{
    QHash<int, OnLink> next;
    for (const MdnsLink &link : links) {
        const QList<QHostAddress> served = servedOn(link);
        if (served.isEmpty())
            continue;
        OnLink on = m_links.value(link.index);
        const bool isNew = !m_links.contains(link.index);
        const bool differs = on.served != served;
        on.link = link;
        on.served = served;
        if (isNew) {
            on.sentAt.fill(-never);
            probe(on, now + jitter(0, probeEveryMs));
        } else if (differs && on.stage != Stage::Probing) { // RFC 6762 8.4
            on.stage = Stage::Announcing;
            on.step = 0;
            on.stepAt = now;
        }
        next.insert(link.index, on);
    }
    m_links = next;
}

void RoomAnnouncer::probe(OnLink &on, qint64 at)
{
    on.stage = Stage::Probing;
    on.step = 0;
    on.stepAt = at;
    on.asked = 0;
    on.answerAt = never;
}

void RoomAnnouncer::probeAll(qint64 at)
{
    for (OnLink &on : m_links)
        probe(on, at);
}

// ---- What is said

QList<DnsRecord> RoomAnnouncer::records(const OnLink &on, unsigned wanted, quint32 seconds) const
{
    const DnsName name = instance();
    QList<DnsRecord> list;
    if (wanted & Types)
        list.append(made(typesName(), dns::typePtr, false, seconds, RoomAdvert::service()));
    if (wanted & Pointer)
        list.append(made(RoomAdvert::service(), dns::typePtr, false, seconds, name));
    if (wanted & Service)
        list.append(made(name, dns::typeSrv, true, seconds, DnsService{0, 0, m_advert.port, m_host}));
    if (wanted & Text)
        list.append(made(name, dns::typeTxt, true, seconds, m_advert.text()));
    if (wanted & Addresses) {
        for (const QHostAddress &address : on.served) {
            const bool isFour = address.protocol() == QAbstractSocket::IPv4Protocol;
            list.append(made(m_host, isFour ? dns::typeA : dns::typeAaaa, true, seconds, address));
        }
    }
    return list;
}

/// RFC 6762 8.1; multicast answers are asked for, since other programs share the port.
DnsMessage RoomAnnouncer::probeMessage(const OnLink &on) const
{
    DnsMessage message;
    message.questions = {{instance(), dns::typeAny}, {m_host, dns::typeAny}};
    message.authorities = records(on, Service | Text | Addresses);
    for (DnsRecord &record : message.authorities)
        record.flushes = false;
    return message;
}

DnsMessage RoomAnnouncer::answer(OnLink &on, unsigned wanted, qint64 now) const
{
    unsigned besides = 0; // RFC 6763 12
    if (wanted & Pointer)
        besides = Service | Text | Addresses;
    else if (wanted & Service)
        besides = Addresses;
    besides &= ~wanted;
    for (unsigned i = 0; i < parts; ++i) {
        if ((wanted | besides) & (1U << i))
            on.sentAt[i] = now;
    }
    DnsMessage message;
    message.isResponse = true;
    message.answers = records(on, wanted);
    message.additionals = records(on, besides);
    return message;
}

void RoomAnnouncer::takeStep(OnLink &on, qint64 now, QList<MdnsDeparture> &out)
{
    if (on.stage == Stage::Probing && on.step < probes) {
        out.append({on.link.index, probeMessage(on), {}, 0});
        ++on.step;
        on.stepAt = now + probeEveryMs;
        return;
    }
    if (on.stage == Stage::Probing) {
        on.stage = Stage::Announcing;
        on.step = 0;
    }
    out.append({on.link.index, answer(on, Types | Pointer | Service | Text | Addresses, now), {}, 0});
    on.wasAnnounced = true;
    on.stepAt = now + (announceEveryMs << on.step);
    if (++on.step == announcements) {
        on.stage = Stage::Running;
        on.stepAt = never;
    }
}

QList<MdnsDeparture> RoomAnnouncer::takeDue(qint64 now)
{
    QList<MdnsDeparture> out = std::exchange(m_ready, {});
    const bool tellsText = m_textDueAt <= now;
    if (tellsText) {
        m_textDueAt = never;
        m_textToldAt = now;
    }
    for (OnLink &on : m_links) {
        if (on.stepAt <= now)
            takeStep(on, now, out);
        if (on.stage == Stage::Probing)
            continue;
        if (tellsText) {
            on.asked |= Text;
            on.answerAt = now;
        }
        if (on.answerAt <= now) {
            out.append({on.link.index, answer(on, std::exchange(on.asked, 0), now), {}, 0});
            on.answerAt = never;
        }
    }
    return out;
}

qint64 RoomAnnouncer::nextDue() const
{
    qint64 due = m_ready.isEmpty() ? m_textDueAt : 0;
    for (const OnLink &on : m_links)
        due = std::min({due, on.stepAt, on.answerAt});
    return due;
}

/// RFC 6762 10.1
QList<MdnsDeparture> RoomAnnouncer::farewell()
{
    QList<MdnsDeparture> out;
    for (OnLink &on : m_links) {
        if (!std::exchange(on.wasAnnounced, false))
            continue;
        DnsMessage message;
        message.isResponse = true;
        message.answers = records(on, Pointer | Service | Text | Addresses, 0);
        out.append({on.link.index, message, {}, 0});
    }
    m_links.clear();
    return out;
}

// ---- What is heard

void RoomAnnouncer::receive(const MdnsArrival &arrival, qint64 now)
{
    const auto on = m_links.find(arrival.link);
    if (on == m_links.end())
        return;
    if (arrival.message.isResponse)
        hearAnswers(arrival.message, now);
    else if (arrival.fromPort != port)
        answerPlainResolver(*on, arrival);
    else
        hearQuery(*on, arrival, now);
}

/// The name is another's where its SRV record leads elsewhere. What is ours, heard through a bridge or in an
/// earlier version, leads to our host's name, which nobody else has.
void RoomAnnouncer::hearAnswers(const DnsMessage &message, qint64 now)
{
    const DnsName name = instance();
    const DnsData own = DnsService{0, 0, m_advert.port, m_host};
    for (const auto *section : {&message.answers, &message.additionals}) {
        for (const DnsRecord &record : *section) {
            if (record.type == dns::typeSrv && record.recordClass == dns::classIn && record.ttl > 0 &&
                record.name == name && record.data != own)
                return onConflict(now);
        }
    }
}

/// RFC 6762 9: while probing another name is taken; later the right to this one is asked for again.
void RoomAnnouncer::onConflict(qint64 now)
{
    const bool isProbing = std::any_of(m_links.cbegin(), m_links.cend(),
                                       [](const OnLink &on) { return on.stage == Stage::Probing; });
    if (isProbing)
        ++m_turn;
    m_conflicts = now - m_lastConflictAt < manyConflictsMs ? m_conflicts + 1 : 1;
    m_lastConflictAt = now;
    probeAll(now + (m_conflicts >= manyConflicts ? calmMs : jitter(0, probeEveryMs)));
}

/// RFC 6762 8.2
bool RoomAnnouncer::losesAgainst(const OnLink &on, const DnsMessage &probe) const
{
    const DnsName name = instance();
    QList<DnsRecord> theirs;
    for (const DnsRecord &record : probe.authorities) {
        if (record.name == name)
            theirs.append(record);
    }
    QList<DnsRecord> ours = records(on, Service | Text);
    std::sort(theirs.begin(), theirs.end(), DnsRecord::isBefore);
    std::sort(ours.begin(), ours.end(), DnsRecord::isBefore);
    return std::lexicographical_compare(ours.begin(), ours.end(), theirs.begin(), theirs.end(),
                                        DnsRecord::isBefore);
}

unsigned RoomAnnouncer::partsAsked(const DnsMessage &query) const
{
    const DnsName name = instance();
    unsigned asked = 0;
    for (const DnsQuestion &question : query.questions) {
        if (question.asksFor(typesName(), dns::typePtr))
            asked |= Types;
        if (question.asksFor(RoomAdvert::service(), dns::typePtr))
            asked |= Pointer;
        if (question.asksFor(name, dns::typeSrv))
            asked |= Service;
        if (question.asksFor(name, dns::typeTxt))
            asked |= Text;
        if (question.asksFor(m_host, dns::typeA) || question.asksFor(m_host, dns::typeAaaa))
            asked |= Addresses;
    }
    return asked;
}

/// RFC 6762 7.1: what the asker knows for at least half of its time already.
unsigned RoomAnnouncer::partsKnown(const OnLink &on, const DnsMessage &query) const
{
    unsigned known = 0;
    for (const unsigned part : {Types, Pointer, Service, Text}) {
        const DnsRecord own = records(on, part).first();
        for (const DnsRecord &record : query.answers) {
            if (record.ttl >= ttl / 2 && record.isSame(own))
                known |= part;
        }
    }
    return known;
}

void RoomAnnouncer::hearQuery(OnLink &on, const MdnsArrival &arrival, qint64 now)
{
    const DnsMessage &query = arrival.message;
    if (on.stage == Stage::Probing) {
        if (!query.authorities.isEmpty() && losesAgainst(on, query))
            probe(on, now + lostProbeMs);
        return;
    }
    const unsigned known = partsKnown(on, query);
    if (query.questions.isEmpty()) { // more known answers of an earlier query (RFC 6762 7.2)
        if (on.askedBy == arrival.from)
            on.asked &= ~known;
        if (on.asked == 0)
            on.answerAt = never;
        return;
    }
    const unsigned asked = partsAsked(query) & ~known;
    if (asked == 0)
        return;
    on.askedBy = on.asked == 0 ? arrival.from : QHostAddress();
    const bool isProbe = !query.authorities.isEmpty();
    qint64 at = now;
    if (query.isTruncated)
        at += jitter(400, 500);
    else if (asked & (Types | Pointer)) // others answer, too (RFC 6762 6)
        at += jitter(20, 120);
    for (unsigned i = 0; i < parts; ++i) {
        if (asked & (1U << i))
            at = std::max(at, on.sentAt[i] + (isProbe ? probeAnswerEveryMs : multicastEveryMs));
    }
    on.asked |= asked;
    on.answerAt = std::min(on.answerAt, at);
}

/// RFC 6762 6.7: a resolver that knows nothing of multicast gets its answer alone, and only on this link.
void RoomAnnouncer::answerPlainResolver(const OnLink &on, const MdnsArrival &arrival)
{
    const unsigned asked = partsAsked(arrival.message);
    if (asked == 0 || on.stage == Stage::Probing || !on.link.isNear(arrival.from))
        return;
    DnsMessage message;
    message.id = arrival.message.id;
    message.isResponse = true;
    message.questions = arrival.message.questions;
    message.answers = records(on, asked, plainTtl);
    for (DnsRecord &record : message.answers)
        record.flushes = false;
    m_ready.append({on.link.index, message, arrival.from, arrival.fromPort});
}

} // namespace waxwing
