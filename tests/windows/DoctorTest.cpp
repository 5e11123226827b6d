// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "Desk.h"
#include "DoctorWords.h"
#include "FreePort.h"
#include "MessageDialog.h"
#include "RoomDoctor.h"
#include "WelcomePage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

namespace waxwing {

using Cause = Diagnosis::Cause;
using Answer = Diagnosis::Answer;

namespace {

const Bytes digest(32, 'k');

FoundRoom found(const QString &address, quint16 port, const Bytes &key = digest)
{
    FoundRoom room;
    room.id = address.toUtf8() + Bytes::number(port);
    room.name = QStringLiteral("10B");
    room.addresses = {{address, port}};
    room.key = Fingerprint::ofDigest(key);
    return room;
}

JoinTarget typed(const QString &address, quint16 port = 12345)
{
    JoinTarget target;
    target.addresses = {{address, port}};
    return target;
}

Diagnosis looked(Code code, Answer port, const QString &network = {}, Answer otherPort = Answer::NotAsked)
{
    Diagnosis diagnosis;
    diagnosis.error.code = code;
    diagnosis.own = {{QStringLiteral("eth0"), QStringLiteral("192.168.1.5"), 24, false},
                     {QStringLiteral("lo"), QStringLiteral("127.0.0.1"), 8, true}};
    Diagnosis::Place place;
    place.address = {QStringLiteral("192.168.1.10"), 12345};
    place.port = port;
    place.otherPort = otherPort;
    place.network = network;
    diagnosis.places = {place};
    diagnosis.mayFind = true;
    return diagnosis;
}

} // namespace

/// The connection doctor: causes, their words, and real looks.
class DoctorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCauseIsToldApart_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("port");
        QTest::addColumn<int>("otherPort");
        QTest::addColumn<QString>("network");
        QTest::addColumn<int>("cause");
        QTest::addColumn<QString>("says");
        const QString near = QStringLiteral("192.168.1.5/24 (eth0)");
        const auto row = [](const char *name, Code code, Answer port, Answer other, const QString &network,
                            Cause cause, const char *says) {
            QTest::newRow(name) << int(code) << int(port) << int(other) << network << int(cause)
                                << QString::fromUtf8(says);
        };
        row("refused", Code::ConnectionRefused, Answer::Refused, Answer::NotAsked, near, Cause::Refused,
            "192.168.1.10 is on, but no room is open on port 12345. Ask the host whether the room is "
            "started, or check "
            "the port.");
        row("a firewall", Code::NoAnswer, Answer::Silent, Answer::Refused, near, Cause::PortSilent,
            "192.168.1.10 is on, but says nothing on port 12345. A firewall on it is the usual cause: the "
            "host has to "
            "let Waxwing in.");
        row("silent near", Code::NoAnswer, Answer::Silent, Answer::Silent, near, Cause::SilentNear,
            "No answer from 192.168.1.10, though it is on this PC's network 192.168.1.5/24 (eth0). It may be "
            "asleep, "
            "behind a firewall, or the Wi-Fi keeps its guests apart; or the address is wrong.");
        row("silent far", Code::NoAnswer, Answer::Silent, Answer::Silent, {}, Cause::SilentFar,
            "No answer from 192.168.1.10. It is on none of this PC's networks: join the host's network, or "
            "ask for an "
            "address on this one.");
        row("nobody there", Code::Unreachable, Answer::Unreachable, Answer::Unreachable, near,
            Cause::NobodyNear,
            "No machine answers at 192.168.1.10 on this PC's network 192.168.1.5/24 (eth0): it is off, or "
            "the address "
            "is wrong. Ask the host.");
        row("no way", Code::Unreachable, Answer::Unreachable, Answer::Unreachable, {}, Cause::NoWay,
            "There is no way from this PC to 192.168.1.10: it is on none of its networks. Join the host's "
            "network, or "
            "check the address.");
        row("not ours", Code::NotWaxwing, Answer::Open, Answer::Refused, near, Cause::NotWaxwing,
            "That address answered, but it is not a Waxwing host. Check the address and the port.");
        row("open by now", Code::ConnectionRefused, Answer::Open, Answer::Refused, near, Cause::AnswersNow,
            "192.168.1.10:12345 takes connections now. Try again.");
        row("open and silent", Code::NoAnswer, Answer::Open, Answer::Refused, near, Cause::Unclear,
            "No answer from 192.168.1.10. Usual causes: another network or a guest Wi-Fi, a firewall on the "
            "host, a "
            "wrong address.");
    }

    void everyCauseIsToldApart()
    {
        QFETCH(const int, code);
        QFETCH(const int, port);
        QFETCH(const int, otherPort);
        QFETCH(const QString, network);
        QFETCH(const int, cause);
        QFETCH(const QString, says);
        const Diagnosis diagnosis = diagnose(looked(Code(code), Answer(port), network, Answer(otherPort)),
                                             typed(QStringLiteral("192.168.1.10")), {});
        QCOMPARE(int(diagnosis.cause), cause);
        QCOMPARE(DoctorWords::cause(diagnosis), says);
        const QStringList checks = DoctorWords::checks(diagnosis);
        QCOMPARE(checks.size(), 6); // networks, the address, announcements
        QCOMPARE(checks[1], QStringLiteral("192.168.1.5/24 (eth0)"));
        QCOMPARE(checks[2], QStringLiteral("192.168.1.10:12345"));
        QCOMPARE(checks[5], QStringLiteral("none was heard on this network"));
        const QString report = DoctorWords::report(diagnosis);
        QVERIFY(report.startsWith(says) && report.contains(codeName(Code(code))) &&
                report.contains(checks[2]));
    }

    void thisPcItself()
    {
        Diagnosis own =
            looked(Code::ConnectionRefused, Answer::Refused, QStringLiteral("192.168.1.10/24 (eth0)"));
        own.places[0].isOwn = true;
        const Diagnosis diagnosis = diagnose(own, typed(QStringLiteral("192.168.1.10")), {});
        QCOMPARE(diagnosis.cause, Cause::OwnPc);
        QVERIFY(DoctorWords::cause(diagnosis).startsWith(QStringLiteral("192.168.1.10 is this PC itself")));
    }

    void noNetworkAtAll()
    {
        Diagnosis alone = looked(Code::Unreachable, Answer::Unreachable);
        alone.own.removeFirst();
        const Diagnosis diagnosis = diagnose(alone, typed(QStringLiteral("192.168.1.10")), {});
        QCOMPARE(diagnosis.cause, Cause::NoNetwork);
        QVERIFY(DoctorWords::cause(diagnosis).startsWith(QStringLiteral("This PC is on no network.")));
        QCOMPARE(DoctorWords::checks(diagnosis)[1], QStringLiteral("none"));
        alone.places[0].isOwn = true; // loopback works without one
        alone.places[0].port = Answer::Refused;
        QCOMPARE(diagnose(alone, typed(QStringLiteral("127.0.0.1")), {}).cause, Cause::OwnPc);
    }

    void aRoomThatMovedIsFoundByItsKeyAlone()
    {
        const QList<FoundRoom> rooms{found(QStringLiteral("192.168.1.10"), 12346, Bytes(32, 'x')),
                                     found(QStringLiteral("192.168.1.20"), 12345)};
        JoinTarget known = typed(QStringLiteral("192.168.1.10"));
        known.pinnedDigest = digest;
        const Diagnosis refused = looked(Code::ConnectionRefused, Answer::Refused);
        const Diagnosis moved = diagnose(refused, known, rooms);
        QCOMPARE(moved.cause, Cause::Moved);
        QCOMPARE(moved.elsewhere->addresses, rooms[1].addresses);
        QCOMPARE(DoctorWords::cause(moved),
                 QStringLiteral("The room is announced in another place now: “10B” at 192.168.1.20:12345."));
        JoinTarget linked = typed(QStringLiteral("192.168.1.10"));
        linked.key = Fingerprint::ofDigest(digest).text();
        QCOMPARE(diagnose(refused, linked, rooms).elsewhere->addresses, rooms[1].addresses);
        QVERIFY(!diagnose(refused, linked, {rooms[0]}).elsewhere); // another key is another room
        // Where it was tried already, it is not elsewhere.
        JoinTarget there = typed(QStringLiteral("192.168.1.20"));
        there.pinnedDigest = digest;
        QVERIFY(!diagnose(refused, there, rooms).elsewhere);
        QCOMPARE(DoctorWords::checks(diagnose(refused, there, rooms)).last(),
                 QStringLiteral("2 were heard, and none is this one"));
    }

    void aTypedAddressLeadsToTheRoomOfThatMachine()
    {
        const QList<FoundRoom> rooms{found(QStringLiteral("192.168.1.20"), 12345),
                                     found(QStringLiteral("192.168.1.10"), 12346)};
        const Diagnosis diagnosis = diagnose(looked(Code::ConnectionRefused, Answer::Refused),
                                             typed(QStringLiteral("192.168.1.10")), rooms);
        QCOMPARE(diagnosis.cause, Cause::Nearby);
        QCOMPARE(DoctorWords::cause(diagnosis),
                 QStringLiteral(
                     "No room was reached on that port, but “10B” is announced at 192.168.1.10:12346."));
    }

    void onlyWhatNobodyAnsweredIsExamined()
    {
        QVERIFY(isWorthExamining(Code::NoAnswer));
        QVERIFY(isWorthExamining(Code::NotWaxwing));
        QVERIFY(!isWorthExamining(Code::RoomFull));
        QVERIFY(!isWorthExamining(Code::Cancelled));
        QVERIFY(!isWorthExamining(Code::SelfTestFailed));
    }

    // ---- Real looks

    void realPortsAreLookedAt()
    {
        QTcpServer open;
        QVERIFY(open.listen(QHostAddress::LocalHost));
        const Desk desk;
        RoomFinder *finder = desk.engine().makeFinder(nullptr);
        const std::unique_ptr<RoomFinder> owner(finder);
        RoomDoctor doctor(*finder);
        QSignalSpy finished(&doctor, &RoomDoctor::finished);
        JoinTarget target = typed(QStringLiteral("127.0.0.1"), test::freePort());
        target.addresses.append({QStringLiteral("127.0.0.1"), open.serverPort()});
        doctor.examine(target, {Code::ConnectionRefused, {}});
        QVERIFY(finished.wait(Desk::patience));
        const auto diagnosis = finished.first().first().value<Diagnosis>();
        QCOMPARE(diagnosis.places.size(), 2);
        QCOMPARE(diagnosis.places[0].port, Answer::Open); // the nearest to a room first
        QCOMPARE(diagnosis.places[1].port, Answer::Refused);
        QVERIFY(!diagnosis.places[1].detail.isEmpty());
        QVERIFY(diagnosis.places[0].isOwn);
        QCOMPARE(diagnosis.places[0].otherPort, Answer::NotAsked);
        QCOMPARE(diagnosis.cause, Cause::AnswersNow);
        QVERIFY(!diagnosis.mayFind);
        doctor.examine(target, {Code::ConnectionRefused, {}});
        doctor.stop();
        QVERIFY(!finished.wait(300));
    }

    void theDialogShowsAndCopiesTheChecks()
    {
        const Desk guest;
        const quint16 port = test::freePort();
        QVERIFY(guest.joinAddress(hands::loopback(port)));
        WelcomePage *welcome = guest.window().welcome();
        QTRY_VERIFY_WITH_TIMEOUT(welcome->whyButton()->isVisible(), Desk::patience);
        hands::click(welcome->whyButton());
        MessageDialog *dialog = guest.waitForDialog();
        QVERIFY(dialog);
        QCOMPARE(dialog->title(), QStringLiteral("What is wrong?"));
        QCOMPARE(dialog->words(), welcome->joinError());
        QVERIFY(pageTexts(dialog).join(u'|').contains(QStringLiteral("port %1 refused after").arg(port)));
        for (Button *button : dialog->findChildren<Button *>()) {
            if (button->text() == QStringLiteral("Copy"))
                hands::click(button);
        }
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.contains(QStringLiteral("127.0.0.1:%1: this PC itself; port %1 refused").arg(port)),
                 qPrintable(copied));
    }

private:
    static QStringList pageTexts(const QWidget *widget)
    {
        QStringList texts;
        for (const QLabel *label : widget->findChildren<QLabel *>())
            texts.append(label->text());
        return texts;
    }
};

} // namespace waxwing

Q_DECLARE_METATYPE(waxwing::Diagnosis)

QTEST_MAIN(waxwing::DoctorTest)
#include "DoctorTest.moc"
