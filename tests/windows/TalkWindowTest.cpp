// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "ChatTalk.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "EmojiPicker.h"
#include "MessageDialog.h"
#include "MessageList.h"
#include "QuoteBar.h"
#include "RoomMenus.h"
#include "SettingKeys.h"
#include "TwoDesks.h"
#include "WritingLine.h"

#include <QSignalSpy>

using namespace waxwing;

/// Two people in one room: answers, edits, erasures, who writes, who has seen, a draft that is still there.
/// One room for all tests, each goes on where the one before it ended.
class TalkWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void answersAreQuotedAtBoth();
    void editsAreShownAtBoth();
    void erasuresAreShownAtBoth();
    void writersAreShownWhileTheyWrite();
    void whoDoesNotTellDoesNotSeeEither();
    void readMessagesAreSeen();
    void emojiAreKeptAsUsed();
    void draftIsThereAfterARestart();

private:
    [[nodiscard]] static ChatPage *chat(const Desk &desk) { return desk.window().chat(); }
    [[nodiscard]] static ComposerEdit *edit(const Desk &desk) { return chat(desk)->composer()->edit(); }
    /// The row of that text; −1: none.
    [[nodiscard]] static int rowOf(const Desk &desk, const QString &text);
    static void choose(const Desk &desk, const QString &text);
    static QString writers(const Desk &desk) { return chat(desk)->composer()->writingLine()->words(); }

    std::unique_ptr<TwoDesks> m_desks;
};

void TalkWindowTest::initTestCase()
{
    m_desks = std::make_unique<TwoDesks>();
    QVERIFY(m_desks->enterBoth());
    QVERIFY(m_desks->host.goToChat());
    QTRY_VERIFY_WITH_TIMEOUT(chat(m_desks->host)->talk()->canTalk(), Desk::patience);
    QTRY_VERIFY_WITH_TIMEOUT(chat(m_desks->guest)->talk()->canTalk(), Desk::patience);
}

void TalkWindowTest::cleanupTestCase()
{
    m_desks.reset();
}

int TalkWindowTest::rowOf(const Desk &desk, const QString &text)
{
    const ConversationModel *talk = desk.talk();
    for (int at = talk->rowCount() - 1; at >= 0; --at) {
        if (talk->row(at).kind == ConversationModel::Kind::Said && talk->row(at).text == text)
            return at;
    }
    return -1;
}

void TalkWindowTest::choose(const Desk &desk, const QString &text)
{
    hands::activate(&desk.window());
    chat(desk)->messages()->setFocus();
    chat(desk)->messages()->setCurrentIndex(desk.talk()->index(rowOf(desk, text)));
}

void TalkWindowTest::answersAreQuotedAtBoth()
{
    const Desk &host = m_desks->host;
    const Desk &guest = m_desks->guest;
    QVERIFY(guest.say(QStringLiteral("Is teh key new?")));
    QVERIFY(host.reads(QStringLiteral("Is teh key new?")));
    choose(host, QStringLiteral("Is teh key new?"));
    hands::press(chat(host)->messages(), Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(chat(host)->composer()->quoteBar()->title(), QStringLiteral("Answer to ravi"));
    QTest::keyClicks(edit(host), QStringLiteral("It is"));
    QTest::keyClick(edit(host), Qt::Key_Return);
    QVERIFY(guest.reads(QStringLiteral("It is")));
    QVERIFY(host.reads(QStringLiteral("It is"), MessageState::Delivered));
    for (const Desk *desk : {&host, &guest}) {
        const auto &answer = desk->talk()->row(rowOf(*desk, QStringLiteral("It is")));
        QCOMPARE(desk->talk()->quoteOf(answer).text, QStringLiteral("Is teh key new?"));
        QCOMPARE(desk->talk()->quoteOf(answer).account, QStringLiteral("ravi"));
    }
}

void TalkWindowTest::editsAreShownAtBoth()
{
    const Desk &host = m_desks->host;
    const Desk &guest = m_desks->guest;
    hands::activate(&guest.window());
    chat(guest)->focusComposer();
    QTest::keyClick(edit(guest), Qt::Key_Up);
    QCOMPARE(chat(guest)->composer()->text(), QStringLiteral("Is teh key new?"));
    chat(guest)->composer()->setText(QStringLiteral("Is the key new?"));
    QTest::keyClick(edit(guest), Qt::Key_Return);
    QVERIFY(host.reads(QStringLiteral("Is the key new?")));
    QVERIFY(guest.reads(QStringLiteral("Is the key new?"), MessageState::Sent));
    for (const Desk *desk : {&host, &guest}) {
        QVERIFY(desk->talk()->row(rowOf(*desk, QStringLiteral("Is the key new?"))).isEdited);
        QCOMPARE(rowOf(*desk, QStringLiteral("Is teh key new?")), -1);
        const auto &answer = desk->talk()->row(rowOf(*desk, QStringLiteral("It is")));
        QCOMPARE(desk->talk()->quoteOf(answer).text, QStringLiteral("Is the key new?"));
    }
}

void TalkWindowTest::erasuresAreShownAtBoth()
{
    const Desk &host = m_desks->host;
    const Desk &guest = m_desks->guest;
    QVERIFY(guest.say(QStringLiteral("my password is 1234")));
    QVERIFY(host.reads(QStringLiteral("my password is 1234")));
    QVERIFY(guest.reads(QStringLiteral("my password is 1234"), MessageState::Sent));
    const quint64 number = host.talk()->row(rowOf(host, QStringLiteral("my password is 1234"))).number;
    choose(guest, QStringLiteral("my password is 1234"));
    QTest::keyClick(chat(guest)->messages(), Qt::Key_Delete);
    for (Button *button : guest.waitForDialog()->findChildren<Button *>()) {
        if (button->text() == QStringLiteral("Delete"))
            hands::click(button);
    }
    for (const Desk *desk : {&host, &guest}) {
        QTRY_VERIFY_WITH_TIMEOUT(desk->talk()->row(desk->talk()->rowOfNumber(number)).isErased,
                                 Desk::patience);
        QVERIFY(desk->talk()->row(desk->talk()->rowOfNumber(number)).text.isEmpty());
    }
}

void TalkWindowTest::writersAreShownWhileTheyWrite()
{
    const Desk &host = m_desks->host;
    const Desk &guest = m_desks->guest;
    hands::activate(&guest.window());
    chat(guest)->focusComposer();
    QTest::keyClicks(edit(guest), QStringLiteral("hm"));
    QTRY_COMPARE_WITH_TIMEOUT(writers(host), QStringLiteral("ravi is writing…"), Desk::patience);
    QCOMPARE(writers(guest), QString()); // nobody sees himself
    QTest::keyClick(edit(guest), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(writers(host), QString(), Desk::patience);
    QVERIFY(host.reads(QStringLiteral("hm")));
}

void TalkWindowTest::whoDoesNotTellDoesNotSeeEither()
{
    const Desk &host = m_desks->host;
    const Desk &guest = m_desks->guest;
    host.engine().setSetting(settingKey::typing.key(), false);
    hands::activate(&guest.window());
    chat(guest)->focusComposer();
    QTest::keyClicks(edit(guest), QStringLiteral("a"));
    QTRY_VERIFY_WITH_TIMEOUT(host.window().client()->writers().contains(QStringLiteral("ravi")),
                             Desk::patience);
    QCOMPARE(writers(host), QString());
    host.engine().setSetting(settingKey::typing.key(), true); // at once
    QCOMPARE(writers(host), QStringLiteral("ravi is writing…"));
    guest.engine().setSetting(settingKey::typing.key(), false);
    QTRY_COMPARE_WITH_TIMEOUT(writers(host), QString(), Desk::patience);
    QTest::keyClicks(edit(guest), QStringLiteral("bc"));
    QTest::keyClick(edit(guest), Qt::Key_Return);
    QVERIFY(host.reads(QStringLiteral("abc")));
    QCOMPARE(writers(host), QString());
    guest.engine().setSetting(settingKey::typing.key(), true);
}

void TalkWindowTest::readMessagesAreSeen()
{
    const Desk &host = m_desks->host;
    const Desk &guest = m_desks->guest;
    host.engine().setSetting(settingKey::receipts.key(), false);
    QVERIFY(guest.say(QStringLiteral("seen?")));
    QVERIFY(host.reads(QStringLiteral("seen?")));
    hands::activate(&host.window());
    QVERIFY(guest.reads(QStringLiteral("seen?"), MessageState::Delivered));
    QCOMPARE(guest.talk()->row(rowOf(guest, QStringLiteral("seen?"))).state, MessageState::Delivered);
    host.engine().setSetting(settingKey::receipts.key(), true); // tells what is in view
    QVERIFY(guest.reads(QStringLiteral("seen?"), MessageState::Seen));
    guest.engine().setSetting(settingKey::receipts.key(), false);
    QCOMPARE(guest.talk()->row(rowOf(guest, QStringLiteral("seen?"))).state, MessageState::Delivered);
    guest.engine().setSetting(settingKey::receipts.key(), true);
}

void TalkWindowTest::emojiAreKeptAsUsed()
{
    const Desk &guest = m_desks->guest;
    hands::activate(&guest.window());
    hands::press(edit(guest), Qt::Key_E, Qt::ControlModifier);
    EmojiPicker *picker = chat(guest)->talk()->picker();
    QTRY_VERIFY(picker->isVisible());
    QTest::keyClicks(picker->search(), QStringLiteral("party popper"));
    QTest::keyClick(picker->search(), Qt::Key_Return);
    QCOMPARE(chat(guest)->composer()->text(), QStringLiteral("\U0001F389"));
    QCOMPARE(guest.engine().setting(QStringLiteral("chat/recentEmoji")).toStringList(),
             QStringList{QStringLiteral("\U0001F389")});
    chat(guest)->composer()->setText({});
}

void TalkWindowTest::draftIsThereAfterARestart()
{
    Desk &guest = m_desks->guest;
    hands::activate(&guest.window());
    chat(guest)->focusComposer();
    QSignalSpy told(chat(guest)->composer(), &Composer::draftChanged);
    QTest::keyClicks(edit(guest), QStringLiteral("half a thought"));
    QTRY_COMPARE(told.size(), 1);
    guest.crash();
    guest.open();
    QVERIFY(guest.joinAddress(m_desks->address()));
    QVERIFY(guest.logIn(TwoDesks::password()));
    QVERIFY(guest.waitFor<ChatPage>() != nullptr);
    QTRY_COMPARE_WITH_TIMEOUT(chat(guest)->composer()->text(), QStringLiteral("half a thought"),
                              Desk::patience);
    QVERIFY(guest.reads(QStringLiteral("It is")));
    const auto &answer = guest.talk()->row(rowOf(guest, QStringLiteral("It is")));
    QCOMPARE(guest.talk()->quoteOf(answer).text, QStringLiteral("Is the key new?"));
}

QTEST_MAIN(TalkWindowTest)
#include "TalkWindowTest.moc"
