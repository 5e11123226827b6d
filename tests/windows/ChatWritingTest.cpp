// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "ChatTalk.h"
#include "CommandList.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "EmojiPicker.h"
#include "MessageList.h"
#include "PageProbe.h"
#include "Talk.h"
#include "WritingLine.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

/// What goes on while somebody writes: who does, drafts, commands, emoji; with clicks and keys on a page.
class ChatWritingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writersMoveNothing();
    void writingIsToldAndEnds();
    void draftIsTold();
    void commandsComplete();
    void commandListLeavesOtherKeysAlone();
    void meIsSaidInItalics();
    void emojiGoIntoTheText();

private:
    ComposerEdit *edit() const { return m_page->composer()->edit(); }
    void type(const QString &text) const { QTest::keyClicks(edit(), text); }
    void key(Qt::Key which) const { QTest::keyClick(edit(), which); }
    [[nodiscard]] CommandList *commands() const { return m_page->findChild<CommandList *>(); }

    std::unique_ptr<ChatPage> m_page;
};

void ChatWritingTest::init()
{
    m_page = std::make_unique<ChatPage>();
    m_page->setSelf(QStringLiteral("Asha"));
    m_page->setPeople(talk::people(3));
    m_page->conversation()->messagesArrived(
        {talk::said(1, QStringLiteral("Ravi"), QStringLiteral("Is the key new?"), talk::today(10, 41))});
    pageprobe::show(*m_page, {900, 600});
    m_page->focusComposer();
}

void ChatWritingTest::writersMoveNothing()
{
    QApplication::processEvents(); // laid out
    const QRect list = m_page->messages()->geometry();
    const QRect box = edit()->geometry();
    const auto words = [this] { return m_page->composer()->writingLine()->words(); };
    m_page->composer()->setWriters({QStringLiteral("Mei")});
    QCOMPARE(words(), QStringLiteral("Mei is writing…"));
    m_page->composer()->setWriters({QStringLiteral("Mei"), QStringLiteral("Ravi")});
    QCOMPARE(words(), QStringLiteral("Mei and Ravi are writing…"));
    m_page->composer()->setWriters({QStringLiteral("Mei"), QStringLiteral("Ravi"), QStringLiteral("<b>Olu")});
    QCOMPARE(words(), QStringLiteral("3 people are writing…"));
    QApplication::processEvents();
    QCOMPARE(m_page->messages()->geometry(), list);
    QCOMPARE(edit()->geometry(), box);
    QVERIFY(m_page->composer()->writingLine()->geometry().bottom() < edit()->geometry().top());
    m_page->composer()->setWriters({});
    QCOMPARE(words(), QString());
}

void ChatWritingTest::writingIsToldAndEnds()
{
    QSignalSpy writing(m_page->composer(), &Composer::writingChanged);
    m_page->composer()->setDraft(QStringLiteral("of yesterday"));
    QCOMPARE(writing.size(), 0); // nobody writes that
    type(QStringLiteral("ab"));
    QCOMPARE(writing.size(), 1);
    QVERIFY(writing.last().first().toBool());
    key(Qt::Key_Return);
    QCOMPARE(writing.size(), 2);
    QVERIFY(!writing.last().first().toBool());
    type(QStringLiteral("c"));
    key(Qt::Key_Backspace);
    QCOMPARE(writing.size(), 4);
    type(QStringLiteral("c"));
    m_page->messages()->setFocus();
    QCOMPARE(writing.size(), 6);
    m_page->focusComposer();
    type(QStringLiteral("d"));
    m_page->setForbidden(QStringLiteral("muted"));
    QVERIFY(!writing.last().first().toBool());
}

void ChatWritingTest::draftIsTold()
{
    QSignalSpy draft(m_page->composer(), &Composer::draftChanged);
    type(QStringLiteral("half"));
    QTRY_COMPARE(draft.size(), 1); // gathered
    QCOMPARE(m_page->composer()->draft(), QStringLiteral("half"));
    key(Qt::Key_Return);
    QCOMPARE(draft.size(), 2); // at once: it is said
    QCOMPARE(m_page->composer()->draft(), QString());
    m_page->setEnded(Code::RoomClosed);
    m_page->composer()->setDraft(QStringLiteral("kept"));
    m_page->setConnected();
    QCOMPARE(m_page->composer()->text(), QStringLiteral("kept"));
}

void ChatWritingTest::commandsComplete()
{
    type(QStringLiteral("/"));
    QCOMPARE(commands()->shown(), (QStringList{QStringLiteral("/me"), QStringLiteral("/msg"),
                                               QStringLiteral("/help"), QStringLiteral("/bye")}));
    QVERIFY(edit()->hasFocus());
    QVERIFY(edit()->accessibleDescription().startsWith(QStringLiteral("/me")));
    QVERIFY(commands()->geometry().bottom() < edit()->mapTo(m_page.get(), QPoint(0, 0)).y());
    key(Qt::Key_Down);
    QVERIFY(edit()->accessibleDescription().startsWith(QStringLiteral("/msg")));
    key(Qt::Key_Down);
    QVERIFY(edit()->accessibleDescription().startsWith(QStringLiteral("/help")));
    key(Qt::Key_Tab);
    QCOMPARE(m_page->composer()->text(), QStringLiteral("/help"));
    QVERIFY(commands()->shown().isEmpty());
    QSignalSpy help(m_page.get(), &ChatPage::helpRequested);
    key(Qt::Key_Return);
    QCOMPARE(help.size(), 1);
    type(QStringLiteral("/m"));
    QCOMPARE(commands()->shown(), (QStringList{QStringLiteral("/me"), QStringLiteral("/msg")}));
    key(Qt::Key_Return); // takes it, says nothing yet
    QCOMPARE(m_page->composer()->text(), QStringLiteral("/me "));
    m_page->composer()->setText(QStringLiteral("/b"));
    const QPoint first(commands()->width() / 2, commands()->height() / 2);
    QTest::mouseClick(commands()->findChild<QListView *>()->viewport(), Qt::LeftButton, Qt::NoModifier,
                      first);
    QCOMPARE(m_page->composer()->text(), QStringLiteral("/bye"));
}

void ChatWritingTest::commandListLeavesOtherKeysAlone()
{
    type(QStringLiteral("/"));
    key(Qt::Key_Escape);
    QVERIFY(commands()->shown().isEmpty());
    type(QStringLiteral("x"));
    QVERIFY(commands()->shown().isEmpty());
    QCOMPARE(m_page->composer()->text(), QStringLiteral("/x"));
    QSignalSpy said(m_page.get(), &ChatPage::sayRequested);
    key(Qt::Key_Return);
    QCOMPARE(said.size(), 1);
    type(QStringLiteral("/bye"));
    QVERIFY(!commands()->shown().isEmpty());
    QSignalSpy left(m_page.get(), &ChatPage::leaveRequested);
    key(Qt::Key_Return); // written in full
    QCOMPARE(left.size(), 1);
    QVERIFY(commands()->shown().isEmpty());
}

void ChatWritingTest::meIsSaidInItalics()
{
    QSignalSpy said(m_page.get(), &ChatPage::sayRequested);
    m_page->composer()->setText(QStringLiteral("/me waves"));
    key(Qt::Key_Return);
    QCOMPARE(said.size(), 1);
    QCOMPARE(said.first().first().toString(), QStringLiteral("*Asha waves*"));
    m_page->composer()->setText(QStringLiteral("/me waves\nand goes"));
    key(Qt::Key_Return);
    QCOMPARE(said.last().first().toString(), QStringLiteral("/me waves\nand goes"));
}

void ChatWritingTest::emojiGoIntoTheText()
{
    type(QStringLiteral("well done "));
    QTest::mouseClick(m_page->composer()->emojiButton(), Qt::LeftButton);
    EmojiPicker *picker = m_page->talk()->picker();
    QVERIFY(picker->isVisible());
    QTest::keyClicks(picker->search(), QStringLiteral("party popper"));
    QTest::keyClick(picker->search(), Qt::Key_Return);
    QCOMPARE(m_page->composer()->text(), QStringLiteral("well done \U0001F389"));
    QVERIFY(!picker->isVisible());
    m_page->setForbidden(QStringLiteral("muted"));
    m_page->talk()->openEmoji();
    QVERIFY(!picker->isVisible());
}

QTEST_MAIN(ChatWritingTest)
#include "ChatWritingTest.moc"
