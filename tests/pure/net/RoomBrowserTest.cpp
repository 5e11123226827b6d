// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FakeAir.h"
#include "RoomAnnouncer.h"
#include "RoomBrowser.h"

#include <QTest>
#include <memory>

namespace waxwing {

/// What a guest finds, with a clock and a network of the test's own.
class RoomBrowserTest : public QObject
{
    Q_OBJECT

    static RoomAdvert advert(const QString &room = QStringLiteral("Lab 3"))
    {
        RoomAdvert made;
        made.room = room;
        made.port = 12345;
        made.key = Fingerprint::ofDigest(Bytes(32, 'k'));
        made.host = QStringLiteral("Ms Rao");
        made.people = 2;
        return made;
    }
    static QHash<int, QStringList> at(const QString &address) { return {{1, {address}}}; }
    /// As somebody else's responder would say it.
    static DnsMessage claim(const RoomAdvert &room, const Bytes &label, const QList<QHostAddress> &addresses,
                            quint32 ttl = 120)
    {
        const DnsName name = RoomAdvert::service().child(label);
        const DnsName host = DnsName::of("elsewhere.local");
        DnsMessage message;
        message.isResponse = true;
        message.answers = {{RoomAdvert::service(), dns::typePtr, dns::classIn, false, ttl, name},
                           {name, dns::typeSrv, dns::classIn, true, ttl, DnsService{0, 0, room.port, host}},
                           {name, dns::typeTxt, dns::classIn, true, ttl, room.text()}};
        for (const QHostAddress &address : addresses) {
            const bool isFour = address.protocol() == QAbstractSocket::IPv4Protocol;
            message.additionals.append(
                {host, isFour ? dns::typeA : dns::typeAaaa, dns::classIn, true, ttl, address});
        }
        return message;
    }
    [[nodiscard]] bool shows(int rooms) const { return m_browser->rooms().size() == rooms; }
    void watch() { m_air->join(*m_browser, at(QStringLiteral("192.168.1.50"))); }

    CountingRandom m_random{1};
    std::unique_ptr<FakeAir> m_air;
    std::unique_ptr<RoomBrowser> m_browser;

private Q_SLOTS:
    void init()
    {
        m_air = std::make_unique<FakeAir>();
        m_browser = std::make_unique<RoomBrowser>(m_random);
    }

    void aRoomThatIsThereShowsAtOnce()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        m_air->run(10'000);
        watch();
        const qint64 began = m_air->now();
        QVERIFY(m_air->runUntil([&] { return shows(1); }, 2'000));
        QVERIFY2(m_air->now() - began <= 400, qPrintable(QString::number(m_air->now() - began)));
        QVERIFY(m_browser->takeChanged());
        QVERIFY(!m_browser->takeChanged());
        const AdvertisedRoom room = m_browser->rooms().first();
        QCOMPARE(room.advert.room, QStringLiteral("Lab 3"));
        QCOMPARE(room.advert.host, QStringLiteral("Ms Rao"));
        QCOMPARE(room.advert.people, 2);
        QVERIFY(room.advert.key == advert().key);
        QCOMPARE(room.links, QStringList{QStringLiteral("eth1")});
        QCOMPARE(room.addresses, (QList<HostAddress>{{QStringLiteral("192.168.1.10"), 12345}}));
    }

    void aRoomThatOpensShowsWithinASecondAndAHalf()
    {
        watch();
        m_air->run(60'000);
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        QVERIFY(m_air->runUntil([&] { return shows(1); }, 1'500));
    }

    void aRoomThatClosesIsGoneAfterASecond()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        watch();
        m_air->run(10'000);
        m_air->leave(host);
        QVERIFY(m_air->runUntil([&] { return shows(0); }, 1'100));
    }

    void aRoomThatWasKilledIsGoneWithin28Seconds()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        watch();
        m_air->run(100'000);
        QVERIFY(shows(1));
        m_air->drop(host);
        m_air->run(8'000);
        QVERIFY(shows(1)); // one lost packet is no death
        QVERIFY(m_air->runUntil([&] { return shows(0); }, 20'000));
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        QVERIFY(m_air->runUntil([&] { return shows(1); }, 5'000));
    }

    /// Wi-Fi loses multicast: of one packet in four, and the room stays.
    void lossDoesNotMakeItFlicker()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        watch();
        m_air->run(10'000);
        int packet = 0;
        m_air->isLost = [&packet](const FakeAir::Said &) { return ++packet % 4 == 0; };
        QVERIFY(!m_air->runUntil([&] { return shows(0); }, 3'600'000));
    }

    void oneThatCannotBeReachedIsAskedAtOnce()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        watch();
        m_air->run(10'000);
        m_browser->reconfirm(m_browser->rooms().first().id, m_air->now());
        QVERIFY(!m_air->runUntil([&] { return shows(0); }, 8'000)); // it is there
        m_air->drop(host);
        m_browser->reconfirm(m_browser->rooms().first().id, m_air->now());
        m_browser->reconfirm("another", m_air->now());
        QVERIFY(m_air->runUntil([&] { return shows(0); }, 8'000));
    }

    void changesShow()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        watch();
        m_air->run(10'000);
        const Bytes id = m_browser->rooms().first().id;
        (void)m_browser->takeChanged();
        host.setPeople(30, m_air->now());
        m_air->run(200);
        QVERIFY(m_browser->takeChanged());
        QCOMPARE(m_browser->rooms().first().advert.people, 30);
        m_air->join(host, at(QStringLiteral("192.168.1.20"))); // a new address from the router
        m_air->run(2'000);
        QCOMPARE(m_browser->rooms().first().addresses,
                 (QList<HostAddress>{{QStringLiteral("192.168.1.20"), 12345}}));
        QCOMPARE(m_browser->rooms().first().id, id);
    }

    void oneRoomOnTwoNetworksIsOne()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        const QHash<int, QStringList> two{{1, {QStringLiteral("192.168.1.10"), QStringLiteral("fd12::10")}},
                                          {2, {QStringLiteral("10.0.0.1")}},
                                          {3, {QStringLiteral("127.0.0.1")}}};
        m_air->join(host, two);
        m_air->join(*m_browser, {{1, {QStringLiteral("192.168.1.50")}},
                                 {2, {QStringLiteral("10.0.0.9")}},
                                 {3, {QStringLiteral("127.0.0.1")}}});
        m_air->run(5'000);
        QVERIFY(shows(1));
        const AdvertisedRoom room = m_browser->rooms().first();
        QCOMPARE(room.links,
                 (QStringList{QStringLiteral("eth1"), QStringLiteral("eth2"), QStringLiteral("eth3")}));
        QStringList texts;
        for (const HostAddress &address : room.addresses)
            texts.append(address.address);
        QCOMPARE(texts, (QStringList{QStringLiteral("10.0.0.1"), QStringLiteral("192.168.1.10"),
                                     QStringLiteral("fd12::10"), QStringLiteral("127.0.0.1")}));
        m_air->join(*m_browser, {{2, {QStringLiteral("10.0.0.9")}}}); // the others are unplugged
        QCOMPARE(m_browser->rooms().first().links, QStringList{QStringLiteral("eth2")});
        m_browser->setLinks({}, m_air->now());
        QVERIFY(shows(0));
    }

    void piecesAreAskedFor()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        m_air->run(60'000);
        DnsMessage bare;
        bare.isResponse = true;
        bare.answers = {{RoomAdvert::service(), dns::typePtr, dns::classIn, false, 120, host.instance()}};
        m_air->isLost = [&](const FakeAir::Said &said) { // nothing besides gets through
            return said.by == &host && !said.departure.message.additionals.isEmpty();
        };
        watch();
        m_air->say({1, bare, {}, 0});
        QVERIFY(!m_air->runUntil([&] { return shows(1); }, 700));
        m_air->isLost = {};
        QVERIFY(m_air->runUntil([&] { return shows(1); }, 3'000));
    }

    void manyWatchersAskNoMoreThanOne()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        std::vector<std::unique_ptr<CountingRandom>> randoms;
        std::vector<std::unique_ptr<RoomBrowser>> watchers;
        for (int i = 0; i < 30; ++i) {
            randoms.push_back(std::make_unique<CountingRandom>(static_cast<quint8>(i * 7)));
            watchers.push_back(std::make_unique<RoomBrowser>(*randoms.back()));
            m_air->join(*watchers.back(), {{1, {QStringLiteral("192.168.1.%1").arg(100 + i)}}});
        }
        m_air->run(300'000);
        const std::size_t before = m_air->said().size();
        m_air->run(150'000);
        const auto packets = m_air->said().size() - before;
        QVERIFY2(packets < 60, qPrintable(QString::number(packets))); // ten rounds of 15 s
        for (const auto &watcher : watchers)
            QCOMPARE(watcher->rooms().size(), 1);
    }

    void knownOnesAreNamedInTheQueryAndFitIntoPackets()
    {
        watch();
        for (int i = 0; i < 90; ++i)
            m_air->say({1,
                        claim(advert(), "Room number " + Bytes::number(i),
                              {QHostAddress(QStringLiteral("192.168.1.9"))}),
                        {},
                        0});
        QVERIFY(shows(90));
        m_air->run(5'000);
        int known = 0;
        for (const auto &said : m_air->said()) {
            if (said.by != m_browser.get())
                continue;
            QVERIFY(said.departure.message.encode().size() <= 1'400);
            known += static_cast<int>(said.departure.message.answers.size());
        }
        QVERIFY(known >= 90);
    }

    // ---- Hostile

    void aFloodIsBounded()
    {
        watch();
        for (int i = 0; i < 3'000; ++i) {
            const QHostAddress from(QStringLiteral("192.168.%1.%2").arg(i / 200).arg(i % 200 + 1));
            m_browser->receive({1, from, 5353, claim(advert(), "Room " + Bytes::number(i), {from})},
                               m_air->now());
        }
        QCOMPARE(m_browser->rooms().size(), RoomBrowser::mostRooms);
        init();
        watch();
        for (int i = 0; i < 3'000; ++i)
            m_air->say(
                {1,
                 claim(advert(), "Room " + Bytes::number(i), {QHostAddress(QStringLiteral("192.168.1.9"))}),
                 {},
                 0});
        QCOMPARE(m_browser->rooms().size(), RoomBrowser::mostRoomsPerSource);
        init();
        watch();
        QList<QHostAddress> many;
        for (int i = 1; i < 200; ++i)
            many.append(QHostAddress(QStringLiteral("192.168.1.%1").arg(i)));
        m_air->say({1, claim(advert(), "Room", many), {}, 0});
        QCOMPARE(m_browser->rooms().first().addresses.size(), RoomBrowser::mostAddresses);
    }

    /// A name costs whoever sends it nothing, so it is worth two questions and no haste.
    void whatIsOnlyNamedIsAskedTwice()
    {
        watch();
        m_air->run(200'000);
        DnsMessage named;
        named.isResponse = true;
        for (int i = 0; i < 50; ++i)
            named.answers.append({RoomAdvert::service(), dns::typePtr, dns::classIn, false, 120,
                                  RoomAdvert::service().child("Room " + Bytes::number(i))});
        const std::size_t before = m_air->said().size();
        m_air->say({1, named, {}, 0});
        m_air->run(10'000);
        int asked = 0;
        for (std::size_t i = before; i < m_air->said().size(); ++i) {
            if (m_air->said()[i].by == m_browser.get())
                asked += static_cast<int>(m_air->said()[i].departure.message.questions.size());
        }
        QVERIFY2(asked >= 200 && asked <= 203, qPrintable(QString::number(asked))); // and one for all rooms
        QVERIFY(m_browser->rooms().isEmpty());
    }

    void addressesThatCannotBeTheRoomsAreLeftOut()
    {
        watch();
        m_air->say({1,
                    claim(advert(), "Room",
                          {QHostAddress(QStringLiteral("127.0.0.1")), QHostAddress(QStringLiteral("0.0.0.0")),
                           QHostAddress(QStringLiteral("224.0.0.1")), QHostAddress(QStringLiteral("::")),
                           QHostAddress(QStringLiteral("255.255.255.255"))}),
                    {},
                    0});
        QVERIFY(shows(0));
    }

    void linkLocalOnesAreTheLastResort()
    {
        watch();
        m_air->say({1, claim(advert(), "Room", {QHostAddress(QStringLiteral("fe80::5"))}), {}, 0});
        QCOMPARE(m_browser->rooms().first().addresses.first().address, QStringLiteral("fe80::5%eth1"));
        m_air->say(
            {1,
             claim(advert(), "Room",
                   {QHostAddress(QStringLiteral("fe80::5")), QHostAddress(QStringLiteral("192.168.1.4"))}),
             {},
             0});
        QCOMPARE(m_browser->rooms().first().addresses.size(), 1);
        QCOMPARE(m_browser->rooms().first().addresses.first().address, QStringLiteral("192.168.1.4"));
    }

    void whatIsNoRoomIsNotShown()
    {
        watch();
        DnsMessage other = claim(advert(), "Room", {QHostAddress(QStringLiteral("192.168.1.9"))});
        other.answers[2].data = DnsText{{"txtvers=9"}};
        m_air->say({1, other, {}, 0});
        QVERIFY(shows(0));
        DnsMessage elsewhere = claim(advert(), "Room", {QHostAddress(QStringLiteral("192.168.1.9"))});
        for (DnsRecord &record : elsewhere.answers)
            record.name = DnsName::of("x._ipp._tcp.local");
        m_air->say({1, elsewhere, {}, 0});
        DnsMessage chaos = claim(advert(), "Other", {QHostAddress(QStringLiteral("192.168.1.9"))});
        for (DnsRecord &record : chaos.answers)
            record.recordClass = 3;
        m_air->say({1, chaos, {}, 0});
        m_browser->receive({9, QHostAddress(QStringLiteral("192.168.1.9")), 5353,
                            claim(advert(), "Third", {QHostAddress(QStringLiteral("192.168.1.9"))})},
                           m_air->now()); // of an interface that has gone
        QVERIFY(shows(0));
    }

    void foreverIsNotBelieved()
    {
        watch();
        m_air->say(
            {1, claim(advert(), "Room", {QHostAddress(QStringLiteral("192.168.1.9"))}, 0xFFFFFFFF), {}, 0});
        QVERIFY(shows(1));
        QVERIFY(m_air->runUntil([&] { return shows(0); }, 28'000)); // asked, and nobody answers
    }

    /// Somebody else's goodbye for an older place does not take the room that moved away.
    void anOldGoodbyeIsNoGoodbye()
    {
        watch();
        const DnsMessage now = claim(advert(), "Room", {QHostAddress(QStringLiteral("192.168.1.9"))});
        m_air->say({1, now, {}, 0});
        DnsMessage old;
        old.isResponse = true;
        old.answers = {now.answers[1]};
        old.answers[0].ttl = 0;
        old.answers[0].data = DnsService{0, 0, 1, DnsName::of("old.local")};
        m_air->say({1, old, {}, 0});
        m_air->run(2'000);
        QVERIFY(shows(1));
    }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::RoomBrowserTest)
#include "RoomBrowserTest.moc"
