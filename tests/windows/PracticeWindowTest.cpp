// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Application.h"
#include "Button.h"
#include "Button.h"
#include "ChatHeader.h"
#include "ChatPage.h"
#include "LockLine.h"
#include "Desk.h"
#include "Field.h"
#include "GuestFlow.h"
#include "JoinCardPage.h"
#include "RegisterPage.h"
#include "WelcomePage.h"

using namespace waxwing;

namespace {

QList<RoomWindow *> windows()
{
    QList<RoomWindow *> result;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        auto *window = qobject_cast<RoomWindow *>(widget);
        if (window != nullptr && window->isVisible())
            result.append(window);
    }
    return result;
}

} // namespace

/// The program itself with its windows: "Try it on this PC", and a second room wished for.
class PracticeWindowTest : public QObject
{
    Q_OBJECT
public:
    explicit PracticeWindowTest(Application &application) : m_application(application) {}

private Q_SLOTS:
    void hostsAndOpensASecondWindowAsAGuest();
    void hostingAgainShowsTheCard();

private:
    Application &m_application;
};

void PracticeWindowTest::hostsAndOpensASecondWindowAsAGuest()
{
    QVERIFY(m_application.open());
    RoomWindow *host = m_application.showFirstWindow();
    QVERIFY(QTest::qWaitForWindowExposed(host));
    m_application.begin(host);
    hands::click(host->welcome()->tryButton());
    QTRY_COMPARE_WITH_TIMEOUT(windows().size(), 2, Desk::patience);
    QVERIFY(host->isHosting());
    RoomWindow *guest = windows().at(0) == host ? windows().at(1) : windows().at(0);
    const auto form = [guest] { return qobject_cast<RegisterPage *>(guest->currentPage()); };
    QTRY_VERIFY_WITH_TIMEOUT(form(),
                             Desk::patience); // the link's key is accepted, another account is asked for
    using Input = RegisterPage::Input;
    hands::type(form()->field(Input::Username)->edit(), QStringLiteral("ravi"));
    hands::type(form()->field(Input::Email)->edit(), QStringLiteral("ravi@example.org"));
    hands::type(form()->field(Input::Password)->edit(), QStringLiteral("Gr3en-Kettle7"));
    hands::type(form()->field(Input::Repeat)->edit(), QStringLiteral("Gr3en-Kettle7"));
    hands::press(form()->field(Input::Repeat)->edit(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(qobject_cast<ChatPage *>(guest->currentPage()), Desk::patience);
    QTRY_COMPARE_WITH_TIMEOUT(host->hostFlow().control()->people(), 2, Desk::patience);
    // The second window is a guest's, though the room is this PC's own.
    QVERIFY(!guest->chat()->header()->joinCardButton()->isVisible());
    QVERIFY(
        !guest->chat()->header()->lockLine()->accessibleName().contains(QStringLiteral("you are the host")));
    QVERIFY(
        host->chat()->header()->lockLine()->accessibleName().contains(QStringLiteral("you are the host")));
    // The practice room is not what the form proposes the next time.
    QVERIFY(host->hostFlow().usual().room.isEmpty());
}

void PracticeWindowTest::hostingAgainShowsTheCard()
{
    RoomWindow *host = windows().at(0)->isHosting() ? windows().at(0) : windows().at(1);
    RoomWindow *guest = windows().at(0) == host ? windows().at(1) : windows().at(0);
    host->chat()->focusComposer();
    Q_EMIT guest->newHostRequested(); // one hosted room a profile
    QVERIFY(qobject_cast<JoinCardPage *>(host->currentPage()));
    QCOMPARE(windows().size(), 2);
    Q_EMIT guest->newJoinRequested(); // another Welcome
    QTRY_COMPARE(windows().size(), 3);
}

int main(int argc, char **argv)
{
    const QTemporaryDir profile;
    Invocation invocation;
    invocation.profile = profile.path();
    Application application(argc, argv, invocation);
    PracticeWindowTest test(application);
    return QTest::qExec(&test, argc, argv);
}

#include "PracticeWindowTest.moc"
