// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "ChatTalk.h"
#include "ChatWords.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "MessageDialog.h"
#include "MessageList.h"
#include "PageProbe.h"
#include "QuoteBar.h"
#include "Talk.h"

#include <QApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

/// Answers, edits and erasures, with clicks and keys on a page.
class ChatTalkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void menuAnswers();
    void answerIsLetGo();
    void clickOnAQuoteGoesToTheOriginal();
    void enterOnAnAnswerGoesToTheOriginal();
    void originalFarAwayIsAskedFor();
    void upInAnEmptyBoxEditsMyLast();
    void upInATextWalks();
    void leavingAnEditGivesTheDraftBack();
    void unchangedIsNotSent();
    void editOfWhatWaitsChangesIt();
    void editOfWhatWasNumberedMeanwhileIsAnEdit();
    void editOfAnEditThatIsDoneMeanwhileIsAnEdit();
    void deleteAsksFirst();
    void deleteKeyDiscardsWhatFailed();
    void withoutTheFeatureNothingIsOffered();
    void erasedMeanwhileEndsTheTask();
    void forgedQuoteIsNoPlaceToClick();
    void everythingHasAName();

private:
    ComposerEdit *edit() const { return m_page->composer()->edit(); }
    void type(const QString &text) const { QTest::keyClicks(edit(), text); }
    void key(Qt::Key which, Qt::KeyboardModifiers with = Qt::NoModifier) const
    {
        QTest::keyClick(edit(), which, with);
    }
    [[nodiscard]] int rowOf(quint64 number) const { return m_page->conversation()->rowOfNumber(number); }
    void choose(quint64 number) const
    {
        m_page->messages()->setFocus();
        m_page->messages()->setCurrentIndex(m_page->conversation()->index(rowOf(number)));
    }
    [[nodiscard]] QStringList menu() const;
    void pick(const QString &words) const;
    [[nodiscard]] QPoint middle(quint64 number, const QRect &part) const;

    std::unique_ptr<ChatPage> m_page;
};

namespace {

QStringList wordsOf(const QMenu &menu)
{
    QStringList words;
    for (const QAction *action : menu.actions()) {
        if (!action->isSeparator())
            words.append(action->text().remove(u'&'));
    }
    return words;
}

} // namespace

void ChatTalkTest::init()
{
    m_page = std::make_unique<ChatPage>();
    m_page->setSelf(QStringLiteral("Asha"));
    m_page->setPeople(talk::people(3));
    m_page->talk()->setCanTalk(true);
    RoomMessage mine =
        talk::said(2, QStringLiteral("Asha"), QStringLiteral("teh last of mine"), talk::today(10, 42));
    mine.mine = true;
    RoomMessage answer =
        talk::said(3, QStringLiteral("Mei"), QStringLiteral("I think so"), talk::today(10, 43));
    answer.replyTo = 1;
    m_page->conversation()->messagesArrived(
        {talk::said(1, QStringLiteral("Ravi"), QStringLiteral("Is the key new?"), talk::today(10, 41)), mine,
         answer});
    pageprobe::show(*m_page, {900, 600});
    m_page->focusComposer();
}

QStringList ChatTalkTest::menu() const
{
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(m_page->messages()->viewport(), &event);
    const auto *open = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    return open == nullptr ? QStringList() : wordsOf(*open);
}

void ChatTalkTest::pick(const QString &words) const
{
    QVERIFY(menu().contains(words));
    auto *open = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    for (QAction *action : open->actions()) {
        if (action->text().remove(u'&') == words)
            QTest::mouseClick(open, Qt::LeftButton, Qt::NoModifier, open->actionGeometry(action).center());
    }
}

QPoint ChatTalkTest::middle(quint64 number, const QRect &part) const
{
    return m_page->messages()->visualRect(m_page->conversation()->index(rowOf(number))).topLeft() +
           part.center();
}

void ChatTalkTest::menuAnswers()
{
    QSignalSpy answered(m_page->talk(), &ChatTalk::answerRequested);
    QSignalSpy said(m_page.get(), &ChatPage::sayRequested);
    choose(1);
    pick(QStringLiteral("Reply"));
    QVERIFY(edit()->hasFocus());
    QCOMPARE(m_page->composer()->quoteBar()->title(), QStringLiteral("Answer to Ravi"));
    QCOMPARE(m_page->composer()->quoteBar()->line(), QStringLiteral("Is the key new?"));
    type(QStringLiteral("It is"));
    key(Qt::Key_Return);
    QCOMPARE(answered.size(), 1);
    QCOMPARE(answered.first().at(0).value<quint64>(), quint64(1));
    QCOMPARE(answered.first().at(1).toString(), QStringLiteral("It is"));
    QVERIFY(!m_page->composer()->quoteBar()->isVisible());
    type(QStringLiteral("And this is none"));
    key(Qt::Key_Return);
    QCOMPARE(answered.size(), 1);
    QCOMPARE(said.size(), 1);
}

void ChatTalkTest::answerIsLetGo()
{
    m_page->talk()->answerChosen(); // nothing chosen: the last one of somebody else
    QCOMPARE(m_page->composer()->quoteBar()->title(), QStringLiteral("Answer to Mei"));
    type(QStringLiteral("draft"));
    key(Qt::Key_Escape);
    QVERIFY(!m_page->composer()->quoteBar()->isVisible());
    QCOMPARE(m_page->composer()->text(), QStringLiteral("draft"));
    m_page->talk()->answerChosen();
    QTest::mouseClick(m_page->composer()->quoteBar()->closeButton(), Qt::LeftButton);
    QCOMPARE(m_page->composer()->task(), Composer::Task::New);
    QVERIFY(edit()->hasFocus());
}

void ChatTalkTest::clickOnAQuoteGoesToTheOriginal()
{
    const MessageLayout &layout = m_page->messages()->layoutOf(rowOf(3));
    QVERIFY(layout.bubble().contains(layout.quote()));
    QTest::mouseClick(m_page->messages()->viewport(), Qt::LeftButton, Qt::NoModifier,
                      middle(3, layout.quote()));
    QCOMPARE(m_page->messages()->chosen().row(), rowOf(1));
}

void ChatTalkTest::enterOnAnAnswerGoesToTheOriginal()
{
    choose(3);
    QTest::keyClick(m_page->messages(), Qt::Key_Return);
    QCOMPARE(m_page->messages()->chosen().row(), rowOf(1));
    choose(3);
    pick(QStringLiteral("Go to the original"));
    QCOMPARE(m_page->messages()->chosen().row(), rowOf(1));
}

void ChatTalkTest::originalFarAwayIsAskedFor()
{
    QSignalSpy missing(m_page->talk(), &ChatTalk::originalMissing);
    RoomMessage answer = talk::said(90, QStringLiteral("Mei"), QStringLiteral("Still"), talk::today(10, 44));
    answer.replyTo = 70;
    m_page->conversation()->messagesArrived({answer});
    choose(90);
    QTest::keyClick(m_page->messages(), Qt::Key_Return);
    QCOMPARE(missing.size(), 1);
    QCOMPARE(missing.first().first().value<quint64>(), quint64(70));
    QCOMPARE(m_page->composer()->line(), QStringLiteral("This message is no longer kept here."));
    // Where nothing can be written any more, too.
    m_page->setEnded(Code::RoomClosed);
    QCOMPARE(m_page->composer()->line(), QString());
    QTest::keyClick(m_page->messages(), Qt::Key_Return);
    QCOMPARE(missing.size(), 2);
    QCOMPARE(m_page->composer()->line(), QStringLiteral("This message is no longer kept here."));
}

void ChatTalkTest::upInAnEmptyBoxEditsMyLast()
{
    QSignalSpy edited(m_page->talk(), &ChatTalk::editRequested);
    key(Qt::Key_Up);
    QCOMPARE(m_page->composer()->task(), Composer::Task::Edit);
    QCOMPARE(m_page->composer()->text(), QStringLiteral("teh last of mine"));
    QCOMPARE(m_page->composer()->sendButton()->text(), QStringLiteral("Save"));
    m_page->composer()->setText(
        QStringLiteral("/bye the last of mine")); // no command while a message is edited
    key(Qt::Key_Return);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited.first().at(0).value<quint64>(), quint64(2));
    QCOMPARE(edited.first().at(1).toString(), QStringLiteral("/bye the last of mine"));
    QCOMPARE(m_page->composer()->text(), QString());
    QCOMPARE(m_page->composer()->sendButton()->text(), QStringLiteral("Send"));
}

void ChatTalkTest::upInATextWalks()
{
    type(QStringLiteral("a"));
    key(Qt::Key_Up);
    QCOMPARE(m_page->composer()->task(), Composer::Task::New);
}

void ChatTalkTest::leavingAnEditGivesTheDraftBack()
{
    type(QStringLiteral("half a thought"));
    choose(2);
    pick(QStringLiteral("Edit"));
    QCOMPARE(m_page->composer()->text(), QStringLiteral("teh last of mine"));
    QCOMPARE(m_page->composer()->draft(), QStringLiteral("half a thought"));
    type(QStringLiteral(" changed"));
    key(Qt::Key_Escape);
    QCOMPARE(m_page->composer()->task(), Composer::Task::New);
    QCOMPARE(m_page->composer()->text(), QStringLiteral("half a thought"));
    // From the one task straight into the other.
    m_page->talk()->editChosen();
    m_page->talk()->answerChosen();
    QCOMPARE(m_page->composer()->text(), QStringLiteral("half a thought"));
}

void ChatTalkTest::unchangedIsNotSent()
{
    QSignalSpy edited(m_page->talk(), &ChatTalk::editRequested);
    key(Qt::Key_Up);
    key(Qt::Key_Return);
    QCOMPARE(edited.size(), 0);
    QCOMPARE(m_page->composer()->task(), Composer::Task::New);
}

void ChatTalkTest::editOfWhatWaitsChangesIt()
{
    QSignalSpy edited(m_page->talk(), &ChatTalk::editRequested);
    QSignalSpy changed(m_page->talk(), &ChatTalk::changeWaitingRequested);
    m_page->conversation()->messageWaits(talk::mine(7, QStringLiteral("waits"), talk::today(10, 45)));
    key(Qt::Key_Up);
    type(QStringLiteral(" longer"));
    key(Qt::Key_Return);
    QCOMPARE(edited.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).value<quint64>(), quint64(7));
    QCOMPARE(changed.first().at(1).toString(), QStringLiteral("waits longer"));
}

void ChatTalkTest::editOfWhatWasNumberedMeanwhileIsAnEdit()
{
    QSignalSpy edited(m_page->talk(), &ChatTalk::editRequested);
    m_page->conversation()->messageWaits(talk::mine(7, QStringLiteral("waits"), talk::today(10, 45)));
    key(Qt::Key_Up);
    m_page->conversation()->messagesArrived(
        {talk::confirmed(7, 4, QStringLiteral("waits"), talk::today(10, 45))});
    type(QStringLiteral(" no more"));
    key(Qt::Key_Return);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited.first().at(0).value<quint64>(), quint64(4));
}

void ChatTalkTest::editOfAnEditThatIsDoneMeanwhileIsAnEdit()
{
    QSignalSpy edited(m_page->talk(), &ChatTalk::editRequested);
    QSignalSpy changed(m_page->talk(), &ChatTalk::changeWaitingRequested);
    RoomChange first;
    first.number = 2;
    first.name = QStringLiteral("Asha");
    first.text = QStringLiteral("the last");
    first.act = Act::Edit;
    first.localId = 9;
    first.mine = true;
    m_page->conversation()->changeWaits(first);
    key(Qt::Key_Up);
    m_page->conversation()->messagesChanged({first});
    type(QStringLiteral(" of mine"));
    key(Qt::Key_Return);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited.first().at(0).value<quint64>(), quint64(2));
    QCOMPARE(edited.first().at(1).toString(), QStringLiteral("the last of mine"));
}

void ChatTalkTest::deleteAsksFirst()
{
    QSignalSpy erased(m_page->talk(), &ChatTalk::eraseRequested);
    choose(2);
    QTest::keyClick(m_page->messages(), Qt::Key_Delete);
    QVERIFY(m_page->talk()->question() != nullptr);
    QVERIFY(m_page->talk()->question()->words().contains(QStringLiteral("protocol")));
    QTest::keyClick(m_page->talk()->question(), Qt::Key_Escape);
    QTRY_VERIFY(m_page->talk()->question() == nullptr);
    QCOMPARE(erased.size(), 0);
    QTest::keyClick(m_page->messages(), Qt::Key_Delete);
    for (Button *button : m_page->talk()->question()->findChildren<Button *>()) {
        if (button->text() == QStringLiteral("Delete"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(erased.size(), 1);
    QCOMPARE(erased.first().first().value<quint64>(), quint64(2));
    choose(1); // somebody else's
    QTRY_VERIFY(m_page->talk()->question() == nullptr);
    QTest::keyClick(m_page->messages(), Qt::Key_Delete);
    QVERIFY(m_page->talk()->question() == nullptr);
}

void ChatTalkTest::deleteKeyDiscardsWhatFailed()
{
    QSignalSpy discarded(m_page.get(), &ChatPage::discardRequested);
    m_page->conversation()->messageWaits(talk::mine(7, QStringLiteral("fails"), talk::today(10, 45)));
    m_page->conversation()->messagesProgressed({{7, MessageState::Failed, 0, 0, Code::RoomClosed}});
    m_page->messages()->setCurrentIndex(m_page->conversation()->index(m_page->conversation()->rowOfLocal(7)));
    QTest::keyClick(m_page->messages(), Qt::Key_Delete);
    QCOMPARE(discarded.size(), 1);
    QVERIFY(m_page->talk()->question() == nullptr);
}

void ChatTalkTest::withoutTheFeatureNothingIsOffered()
{
    choose(2);
    const QStringList with = menu();
    for (const QString &words : {QStringLiteral("Reply"), QStringLiteral("Edit"), QStringLiteral("Delete…")})
        QVERIFY(with.contains(words));
    QApplication::activePopupWidget()->close();
    m_page->talk()->setCanTalk(false);
    const QStringList without = menu();
    QVERIFY(without.contains(QStringLiteral("Copy")));
    for (const QString &words : {QStringLiteral("Reply"), QStringLiteral("Edit"), QStringLiteral("Delete…")})
        QVERIFY(!without.contains(words));
    QApplication::activePopupWidget()->close();
    m_page->talk()->answerChosen();
    m_page->talk()->editChosen();
    m_page->talk()->eraseChosen();
    QTest::keyClick(m_page->messages(), Qt::Key_Delete);
    m_page->focusComposer();
    key(Qt::Key_Up);
    QCOMPARE(m_page->composer()->task(), Composer::Task::New);
    QVERIFY(m_page->talk()->question() == nullptr);
}

void ChatTalkTest::erasedMeanwhileEndsTheTask()
{
    type(QStringLiteral("draft"));
    choose(1);
    m_page->talk()->answerChosen();
    RoomChange erased;
    erased.number = 1;
    erased.name = QStringLiteral("Ravi");
    erased.act = Act::Erase;
    m_page->conversation()->messagesChanged({erased});
    QCOMPARE(m_page->composer()->task(), Composer::Task::New);
    QCOMPARE(m_page->composer()->text(), QStringLiteral("draft"));
}

void ChatTalkTest::forgedQuoteIsNoPlaceToClick()
{
    m_page->conversation()->messagesArrived(
        {talk::said(9, QStringLiteral("Ravi"), QStringLiteral("**Ms Rao**\n> no homework\nedited 10:44"),
                    talk::today(10, 44))});
    const MessageLayout &layout = m_page->messages()->layoutOf(rowOf(9));
    QVERIFY(layout.quote().isNull());
    QCOMPARE(layout.timeText(), ChatWords::time(talk::today(10, 44)));
    choose(9);
    QVERIFY(!menu().contains(QStringLiteral("Go to the original")));
    QApplication::activePopupWidget()->close();
}

void ChatTalkTest::everythingHasAName()
{
    m_page->talk()->answerChosen();
    QCOMPARE(pageprobe::unnamed(*m_page), QStringList());
    QCOMPARE(pageprobe::richLabels(*m_page), QStringList());
    QVERIFY(edit()->accessibleName().startsWith(QStringLiteral("Answer to")));
}

QTEST_MAIN(ChatTalkTest)
#include "ChatTalkTest.moc"
