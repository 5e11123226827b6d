// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostPlace.h"

#include <QFile>
#include <QSignalSpy>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);

} // namespace

/// What is to be recorded from the beginning waits for a room that stands.
class RecordFirstTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("QT_NO_THREADED_GLIB", "1"); }
    void anAttemptThatFailsHandsItOn();
    void aHostThatCannotOpenHandsItOn();
    void whatCannotBeWrittenIsToldOnce();

private:
    QTemporaryDir m_folder;
    [[nodiscard]] RecordingWishes wishes(const char *name) const
    {
        RecordingWishes wishes;
        wishes.capture = CaptureWish{m_folder.filePath(QString::fromLatin1(name))};
        wishes.keyLogPath = wishes.capture->path + QStringLiteral(".keys");
        return wishes;
    }
};

void RecordFirstTest::anAttemptThatFailsHandsItOn()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor asha(source, quickSettings());
    QSignalSpy failed(&asha.engine(), &Engine::recordingFailed);
    asha.engine().recordFirst(wishes("guest"));
    std::unique_ptr<RoomClient> first(asha.engine().makeClient(nullptr));
    QTRY_COMPARE_WITH_TIMEOUT(first->trace()->capture().state, RecordingState::Running, patience);
    first->join(Visitor::typed(1)); // nobody there
    QTRY_COMPARE_WITH_TIMEOUT(first->stage(), RoomStage::Ended, patience);
    asha.setClient(asha.engine().makeClient(nullptr));
    QTRY_COMPARE_WITH_TIMEOUT(first->trace()->capture().state, RecordingState::Off, patience);
    first.reset();
    ENTERS(asha, host, "asha");
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().trace()->capture().state, RecordingState::Running, patience);
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().trace()->keyLog().state, RecordingState::Running, patience);
    QTRY_VERIFY_WITH_TIMEOUT(asha.client().trace()->capture().frames > 4, patience);
    const std::unique_ptr<RoomClient> third(asha.engine().makeClient(nullptr));
    QCOMPARE(third->trace()->capture().state, RecordingState::Off);
    QCOMPARE(third->trace()->keyLog().state, RecordingState::Off);
    QCOMPARE(asha.client().trace()->capture().state, RecordingState::Running);
    QVERIFY(failed.isEmpty());
}

void RecordFirstTest::aHostThatCannotOpenHandsItOn()
{
    Visitor other(source, quickSettings());
    HostControl *there = openRoom(other);
    OPENS(there);
    Visitor place(source, quickSettings());
    QSignalSpy failed(&place.engine(), &Engine::recordingFailed);
    place.engine().recordFirst(wishes("host"));
    HostControl *busy = openRoom(place, there->info().port);
    QTRY_COMPARE_WITH_TIMEOUT(busy->trace()->capture().state, RecordingState::Running, patience);
    busy->open();
    QTRY_COMPARE_WITH_TIMEOUT(busy->state(), HostControl::State::Failed, patience);
    delete busy;
    HostControl *host = openRoom(place);
    OPENS(host);
    QTRY_COMPARE_WITH_TIMEOUT(host->trace()->capture().state, RecordingState::Running, patience);
    QTRY_COMPARE_WITH_TIMEOUT(host->trace()->keyLog().state, RecordingState::Running, patience);
    QVERIFY(failed.isEmpty());
}

void RecordFirstTest::whatCannotBeWrittenIsToldOnce()
{
    Visitor asha(source, quickSettings());
    QSignalSpy failed(&asha.engine(), &Engine::recordingFailed);
    RecordingWishes bad = wishes("good");
    bad.capture->path = m_folder.filePath(QStringLiteral("no/such/folder/x.pcapng"));
    asha.engine().recordFirst(bad);
    const std::unique_ptr<RoomClient> first(asha.engine().makeClient(nullptr));
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(first->trace()->keyLog().state, RecordingState::Running, patience);
    const std::unique_ptr<RoomClient> second(asha.engine().makeClient(nullptr));
    QTRY_COMPARE_WITH_TIMEOUT(second->trace()->keyLog().state, RecordingState::Running, patience);
    QCOMPARE(second->trace()->capture().state, RecordingState::Off);
    first->trace()->startCapture(*bad.capture); // asked for in a window: that one tells
    QTRY_COMPARE_WITH_TIMEOUT(first->trace()->capture().state, RecordingState::Failed, patience);
    QCOMPARE(failed.size(), 1);
}

QTEST_GUILESS_MAIN(RecordFirstTest)
#include "RecordFirstTest.moc"
