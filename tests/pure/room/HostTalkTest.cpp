// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Features.h"
#include "HostFixture.h"

#include <QSemaphore>
#include <QTest>
#include <QTimer>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);
const QString asha = QStringLiteral("asha");
const QString ravi = QStringLiteral("ravi");
const QString mei = QStringLiteral("mei");
const QString gone = QStringLiteral("\u2421");
const QStringList knowsTalk{features::talk()};

/// A room whose host names both features.
class TalkRoom : public HostFixture
{
public:
    explicit TalkRoom(const Settings &settings = hostSettings()) : HostFixture(source, settings)
    {
        options.features = {features::replay(), features::talk()};
    }
};

std::unique_ptr<RawGuest> talker(HostFixture &room, const QString &name, char device = 1)
{
    auto guest = std::make_unique<RawGuest>(room);
    guest->features = knowsTalk;
    if (!guest->enters(name, RawGuest::deviceNamed(device)))
        qFatal("not let in");
    return guest;
}

} // namespace

/// Replies, edits, erasures, who writes and who has seen what, at the host (PROTOCOL 8.10).
class HostTalkTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void targetsGoToWhoKnowsThem();
    void targetsHaveRules_data();
    void targetsHaveRules();
    void ofWhatStillWaitsForItsNumber();
    void aTargetThatIsNotKept();
    void aDuplicateIsNotJudgedAgain();
    void withoutTheFeature_data();
    void withoutTheFeature();
    void writingIsPassedOn();
    void writingAtMostOnceASecond();
    void writingEndsWithWhatIsSaid();
    void seenIsTold();
    void readHasRules_data();
    void readHasRules();
    void readReachesBelowTheLink();
    void readAndWritingAtTheirRate();
};

void HostTalkTest::targetsGoToWhoKnowsThem()
{
    TalkRoom room;
    QVERIFY(room.open());
    auto speaker = talker(room, asha);
    auto listener = talker(room, ravi, 2);
    RawGuest base(room);
    QVERIFY(base.enters(mei, RawGuest::deviceNamed(3)));
    speaker->send(Say{1, QStringLiteral("one")});
    QVERIFY(speaker->take<Said>());
    listener->send(Say{1, QStringLiteral("indeed"), Act::Reply, 1});
    QVERIFY(speaker->take<Said>());
    speaker->send(Say{2, QStringLiteral("ONE"), Act::Edit, 1});
    QVERIFY(speaker->take<Said>());
    speaker->send(Say{3, gone, Act::Erase, 1});
    const std::vector<std::optional<Act>> acts{std::nullopt, Act::Reply, Act::Edit, Act::Erase};
    for (std::size_t i = 0; i < acts.size(); ++i) {
        const auto said = listener->take<Said>();
        QVERIFY(said);
        QCOMPARE(said->number, quint64(i) + 1);
        QVERIFY(said->act == acts[i]);
        QCOMPARE(said->target.value_or(0), acts[i] ? 1u : 0u);
        const auto plain = base.take<Said>();
        QVERIFY(plain && !plain->act && !plain->target);
        QCOMPARE(plain->number, said->number);
        QCOMPARE(plain->text, said->text);
    }
    base.send(Received{4}); // they count as any other
    QCOMPARE(speaker->take<Delivered>()->number, 1u);
    QCOMPARE(speaker->take<Delivered>()->number, 3u);
    QCOMPARE(listener->take<Delivered>()->number, 2u);
}

void HostTalkTest::targetsHaveRules_data()
{
    QTest::addColumn<int>("act");
    QTest::addColumn<quint64>("target"); // 1 is asha's, 2 is ravi's, who says this, as number 3
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("reply to another's") << int(Act::Reply) << quint64(1) << true;
    QTest::newRow("reply to one's own") << int(Act::Reply) << quint64(2) << true;
    QTest::newRow("reply to itself") << int(Act::Reply) << quint64(3) << false;
    QTest::newRow("reply to what will be") << int(Act::Reply) << quint64(1'000) << false;
    QTest::newRow("edit of one's own") << int(Act::Edit) << quint64(2) << true;
    QTest::newRow("edit of another's") << int(Act::Edit) << quint64(1) << false;
    QTest::newRow("edit of itself") << int(Act::Edit) << quint64(3) << false;
    QTest::newRow("erasure of one's own") << int(Act::Erase) << quint64(2) << true;
    QTest::newRow("erasure of another's") << int(Act::Erase) << quint64(1) << false;
    QTest::newRow("erasure of what will be") << int(Act::Erase) << quint64(limits::largestInteger) << false;
}

void HostTalkTest::targetsHaveRules()
{
    QFETCH(int, act);
    QFETCH(quint64, target);
    QFETCH(bool, isTaken);
    TalkRoom room;
    QVERIFY(room.open());
    auto watcher = talker(room, asha);
    watcher->send(Say{1, QStringLiteral("one")});
    QVERIFY(watcher->take<Said>());
    auto speaker = talker(room, ravi, 2);
    speaker->send(Say{1, QStringLiteral("two")});
    QVERIFY(speaker->take<Said>());
    speaker->send(Say{2, QStringLiteral("x"), Act(act), target});
    if (!isTaken) {
        QCOMPARE(speaker->end(), Code::Unexpected);
        QCOMPARE(watcher->takeAll<Said>(1).size(), 1u);
        return;
    }
    const auto said = speaker->take<Said>();
    QVERIFY(said && said->act == Act(act) && said->target == target);
}

/// The number that is not given yet is known all the same.
void HostTalkTest::ofWhatStillWaitsForItsNumber()
{
    TalkRoom room;
    QVERIFY(room.open());
    auto first = talker(room, asha);
    auto second = talker(room, ravi, 2);
    QSemaphore gate;
    room.store().post([&gate] { gate.acquire(); });
    first->send(Say{1, QStringLiteral("one")});
    first->send(Say{2, QStringLiteral("ONE"), Act::Edit, 1});
    first->send(Say{3, gone, Act::Erase, 1});
    first->send(Writing{true});
    QVERIFY(second->take<Writes>()); // so the host has read them
    second->send(Say{1, QStringLiteral("mine now"), Act::Edit, 1});
    QCOMPARE(second->end(), Code::Unexpected);
    gate.release();
    for (quint64 number = 1; number <= 3; ++number)
        QCOMPARE(first->take<Said>()->number, number);
    QVERIFY(first->takeAll<Said>().empty());
}

void HostTalkTest::aTargetThatIsNotKept()
{
    Settings settings = hostSettings();
    settings.replayMessages = 2;
    TalkRoom room(settings);
    QVERIFY(room.open());
    auto other = talker(room, ravi, 2);
    other->send(Say{1, QStringLiteral("old")});
    QVERIFY(other->take<Said>());
    auto speaker = talker(room, asha);
    for (quint64 counter = 1; counter <= 3; ++counter) {
        speaker->send(Say{counter, QStringLiteral("x")});
        QVERIFY(speaker->take<Said>());
    }
    speaker->send(Say{4, QStringLiteral("y"), Act::Edit, 1}); // nobody's any more: receivers look at the name
    const auto said = speaker->take<Said>();
    QVERIFY(said && said->number == 5 && said->target == 1u);
}

void HostTalkTest::aDuplicateIsNotJudgedAgain()
{
    TalkRoom room;
    QVERIFY(room.open());
    auto speaker = talker(room, asha);
    speaker->send(Say{1, QStringLiteral("one")});
    QVERIFY(speaker->take<Ack>());
    speaker->send(Say{1, QStringLiteral("one"), Act::Reply, 500});
    QCOMPARE(speaker->take<Ack>()->counter, 1u);
    QVERIFY(!speaker->hasEnded());
}

void HostTalkTest::withoutTheFeature_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("a target") << 0;
    QTest::newRow("writing") << 1;
    QTest::newRow("read") << 2;
}

void HostTalkTest::withoutTheFeature()
{
    QFETCH(int, what);
    TalkRoom room;
    QVERIFY(room.open());
    RawGuest base(room);
    QVERIFY(base.enters(asha));
    base.send(Say{1, QStringLiteral("one")});
    QVERIFY(base.take<Said>());
    const std::vector<Message> messages{Say{2, QStringLiteral("x"), Act::Reply, 1}, Writing{true}, Read{1}};
    base.send(messages[std::size_t(what)]);
    QCOMPARE(base.end(), Code::Unexpected);
}

void HostTalkTest::writingIsPassedOn()
{
    TalkRoom room;
    QVERIFY(room.open());
    auto writer = talker(room, asha);
    auto own = std::make_unique<RawGuest>(room);
    own->features = knowsTalk;
    QVERIFY(own->enters(asha, RawGuest::deviceNamed(4), "host.p8"));
    auto listener = talker(room, ravi, 2);
    RawGuest base(room);
    QVERIFY(base.enters(mei, RawGuest::deviceNamed(3)));
    writer->send(Writing{true});
    auto writes = listener->take<Writes>();
    QVERIFY(writes && writes->name == asha && writes->active);
    room.clock.advance(1'000);
    writer->send(Writing{false});
    writes = listener->take<Writes>();
    QVERIFY(writes && writes->name == asha && !writes->active);
    for (RawGuest *guest : {writer.get(), own.get(), &base})
        QVERIFY(guest->takeAll<Writes>().empty());
}

void HostTalkTest::writingAtMostOnceASecond()
{
    Settings settings = hostSettings();
    settings.writesEveryMs = 50;
    TalkRoom room(settings);
    QVERIFY(room.open());
    auto writer = talker(room, asha);
    auto listener = talker(room, ravi, 2);
    for (int i = 0; i < 10; ++i)
        writer->send(Writing{i % 2 == 0});
    QCOMPARE(listener->takeAll<Writes>(1).size(), 1u);
    room.clock.advance(50); // what the last of them said
    const auto writes = listener->take<Writes>();
    QVERIFY(writes && !writes->active);
    writer->send(Writing{true});
    writer->send(Writing{true});
    QVERIFY(listener->takeAll<Writes>().empty());
    room.clock.advance(50);
    QVERIFY(listener->take<Writes>()->active);
    room.clock.advance(50);
    writer->send(Writing{true}); // it goes on
    QVERIFY(listener->take<Writes>()->active);
    room.clock.advance(500);
    QVERIFY(listener->takeAll<Writes>().empty());
}

void HostTalkTest::writingEndsWithWhatIsSaid()
{
    Settings settings = hostSettings();
    settings.writesEveryMs = 50;
    TalkRoom room(settings);
    QVERIFY(room.open());
    auto writer = talker(room, asha);
    auto listener = talker(room, ravi, 2);
    writer->send(Writing{true});
    writer->send(Say{1, QStringLiteral("said")});
    QVERIFY(listener->take<Writes>());
    QVERIFY(listener->take<Said>());
    writer->send(Writing{false});
    room.clock.advance(500);
    QVERIFY(listener->takeAll<Writes>().empty()); // it is known
    writer->link().close(Code::Left);
    QVERIFY(listener->take<LeftRoom>());
}

void HostTalkTest::seenIsTold()
{
    TalkRoom room;
    QVERIFY(room.open());
    auto speaker = talker(room, asha);
    auto first = talker(room, ravi, 2);
    auto second = talker(room, mei, 3);
    speaker->send(Say{1, QStringLiteral("one")});
    speaker->send(Say{2, QStringLiteral("two")});
    for (RawGuest *guest : {first.get(), second.get()})
        QVERIFY(guest->take<Said>() && guest->take<Said>());
    first->send(Read{1});
    auto seen = speaker->take<Seen>();
    QVERIFY(seen && seen->number == 1 && seen->count == 1 && seen->of == 2);
    second->send(Read{2});
    seen = speaker->take<Seen>();
    QVERIFY(seen && seen->number == 1 && seen->count == 2 && seen->of == 2);
    seen = speaker->take<Seen>();
    QVERIFY(seen && seen->number == 2 && seen->count == 1);
    speaker->send(Read{2}); // one's own counts for nothing
    QVERIFY(speaker->takeAll<Seen>().empty());
    QVERIFY(!speaker->skipped.contains(QStringLiteral("delivered")));
    QVERIFY(first->takeAll<Seen>().empty());
}

void HostTalkTest::readHasRules_data()
{
    QTest::addColumn<QList<quint64>>("numbers");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("not sent") << QList<quint64>{4} << false;
    QTest::newRow("the same again") << QList<quint64>{3, 3} << false;
    QTest::newRow("falling") << QList<quint64>{3, 2} << false;
    QTest::newRow("rising") << QList<quint64>{1, 2, 3} << true;
}

void HostTalkTest::readHasRules()
{
    QFETCH(QList<quint64>, numbers);
    QFETCH(bool, isTaken);
    TalkRoom room;
    QVERIFY(room.open());
    auto speaker = talker(room, asha);
    auto reader = talker(room, ravi, 2);
    for (quint64 counter = 1; counter <= 3; ++counter) {
        speaker->send(Say{counter, QStringLiteral("x")});
        QVERIFY(reader->take<Said>());
    }
    for (const quint64 number : numbers)
        reader->send(Read{number});
    if (!isTaken) {
        QCOMPARE(reader->end(), Code::Unexpected);
        return;
    }
    for (quint64 number = 1; number <= 3; ++number)
        QCOMPARE(speaker->take<Seen>()->number, number);
    QVERIFY(!reader->hasEnded());
}

/// What was received yesterday may be read today.
void HostTalkTest::readReachesBelowTheLink()
{
    TalkRoom room;
    QVERIFY(room.open());
    auto speaker = talker(room, asha);
    {
        auto reader = talker(room, ravi, 2);
        speaker->send(Say{1, QStringLiteral("x")});
        QVERIFY(reader->take<Said>());
    }
    auto back = talker(room, ravi, 2);
    QCOMPARE(back->welcome.next, 2u);
    back->send(Read{1});
    const auto seen = speaker->take<Seen>();
    QVERIFY(seen && seen->number == 1 && seen->count == 1 && seen->of == 1);
    back->send(Read{2});
    QCOMPARE(back->end(), Code::Unexpected);
}

/// They count to the other records, not to what is said.
void HostTalkTest::readAndWritingAtTheirRate()
{
    Settings settings = hostSettings();
    settings.recordsAtOnce = 4;
    settings.recordsPerSecond = 1;
    TalkRoom room(settings);
    QVERIFY(room.open());
    auto speaker = talker(room, asha);
    auto listener = talker(room, ravi, 2);
    room.clock.advance(60'000);
    for (int i = 0; i < 5; ++i)
        listener->send(Writing{true});
    listener->send(Say{1, QStringLiteral("behind them")});
    QVERIFY(speaker->take<Writes>());
    QVERIFY(speaker->takeAll<Said>().empty());
    room.clock.advance(60'000);
    QVERIFY(speaker->take<Said>());
    QVERIFY(!listener->hasEnded());
}

QTEST_GUILESS_MAIN(HostTalkTest)
#include "HostTalkTest.moc"
