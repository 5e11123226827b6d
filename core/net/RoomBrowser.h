// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "JoinLink.h"
#include "MdnsParty.h"
#include "Random.h"
#include "RoomAdvert.h"

#include <QHash>
#include <QStringList>
#include <utility>

namespace waxwing {

/// A room that somebody on the network speaks of. Nothing of it is proved.
struct AdvertisedRoom
{
    Bytes id; ///< the same as long as it is there
    RoomAdvert advert;
    DnsName host;                 ///< where its SRV record leads
    QList<HostAddress> addresses; ///< nearest first; link-local ones, with their interface, where no other is
    QStringList links;            ///< names of the interfaces it was heard on
};

/// Finds rooms by DNS-SD over multicast DNS, without I/O: asks, listens, asks those that have been silent for
/// a while whether they are still there. PROTOCOL 15.
class RoomBrowser final : public MdnsParty
{
public:
    static constexpr int mostRooms = 1'000;        ///< names kept, of all links together
    static constexpr int mostRoomsPerSource = 100; ///< that one address may speak of
    static constexpr int mostAddresses = 16;       ///< of one host on one link
    static constexpr int silentMs = 15'000;        ///< until a room is asked whether it is still there

    explicit RoomBrowser(Random &random) : m_random(random) {}

    [[nodiscard]] QList<AdvertisedRoom> rooms() const;
    [[nodiscard]] bool takeChanged() { return std::exchange(m_changed, false); }
    /// It could not be reached: asked at once, and gone in 3 s if it is silent.
    void reconfirm(const Bytes &id, qint64 now);

    void setLinks(const QList<MdnsLink> &links, qint64 now) override;
    void receive(const MdnsArrival &arrival, qint64 now) override;
    QList<MdnsDeparture> takeDue(qint64 now) override;
    [[nodiscard]] qint64 nextDue() const override;

private:
    using Key = QPair<int, Bytes>; ///< link, and a name folded
    struct Instance
    {
        DnsName name;
        std::optional<DnsService> service;
        std::optional<DnsText> text;
        qint64 endsAt = never;
        QHostAddress source;
        int asked = 0; ///< since it was heard last
        qint64 askAt = 0;
    };
    struct OnLink
    {
        MdnsLink link;
        qint64 queryAt = 0;
        qint64 interval = 0; ///< until the query after
    };

    Instance *instanceOf(const MdnsArrival &arrival, const DnsName &name, bool mayMake, qint64 now);
    void hearRecord(const MdnsArrival &arrival, const DnsRecord &record, qint64 now);
    void hearAddresses(const MdnsArrival &arrival, qint64 now);
    void hearQuestions(const MdnsArrival &arrival, qint64 now);
    void heard(Instance &instance, const DnsRecord &record, qint64 now);
    [[nodiscard]] bool isComplete(const Key &key, const Instance &instance) const;
    [[nodiscard]] qint64 waitBeforeAsking() const;
    void forgetEnded(qint64 now);
    void query(OnLink &on, qint64 now, QList<MdnsDeparture> &out);
    QList<DnsQuestion> questionsDue(int link, qint64 now);
    [[nodiscard]] qint64 jitter(int least, int most) const;
    [[nodiscard]] Bytes idOf(const Instance &instance) const;
    void addTo(AdvertisedRoom &room, const Key &key, const Instance &instance) const;

    Random &m_random;
    QHash<int, OnLink> m_links;
    QHash<Key, Instance> m_instances;
    QHash<Key, QHash<QHostAddress, qint64>> m_hosts; ///< addresses, and until when each holds
    bool m_changed = false;
};

} // namespace waxwing
