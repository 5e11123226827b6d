// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "CodeDialog.h"
#include "Field.h"
#include "LogInPage.h"
#include "MessageDialog.h"
#include "NewPasswordFields.h"
#include "PasswordDialog.h"
#include "PasswordStrength.h"
#include "ResetPage.h"
#include "Sentences.h"
#include "TwoDesks.h"
#include "WelcomePage.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QSignalSpy>

using namespace waxwing;

namespace {

const QString fresh = QStringLiteral("Bl4ck-Teapot9");

/// The entry of a window's menus with these words; null where none is offered.
QAction *offered(const Desk &desk, const QString &words)
{
    for (QAction *action : desk.window().findChildren<QAction *>()) {
        if (action->text().remove(u'&') == words && action->isVisible() && action->isEnabled())
            return action;
    }
    return nullptr;
}

template <class DialogKind> DialogKind *dialogOf(const Desk &desk)
{
    DialogKind *found = nullptr;
    const auto isOpen = [&] {
        found = desk.window().findChild<DialogKind *>();
        return found != nullptr && found->isVisible();
    };
    return QTest::qWaitFor(isOpen, Desk::patience) ? found : nullptr;
}

} // namespace

/// A password is changed by the menu, and a forgotten one replaced by the code that the host's person gives.
class PasswordWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void changed();
    void inlineErrors();
    void aPauseCountsDown();
    void theHostHasNone();
    void forgotten();
    void codesThatAreNone();

private:
    static PasswordDialog *openChange(const Desk &desk)
    {
        QAction *action = offered(desk, QStringLiteral("Change the password…"));
        if (!action)
            return nullptr;
        action->trigger();
        return dialogOf<PasswordDialog>(desk);
    }
    static void fill(PasswordDialog *dialog, const QString &old, const QString &next, const QString &again)
    {
        hands::type(dialog->field(PasswordDialog::Input::Old)->edit(), old);
        hands::type(dialog->field(PasswordDialog::Input::New)->edit(), next);
        hands::type(dialog->field(PasswordDialog::Input::Repeat)->edit(), again);
        hands::press(dialog->field(PasswordDialog::Input::Repeat)->edit(), Qt::Key_Return);
    }
    static void fill(ResetPage *page, const QString &code, const QString &password)
    {
        hands::type(page->field(ResetPage::Input::Code)->edit(), code);
        hands::type(page->field(ResetPage::Input::Password)->edit(), password);
        hands::type(page->field(ResetPage::Input::Repeat)->edit(), password);
        hands::press(page->field(ResetPage::Input::Repeat)->edit(), Qt::Key_Return);
    }
    static bool leavesAndReturns(TwoDesks &desks)
    {
        return desks.guest.say(QStringLiteral("/bye")) && desks.guest.waitFor<WelcomePage>() &&
               desks.guest.joinAddress(desks.address()) && desks.guest.waitFor<LogInPage>();
    }
};

void PasswordWindowTest::changed()
{
    TwoDesks desks;
    QVERIFY(desks.enterBoth());
    Desk &guest = desks.guest;
    QVERIFY(guest.say(QStringLiteral("before")));
    QVERIFY(guest.reads(QStringLiteral("before")));
    PasswordDialog *dialog = openChange(guest);
    QVERIFY(dialog);
    fill(dialog, TwoDesks::password(), fresh, fresh);
    MessageDialog *done = guest.waitForDialog();
    QVERIFY(done);
    QCOMPARE(done->title(), QStringLiteral("The password is changed"));
    QTRY_VERIFY_WITH_TIMEOUT(!guest.window().findChild<PasswordDialog *>(), Desk::patience);
    QTest::keyClick(done, Qt::Key_Return);

    QVERIFY(leavesAndReturns(desks));
    const auto *form = guest.page<LogInPage>();
    QVERIFY(guest.logIn(TwoDesks::password()));
    QTRY_VERIFY_WITH_TIMEOUT(!form->field(LogInPage::Input::Password)->error().isEmpty(), Desk::patience);
    QVERIFY(guest.logIn(fresh));
    QVERIFY(guest.waitFor<ChatPage>());
    QVERIFY(guest.reads(QStringLiteral("before"))); // what was kept opens by the new one
}

void PasswordWindowTest::inlineErrors()
{
    TwoDesks desks;
    QVERIFY(desks.enterBoth());
    PasswordDialog *dialog = openChange(desks.guest);
    QVERIFY(dialog);
    using Input = PasswordDialog::Input;
    QCOMPARE(dialog->focusWidget(), dialog->field(Input::Old)->edit());
    hands::press(dialog->field(Input::Repeat)->edit(), Qt::Key_Return);
    QCOMPARE(dialog->field(Input::Old)->error(), QStringLiteral("Type the password that you have now."));
    QVERIFY(dialog->field(Input::New)->error().startsWith(QStringLiteral("Too short")));
    QCOMPARE(dialog->focusWidget(), dialog->field(Input::Old)->edit());
    fill(dialog, TwoDesks::password(), fresh, QStringLiteral("another one"));
    QCOMPARE(dialog->field(Input::Repeat)->error(), QStringLiteral("This is not the same password."));
    fill(dialog, TwoDesks::password(), TwoDesks::password(), TwoDesks::password());
    QCOMPARE(dialog->field(Input::New)->error(), QStringLiteral("This is the old password."));
    QTRY_VERIFY_WITH_TIMEOUT(dialog->newPassword()->strength()->bars() > 0, Desk::patience);
    fill(dialog, QStringLiteral("not the old one"), fresh, fresh);
    Circumstances about;
    about.triesLeft = 4;
    QTRY_COMPARE_WITH_TIMEOUT(dialog->field(Input::Old)->error(), Sentences::of(Code::PasswordWrong, about),
                              Desk::patience);
    QVERIFY(!dialog->isBusy());
    QCOMPARE(dialog->focusWidget(), dialog->field(Input::Old)->edit());
    QCOMPARE(dialog->field(Input::New)->text(), fresh); // what was typed stays
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!desks.guest.window().findChild<PasswordDialog *>(), Desk::patience);
}

void PasswordWindowTest::aPauseCountsDown()
{
    PasswordDialog dialog(QStringLiteral("asha"), {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.setPause(75);
    QVERIFY(dialog.isPaused());
    QVERIFY(!dialog.primaryButton()->isEnabled());
    QCOMPARE(dialog.field(PasswordDialog::Input::Old)->error(),
             QStringLiteral("Too many tries. Try again in 1 minute 15 seconds."));
    dialog.setPause(0);
    QVERIFY(!dialog.isPaused());
    QVERIFY(dialog.primaryButton()->isEnabled());
    QVERIFY(dialog.field(PasswordDialog::Input::Old)->error().isEmpty());
}

void PasswordWindowTest::theHostHasNone()
{
    TwoDesks desks;
    QVERIFY(desks.enterBoth());
    QVERIFY(desks.host.goToChat());
    QVERIFY(!offered(desks.host, QStringLiteral("Change the password…")));
    QVERIFY(offered(desks.host, QStringLiteral("Give a one-time code…")));
    QVERIFY(!offered(desks.guest, QStringLiteral("Give a one-time code…")));
}

void PasswordWindowTest::forgotten()
{
    TwoDesks desks;
    QVERIFY(desks.enterBoth());
    Desk &guest = desks.guest;
    QVERIFY(desks.host.goToChat());
    offered(desks.host, QStringLiteral("Give a one-time code…"))->trigger();
    auto *codes = dialogOf<CodeDialog>(desks.host);
    QVERIFY(codes);
    hands::type(codes->nameField()->edit(), QStringLiteral("nobody"));
    hands::press(codes->nameField()->edit(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(codes->nameField()->error(),
                              QStringLiteral("Nobody has registered with this name here."), Desk::patience);
    hands::type(codes->nameField()->edit(), QStringLiteral("RAVI"));
    hands::press(codes->nameField()->edit(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(codes->code().size(), 16, Desk::patience);
    QVERIFY(codes->line().startsWith(QStringLiteral("Good once, for 1")));
    hands::click(codes->copyButton());
    const QString code = QGuiApplication::clipboard()->text();
    QCOMPARE(QString(code).remove(u'-'), codes->code());

    QVERIFY(leavesAndReturns(desks));
    auto *form = guest.page<LogInPage>();
    QVERIFY(form->resetLink()->isVisible());
    hands::click(form->resetLink());
    auto *page = guest.waitFor<ResetPage>();
    QVERIFY(page);
    QCOMPARE(page->username(), QStringLiteral("ravi")); // typed once is enough
    QVERIFY(page->warning().contains(QStringLiteral("stay sealed under the old password")));
    fill(page, QStringLiteral("AAAA-BBBB-CCCC-DDDD"), fresh);
    QTRY_COMPARE_WITH_TIMEOUT(page->field(ResetPage::Input::Code)->error(),
                              Sentences::of(Code::ResetCodeInvalid), Desk::patience);
    fill(page, code, fresh);
    QVERIFY(guest.waitFor<ChatPage>());
    const QDir vaults(guest.profile() + QStringLiteral("/vaults"));
    QCOMPARE(vaults.entryList({QStringLiteral("*.sqlite.old-*")}).size(), 1);
    QVERIFY(!guest.window().findChild<MessageDialog *>()); // it was said before: nothing is asked
}

void PasswordWindowTest::codesThatAreNone()
{
    ResetPage page;
    page.show();
    hands::activate(&page);
    QSignalSpy requested(&page, &ResetPage::resetRequested);
    hands::click(page.primaryButton());
    QCOMPARE(page.field(ResetPage::Input::Username)->error(),
             QStringLiteral("Type the name that you registered with."));
    QCOMPARE(page.field(ResetPage::Input::Code)->error(),
             QStringLiteral("Type the code that the host gave you."));
    QVERIFY(page.field(ResetPage::Input::Password)->error().startsWith(QStringLiteral("Too short")));
    QVERIFY(page.field(ResetPage::Input::Username)->edit()->hasFocus());
    QCOMPARE(requested.size(), 0);
    page.setPause(30);
    QVERIFY(!page.primaryButton()->isEnabled());
    QCOMPARE(page.field(ResetPage::Input::Code)->error(),
             QStringLiteral("Too many wrong codes. Try again in 30 seconds."));
}

QTEST_MAIN(PasswordWindowTest)
#include "PasswordWindowTest.moc"
