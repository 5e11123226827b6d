// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "Field.h"
#include "PageProbe.h"
#include "PasswordStrength.h"
#include "RegisterPage.h"

#include <QAction>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

using Input = RegisterPage::Input;

namespace {

void fill(RegisterPage &page)
{
    page.field(Input::Username)->setText(QStringLiteral("asha"));
    page.field(Input::Email)->setText(QStringLiteral("asha@example.org"));
    page.field(Input::Password)->setText(QStringLiteral("Gr3en-Kettle7"));
    page.field(Input::Repeat)->setText(QStringLiteral("Gr3en-Kettle7"));
}

} // namespace

class RegisterPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tabOrder();
    void everythingIsNamed();
    void enterRegisters();
    void wrongInputIsMarkedInPlace_data();
    void wrongInputIsMarkedInPlace();
    void answerOfTheHostStandsUnderItsField();
    void nameIsCheckedWhileTyping();
    void aLateCheckIsDropped();
    void checkWaitsForTheInvite();
    void inviteIsReadHoweverItIsTyped();
    void strengthIsToldInWords();
    void eyeShowsBothPasswords();
    void capsLockIsPointedOut();
    void linkGoesToLogIn();
    void neverSideways();
    void hintOfTheFieldInHandIsInView();
    void noBlankToScrollTo();
    void textOfOthersStaysText();
};

void RegisterPageTest::tabOrder()
{
    RegisterPage page;
    page.setInviteNeeded(true);
    pageprobe::show(page, {900, 800});
    QCOMPARE(page.focusWidget(), page.field(Input::Invite)->edit());
    QCOMPARE(pageprobe::tabOrder(page, page.field(Input::Invite)->edit()),
             (QStringList{QStringLiteral("Invite code"), QStringLiteral("Username"), QStringLiteral("E-mail"),
                          QStringLiteral("Password"), QStringLiteral("Repeat the password"),
                          QStringLiteral("Register"), QStringLiteral("I already have an account: log in"),
                          QStringLiteral("Back")}));
}

void RegisterPageTest::everythingIsNamed()
{
    RegisterPage page;
    QCOMPARE(pageprobe::unnamed(page), QStringList());
    QCOMPARE(pageprobe::richLabels(page), QStringList());
}

void RegisterPageTest::enterRegisters()
{
    RegisterPage page;
    pageprobe::show(page);
    QSignalSpy asked(&page, &RegisterPage::registerRequested);
    fill(page);
    page.setUsername(QString::fromUtf8(" ａｓｈａ ")); // full width: the form normalises
    QTest::keyClick(page.field(Input::Repeat)->edit(), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    const auto wish = asked.first().first().value<RegisterPage::Wish>();
    QCOMPARE(wish.username, QStringLiteral("asha"));
    QCOMPARE(wish.email, QStringLiteral("asha@example.org"));
    QCOMPARE(wish.password, QStringLiteral("Gr3en-Kettle7"));
    QVERIFY(wish.invite.isEmpty());
}

void RegisterPageTest::wrongInputIsMarkedInPlace_data()
{
    QTest::addColumn<int>("input");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("wrong");
    const auto row = [](const char *name, Input input, const QString &text, Input wrong) {
        QTest::newRow(name) << int(input) << text << int(wrong);
    };
    row("no name", Input::Username, QStringLiteral("  "), Input::Username);
    row("no e-mail", Input::Email, QString(), Input::Email);
    row("e-mail without @", Input::Email, QStringLiteral("asha"), Input::Email);
    row("e-mail with two @", Input::Email, QStringLiteral("a@b@c"), Input::Email);
    row("e-mail of 255 bytes", Input::Email, QString(250, u'a') + QStringLiteral("@b.cd"), Input::Email);
    row("short password", Input::Password, QStringLiteral("seven77"), Input::Password);
    row("long password", Input::Password, QString(129, u'x'), Input::Password);
    row("not repeated", Input::Repeat, QStringLiteral("Gr3en-Kettle8"), Input::Repeat);
    row("no invite", Input::Invite, QStringLiteral(" "), Input::Invite);
}

void RegisterPageTest::wrongInputIsMarkedInPlace()
{
    QFETCH(int, input);
    QFETCH(QString, text);
    QFETCH(int, wrong);
    RegisterPage page;
    pageprobe::show(page);
    QSignalSpy asked(&page, &RegisterPage::registerRequested);
    fill(page);
    page.setInviteNeeded(static_cast<Input>(input) == Input::Invite);
    page.field(static_cast<Input>(input))->setText(text);
    QTest::mouseClick(page.primaryButton(), Qt::LeftButton);
    QCOMPARE(asked.size(), 0);
    Field *field = page.field(static_cast<Input>(wrong));
    QVERIFY(!field->error().isEmpty());
    QCOMPARE(page.focusWidget(), field->edit());
    QCOMPARE(field->text(), text);
    QVERIFY(field->edit()->property("wrong").toBool());
    QCOMPARE(field->edit()->accessibleDescription(), field->error());
}

void RegisterPageTest::answerOfTheHostStandsUnderItsField()
{
    RegisterPage page;
    pageprobe::show(page);
    fill(page);
    page.setBusy(true, QStringLiteral("Registering…"));
    const QString sentence = QString::fromUtf8("“asha” is taken. Free: asha2, asha_k.");
    page.setFieldError(Input::Username, sentence);
    QVERIFY(!page.isBusy());
    Field *field = page.field(Input::Username);
    QCOMPARE(field->shownLine(), sentence);
    QCOMPARE(page.focusWidget(), field->edit());
    QCOMPARE(page.field(Input::Password)->text(), QStringLiteral("Gr3en-Kettle7"));
    // Mended in place: the first key takes the error away.
    QTest::keyClick(field->edit(), Qt::Key_2);
    QVERIFY(field->error().isEmpty());
}

void RegisterPageTest::nameIsCheckedWhileTyping()
{
    RegisterPage page;
    pageprobe::show(page);
    QSignalSpy check(&page, &RegisterPage::checkRequested);
    QTest::keyClicks(page.field(Input::Username)->edit(), QStringLiteral("asha"));
    QCOMPARE(check.size(), 0); // not at every key
    QTRY_COMPARE(check.size(), 1);
    QCOMPARE(check.first().first().toString(), QStringLiteral("asha"));
    page.setCheckResult(QStringLiteral("asha"), RegisterPage::Verdict::Free, {});
    QCOMPARE(page.field(Input::Username)->shownLine(), QString::fromUtf8("“asha” is free."));
    page.setCheckResult(QStringLiteral("asha"), RegisterPage::Verdict::Taken, QStringLiteral("Taken."));
    QCOMPARE(page.field(Input::Username)->error(), QStringLiteral("Taken."));
}

void RegisterPageTest::aLateCheckIsDropped()
{
    RegisterPage page;
    page.setUsername(QStringLiteral("asha2"));
    page.setCheckResult(QStringLiteral("asha"), RegisterPage::Verdict::Taken, QStringLiteral("Taken."));
    QVERIFY(page.field(Input::Username)->error().isEmpty());
}

void RegisterPageTest::checkWaitsForTheInvite()
{
    RegisterPage page;
    page.setInviteNeeded(true);
    pageprobe::show(page);
    QSignalSpy check(&page, &RegisterPage::checkRequested);
    QTest::keyClicks(page.field(Input::Username)->edit(), QStringLiteral("asha"));
    QTest::qWait(600);
    QCOMPARE(check.size(), 0);
    QTest::keyClicks(page.field(Input::Invite)->edit(), QStringLiteral("abcd"));
    QTRY_COMPARE(check.size(), 1);
    QCOMPARE(check.first().last().toString(), QStringLiteral("ABCD"));
}

void RegisterPageTest::inviteIsReadHoweverItIsTyped()
{
    RegisterPage page;
    pageprobe::show(page);
    fill(page);
    page.setInviteNeeded(true);
    page.setInvite(QStringLiteral("abcd 2345-EFGH 6723"));
    QSignalSpy asked(&page, &RegisterPage::registerRequested);
    QTest::mouseClick(page.primaryButton(), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().value<RegisterPage::Wish>().invite, QStringLiteral("ABCD2345EFGH6723"));
}

void RegisterPageTest::strengthIsToldInWords()
{
    QCOMPARE(Strength::of({}, {}).bars, 0);
    QCOMPARE(Strength::of(QStringLiteral("password1"), {}).bars, 1);
    QVERIFY(Strength::of(QStringLiteral("Gr3en-Kettle7-lamp-Otter"), {}).bars == 4);
    QVERIFY(Strength::of(QStringLiteral("zxqvashazxqv"), {QStringLiteral("zxqvashazxqv")}).bars <
            Strength::of(QStringLiteral("zxqvashazxqv"), {}).bars);
    RegisterPage page;
    pageprobe::show(page);
    Field *field = page.field(Input::Password);
    field->edit()->setFocus();
    QTest::keyClicks(field->edit(), QStringLiteral("password1"));
    QTRY_COMPARE(page.strength()->bars(), 1);
    QVERIFY(field->shownLine().startsWith(QStringLiteral("Weak")));
    QVERIFY(field->shownLine().contains(QStringLiteral("never leaves this PC")));
    QTest::keyClicks(field->edit(), QStringLiteral("-Gr3en-Kettle7-Otter"));
    QTRY_COMPARE(page.strength()->bars(), 4);
    field->edit()->selectAll();
    QTest::keyClick(field->edit(), Qt::Key_Delete);
    QTRY_COMPARE(page.strength()->bars(), 0);
}

void RegisterPageTest::eyeShowsBothPasswords()
{
    RegisterPage page;
    pageprobe::show(page);
    QLineEdit *password = page.field(Input::Password)->edit();
    QLineEdit *repeat = page.field(Input::Repeat)->edit();
    QCOMPARE(password->echoMode(), QLineEdit::Password);
    QCOMPARE(repeat->echoMode(), QLineEdit::Password);
    password->setFocus();
    QTest::keyClick(password, Qt::Key_F8);
    QCOMPARE(password->echoMode(), QLineEdit::Normal);
    QCOMPARE(repeat->echoMode(), QLineEdit::Normal);
    QCOMPARE(password->actions().size(), 1);
    QCOMPARE(password->actions().first()->text(), QStringLiteral("Hide the password"));
    password->actions().first()->trigger();
    QCOMPARE(password->echoMode(), QLineEdit::Password);
}

void RegisterPageTest::capsLockIsPointedOut()
{
    RegisterPage page;
    pageprobe::show(page);
    Field *field = page.field(Input::Password);
    field->edit()->setFocus();
    QTest::keyClick(field->edit(), 'a');
    QVERIFY(!field->isCapsLockShown());
    QKeyEvent capital(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, QStringLiteral("A"));
    QApplication::sendEvent(field->edit(), &capital);
    QVERIFY(field->isCapsLockShown());
    QKeyEvent shifted(QEvent::KeyPress, Qt::Key_A, Qt::ShiftModifier, QStringLiteral("A"));
    QApplication::sendEvent(field->edit(), &shifted);
    QVERIFY(!field->isCapsLockShown());
}

void RegisterPageTest::linkGoesToLogIn()
{
    RegisterPage page;
    pageprobe::show(page);
    QSignalSpy logIn(&page, &RegisterPage::logInRequested);
    QTest::mouseClick(page.linkButton(), Qt::LeftButton);
    QCOMPARE(logIn.size(), 1);
}

void RegisterPageTest::neverSideways()
{
    const pageprobe::TextSize size(200);
    RegisterPage page;
    page.setRoom(QString(63, u'W'), RoomStrip::Verified::ByLink,
                 QStringLiteral("[fd12:7a00:1111:2222:3333:4444:5555:6666]:12345"));
    page.setInviteNeeded(true);
    page.setFieldError(Input::Username, QString::fromUtf8("“ravi” is taken. Free: ravi2, ravi_k."));
    pageprobe::show(page, {720, 480});
    QVERIFY(pageprobe::fitsSideways(page));
}

void RegisterPageTest::hintOfTheFieldInHandIsInView()
{
    const pageprobe::TextSize size(200);
    RegisterPage page;
    page.setInviteNeeded(true);
    pageprobe::show(page, {720, 480});
    const Input down[] = {Input::Invite, Input::Username, Input::Email, Input::Password, Input::Repeat};
    for (const Input input : down) {
        page.field(input)->edit()->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(pageprobe::isInView(page, page.field(input)));
    }
    page.primaryButton()->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(pageprobe::isInView(page, page.primaryButton()));
    // What is said later, and takes more lines than the hint did, comes into view, too.
    Field *name = page.field(Input::Username);
    name->edit()->setFocus(Qt::BacktabFocusReason);
    QTRY_VERIFY(pageprobe::isInView(page, name));
    page.verticalScrollBar()->setValue(page.verticalScrollBar()->value() - 60); // its foot touches the edge
    page.setFieldError(Input::Username,
                       QString::fromUtf8("“ravi” is taken, and so is much else. ").repeated(3));
    QTRY_VERIFY(pageprobe::isInView(page, name));
}

void RegisterPageTest::noBlankToScrollTo()
{
    RegisterPage page;
    page.setInviteNeeded(true);
    page.setFieldError(Input::Username,
                       QString::fromUtf8("“ravi” is taken, and so is much else. ").repeated(3));
    pageprobe::show(page, {720, 480});
    QTRY_VERIFY(page.verticalScrollBar()->maximum() > 0);
    const int end = page.primaryButton()->mapTo(page.widget(), QPoint(0, page.primaryButton()->height())).y();
    QVERIFY2(page.widget()->height() - end < 60, qPrintable(QString::number(page.widget()->height() - end)));
}

void RegisterPageTest::textOfOthersStaysText()
{
    RegisterPage page;
    page.setRoom(QStringLiteral("<img src=x>"), RoomStrip::Verified::ByCode,
                 QStringLiteral("10.0.0.1:12345"));
    pageprobe::show(page);
    QVERIFY(pageprobe::showsText(page, QStringLiteral("<img src=x>")));
}

QTEST_MAIN(RegisterPageTest)
#include "RegisterPageTest.moc"
