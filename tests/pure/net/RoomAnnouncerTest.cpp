// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FakeAir.h"
#include "RoomAnnouncer.h"

#include <QTest>
#include <memory>

namespace waxwing {

/// What a host says on the network, by RFC 6762 and 6763.
class RoomAnnouncerTest : public QObject
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
    static DnsMessage question(const DnsName &name, quint16 type)
    {
        DnsMessage message;
        message.questions = {{name, type}};
        return message;
    }
    static QString nameOf(const RoomAnnouncer &announcer)
    {
        return QString::fromUtf8(announcer.instance().labels().first());
    }
    /// What was said last, of records of that type.
    static QList<DnsRecord> records(const DnsMessage &message, quint16 type)
    {
        QList<DnsRecord> found;
        for (const auto *section : {&message.answers, &message.additionals}) {
            for (const DnsRecord &record : *section) {
                if (record.type == type)
                    found.append(record);
            }
        }
        return found;
    }

    CountingRandom m_random{1};
    std::unique_ptr<FakeAir> m_air;

private Q_SLOTS:
    void init() { m_air = std::make_unique<FakeAir>(); }

    void probesThreeTimesThenAnnounces()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        m_air->run(10'000);
        const auto &said = m_air->said();
        QCOMPARE(said.size(), std::size_t(6));
        for (std::size_t i = 0; i < 3; ++i) {
            const DnsMessage &probe = said[i].departure.message;
            QVERIFY(!probe.isResponse);
            QCOMPARE(probe.questions.size(), 2);
            QCOMPARE(probe.questions[0].type, dns::typeAny);
            QVERIFY(probe.questions[0].name == host.instance());
            QCOMPARE(probe.authorities.size(), 3); // SRV, TXT, A
            QVERIFY(!probe.authorities[0].flushes);
            if (i > 0)
                QCOMPARE(said[i].at - said[i - 1].at, qint64(250));
        }
        QVERIFY(said[0].at - 1'000 <= 250);
        QCOMPARE(said[3].at - said[2].at, qint64(250));
        QCOMPARE(said[4].at - said[3].at, qint64(1'000));
        QCOMPARE(said[5].at - said[4].at, qint64(2'000));
        const DnsMessage &announced = said[3].departure.message;
        QVERIFY(announced.isResponse && announced.questions.isEmpty());
        QCOMPARE(records(announced, dns::typePtr).size(), 2); // the room, and the type (RFC 6763 9)
        const DnsRecord service = records(announced, dns::typeSrv).first();
        QVERIFY(service.flushes);
        QCOMPARE(service.ttl, quint32(120));
        QCOMPARE(std::get<DnsService>(service.data).port, quint16(12345));
        QVERIFY(std::get<DnsService>(service.data).target == host.ownName());
        const DnsRecord address = records(announced, dns::typeA).first();
        QVERIFY(address.name == host.ownName());
        QCOMPARE(std::get<QHostAddress>(address.data), QHostAddress(QStringLiteral("192.168.1.10")));
    }

    void answersWhatItIsAsked_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<int>("type");
        QTest::addColumn<QList<int>>("answers");
        QTest::addColumn<QList<int>>("besides");
        QTest::newRow("the rooms") << 0 << 12 << QList<int>{12} << QList<int>{33, 16, 1};
        QTest::newRow("any of the rooms") << 0 << 255 << QList<int>{12} << QList<int>{33, 16, 1};
        QTest::newRow("where") << 1 << 33 << QList<int>{33} << QList<int>{1};
        QTest::newRow("more of it") << 1 << 16 << QList<int>{16} << QList<int>{};
        QTest::newRow("all of it") << 1 << 255 << QList<int>{33, 16} << QList<int>{1};
        QTest::newRow("the address") << 2 << 1 << QList<int>{1} << QList<int>{};
        QTest::newRow("the types") << 3 << 12 << QList<int>{12} << QList<int>{};
        QTest::newRow("another name") << 4 << 255 << QList<int>{} << QList<int>{};
        QTest::newRow("an address of the service") << 0 << 1 << QList<int>{} << QList<int>{};
    }

    void answersWhatItIsAsked()
    {
        QFETCH(const int, what);
        QFETCH(const int, type);
        QFETCH(const QList<int>, answers);
        QFETCH(const QList<int>, besides);
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        m_air->run(10'000);
        const QList<DnsName> names{RoomAdvert::service(), host.instance(), host.ownName(),
                                   DnsName::of("_services._dns-sd._udp.local"), DnsName::of("pc.local")};
        const std::size_t before = m_air->said().size();
        const qint64 asked = m_air->now();
        m_air->say({1, question(names[what], static_cast<quint16>(type)), {}, 0});
        m_air->run(500);
        const auto typesOf = [](const QList<DnsRecord> &list) {
            QList<int> types;
            for (const DnsRecord &record : list)
                types.append(record.type);
            return types;
        };
        QCOMPARE(m_air->said().size(), before + 1 + (answers.isEmpty() ? 0 : 1));
        if (answers.isEmpty())
            return;
        const auto &answer = m_air->said().back();
        QCOMPARE(typesOf(answer.departure.message.answers), answers);
        QCOMPARE(typesOf(answer.departure.message.additionals), besides);
        const qint64 after = answer.at - asked;
        if (answers.contains(12)) // others may answer too (RFC 6762 6)
            QVERIFY2(after >= 20 && after <= 120, qPrintable(QString::number(after)));
        else
            QCOMPARE(after, 0);
    }

    void whatTheAskerKnowsIsNotSaid()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        m_air->run(10'000);
        DnsMessage query = question(RoomAdvert::service(), dns::typePtr);
        query.answers = {{RoomAdvert::service(), dns::typePtr, dns::classIn, false, 60, host.instance()}};
        m_air->say({1, query, {}, 0});
        const int before = m_air->count(host, true);
        m_air->run(2'000);
        QCOMPARE(m_air->count(host, true), before);
        query.answers[0].ttl = 59; // less than half
        m_air->say({1, query, {}, 0});
        m_air->run(2'000);
        QCOMPARE(m_air->count(host, true), before + 1);
    }

    void moreOfWhatTheAskerKnowsIsWaitedFor()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        m_air->run(10'000);
        const int before = m_air->count(host, true);
        DnsMessage query = question(RoomAdvert::service(), dns::typePtr);
        query.isTruncated = true;
        m_air->say({1, query, {}, 0});
        m_air->run(300);
        DnsMessage more;
        more.answers = {{RoomAdvert::service(), dns::typePtr, dns::classIn, false, 100, host.instance()}};
        m_air->say({1, more, {}, 0});
        m_air->run(2'000);
        QCOMPARE(m_air->count(host, true), before);
    }

    void theSameIsSaidOnceASecond()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        m_air->run(10'000);
        const int before = m_air->count(host, true);
        for (int i = 0; i < 40; ++i) {
            m_air->say({1, question(host.instance(), dns::typeSrv), {}, 0});
            m_air->run(50);
        }
        QVERIFY(m_air->count(host, true) - before <= 3);
        QVERIFY(m_air->count(host, true) - before >= 2);
    }

    /// RFC 6762 6: who probes is answered sooner, but no storm can be had for it.
    void aFloodOfProbesIsAnsweredFourTimesASecond()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        m_air->run(10'000);
        const int before = m_air->count(host, true);
        DnsMessage probe = question(host.instance(), dns::typeAny);
        probe.authorities = {{host.instance(), dns::typeTxt, dns::classIn, false, 120, DnsText{}}};
        for (int i = 0; i < 200; ++i) {
            m_air->say({1, probe, {}, 0});
            m_air->run(10);
        }
        QVERIFY(m_air->count(host, true) - before <= 9);
        QVERIFY(m_air->count(host, true) - before >= 6);
    }

    void aPlainResolverIsAnsweredAlone()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        m_air->run(10'000);
        DnsMessage query = question(RoomAdvert::service(), dns::typePtr);
        query.id = 4'242;
        m_air->say({1, query, {}, 0}, nullptr, 40'000);
        m_air->run(10);
        const MdnsDeparture answer = m_air->said().back().departure;
        QCOMPARE(answer.to, QHostAddress(QStringLiteral("192.168.1.99")));
        QCOMPARE(answer.toPort, quint16(40'000));
        QCOMPARE(answer.message.id, quint16(4'242));
        QCOMPARE(answer.message.questions.size(), 1);
        QCOMPARE(answer.message.answers.first().ttl, quint32(10));
        QVERIFY(!answer.message.answers.first().flushes);
        // From elsewhere: nothing that could be sent on to a victim.
        const std::size_t before = m_air->said().size();
        host.receive({1, QHostAddress(QStringLiteral("203.0.113.7")), 40'000, query}, m_air->now());
        m_air->run(1'000);
        QCOMPARE(m_air->said().size(), before);
    }

    void aTakenNameGetsANumber()
    {
        CountingRandom other(99);
        RoomAnnouncer first(advert(), {}, m_random);
        RoomAnnouncer second(advert(), {}, other);
        m_air->join(first, at(QStringLiteral("192.168.1.10")));
        m_air->run(5'000);
        m_air->join(second, at(QStringLiteral("192.168.1.11")));
        m_air->run(5'000);
        QCOMPARE(nameOf(first), QStringLiteral("Lab 3"));
        QCOMPARE(nameOf(second), QStringLiteral("Lab 3 (2)"));
        CountingRandom third(7);
        RoomAnnouncer last(advert(), {}, third);
        m_air->join(last, at(QStringLiteral("192.168.1.12")));
        m_air->run(5'000);
        QCOMPARE(nameOf(last), QStringLiteral("Lab 3 (3)"));
    }

    void whoStartsAtTheSameTimeComesToTwoNames()
    {
        for (quint8 seed = 1; seed < 40; ++seed) {
            init();
            CountingRandom one(seed);
            CountingRandom two(static_cast<quint8>(seed + 100));
            RoomAnnouncer left(advert(), {}, one);
            RoomAnnouncer right(advert(), {}, two);
            m_air->join(left, at(QStringLiteral("192.168.1.10")));
            m_air->join(right, at(QStringLiteral("192.168.1.11")));
            m_air->run(20'000);
            const QStringList names{nameOf(left), nameOf(right)};
            QVERIFY2(names.contains(QStringLiteral("Lab 3")) && names.contains(QStringLiteral("Lab 3 (2)")),
                     qPrintable(names.join(u'|')));
        }
    }

    void networksThatMeetComeToTwoNames()
    {
        CountingRandom other(99);
        RoomAnnouncer left(advert(), {}, m_random);
        RoomAnnouncer right(advert(), {}, other);
        m_air->join(left, {{1, {QStringLiteral("192.168.1.10")}}});
        m_air->join(right, {{2, {QStringLiteral("192.168.1.11")}}});
        m_air->run(10'000);
        QCOMPARE(nameOf(left), nameOf(right));
        m_air->join(right, {{1, {QStringLiteral("192.168.1.11")}}}); // the cable is plugged in elsewhere
        m_air->run(20'000);
        QVERIFY(nameOf(left) != nameOf(right));
    }

    /// Whoever claims every name is not answered in a storm.
    void aHostileClaimantIsNoStorm()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        qint64 end = m_air->now() + 60'000;
        while (m_air->now() < end) {
            DnsMessage claim;
            claim.isResponse = true;
            claim.answers = {{host.instance(), dns::typeSrv, dns::classIn, true, 120,
                              DnsService{0, 0, 1, DnsName::of("mallory.local")}}};
            m_air->say({1, claim, {}, 0});
            m_air->run(100);
        }
        QVERIFY2(m_air->count(host, false) < 60, qPrintable(QString::number(m_air->count(host, false))));
    }

    void peopleAreToldAtOnceAndThenNotTooOften()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, at(QStringLiteral("192.168.1.10")));
        m_air->run(20'000);
        const int before = m_air->count(host, true);
        const qint64 began = m_air->now();
        for (int people = 3; people < 103; ++people) {
            host.setPeople(people, m_air->now());
            m_air->run(100);
        }
        m_air->run(6'000);
        QVERIFY(m_air->said()[static_cast<std::size_t>(before) + 3].at <= began + 100);
        QVERIFY(m_air->count(host, true) - before <= 4);
        const DnsMessage &last = m_air->said().back().departure.message;
        QCOMPARE(last.answers.size(), 1);
        QVERIFY(std::get<DnsText>(last.answers[0].data).strings.contains("people=102"));
        host.setPeople(102, m_air->now());
        QCOMPARE(host.nextDue(), MdnsParty::never);
    }

    void saysGoodbyeWhereItWasHeard()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        m_air->join(host, {{1, {QStringLiteral("192.168.1.10")}}, {2, {QStringLiteral("10.0.0.1")}}});
        m_air->run(5'000);
        const std::size_t before = m_air->said().size();
        m_air->leave(host);
        QCOMPARE(m_air->said().size(), before + 2);
        for (const DnsRecord &record : m_air->said().back().departure.message.answers)
            QCOMPARE(record.ttl, quint32(0));
        RoomAnnouncer silent(advert(), {}, m_random);
        m_air->join(silent, at(QStringLiteral("192.168.1.10")));
        m_air->run(100);
        const std::size_t later = m_air->said().size();
        m_air->leave(silent); // while it still asks for the name
        QCOMPARE(m_air->said().size(), later);
    }

    void onlyServedAddressesAreNamed()
    {
        const QStringList both{QStringLiteral("192.168.1.10"), QStringLiteral("fd12::10")};
        RoomAnnouncer bound(advert(), {QStringLiteral("192.168.1.10")}, m_random);
        m_air->join(bound, {{1, both}, {2, {QStringLiteral("10.0.0.1")}}});
        m_air->run(5'000);
        for (const auto &said : m_air->said()) {
            QCOMPARE(said.departure.link, 1);
            QVERIFY(records(said.departure.message, dns::typeAaaa).isEmpty());
        }
        QVERIFY(!m_air->said().empty());
        init();
        RoomAnnouncer six(advert(), {QStringLiteral("::")}, m_random);
        m_air->join(six, {{1, both}, {2, {QStringLiteral("10.0.0.1")}}});
        m_air->run(5'000);
        const DnsMessage &last = m_air->said().back().departure.message;
        QCOMPARE(records(last, dns::typeA).size(), 0);
        QCOMPARE(records(last, dns::typeAaaa).size(), 1);
        init();
        RoomAnnouncer loopback(advert(), {QStringLiteral("127.0.0.5")}, m_random);
        m_air->join(loopback, {{1, both}, {3, {QStringLiteral("127.0.0.1")}}});
        m_air->run(5'000);
        QCOMPARE(m_air->said().back().departure.link, 3);
        const auto address = records(m_air->said().back().departure.message, dns::typeA).first();
        QCOMPARE(std::get<QHostAddress>(address.data), QHostAddress(QStringLiteral("127.0.0.5")));
    }

    void interfacesThatComeAreToldAndNewAddressesToo()
    {
        RoomAnnouncer host(advert(), {}, m_random);
        host.setLinks({}, m_air->now());
        QCOMPARE(host.nextDue(), MdnsParty::never);
        m_air->join(host, {{1, {QStringLiteral("192.168.1.10")}}});
        m_air->run(10'000);
        const std::size_t before = m_air->said().size();
        m_air->join(host, {{1, {QStringLiteral("192.168.1.77")}}, {2, {QStringLiteral("10.0.0.1")}}});
        m_air->run(1);
        QCOMPARE(m_air->said()[before].departure.link, 1); // no need to ask again for the name
        const auto address = records(m_air->said()[before].departure.message, dns::typeA).first();
        QCOMPARE(std::get<QHostAddress>(address.data), QHostAddress(QStringLiteral("192.168.1.77")));
        m_air->run(10'000);
        int probes = 0;
        for (std::size_t i = before; i < m_air->said().size(); ++i) {
            if (m_air->said()[i].departure.link == 2 && !m_air->said()[i].departure.message.isResponse)
                ++probes;
        }
        QCOMPARE(probes, 3);
    }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::RoomAnnouncerTest)
#include "RoomAnnouncerTest.moc"
