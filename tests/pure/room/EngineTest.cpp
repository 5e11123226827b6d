// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostPlace.h"
#include "ProfileLock.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);

} // namespace

/// Whole rooms in one process: engines with their own profiles, the host over loopback TCP and in-process.
class EngineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aRoomOfFour();
    void wrongPasswordAndUnknownName();
    void nameIsChecked();
    void firstContactAsksAndConfirmingOutlivesTheLink();
    void whoWasConfirmedIsKnown();
    void nothingIsSaidToAHostThatIsNotAccepted();
    void changedKeyStopsAndCanBeMetAsNew();
    void linkInsistsOnItsKey();
    void formsReconnectUnseen();
    void nobodyListens();
    void theVaultKeepsTheDevice();
    void profileIsForOneEngine();
    void newProfileIsMadeWhenPrepared();
    void newProfileThatCannotBeMade();
    void newProfileIsForOneEngineToo();
};

void EngineTest::initTestCase()
{
    qputenv("QT_NO_THREADED_GLIB", "1");
}

void EngineTest::aRoomOfFour()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor asha(source, quickSettings());
    Visitor ravi(source, quickSettings());
    Visitor mei(source, quickSettings());
    ENTERS(asha, host, "asha");
    QCOMPARE(asha.notices(RoomNotice::Kind::YouJoined), 1);
    const quint64 alone = asha.client().say(QStringLiteral("anybody?")); // nobody else: sent, never delivered
    QTRY_VERIFY_WITH_TIMEOUT(asha.progress.contains(alone), patience);
    QCOMPARE(asha.stateOf(alone), MessageState::Sent);
    ENTERS(ravi, host, "Ravi");
    QTRY_COMPARE_WITH_TIMEOUT(asha.notices(RoomNotice::Kind::PeopleJoined), 1, patience);

    const quint64 first = asha.client().say(QStringLiteral("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(ravi.texts(), QStringList{QStringLiteral("asha: hello")}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(asha.stateOf(first), MessageState::Delivered, patience);
    QCOMPARE(asha.progress.value(first).count, 1u);
    QCOMPARE(asha.progress.value(first).of, 1u);
    QCOMPARE(asha.messages.first().localId, alone);
    QCOMPARE(asha.messages.last().localId, first);
    QVERIFY(asha.messages.first().mine);

    ENTERS(mei, host, "mei");
    QVERIFY(mei.messages.isEmpty());
    QCOMPARE(mei.notices(RoomNotice::Kind::YouJoined), 1);
    QCOMPARE(mei.peopleNames(),
             (QStringList{QStringLiteral("mei"), QStringLiteral("asha"), QStringLiteral("Ravi")}));
    for (int i = 0; i < 30; ++i)
        ravi.client().say(QStringLiteral("line %1").arg(i));
    const QString longest(limits::textBytes, QLatin1Char('x'));
    QVERIFY(ravi.client().checkText(longest));
    QCOMPARE(ravi.client().checkText(longest + QLatin1Char('y')).error().code, Code::TextTooLong);
    ravi.client().say(longest);
    QTRY_COMPARE_WITH_TIMEOUT(mei.messages.size(), 31, patience);
    QCOMPARE(mei.messages.last().text, longest);
    QTRY_COMPARE_WITH_TIMEOUT(asha.messages.size(), 33, patience);
    QTRY_VERIFY_WITH_TIMEOUT(ravi.client().link().sendingKey > 2, patience);
    QCOMPARE(ravi.client().link().updateEvery, quint64(limits::updateEveryDefault));
    QTRY_VERIFY_WITH_TIMEOUT(ravi.client().link().delayMs >= 0, patience);

    mei.client().leave();
    QTRY_COMPARE_WITH_TIMEOUT(mei.client().stage(), RoomStage::Idle, patience);
    QTRY_COMPARE_WITH_TIMEOUT(asha.notices(RoomNotice::Kind::PersonLeft), 1, patience);
    QCOMPARE(asha.client().people().size(), 2);
    QCOMPARE(asha.engine().pins().size(), 1);
    QCOMPARE(asha.engine().pins().first().usernames, QStringList{QStringLiteral("asha")});
    QCOMPARE(asha.engine().pins().first().acceptedBy, AcceptedBy::Link);
}

void EngineTest::wrongPasswordAndUnknownName()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor asha(source, quickSettings());
    ENTERS(asha, host, "asha");
    Visitor other(source, quickSettings());
    other.client().join(Visitor::linked(host->info()));
    QTRY_COMPARE_WITH_TIMEOUT(other.client().stage(), RoomStage::Lobby, patience);
    other.client().logIn(QStringLiteral("nobody"), Visitor::password());
    QTRY_COMPARE_WITH_TIMEOUT(other.refusals.size(), 1, patience);
    QCOMPARE(other.refusals.last().error.code, Code::NameUnknown);
    other.client().logIn(QStringLiteral("asha"), QStringLiteral("wrong horse"));
    QTRY_COMPARE_WITH_TIMEOUT(other.refusals.size(), 2, patience);
    QCOMPARE(other.refusals.last().error.code, Code::PasswordWrong);
    QVERIFY(other.refusals.last().triesLeft >= 0);
    QCOMPARE(other.client().stage(), RoomStage::Lobby);
    other.client().logIn(QStringLiteral("asha"), QStringLiteral("short"));
    QTRY_COMPARE_WITH_TIMEOUT(other.refusals.size(), 3, patience);
    QCOMPARE(other.refusals.last().error.code, Code::PasswordTooShort);
    other.client().registerAccount(QStringLiteral("mei"), QStringLiteral("no address"), Visitor::password(),
                                   {});
    QTRY_COMPARE_WITH_TIMEOUT(other.refusals.size(), 4, patience);
    QCOMPARE(other.refusals.last().error.code, Code::EmailInvalid);
    other.registers(QStringLiteral("ASHA"));
    QTRY_COMPARE_WITH_TIMEOUT(other.refusals.size(), 5, patience);
    QCOMPARE(other.refusals.last().error.code, Code::NameTaken);
    // The right password in: a second device of the same person.
    other.logsIn(QStringLiteral("ASHA"));
    QTRY_COMPARE_WITH_TIMEOUT(other.client().stage(), RoomStage::InRoom, patience);
    QCOMPARE(other.client().username(), QStringLiteral("asha"));
    QTRY_COMPARE_WITH_TIMEOUT(asha.notices(RoomNotice::Kind::NewDevice), 1, patience);
    QCOMPARE(asha.client().people().first().devices, 2);
    QVERIFY(asha.client().people().first().hasNewKey);
    asha.client().lookAt(QStringLiteral("asha"));
    QTRY_VERIFY_WITH_TIMEOUT(!asha.client().people().first().hasNewKey, patience);
}

void EngineTest::nameIsChecked()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor asha(source, quickSettings());
    ENTERS(asha, host, "asha");
    {
        Settings settings = quickSettings();
        settings.nameCheckPauseMs = 3'000; // nothing here holds up the four for so long, however busy
        Visitor typing(source, settings);
        typing.client().join(Visitor::linked(host->info()));
        QTRY_COMPARE_WITH_TIMEOUT(typing.client().stage(), RoomStage::Lobby, patience);
        for (const char *typed : {"a", "as", "ash", "asha"})
            typing.client().checkName(QString::fromLatin1(typed), {});
        QTRY_COMPARE_WITH_TIMEOUT(typing.verdicts.size(), 1, patience);
        QCOMPARE(typing.verdicts.last().name, QStringLiteral("asha"));
        QCOMPARE(typing.verdicts.last().verdict, Verdict::Taken);
        QVERIFY(!typing.verdicts.last().free.isEmpty());
    }
    Visitor other(source, quickSettings());
    other.client().join(Visitor::linked(host->info()));
    QTRY_COMPARE_WITH_TIMEOUT(other.client().stage(), RoomStage::Lobby, patience);
    // More than a link takes: the guest changes links before the host has to.
    for (int i = 0; i < 33; ++i) {
        other.verdicts.clear();
        other.client().checkName(QStringLiteral("mei%1").arg(i), {});
        QTRY_COMPARE_WITH_TIMEOUT(other.verdicts.size(), 1, patience);
        QCOMPARE(other.verdicts.last().verdict, Verdict::Free);
    }
    QCOMPARE(other.client().stage(), RoomStage::Lobby);
    QVERIFY(!other.hasStage(RoomStage::Ended));
}

void EngineTest::firstContactAsksAndConfirmingOutlivesTheLink()
{
    Settings settings = quickSettings();
    settings.lobbyDeadlineMs = 500; // the host lets go while the person compares
    Visitor hostPlace(source, settings);
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor asha(source, quickSettings());
    asha.client().join(Visitor::typed(host->info().port));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::HostUnknown, patience);
    QCOMPARE(asha.client().host().fingerprint, host->info().fingerprint);
    QVERIFY(!asha.client().host().accepted);
    QTest::qWait(800); // past the deadline: nothing may be seen of it
    QCOMPARE(asha.client().stage(), RoomStage::HostUnknown);
    asha.client().acceptHost();
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Lobby, patience);
    QVERIFY(asha.client().host().accepted);
    QVERIFY(asha.engine().pins().isEmpty());
}

void EngineTest::whoWasConfirmedIsKnown()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor asha(source, quickSettings());
    asha.client().join(Visitor::typed(host->info().port));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::HostUnknown, patience);
    asha.client().acceptHost();
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Lobby, patience);
    asha.registers(QStringLiteral("asha"));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::InRoom, patience);
    QCOMPARE(asha.engine().pins().size(), 1);
    QCOMPARE(asha.engine().pins().first().acceptedBy, AcceptedBy::Compared);
    // Known from here on, also by the recent room.
    asha.client().leave();
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Idle, patience);
    asha.client().join(asha.engine().targetOf(asha.engine().pins().first()));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Lobby, patience);
    QCOMPARE(asha.client().lobby().knownUsernames, QStringList{QStringLiteral("asha")});
}

void EngineTest::nothingIsSaidToAHostThatIsNotAccepted()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor asha(source, quickSettings());
    asha.client().join(Visitor::typed(host->info().port));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::HostUnknown, patience);
    asha.client().checkName(QStringLiteral("asha"), {});
    asha.registers(QStringLiteral("asha"));
    asha.client().refuseHost();
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Ended, patience);
    QCOMPARE(asha.client().lastError().code, Code::HostNotAccepted);
    QVERIFY(!asha.hasStage(RoomStage::Entering));
    QVERIFY(asha.engine().pins().isEmpty());
    // Headless: the fingerprint given beforehand.
    JoinTarget target = Visitor::typed(host->info().port);
    target.acceptKey = host->info().fingerprint.grouped();
    asha.client().join(target);
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Lobby, patience);
}

void EngineTest::changedKeyStopsAndCanBeMetAsNew()
{
    Visitor asha(source, quickSettings());
    quint16 port = 0;
    Fingerprint before;
    {
        Visitor hostPlace(source, quickSettings());
        HostControl *host = openRoom(hostPlace);
        OPENS(host);
        port = host->info().port;
        before = host->info().fingerprint;
        ENTERS(asha, host, "asha");
        asha.client().leave();
        QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Idle, patience);
    }
    Visitor impostor(source, quickSettings());
    HostControl *host = openOtherRoom(impostor, port);
    OPENS(host);
    asha.client().join(Visitor::typed(port));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::HostDiffers, patience);
    QCOMPARE(asha.client().host().before, before);
    QCOMPARE(asha.client().host().roomBefore, QStringLiteral("10B"));
    QVERIFY(asha.client().host().canMeetAsNew);
    asha.client().meetAsNew();
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::HostUnknown, patience);
    asha.client().acceptHost();
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Lobby, patience);
    // The recent room insists, without a second way on.
    const QList<Pin> pins = asha.engine().pins();
    QCOMPARE(pins.size(), 1);
    asha.client().join(asha.engine().targetOf(pins.first()));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::HostDiffers, patience);
    QVERIFY(!asha.client().host().canMeetAsNew);
    asha.client().meetAsNew();
    asha.client().refuseHost();
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Ended, patience);
    QCOMPARE(asha.client().lastError().code, Code::AnotherKey);
    QCOMPARE(asha.engine().pins().size(), 1);
}

void EngineTest::linkInsistsOnItsKey()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor otherPlace(source, quickSettings());
    HostControl *other = openOtherRoom(otherPlace);
    OPENS(other);
    Visitor asha(source, quickSettings());
    JoinTarget target = Visitor::linked(host->info());
    target.addresses = Visitor::typed(other->info().port).addresses;
    asha.client().join(target);
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::HostDiffers, patience);
    QVERIFY(asha.client().host().fromLink);
    QCOMPARE(asha.client().host().before, host->info().fingerprint);
    // A link of two addresses finds its host behind the stranger.
    target.addresses += Visitor::typed(host->info().port).addresses;
    asha.client().join(target);
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Lobby, patience);
    QCOMPARE(asha.client().host().address.port, host->info().port);
}

void EngineTest::formsReconnectUnseen()
{
    Settings settings = quickSettings();
    settings.lobbyDeadlineMs = 400;
    Visitor hostPlace(source, settings);
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor asha(source, quickSettings());
    asha.client().join(Visitor::linked(host->info()));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Lobby, patience);
    QTest::qWait(700);
    QCOMPARE(asha.client().stage(), RoomStage::Lobby);
    asha.client().checkName(QStringLiteral("asha"), {});
    QTRY_COMPARE_WITH_TIMEOUT(asha.verdicts.size(), 1, patience);
    QCOMPARE(asha.client().stage(), RoomStage::Lobby);
    host->close();
    QTRY_COMPARE_WITH_TIMEOUT(host->state(), HostControl::State::Closed, patience);
    // Whoever is linked in the lobby hears of the end; that a link of the room above still stood is chance.
    Visitor patientPlace(source, quickSettings());
    HostControl *patient = openRoom(patientPlace);
    OPENS(patient);
    asha.stages.clear();
    asha.client().join(Visitor::linked(patient->info()));
    QTRY_VERIFY_WITH_TIMEOUT(asha.hasStage(RoomStage::Lobby), patience);
    patient->close();
    QTRY_COMPARE_WITH_TIMEOUT(patient->state(), HostControl::State::Closed, patience);
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Ended, patience);
}

void EngineTest::nobodyListens()
{
    Visitor asha(source, quickSettings());
    asha.client().join(Visitor::typed(1));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Ended, patience);
    QCOMPARE(asha.client().lastError().code, Code::ConnectionRefused);
}

void EngineTest::theVaultKeepsTheDevice()
{
    QTemporaryDir hostFolder;
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor asha(source, quickSettings());
    ENTERS(asha, host, "asha");
    asha.client().leave();
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Idle, patience);
    const QDir vaults(asha.folder() + QStringLiteral("/vaults"));
    const QStringList before = vaults.entryList({QStringLiteral("*.sqlite")}, QDir::Files);
    QCOMPARE(before.size(), 1);
    // The very same account again: the vault opens and the device is the same.
    asha.client().join(Visitor::linked(host->info()));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Lobby, patience);
    asha.logsIn(QStringLiteral("asha"));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::InRoom, patience);
    QCOMPARE(asha.client().people().first().devices, 1);
    QVERIFY(!asha.client().people().first().hasNewKey);
    QCOMPARE(asha.notices(RoomNotice::Kind::Missed), 0);
}

void EngineTest::profileIsForOneEngine()
{
    Visitor asha(source, quickSettings());
    asha.engine().setSetting(QStringLiteral("a"), 7);
    Engine second(Engine::Options{asha.folder(), quickSettings()});
    QCOMPARE(second.openProfile().error().code, Code::ProfileInUse);
    QCOMPARE(asha.engine().setting(QStringLiteral("a")).toInt(), 7);
}

void EngineTest::newProfileIsMadeWhenPrepared()
{
    const QTemporaryDir folder;
    {
        Engine engine(Engine::Options{folder.path(), quickSettings()});
        const QSignalSpy failed(&engine, &Engine::profileFailed);
        QVERIFY(engine.openProfile(Engine::NewProfile::WhenPrepared));
        engine.prepare(Engine::Joins::Never);
        engine.setSetting(QStringLiteral("a"), 7); // queues up behind
        QTRY_VERIFY(QFileInfo::exists(folder.filePath(QStringLiteral("profile.sqlite"))));
        QCOMPARE(failed.count(), 0);
    }
    Engine again(Engine::Options{folder.path(), quickSettings()});
    QVERIFY(again.openProfile(Engine::NewProfile::WhenPrepared)); // it is there now: read before this returns
    QCOMPARE(again.setting(QStringLiteral("a")).toInt(), 7);
}

void EngineTest::newProfileThatCannotBeMade()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("profile.sqlite.new/in the way")));
    Engine engine(Engine::Options{folder.path(), quickSettings()});
    QSignalSpy failed(&engine, &Engine::profileFailed);
    QVERIFY(engine.openProfile(Engine::NewProfile::WhenPrepared));
    engine.prepare(Engine::Joins::Never);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().value<Error>().code, Code::StorageFailed);
    QVERIFY(!QFileInfo::exists(folder.filePath(QStringLiteral("profile.sqlite"))));
}

void EngineTest::newProfileIsForOneEngineToo()
{
    const QTemporaryDir folder;
    ProfileLock other;
    QVERIFY(other.acquire(folder.path()));
    Engine engine(Engine::Options{folder.path(), quickSettings()});
    QSignalSpy failed(&engine, &Engine::profileFailed);
    QVERIFY(engine.openProfile(Engine::NewProfile::WhenPrepared));
    engine.prepare(Engine::Joins::Never);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().value<Error>().code, Code::ProfileInUse);
    QVERIFY(!QFileInfo::exists(folder.filePath(QStringLiteral("profile.sqlite"))));
}

QTEST_GUILESS_MAIN(EngineTest)
#include "EngineTest.moc"
