// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "Desk.h"
#include "Field.h"
#include "FreePort.h"
#include "HostPage.h"
#include "JoinCardPage.h"
#include "Sentences.h"
#include "WelcomePage.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <array>

using namespace waxwing;

/// What can go wrong on the way to a host, and the sentence that stands there then.
class JoinErrorsWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsNoAddress();
    void nobodyListens();
    void somebodyElseListens();
    void aMachineThatDoesNotAnswer();
    void aHostThatSaysNothing();
    void aWaitCanBeCancelled();
    void aBusyPortOffersTheNext();

private:
    static void expectNoAnswer(const Desk &guest, quint16 port);
};

void JoinErrorsWindowTest::whatIsNoAddress()
{
    const Desk guest;
    QVERIFY(guest.joinAddress(QStringLiteral("hello")));
    QCOMPARE(guest.window().welcome()->joinError(), Sentences::of(Code::AddressInvalid));
    QVERIFY(guest.window().welcome()->addressEdit()->hasFocus());
    QVERIFY(guest.joinAddress(QStringLiteral("waxwing://127.0.0.1:12345/?key=short")));
    QCOMPARE(guest.window().welcome()->joinError(), Sentences::of(Code::LinkInvalid));
    hands::type(guest.window().welcome()->addressEdit(), QStringLiteral("1"));
    QVERIFY(guest.window().welcome()->joinError().isEmpty());
}

void JoinErrorsWindowTest::nobodyListens()
{
    const Desk guest;
    const quint16 port = test::freePort();
    QVERIFY(guest.joinAddress(hands::loopback(port)));
    WelcomePage *welcome = guest.window().welcome();
    QTRY_VERIFY_WITH_TIMEOUT(welcome->whyButton()->isVisible(), Desk::patience);
    QCOMPARE(welcome->joinError(),
             QStringLiteral(
                 "127.0.0.1 is this PC itself, and no room is open on it on port %1. Host one here, or type "
                 "the address of the host's PC.")
                 .arg(port));
    QVERIFY(!welcome->otherPlaceButton()->isVisible());
    QVERIFY(guest.window().isAtWelcome());
    QCOMPARE(guest.window().welcome()->address(), hands::loopback(port)); // kept, to be mended in place
}

void JoinErrorsWindowTest::somebodyElseListens()
{
    QTcpServer web;
    QVERIFY(web.listen(QHostAddress::LocalHost));
    connect(&web, &QTcpServer::newConnection, this, [&web] {
        QTcpSocket *socket = web.nextPendingConnection();
        socket->write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    });
    const Desk guest;
    QVERIFY(guest.joinAddress(hands::loopback(web.serverPort())));
    QTRY_COMPARE_WITH_TIMEOUT(guest.window().welcome()->joinError(), Sentences::of(Code::NotWaxwing),
                              Desk::patience);
}

void JoinErrorsWindowTest::expectNoAnswer(const Desk &guest, quint16 port)
{
    WelcomePage *welcome = guest.window().welcome();
    QVERIFY(guest.joinAddress(hands::loopback(port)));
    QVERIFY(!welcome->hostButton()->isEnabled()); // one thing at a time
    Circumstances about;
    about.address = QStringLiteral("127.0.0.1");
    QTRY_COMPARE_WITH_TIMEOUT(welcome->joinError(), Sentences::of(Code::NoAnswer, about), Desk::patience);
    QVERIFY(welcome->joinError().startsWith(QStringLiteral("No answer from 127.0.0.1. Usual causes: ")));
    QCOMPARE(welcome->joinButton()->text(), QStringLiteral("Join"));
    QVERIFY(welcome->hostButton()->isEnabled());
    QVERIFY(welcome->addressEdit()->hasFocus());
    QCOMPARE(welcome->address(), hands::loopback(port)); // kept, to be mended in place
    QVERIFY(guest.window().isAtWelcome());
}

void JoinErrorsWindowTest::aMachineThatDoesNotAnswer()
{
    // A listener whose queue is full: further connections get no answer.
    QTcpServer full;
    full.setListenBacklogSize(0);
    QVERIFY(full.listen(QHostAddress::LocalHost));
    full.pauseAccepting();
    std::array<QTcpSocket, 4> fillers;
    for (QTcpSocket &filler : fillers)
        filler.connectToHost(QHostAddress(QHostAddress::LocalHost), full.serverPort());
    QTest::qWait(50);
    Settings settings;
    settings.connectTimeoutMs = 300;
    expectNoAnswer(Desk(settings), full.serverPort());
}

void JoinErrorsWindowTest::aHostThatSaysNothing()
{
    QTcpServer silent; // takes the connection, and no more
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    Settings settings;
    settings.hostHelloDeadlineMs = 300;
    expectNoAnswer(Desk(settings), silent.serverPort());
}

void JoinErrorsWindowTest::aWaitCanBeCancelled()
{
    QTcpServer silent; // takes the connection and says nothing
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const Desk guest;
    QVERIFY(guest.joinAddress(hands::loopback(silent.serverPort())));
    WelcomePage *welcome = guest.window().welcome();
    QCOMPARE(welcome->joinButton()->text(), QStringLiteral("Cancel"));
    QVERIFY(!welcome->hostButton()->isEnabled());
    hands::press(welcome->addressEdit(), Qt::Key_Escape);
    QTRY_COMPARE(welcome->joinButton()->text(), QStringLiteral("Join"));
    QVERIFY(welcome->hostButton()->isEnabled());
    QVERIFY(welcome->joinError().isEmpty());
    QVERIFY(guest.window().isAtWelcome());
}

void JoinErrorsWindowTest::aBusyPortOffersTheNext()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::Any, test::freePort())); // it and the next: lent to nobody
    const Desk host;
    hands::click(host.window().welcome()->hostButton());
    auto *form = host.waitFor<HostPage>();
    hands::type(form->field(HostPage::Input::Room)->edit(), QStringLiteral("Lab 3"));
    hands::type(form->field(HostPage::Input::Name)->edit(), QStringLiteral("Ms Rao"));
    hands::type(form->field(HostPage::Input::Port)->edit(), QString::number(other.serverPort()));
    hands::press(form->field(HostPage::Input::Port)->edit(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(form->offerButton()->isVisible(), Desk::patience);
    QCOMPARE(form->field(HostPage::Input::Port)->error(),
             QStringLiteral("Port %1 is used by another program.").arg(other.serverPort()));
    hands::click(form->offerButton());
    QVERIFY(host.waitFor<JoinCardPage>());
    QVERIFY(host.window().hostFlow().control()->info().port != other.serverPort());
}

QTEST_MAIN(JoinErrorsWindowTest)
#include "JoinErrorsWindowTest.moc"
