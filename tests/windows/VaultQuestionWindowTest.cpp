// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "Field.h"
#include "LogInPage.h"
#include "MessageDialog.h"
#include "Password.h"
#include "Sentences.h"
#include "SystemRandom.h"
#include "TwoDesks.h"
#include "VaultShelf.h"
#include "WelcomePage.h"

#include <QDir>

using namespace waxwing;

namespace {

const QString earlier = QStringLiteral("Bl4ck-Teapot9");

Button *buttonOf(const MessageDialog *dialog, const QString &words)
{
    for (Button *button : dialog->findChildren<Button *>()) {
        if (button->text().remove(u'&') == words)
            return button;
    }
    return nullptr;
}

} // namespace

/// A person comes back and what this PC keeps of the account does not open: the question, by clicks and keys.
class VaultQuestionWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void damaged();
    void lockedByAnEarlierPassword();

private:
    static QDir vaults(const Desk &desk) { return QDir(desk.profile() + QStringLiteral("/vaults")); }
    static QString vault(const Desk &desk)
    {
        const QDir folder = vaults(desk);
        return folder.entryList({QStringLiteral("*.sqlite")}, QDir::Files).value(0);
    }
    /// Leaves, so that the file is closed; false where that did not come to its end.
    static bool leaves(Desk &guest)
    {
        const bool left = guest.say(QStringLiteral("/bye")) && guest.waitFor<WelcomePage>();
        guest.crash(); // the program
        return left;
    }
    static bool logsIn(const TwoDesks &desks)
    {
        return desks.guest.joinAddress(desks.address()) && desks.guest.waitFor<LogInPage>() &&
               desks.guest.logIn(TwoDesks::password());
    }
    static bool sealUnderTheEarlierPassword(const Desk &desk)
    {
        const QString name = vault(desk);
        SystemRandom random;
        SystemClock clock;
        StoreThread thread;
        VaultSession session(std::make_shared<StoreDoor>(thread), clock, random);
        VaultContents contents;
        contents.identity = *Identity::generate(random);
        contents.device = random.bytes(limits::deviceSize);
        const SecretBytes key = random.secret(32);
        const auto password = preparePassword(earlier);
        return QFile::remove(vaults(desk).filePath(name)) && session.openFile(desk.profile(), name) &&
               session.create(wrapKey(key, password->span(), random), key, contents);
    }
    static int putAside(const Desk &desk)
    {
        return static_cast<int>(vaults(desk).entryList({QStringLiteral("*.old-*")}).size());
    }
};

void VaultQuestionWindowTest::damaged()
{
    TwoDesks desks;
    Desk &guest = desks.guest;
    QVERIFY(desks.enterBoth());
    QVERIFY(leaves(guest));
    QFile file(vaults(guest).filePath(vault(guest)));
    QVERIFY(file.resize(file.size() / 2));
    guest.open();
    QVERIFY(logsIn(desks));
    MessageDialog *dialog = guest.waitForDialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->title(), QStringLiteral("Your history cannot be opened"));
    QVERIFY(dialog->words().startsWith(Sentences::of(Code::VaultDamaged)));
    QVERIFY(dialog->accessibleDescription().contains(QStringLiteral("kept beside it")));
    QTest::keyClick(dialog, Qt::Key_Return); // Cancel is the default
    auto *form = guest.waitFor<LogInPage>();
    QVERIFY(form);
    QTRY_VERIFY_WITH_TIMEOUT(form->primaryButton()->isEnabled(), Desk::patience);
    QCOMPARE(putAside(guest), 0);

    QVERIFY(guest.logIn(TwoDesks::password()));
    dialog = guest.waitForDialog();
    QVERIFY(dialog);
    hands::click(buttonOf(dialog, QStringLiteral("Go on without it")));
    QVERIFY(guest.waitFor<ChatPage>());
    QCOMPARE(putAside(guest), 1);
}

void VaultQuestionWindowTest::lockedByAnEarlierPassword()
{
    TwoDesks desks;
    Desk &guest = desks.guest;
    QVERIFY(desks.enterBoth());
    QVERIFY(leaves(guest));
    QVERIFY(sealUnderTheEarlierPassword(guest));
    guest.open();
    QVERIFY(logsIn(desks));
    const MessageDialog *dialog = guest.waitForDialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->title(), QStringLiteral("Your earlier messages are locked"));
    auto *field = dialog->findChild<Field *>();
    QVERIFY(field && field->edit()->hasFocus());
    QCOMPARE(field->edit()->echoMode(), QLineEdit::Password);
    QVERIFY(!buttonOf(dialog, QStringLiteral("Open them"))->isEnabled());
    hands::type(field->edit(), QStringLiteral("not that one"));
    hands::click(buttonOf(dialog, QStringLiteral("Open them")));

    MessageDialog *again = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((again = guest.waitForDialog()) != nullptr &&
                                 !again->findChild<Field *>()->error().isEmpty(),
                             Desk::patience);
    field = again->findChild<Field *>();
    QCOMPARE(field->error(), QStringLiteral("That password does not open them either."));
    hands::type(field->edit(), earlier);
    hands::press(field->edit(), Qt::Key_Return);
    QVERIFY(guest.waitFor<ChatPage>());
    QCOMPARE(putAside(guest), 0);
}

QTEST_MAIN(VaultQuestionWindowTest)
#include "VaultQuestionWindowTest.moc"
