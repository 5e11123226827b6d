// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "Desk.h"
#include "Field.h"
#include "FirstContactPage.h"
#include "GuestFlow.h"
#include "HostChangedPage.h"
#include "HostPage.h"
#include "JoinCardPage.h"
#include "LogInPage.h"
#include "RegisterPage.h"
#include "Sentences.h"
#include "WelcomePage.h"

#include <QListView>
#include <QTcpServer>
#include <QTcpSocket>

using namespace waxwing;

namespace {

const QString password = QStringLiteral("Gr3en-Kettle7");

QString loopback(quint16 port)
{
    return QStringLiteral("127.0.0.1:%1").arg(port);
}

} // namespace

/// Each thing that can go wrong before a room, and the sentence that stands there then.
class JoinErrorsWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsNoAddress();
    void nobodyListens();
    void somebodyElseListens();
    void aWaitCanBeCancelled();
    void aBusyPortOffersTheNext();
    void namesAndPasswords();
    void fiveWrongPasswordsPause();
    void anotherHostAtAKnownAddress();
    void aLinkOfAnotherHost();
    void aCodeThatDiffers();
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
    const quint16 port = hands::freePort();
    QVERIFY(guest.joinAddress(loopback(port)));
    Circumstances about;
    about.address = QStringLiteral("127.0.0.1");
    about.port = port;
    QTRY_COMPARE_WITH_TIMEOUT(guest.window().welcome()->joinError(),
                              Sentences::of(Code::ConnectionRefused, about), Desk::patience);
    QVERIFY(guest.window().isAtWelcome());
    QCOMPARE(guest.window().welcome()->address(), loopback(port)); // kept, to be mended in place
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
    QVERIFY(guest.joinAddress(loopback(web.serverPort())));
    QTRY_COMPARE_WITH_TIMEOUT(guest.window().welcome()->joinError(), Sentences::of(Code::NotWaxwing),
                              Desk::patience);
}

void JoinErrorsWindowTest::aWaitCanBeCancelled()
{
    QTcpServer silent; // takes the connection and says nothing
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const Desk guest;
    QVERIFY(guest.joinAddress(loopback(silent.serverPort())));
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
    QVERIFY(other.listen(QHostAddress::Any));
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

void JoinErrorsWindowTest::namesAndPasswords()
{
    const Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), port));
    QVERIFY(guest.joinAddress(loopback(port)));
    QVERIFY(guest.acceptCode());
    auto *form = guest.waitFor<RegisterPage>();
    QVERIFY(form);
    Field *name = form->field(RegisterPage::Input::Username);
    hands::type(name->edit(), QStringLiteral("ms rao")); // in another case: the same
    QTRY_VERIFY_WITH_TIMEOUT(name->error().startsWith(QStringLiteral("“ms rao” is taken. Free: ")),
                             Desk::patience);
    hands::type(name->edit(), QStringLiteral("Ms Rа")); // a Cyrillic letter among Latin ones
    QTRY_VERIFY_WITH_TIMEOUT(name->error().contains(QStringLiteral("several scripts")), Desk::patience);
    hands::type(name->edit(), QStringLiteral("asha"));
    QTRY_COMPARE_WITH_TIMEOUT(name->shownLine(), QStringLiteral("“asha” is free."), Desk::patience);

    QVERIFY(guest.registerAs(QStringLiteral("asha"), QStringLiteral("short")));
    Field *secret = form->field(RegisterPage::Input::Password);
    QCOMPARE(secret->error(), Sentences::of(Code::PasswordTooShort));

    hands::click(form->linkButton()); // I have an account
    auto *logIn = guest.waitFor<LogInPage>();
    QVERIFY(logIn);
    QCOMPARE(logIn->username(), QStringLiteral("asha")); // typed once is enough
    QVERIFY(guest.logIn(password));
    Circumstances about;
    about.name = QStringLiteral("asha");
    QTRY_COMPARE_WITH_TIMEOUT(logIn->field(LogInPage::Input::Username)->error(),
                              Sentences::of(Code::NameUnknown, about), Desk::patience);
    QVERIFY(logIn->linkButton()->isVisible());
    hands::click(logIn->linkButton());
    QVERIFY(guest.waitFor<RegisterPage>());
    QVERIFY(guest.registerAs(QStringLiteral("asha"), password));
    QVERIFY(guest.waitFor<ChatPage>());
}

void JoinErrorsWindowTest::fiveWrongPasswordsPause()
{
    const Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), port));
    QVERIFY(guest.joinAddress(loopback(port)));
    QVERIFY(guest.acceptCode());
    QVERIFY(guest.registerAs(QStringLiteral("ravi"), password));
    QVERIFY(guest.waitFor<ChatPage>());
    QVERIFY(guest.say(QStringLiteral("/bye")));
    QVERIFY(guest.waitFor<WelcomePage>());
    QVERIFY(guest.joinAddress(loopback(port)));
    auto *form = guest.waitFor<LogInPage>();
    QVERIFY(form);
    Field *field = form->field(LogInPage::Input::Password);
    Circumstances about;
    for (int left = 4; left > 0; --left) {
        QVERIFY(guest.logIn(QStringLiteral("wrong password %1").arg(left)));
        about.triesLeft = left;
        QTRY_COMPARE_WITH_TIMEOUT(field->error(), Sentences::of(Code::PasswordWrong, about), Desk::patience);
        QVERIFY(field->edit()->hasFocus());
    }
    QVERIFY(guest.logIn(QStringLiteral("wrong password 0")));
    QTRY_VERIFY_WITH_TIMEOUT(form->isPaused(), Desk::patience);
    QVERIFY(!form->primaryButton()->isEnabled());
    QVERIFY(field->error().startsWith(QStringLiteral("Too many wrong passwords. Try again in ")));
}

void JoinErrorsWindowTest::anotherHostAtAKnownAddress()
{
    Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), port));
    QVERIFY(guest.joinAddress(loopback(port)));
    QVERIFY(guest.acceptCode());
    QVERIFY(guest.registerAs(QStringLiteral("ravi"), password));
    QVERIFY(guest.waitFor<ChatPage>());
    QVERIFY(guest.say(QStringLiteral("/bye")));
    QVERIFY(guest.waitFor<WelcomePage>());

    host.replaceProfile(); // another key
    QVERIFY(host.hostRoom(QStringLiteral("Trap"), QStringLiteral("Eve"), port));
    auto *list = guest.window().welcome()->findChild<QListView *>();
    QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 1, Desk::patience);
    hands::press(list, Qt::Key_Return);
    auto *page = guest.waitFor<HostChangedPage>();
    QVERIFY(page);
    QCOMPARE(page->title(), QStringLiteral("This is not the same host as before"));
    QVERIFY(!page->meetButton()->isVisible()); // a recent room insists
    QVERIFY(page->stopButton()->hasFocus());
    QTest::keyClick(page->stopButton(), Qt::Key_Return);
    QVERIFY(guest.waitFor<WelcomePage>());
    QCOMPARE(list->model()->rowCount(), 1); // the pin stays as it was

    QVERIFY(guest.joinAddress(loopback(port)));
    page = guest.waitFor<HostChangedPage>();
    QVERIFY(page);
    QVERIFY(page->meetButton()->isVisible());
    hands::click(page->meetButton());
    QVERIFY(guest.acceptCode()); // met as new: compared like any other
    QVERIFY(guest.waitFor<RegisterPage>());
}

void JoinErrorsWindowTest::aLinkOfAnotherHost()
{
    const Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), port));
    const QString link =
        QStringLiteral("waxwing://%1/?key=ABCDEFGHABCDEFGHABCDEFGHABCDEFGH").arg(loopback(port));
    QVERIFY(guest.joinAddress(link));
    auto *page = guest.waitFor<HostChangedPage>();
    QVERIFY(page);
    QCOMPARE(page->title(), QStringLiteral("This is not the host of the link"));
    QVERIFY(!page->meetButton()->isVisible());
    QTest::keyClick(page, Qt::Key_Escape);
    QVERIFY(guest.waitFor<WelcomePage>());
}

void JoinErrorsWindowTest::aCodeThatDiffers()
{
    const Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), port));
    QVERIFY(guest.joinAddress(loopback(port)));
    auto *page = guest.waitFor<FirstContactPage>();
    QVERIFY(page);
    QTest::keyClick(page, Qt::Key_Return); // no default: Enter alone accepts nothing
    QVERIFY(guest.page<FirstContactPage>());
    hands::click(page->differsButton());
    QVERIFY(guest.waitFor<WelcomePage>());
    QCOMPARE(guest.window().welcome()->rooms()->rowCount(), 0); // nothing is remembered
}

QTEST_MAIN(JoinErrorsWindowTest)
#include "JoinErrorsWindowTest.moc"
