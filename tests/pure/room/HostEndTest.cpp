// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Features.h"
#include "HostFixture.h"
#include "Numbering.h"
#include "TalkLog.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);
const QString asha = QStringLiteral("asha");
const QString ravi = QStringLiteral("ravi");

Utterance utterance(quint64 counter)
{
    return {1, 1, asha, RawGuest::deviceNamed(1), counter, 0, QStringLiteral("x")};
}

} // namespace

/// What was said when the room ends, or its disk fails: told to all, or brought again; never lost unseen.
class HostEndTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasSaidGoesOutBeforeTheEnd_data();
    void whatWasSaidGoesOutBeforeTheEnd();
    void aStoreThatHangsHoldsNoGoodbye();
    void whatStandsBehindAFailureFailsToo();
};

void HostEndTest::whatWasSaidGoesOutBeforeTheEnd_data()
{
    QTest::addColumn<Code>("code");
    QTest::newRow("away") << Code::Away;
    QTest::newRow("room closed") << Code::RoomClosed;
}

void HostEndTest::whatWasSaidGoesOutBeforeTheEnd()
{
    QFETCH(Code, code);
    Settings settings = hostSettings();
    settings.lingerMs = 20'000; // the last words have that long, and need a moment
    HostFixture room(source, settings);
    QVERIFY(room.open());
    RawGuest speaker(room);
    speaker.features = {features::direct()};
    RawGuest listener(room);
    QVERIFY(speaker.enters(asha));
    QVERIFY(listener.enters(ravi));
    QSemaphore gate;
    room.store().post([&gate] { gate.acquire(); });
    speaker.send(Say{1, QStringLiteral("last words")});
    QVERIFY(speaker.isRead()); // it waits for its number
    room.host().close(code);
    QTest::qWait(50);
    QVERIFY(!listener.hasEnded());
    gate.release();
    const auto heard = listener.take<Said>();
    QVERIFY(heard);
    QCOMPARE(heard->text, QStringLiteral("last words"));
    QCOMPARE(speaker.take<Ack>()->counter, 1u);
    QCOMPARE(listener.end(), code);
    QCOMPARE(speaker.end(), code);
}

void HostEndTest::aStoreThatHangsHoldsNoGoodbye()
{
    Settings settings = hostSettings();
    settings.lingerMs = 200;
    HostFixture room(source, settings);
    QVERIFY(room.open());
    RawGuest speaker(room);
    speaker.features = {features::direct()};
    QVERIFY(speaker.enters(asha));
    QSemaphore gate;
    room.store().post([&gate] { gate.acquire(); });
    speaker.send(Say{1, QStringLiteral("x")});
    QVERIFY(speaker.isRead());
    room.host().close(Code::Away);
    QCOMPARE(speaker.end(), Code::Away); // not acknowledged: it is brought again
    QVERIFY(!speaker.skipped.contains(QStringLiteral("ack")));
    gate.release();
}

/// A device's later counter on the disk would say that the earlier message is there too.
void HostEndTest::whatStandsBehindAFailureFailsToo()
{
    StoreThread store;
    const Settings settings;
    TalkLog log(settings, {});
    Numbering numbering(store, std::make_shared<RoomDatabase>(), log, 7); // not open: every commit fails
    QSignalSpy numbered(&numbering, &Numbering::numbered);
    std::vector<Numbering::Batch> failed;
    connect(&numbering, &Numbering::failed, this,
            [&failed](const Numbering::Batch &batch) { failed.push_back(batch); });
    QSemaphore gate;
    store.post([&gate] { gate.acquire(); });
    numbering.take(utterance(1));
    QTest::qWait(50); // under way
    QVERIFY(!numbering.isIdle());
    numbering.take(utterance(2));
    numbering.acknowledgeAgain(9);
    gate.release();
    QTRY_VERIFY(!failed.empty());
    QTRY_VERIFY(numbering.isIdle());
    QCOMPARE(failed.size(), std::size_t(1));
    QCOMPARE(failed[0].said.size(), std::size_t(2));
    QCOMPARE(failed[0].acknowledged, std::vector<quint64>{9});
    QVERIFY(numbered.isEmpty());
    QCOMPARE(numbering.nextNumber(), 7u);
}

QTEST_GUILESS_MAIN(HostEndTest)
#include "HostEndTest.moc"
