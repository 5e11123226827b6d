// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "MdnsParty.h"
#include "Random.h"
#include "RoomAdvert.h"

#include <QHash>
#include <QStringList>
#include <array>

namespace waxwing {

/// Announces one room by DNS-SD (RFC 6763) over multicast DNS (RFC 6762), without I/O: probes for the name,
/// takes another one where it is not free, announces, answers, says goodbye. On each link it names the
/// addresses that the room is served at there, and is silent where there is none. PROTOCOL 15.
class RoomAnnouncer final : public MdnsParty
{
public:
    static constexpr quint32 ttl = 120; ///< s, of every record: a host that vanished is forgotten so soon

    /// `boundAddresses`: what the room listens on; empty: on all. `random` is borrowed.
    RoomAnnouncer(RoomAdvert advert, QStringList boundAddresses, Random &random);

    void setPeople(int people, qint64 now); ///< told at once, then at most every 5 s
    [[nodiscard]] DnsName instance() const; ///< as it stands now: renamed where another has the name
    /// Of the host; made anew by each announcer.
    [[nodiscard]] DnsName ownName() const override { return m_host; }

    void setLinks(const QList<MdnsLink> &links, qint64 now) override;
    void receive(const MdnsArrival &arrival, qint64 now) override;
    QList<MdnsDeparture> takeDue(qint64 now) override;
    [[nodiscard]] qint64 nextDue() const override;
    QList<MdnsDeparture> farewell() override;

private:
    ///   Probing → Announcing → Running; any → Probing (another has the name)
    enum class Stage { Probing, Announcing, Running };
    /// Sets of records that are asked for, answered and limited together.
    enum Part : unsigned { Types = 1, Pointer = 2, Service = 4, Text = 8, Addresses = 16 };
    static constexpr int parts = 5;
    struct OnLink
    {
        MdnsLink link;
        QList<QHostAddress> served;
        Stage stage = Stage::Probing;
        int step = 0; ///< probes or announcements sent
        qint64 stepAt = 0;
        unsigned asked = 0; ///< parts still to be answered
        qint64 answerAt = never;
        QHostAddress askedBy; ///< null: several
        bool wasAnnounced = false;
        std::array<qint64, parts> sentAt{};
    };

    void probe(OnLink &on, qint64 at);
    void probeAll(qint64 at);
    void takeStep(OnLink &on, qint64 now, QList<MdnsDeparture> &out);
    [[nodiscard]] QList<QHostAddress> servedOn(const MdnsLink &link) const;
    [[nodiscard]] QList<DnsRecord> records(const OnLink &on, unsigned wanted, quint32 seconds = ttl) const;
    [[nodiscard]] DnsMessage probeMessage(const OnLink &on) const;
    DnsMessage answer(OnLink &on, unsigned wanted, qint64 now) const;
    void hearAnswers(const DnsMessage &message, qint64 now);
    void hearQuery(OnLink &on, const MdnsArrival &arrival, qint64 now);
    void answerPlainResolver(const OnLink &on, const MdnsArrival &arrival);
    [[nodiscard]] bool losesAgainst(const OnLink &on, const DnsMessage &probe) const;
    [[nodiscard]] unsigned partsAsked(const DnsMessage &query) const;
    [[nodiscard]] unsigned partsKnown(const OnLink &on, const DnsMessage &query) const;
    void onConflict(qint64 now);
    [[nodiscard]] qint64 jitter(int least, int most) const;

    RoomAdvert m_advert;
    const QStringList m_bound;
    Random &m_random;
    DnsName m_host;
    int m_turn = 1;
    int m_conflicts = 0;
    qint64 m_lastConflictAt = 0;
    qint64 m_textDueAt = never;
    qint64 m_textToldAt = -never;
    QHash<int, OnLink> m_links;
    QList<MdnsDeparture> m_ready; ///< answers that do not wait
};

} // namespace waxwing
