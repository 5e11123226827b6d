// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TalkedRoom.h"

#include <QSemaphore>
#include <QTest>
#include <QTimer>

using namespace waxwing;
using namespace waxwing::test;

/// Who comes back gets what was said meanwhile, once and in order, whatever goes on (PROTOCOL 8.9).
class ReplayTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void missedComesInOrder();
    void handsOverAtEachPage_data();
    void handsOverAtEachPage();
    void whileOthersTalkAtFullRate();
    void aMessageDuringTheLastLap();
    void erasedIsNotReplayed();
    void targetsForWhoKnowsThem();
    void besideMembersOfTheBase();
    void onesOwnComesBeforeItsAck();
    void heldBackForASlowLink();
    void leavingInTheMiddle();
    void closingWaitsForWhatWasMissed();
};

void ReplayTest::missedComesInOrder()
{
    TalkedRoom room(5'000);
    QVERIFY(room.open());
    auto guest = knowing(room);
    guest->resume = {0, room.history};
    QVERIFY(guest->enters(olga));
    QCOMPARE(guest->welcome.next, 1u);
    QCOMPARE(guest->resumed->count, 5'000u);
    for (quint64 number = 1; number <= 5'000; ++number) {
        const auto said = guest->take<Said>();
        QVERIFY(said);
        QCOMPARE(said->number, number);
        QCOMPARE(said->name, QStringLiteral("ghost"));
        QCOMPARE(said->counter, number);
        QCOMPARE(said->time, qint64(number));
        QVERIFY(said->text.startsWith(QStringLiteral("message %1 ").arg(number)));
    }
    auto stranger = knowing(room); // new, whatever it says that it has
    stranger->resume = {0, room.history};
    QVERIFY(stranger->enters(asha, RawGuest::deviceNamed(2)));
    QCOMPARE(stranger->welcome.next, 5'001u);
}

void ReplayTest::handsOverAtEachPage_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {1, 2, 254, 255, 256, 257, 511, 512, 513})
        QTest::addRow("%d", count) << count;
}

/// What was missed, and behind it what is said now: none of it twice, none left out.
void ReplayTest::handsOverAtEachPage()
{
    QFETCH(int, count);
    TalkedRoom room(count);
    QVERIFY(room.open());
    RawGuest speaker(room);
    QVERIFY(speaker.enters(ravi));
    for (const quint64 more : {0U, 3U}) {
        auto guest = knowing(room);
        guest->resume = {0, room.history};
        QVERIFY(guest->enters(olga, RawGuest::deviceNamed(2)));
        QCOMPARE(guest->resumed->count, quint64(count) + more);
        QVERIFY(guest->resumed->complete);
        sayMany(speaker, more + 1, more + 3);
        QCOMPARE(numbersAt(*guest, std::size_t(count) + more + 3), fromTo(1, quint64(count) + more + 3));
        guest->link().close(Code::Left);
    }
}

void ReplayTest::whileOthersTalkAtFullRate()
{
    TalkedRoom room(3'000);
    room.options.shareLast = 1'000;
    QVERIFY(room.open());
    std::vector<std::unique_ptr<RawGuest>> speakers;
    std::vector<quint64> counters(3);
    for (const QString &name : {asha, ravi, mei}) {
        speakers.push_back(std::make_unique<RawGuest>(room));
        QVERIFY(speakers.back()->enters(name, RawGuest::deviceNamed(char(speakers.size()))));
    }
    // Each says the next as soon as an earlier one is acknowledged, as long as it may.
    bool isTalking = true;
    std::vector<quint64> acknowledged(3);
    const auto talk = [&](std::size_t speaker) {
        if (isTalking && counters[speaker] < acknowledged[speaker] + quint64(limits::unacknowledged))
            speakers[speaker]->send(Say{++counters[speaker], QStringLiteral("x").repeated(200)});
    };
    for (std::size_t speaker = 0; speaker < speakers.size(); ++speaker) {
        connect(&speakers[speaker]->link(), &Link::received, this, [&, speaker](const Message &message) {
            if (const auto *ack = std::get_if<Ack>(&message)) {
                acknowledged[speaker] = ack->counter;
                for (int i = 0; i < 8; ++i)
                    talk(speaker);
            }
            speakers[speaker]->inbox.clear();
        });
        talk(speaker);
    }
    for (int round = 0; round < 6; ++round) {
        auto guest = knowing(room);
        QVERIFY(guest->enters(QStringLiteral("late"), RawGuest::deviceNamed(9)));
        const std::vector<quint64> numbers = numbersAt(*guest, 2'000, true);
        QCOMPARE(numbers, fromTo(guest->welcome.next, guest->welcome.next + 1'999));
        QVERIFY(!guest->hasEnded());
        guest->link().close(Code::Left);
    }
    isTalking = false;
    for (const auto &speaker : speakers)
        disconnect(&speaker->link(), &Link::received, this, nullptr);
}

/// The store is at the last page while somebody speaks: what is said then comes right behind it.
void ReplayTest::aMessageDuringTheLastLap()
{
    TalkedRoom room(10);
    room.options.shareLast = 5;
    QVERIFY(room.open());
    RawGuest speaker(room);
    QVERIFY(speaker.enters(ravi));
    QSemaphore gate;
    auto guest = knowing(room);
    connect(&guest->link(), &Link::received, this, [&](const Message &message) {
        if (std::holds_alternative<Welcome>(message)) {
            room.store().post([&gate] { gate.acquire(); });
            speaker.send(Say{1, QStringLiteral("now")});
            QTimer::singleShot(100, this, [&gate] { gate.release(); });
        }
    });
    QVERIFY(guest->enters(asha, RawGuest::deviceNamed(2)));
    QCOMPARE(guest->resumed->count, 5u);
    QCOMPARE(numbersAt(*guest, 6), fromTo(6, 11));
}

void ReplayTest::erasedIsNotReplayed()
{
    TalkedRoom room;
    QVERIFY(room.open());
    auto speaker = knowing(room);
    QVERIFY(speaker->enters(asha));
    speaker->send(Say{1, QStringLiteral("one")});
    speaker->send(Say{2, QStringLiteral("two")});
    QCOMPARE(numbersAt(*speaker, 2), fromTo(1, 2));
    speaker->send(Say{3, QStringLiteral("ONE"), Act::Edit, 1});
    speaker->send(Say{4, QStringLiteral("\u2421"), Act::Erase, 1});
    speaker->send(Say{5, QStringLiteral("five")});
    QCOMPARE(numbersAt(*speaker, 3), fromTo(3, 5));
    for (const bool isRestarted : {false, true}) {
        if (isRestarted) {
            QVERIFY(room.close(Code::Away));
            QVERIFY(room.open());
        }
        auto back = knowing(room);
        back->resume = {0, speaker->welcome.history};
        QVERIFY(back->enters(asha));
        QCOMPARE(back->welcome.next, 1u);
        QCOMPARE(back->resumed->count, 3u);
        QVERIFY(back->resumed->complete);
        QCOMPARE(numbersAt(*back, 3), (std::vector<quint64>{2, 4, 5}));
    }
}

void ReplayTest::targetsForWhoKnowsThem()
{
    TalkedRoom room;
    QVERIFY(room.open());
    {
        auto speaker = knowing(room);
        QVERIFY(speaker->enters(asha));
        speaker->send(Say{1, QStringLiteral("one")});
        QCOMPARE(numbersAt(*speaker, 1), fromTo(1, 1));
        speaker->send(Say{2, QStringLiteral("indeed"), Act::Reply, 1});
        QCOMPARE(numbersAt(*speaker, 1), fromTo(2, 2));
    }
    for (const bool knows : {true, false}) {
        auto back = knowing(room);
        if (!knows)
            back->features = {features::replay()};
        back->resume = {1, Bytes()};
        RawGuest other(room); // for the history
        QVERIFY(other.enters(ravi, RawGuest::deviceNamed(2)));
        back->resume.history = other.welcome.history;
        QVERIFY(back->enters(asha));
        const auto said = back->take<Said>();
        QCOMPARE(said->text, QStringLiteral("indeed"));
        QCOMPARE(said->act.has_value(), knows);
        QCOMPARE(said->target.value_or(0), knows ? 1u : 0u);
    }
}

void ReplayTest::besideMembersOfTheBase()
{
    TalkedRoom room(20);
    room.options.shareLast = 10;
    QVERIFY(room.open());
    RawGuest base(room);
    QVERIFY(base.enters(ravi));
    QCOMPARE(base.welcome.next, 21u);
    auto guest = knowing(room);
    QVERIFY(guest->enters(asha, RawGuest::deviceNamed(2)));
    base.send(Say{1, QStringLiteral("x")});
    QCOMPARE(numbersAt(base, 1), fromTo(21, 21));
    QCOMPARE(numbersAt(*guest, 11), fromTo(11, 21));
    QVERIFY(!base.skipped.contains(QStringLiteral("resumed")));
}

/// Even where it has much to get before.
void ReplayTest::onesOwnComesBeforeItsAck()
{
    TalkedRoom room(900);
    room.options.shareLast = 900;
    QVERIFY(room.open());
    auto guest = knowing(room);
    connect(&guest->link(), &Link::received, guest.get(), [&](const Message &message) {
        if (std::holds_alternative<Welcome>(message))
            guest->send(Say{1, QStringLiteral("mine")});
    });
    QVERIFY(guest->enters(asha));
    quint64 last = 0;
    while (last != 901) {
        const auto said = guest->take<Said>();
        QVERIFY(said);
        QCOMPARE(said->number, last == 0 ? 1 : last + 1);
        last = said->number;
    }
    QVERIFY(!guest->skipped.contains(QStringLiteral("ack")));
    QCOMPARE(guest->take<Ack>()->counter, 1u);
}

/// 24 MiB for a link that takes nothing for a while, and may have 2 MiB unsent.
void ReplayTest::heldBackForASlowLink()
{
    Settings settings = replaySettings();
    settings.unsentPerMember = 2 * 1024 * 1024;
    TalkedRoom room(1'000, settings, 24 * 1024);
    room.options.shareLast = 1'000;
    QVERIFY(room.open());
    RawGuest slow(room, room.host().connectLocal());
    slow.features = both;
    QVERIFY(slow.enters(asha));
    slow.link().holdReading(true);
    RawGuest speaker(room);
    QVERIFY(speaker.enters(ravi, RawGuest::deviceNamed(2)));
    sayMany(speaker, 1, 50);
    QTest::qWait(300);
    QVERIFY(!slow.hasEnded());
    QVERIFY(!room.notices.join(u'\n').contains(codeName(Code::SlowReader)));
    slow.link().holdReading(false);
    QCOMPARE(numbersAt(slow, 1'050), fromTo(1, 1'050));
}

void ReplayTest::leavingInTheMiddle()
{
    TalkedRoom room(1'000, replaySettings(), 2'000);
    room.options.shareLast = 1'000;
    QVERIFY(room.open());
    for (int round = 0; round < 8; ++round) {
        auto goes = knowing(room);
        QVERIFY(goes->enters(asha));
        QVERIFY(numbersAt(*goes, std::size_t(round) * 50, true).size() == std::size_t(round) * 50);
        goes->link().abandon();
    }
    auto stays = knowing(room);
    QVERIFY(stays->enters(asha));
    QCOMPARE(numbersAt(*stays, 1'000), fromTo(1, 1'000));
}

void ReplayTest::closingWaitsForWhatWasMissed()
{
    TalkedRoom room(1'000);
    room.options.shareLast = 1'000;
    room.options.settings.lingerMs = 20'000;
    QVERIFY(room.open());
    auto guest = knowing(room);
    QVERIFY(guest->enters(asha));
    room.host().close(Code::RoomClosed);
    QCOMPARE(numbersAt(*guest, 1'000, true), fromTo(1, 1'000));
    QCOMPARE(guest->end(), Code::RoomClosed);
}

QTEST_GUILESS_MAIN(ReplayTest)
#include "ReplayTest.moc"
