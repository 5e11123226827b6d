// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "../channel/support/TestKeys.h"
#include "GuestHandshake.h"
#include "HandshakeSteps.h"
#include "Record.h"
#include "TracedSession.h"

#include <QTest>

using namespace waxwing;
using Kind = HandshakeStep::Kind;
using State = HandshakeSteps::State;

namespace {

HandshakeSteps read(const FrameLog &log, quint64 link = 1, quint64 most = 4'096)
{
    HandshakeSteps steps(link);
    do {
        (void)steps.advance(log, most);
    } while (!steps.isUpToDate(log));
    return steps;
}

std::vector<Kind> kindsOf(const HandshakeSteps &steps)
{
    std::vector<Kind> kinds;
    for (const HandshakeStep &step : steps.steps())
        kinds.push_back(step.kind);
    return kinds;
}

const std::vector<Kind> wholeWay{Kind::GuestHello,  Kind::HostHello,   Kind::Ready,       Kind::HostProof,
                                 Kind::Lobby,       Kind::Check,       Kind::Checked,     Kind::Register,
                                 Kind::Registered,  Kind::ClientFirst, Kind::ServerFirst, Kind::ClientFinal,
                                 Kind::ServerFinal, Kind::Identity,    Kind::Refresh,     Kind::Refreshed,
                                 Kind::RefreshEnd,  Kind::Welcome};

} // namespace

/// A link's way to `welcome`, from what real links put into their logs, and what a log has lost or a link
/// left undone.
class HandshakeStepsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wholeWayIsFoundOnBothSides();
    void sizesEpochsAndSentencesAreTheFrames();
    void comesPieceByPiece();
    void nothingBehindWelcome();
    void wrongPasswordIsAStep();
    void otherLinksAreLeftOut();
    void alertIsTheEnd();
    void closeIsTheEnd();
    void lostLinkIsTheEnd();
    void messageOutOfTurnIsAStep();
    void refusedRecordIsAStep();
    void strangersBytesAreAStep();
    void forgottenBeginningIsSaid();
    void forgottenHandshakeIsSaid();
    void emptyLogHasNoSteps();
    void floodIsCut();
};

void HandshakeStepsTest::wholeWayIsFoundOnBothSides()
{
    TracedSession session;
    QVERIFY(session.enter());
    for (const bool atHost : {false, true}) {
        const HandshakeSteps steps = read(atHost ? *session.hostLog() : *session.guestLog());
        QCOMPARE(kindsOf(steps), wholeWay);
        QCOMPARE(steps.state(), State::Admitted);
        QVERIFY(steps.hasKeys());
        QVERIFY(steps.isHostAccepted());
        QVERIFY(!steps.beginsLate());
        QVERIFY(!steps.isCut());
        QCOMPARE(steps.link().isHostSide, atHost);
        QCOMPARE(steps.guestName(), QStringLiteral("asha"));
        QCOMPARE(steps.roomName(), QStringLiteral("10B Network security"));
        QVERIFY(steps.steps().front().fromGuest);
        QCOMPARE(steps.steps().front().sent, !atHost);
        QVERIFY(!steps.steps().back().fromGuest);
        QCOMPARE(steps.steps().back().sent, atHost);
    }
}

void HandshakeStepsTest::sizesEpochsAndSentencesAreTheFrames()
{
    TracedSession session;
    QVERIFY(session.enter());
    const auto log = session.guestLog();
    const HandshakeSteps steps = read(*log);
    qint64 before = 0;
    for (const HandshakeStep &step : steps.steps()) {
        const auto frame = log->frame(step.frame);
        QVERIFY(frame);
        QCOMPARE(step.frameBytes, frame->bytes().size());
        QCOMPARE(step.timeNs, frame->timeNs);
        QVERIFY(step.timeNs >= before);
        before = step.timeNs;
        QVERIFY(!step.sentence.empty());
        QVERIFY(!step.paragraph.empty());
        const bool isHello = step.kind == Kind::GuestHello || step.kind == Kind::HostHello;
        QCOMPARE(step.epoch.has_value(), !isHello);
        QCOMPARE(step.contentBytes, isHello ? -1 : frame->content().size());
        if (!isHello)
            QCOMPARE(step.frameBytes, frameSize(step.contentBytes));
    }
    const std::vector<HandshakeStep> &all = steps.steps();
    QCOMPARE(all[0].frameBytes, 525); // no field of a hello varies in size
    QCOMPARE(all[1].frameBytes, 490);
    QCOMPARE(all[2].epoch.value(), 0U);
    QCOMPARE(all[3].epoch.value(), 0U);
    for (std::size_t i = 4; i < 17; ++i)
        QCOMPARE(all[i].epoch.value(), 1U);
    QCOMPARE(all[4].sequence, 0U);
    QCOMPARE(all[17].epoch.value(), 2U);
    QCOMPARE(all[17].sequence, 0U);
    QCOMPARE(QByteArray(all[2].sentence.data(), qsizetype(all[2].sentence.size())),
             QByteArray("Proves that the secret was opened."));
}

void HandshakeStepsTest::comesPieceByPiece()
{
    TracedSession session;
    const auto log = session.hostLog();
    HandshakeSteps steps(1);
    QVERIFY(steps.advance(*log)); // the link is there
    QCOMPARE(steps.state(), State::Empty);
    QVERIFY(!steps.advance(*log));
    QVERIFY(session.meet());
    QVERIFY(steps.advance(*log, 1));
    QCOMPARE(steps.steps().size(), 1U);
    QCOMPARE(steps.state(), State::UnderWay);
    QVERIFY(!steps.isUpToDate(*log));
    QVERIFY(!steps.hasKeys());
    while (!steps.isUpToDate(*log))
        QVERIFY(steps.advance(*log, 1));
    QCOMPARE(steps.steps().size(), 5U);
    QVERIFY(steps.hasKeys());
    QVERIFY(!steps.isHostAccepted()); // the guest has said nothing since
    QVERIFY(session.logIn());
    QVERIFY(steps.advance(*log));
    QVERIFY(steps.isHostAccepted());
    QCOMPARE(steps.state(), State::UnderWay);
}

void HandshakeStepsTest::nothingBehindWelcome()
{
    TracedSession session;
    QVERIFY(session.enter());
    QVERIFY(session.guestSays(QStringLiteral("hello")));
    QVERIFY(session.refresh());
    session.pair->guest->close(Code::Left);
    QTRY_VERIFY(session.pair->host->isEnded());
    const HandshakeSteps steps = read(*session.hostLog());
    QCOMPARE(kindsOf(steps), wholeWay);
    QCOMPARE(steps.state(), State::Admitted);
    QVERIFY(steps.link().endNs != 0);
    QCOMPARE(steps.link().end.code, Code::Left);
}

void HandshakeStepsTest::wrongPasswordIsAStep()
{
    TracedSession session;
    QVERIFY(session.meet());
    QVERIFY(session.logIn(true));
    const HandshakeSteps steps = read(*session.guestLog());
    const auto found = std::find_if(steps.steps().begin(), steps.steps().end(),
                                    [](const HandshakeStep &step) { return step.kind == Kind::Refused; });
    QVERIFY(found != steps.steps().end());
    QCOMPARE(found->code, Code::PasswordWrong);
    QVERIFY(!found->fromGuest);
    QCOMPARE(std::next(found)->kind, Kind::ClientFirst);
    QCOMPARE(steps.state(), State::UnderWay);
}

void HandshakeStepsTest::otherLinksAreLeftOut()
{
    TracedSession session;
    LinkPair other(Wire::Pipe, {}, testKeys::oneTimeKey(), testKeys::identity());
    session.atHost.attach(*other.host);
    QVERIFY(other.open());
    QVERIFY(session.enter());
    QCOMPARE(kindsOf(read(*session.hostLog(), 1)), wholeWay);
    const HandshakeSteps second = read(*session.hostLog(), 2);
    QCOMPARE(kindsOf(second), std::vector<Kind>(wholeWay.begin(), wholeWay.begin() + 4));
    QVERIFY(!second.beginsLate());
    QCOMPARE(second.guestName(), QString());
    QCOMPARE(read(*session.hostLog(), 3).state(), State::Empty);
}

void HandshakeStepsTest::alertIsTheEnd()
{
    auto [near, far] = makeStreams(Wire::Pipe);
    WireTrace trace;
    SystemRandom random;
    JobPool jobs;
    Link host(std::move(far), SecureChannel::host(testKeys::identity(), random), jobs, {});
    trace.attach(host);
    host.start();
    host.close(Code::Busy);
    QTRY_VERIFY(trace.log()->link(1)->endNs != 0);
    const HandshakeSteps steps = read(*trace.log());
    QCOMPARE(kindsOf(steps), std::vector<Kind>{Kind::Alert});
    QCOMPARE(steps.steps().front().code, Code::Busy);
    QCOMPARE(steps.state(), State::Ended);
    QVERIFY(!steps.hasKeys());
}

void HandshakeStepsTest::closeIsTheEnd()
{
    TracedSession session;
    QVERIFY(session.meet());
    session.pair->host->close(Code::TooManyTries);
    QTRY_COMPARE(session.pair->atGuest->endCode(), Code::TooManyTries);
    const HandshakeSteps steps = read(*session.guestLog());
    QCOMPARE(steps.steps().back().kind, Kind::Close);
    QCOMPARE(steps.steps().back().code, Code::TooManyTries);
    QCOMPARE(steps.state(), State::Ended);
    QCOMPARE(steps.link().end.code, Code::TooManyTries);
    QVERIFY(steps.link().endedByPeer);
}

void HandshakeStepsTest::lostLinkIsTheEnd()
{
    TracedSession session;
    QVERIFY(session.meet());
    session.pair->guest->abandon();
    QTRY_VERIFY(session.pair->host->isEnded());
    const HandshakeSteps steps = read(*session.hostLog());
    QCOMPARE(steps.steps().back().kind, Kind::Lobby);
    QCOMPARE(steps.state(), State::Ended);
    QCOMPARE(steps.link().end.code, Code::Lost);
}

void HandshakeStepsTest::messageOutOfTurnIsAStep()
{
    TracedSession session;
    QVERIFY(session.meet());
    session.pair->guest->send(Say{1, QStringLiteral("too early")});
    QTRY_COMPARE(session.pair->atHost->count<Say>(), 1);
    const HandshakeSteps steps = read(*session.hostLog());
    QCOMPARE(steps.steps().size(), 6U);
    QCOMPARE(steps.steps()[5].kind, Kind::OutOfTurn);
    QCOMPARE(steps.state(), State::UnderWay);
}

void HandshakeStepsTest::refusedRecordIsAStep()
{
    auto [near, far] = makeStreams(Wire::Pipe);
    WireTrace trace;
    SystemRandom random;
    JobPool jobs;
    Link host(std::move(far), SecureChannel::host(testKeys::identity(), random), jobs, {});
    trace.attach(host);
    host.start();
    GuestHandshake guest(testKeys::oneTimeKey(), random);
    near->write(guest.guestHello().bytes);
    QTRY_COMPARE(trace.log()->end(), 3U);    // both hellos
    Bytes forged("\x00\x00\x01\x1d\x03", 5); // claims to be record 0 of epoch 0
    forged += Bytes(12, '\0') + Bytes(272, 'f');
    near->write(forged);
    QTRY_VERIFY(trace.log()->end() > 3);
    const HandshakeSteps steps = read(*trace.log());
    QCOMPARE(steps.steps()[2].kind, Kind::NotTaken);
    QCOMPARE(steps.steps()[2].code, Code::Tampered);
    QVERIFY(!steps.hasKeys());
}

void HandshakeStepsTest::strangersBytesAreAStep()
{
    auto [near, far] = makeStreams(Wire::Pipe);
    WireTrace trace;
    SystemRandom random;
    JobPool jobs;
    Link host(std::move(far), SecureChannel::host(testKeys::identity(), random), jobs, {});
    trace.attach(host);
    host.start();
    near->write("GET / HTTP/1.1\r\n\r\n");
    QTRY_VERIFY(trace.log()->link(1)->endNs != 0);
    const HandshakeSteps steps = read(*trace.log());
    const std::vector<Kind> kinds = kindsOf(steps);
    QVERIFY(std::find(kinds.begin(), kinds.end(), Kind::Unframed) != kinds.end());
    QVERIFY(std::find(kinds.begin(), kinds.end(), Kind::Alert) != kinds.end());
    QCOMPARE(steps.state(), State::Ended);
}

void HandshakeStepsTest::forgottenBeginningIsSaid()
{
    for (const int kept : {8, 17}) { // of 18: then the other direction is still whole
        TracedSession session({}, {kept, 1 << 20});
        QVERIFY(session.enter());
        const HandshakeSteps steps = read(*session.guestLog());
        QVERIFY(steps.beginsLate());
        QCOMPARE(kindsOf(steps), std::vector<Kind>(wholeWay.end() - kept, wholeWay.end()));
        QCOMPARE(steps.state(), State::Admitted);
    }
}

void HandshakeStepsTest::forgottenHandshakeIsSaid()
{
    TracedSession session({}, {8, 1 << 20});
    QVERIFY(session.enter());
    QVERIFY(session.refresh());
    for (int i = 0; i < 3; ++i)
        QVERIFY(session.guestSays(QStringLiteral("late")));
    const HandshakeSteps steps = read(*session.guestLog());
    QVERIFY(steps.beginsLate());
    QVERIFY(steps.steps().empty()); // the refresh that is kept was not the login's
    QCOMPARE(steps.state(), State::Forgotten);
}

void HandshakeStepsTest::emptyLogHasNoSteps()
{
    const FrameLog log;
    HandshakeSteps steps(1);
    QVERIFY(!steps.advance(log));
    QVERIFY(steps.isUpToDate(log));
    QCOMPARE(steps.state(), State::Empty);
}

void HandshakeStepsTest::floodIsCut()
{
    TracedSession session;
    QVERIFY(session.meet());
    const std::size_t many = HandshakeSteps::mostSteps + 50;
    for (std::size_t i = 0; i < many; ++i)
        session.pair->guest->send(Check{QStringLiteral("a"), {}});
    QTRY_COMPARE(session.pair->atHost->count<Check>(), int(many));
    const HandshakeSteps steps = read(*session.hostLog());
    QCOMPARE(steps.steps().size(), HandshakeSteps::mostSteps);
    QVERIFY(steps.isCut());
}

QTEST_GUILESS_MAIN(HandshakeStepsTest)
#include "HandshakeStepsTest.moc"
