// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Appearance.h"
#include "JumpButton.h"
#include "MessageList.h"
#include "PageProbe.h"
#include "Talk.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

class ChatListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void shortTalkStandsAtTheBottom();
    void staysAtTheEnd();
    void keepsItsPlaceWhenMoreComesBelow();
    void keepsItsPlaceWhenALineGoesAbove();
    void countsWhatCameSince();
    void buttonAndEndKeyLeadToTheEnd();
    void writingLeadsToTheEnd();
    void scrollingMovesWhatIsSeenByAsMuch();
    void keepsItsPlaceAtAnotherWidth_data();
    void keepsItsPlaceAtAnotherWidth();
    void textSizeChangeMeasuresAnew();
    void removingTheCurrentRowIsSafe();
    void keyboardSelectsAndCopies();
    void severalAreCopiedWithNameAndTime();
    void everythingIsCopiedInOrder();
    void letterTypedHereIsForTheComposer();
    void focusMakesTheLowestSeenRowCurrent();
    void resetGoesToTheEnd();

private:
    void fill(int count);
    void settle() const
    {
        QTRY_VERIFY(!m_list->visualRect(m_model->index(m_model->rowCount() - 1)).isNull());
    }
    int bottomOf(int row) const;
    int topOf(int row) const { return m_list->visualRect(m_model->index(row)).top(); }
    /// A row in the middle of what is seen.
    int seenRow() const { return m_list->indexAt(QPoint(100, m_list->viewport()->height() / 2)).row(); }
    QScrollBar *bar() const { return m_list->verticalScrollBar(); }

    std::unique_ptr<ConversationModel> m_model;
    std::unique_ptr<MessageList> m_list;
};

void ChatListTest::init()
{
    m_list.reset();
    m_model = std::make_unique<ConversationModel>();
    m_model->setSelf(QStringLiteral("Asha"));
    m_list = std::make_unique<MessageList>(m_model.get());
    pageprobe::show(*m_list, {700, 500});
}

void ChatListTest::fill(int count)
{
    m_model->messagesArrived(talk::many(count));
    settle();
    QTRY_COMPARE(bar()->value(), bar()->maximum());
}

int ChatListTest::bottomOf(int row) const
{
    return m_list->viewport()->mapTo(m_list.get(), m_list->visualRect(m_model->index(row)).bottomLeft()).y();
}

void ChatListTest::shortTalkStandsAtTheBottom()
{
    m_model->messagesArrived({talk::said(1, "Ravi", "a", talk::today(9, 0))});
    QTRY_VERIFY(std::abs(bottomOf(1) - (m_list->height() - 5)) <= 3);
    QCOMPARE(bar()->maximum(), 0);
    m_model->messagesArrived({talk::said(2, "Olu", "b", talk::today(9, 0))});
    QTRY_VERIFY(std::abs(bottomOf(2) - (m_list->height() - 5)) <= 3);
    QVERIFY(bottomOf(1) < bottomOf(2));
}

void ChatListTest::staysAtTheEnd()
{
    fill(500);
    for (quint64 i = 501; i < 520; ++i) {
        m_model->messagesArrived({talk::said(i, "Olu", QString(i, u'x'), talk::today(12, 0))});
        QTRY_VERIFY(std::abs(bottomOf(m_model->rowCount() - 1) - (m_list->height() - 5)) <= 3);
        QVERIFY(m_list->isAtEnd());
        QVERIFY(!m_list->jumpButton()->isVisible());
    }
}

void ChatListTest::keepsItsPlaceWhenMoreComesBelow()
{
    fill(1'000);
    bar()->setValue(bar()->maximum() / 2);
    QVERIFY(!m_list->isAtEnd());
    const int row = seenRow();
    const int top = topOf(row);
    for (quint64 i = 0; i < 60; ++i)
        m_model->messagesArrived({talk::said(2'000 + i, "Olu", "more", talk::today(12, 0))});
    m_model->noticesArrived({{RoomNotice::Kind::PersonLeft, {"Olu"}, 0, talk::today(12, 0)}});
    m_list->doItemsLayout();
    QCOMPARE(topOf(row), top);
    QTest::qWait(0);
    QCOMPARE(topOf(row), top);
}

void ChatListTest::keepsItsPlaceWhenALineGoesAbove()
{
    m_model->setReading(false);
    m_model->messagesArrived(talk::many(400)); // the unread line is the second row
    settle();
    m_list->jumpToEnd();
    m_model->setReading(true);
    m_model->setReading(false);
    bar()->setValue(bar()->maximum() / 2);
    const QPersistentModelIndex row = m_model->index(seenRow());
    const int top = topOf(row.row());
    const int was = row.row();
    m_model->messagesArrived({talk::said(900, "Olu", "more", talk::today(12, 0))});
    QCOMPARE(row.row(), was - 1); // the line moved to the end
    m_list->doItemsLayout();
    QCOMPARE(topOf(row.row()), top);
}

void ChatListTest::countsWhatCameSince()
{
    fill(300);
    bar()->setValue(0);
    QTRY_VERIFY(m_list->jumpButton()->isVisible());
    QCOMPARE(m_list->jumpButton()->count(), 0);
    QCOMPARE(m_list->jumpButton()->accessibleName(), QStringLiteral("To the end"));
    m_model->messagesArrived({talk::said(900, "Olu", "a", talk::today(12, 0)),
                              talk::said(901, "Asha", "mine elsewhere", talk::today(12, 0)),
                              talk::said(902, "Olu", "b", talk::today(12, 0))});
    m_model->noticesArrived({{RoomNotice::Kind::PersonLeft, {"Olu"}, 0, talk::today(12, 0)}});
    QTRY_COMPARE(m_list->jumpButton()->count(), 2);
    QVERIFY(m_list->jumpButton()->accessibleName().contains(u'2'));
}

void ChatListTest::buttonAndEndKeyLeadToTheEnd()
{
    fill(5'000);
    QSignalSpy moved(m_list.get(), &MessageList::atEndChanged);
    bar()->setValue(0);
    QTRY_COMPARE(moved.size(), 1);
    QCOMPARE(moved.takeFirst().first().toBool(), false);
    m_model->messagesArrived({talk::said(9'000, "Olu", "a", talk::today(12, 0))});
    QTest::mouseClick(m_list->jumpButton(), Qt::LeftButton);
    QTRY_COMPARE(bar()->value(), bar()->maximum());
    QVERIFY(m_list->isAtEnd());
    QVERIFY(!m_list->jumpButton()->isVisible());
    QCOMPARE(m_list->jumpButton()->count(), 0);
    QCOMPARE(moved.size(), 1);
    m_list->setFocus();
    QTest::keyClick(m_list.get(), Qt::Key_Home);
    QTRY_VERIFY(!m_list->isAtEnd());
    QCOMPARE(m_list->currentIndex().row(), 0);
    QTest::keyClick(m_list.get(), Qt::Key_End);
    QTRY_VERIFY(m_list->isAtEnd());
    QCOMPARE(bar()->value(), bar()->maximum());
    QCOMPARE(m_list->currentIndex().row(), m_model->rowCount() - 1);
}

void ChatListTest::writingLeadsToTheEnd()
{
    fill(300);
    bar()->setValue(0);
    m_list->jumpToEnd(); // the page does so for its composer
    m_model->messageWaits(talk::mine(1, "mine", talk::today(12, 0)));
    QTRY_COMPARE(bar()->value(), bar()->maximum());
    QVERIFY(m_list->isAtEnd());
}

void ChatListTest::scrollingMovesWhatIsSeenByAsMuch()
{
    // Rows far away are only estimated; measuring them must not move what is seen.
    fill(10'000);
    for (int step = 0; step < 400; ++step) {
        const QPersistentModelIndex row = m_model->index(seenRow());
        const int top = topOf(row.row());
        bar()->setValue(bar()->value() - 60);
        QCOMPARE(topOf(row.row()), top + 60);
    }
    bar()->setValue(bar()->maximum() / 3); // far away, where nothing is measured
    for (int step = 0; step < 200; ++step) {
        const QPersistentModelIndex row = m_model->index(seenRow());
        const int top = topOf(row.row());
        bar()->setValue(bar()->value() + 60);
        QCOMPARE(topOf(row.row()), top - 60);
    }
}

void ChatListTest::keepsItsPlaceAtAnotherWidth_data()
{
    QTest::addColumn<bool>("atEnd");
    QTest::newRow("at the end") << true;
    QTest::newRow("reading above") << false;
}

void ChatListTest::keepsItsPlaceAtAnotherWidth()
{
    QFETCH(bool, atEnd);
    fill(10'000);
    if (!atEnd)
        bar()->setValue(bar()->maximum() / 2);
    const int row = m_list->indexAt(QPoint(100, m_list->viewport()->height() - 20)).row();
    for (const int width : {420, 900, 333, 700}) {
        m_list->resize(width, 500);
        QTRY_VERIFY(m_list->viewport()->width() <= width);
        QCOMPARE(m_list->isAtEnd(), atEnd);
        const QRect seen = m_list->visualRect(m_model->index(row));
        QVERIFY2(seen.intersects(m_list->viewport()->rect()), qPrintable(QString::number(width)));
        if (atEnd)
            QVERIFY(std::abs(bottomOf(m_model->rowCount() - 1) - (m_list->height() - 5)) <= 3);
    }
}

void ChatListTest::textSizeChangeMeasuresAnew()
{
    Appearance appearance(*qApp, Scheme::Light);
    fill(1'000);
    const int last = m_model->rowCount() - 1;
    const int before = m_list->visualRect(m_model->index(last)).height();
    appearance.setTextPercent(200);
    QTRY_VERIFY(m_list->visualRect(m_model->index(last)).height() > before * 3 / 2);
    QTRY_VERIFY(std::abs(bottomOf(last) - (m_list->height() - 9)) <= 4);
    appearance.setTextPercent(100);
    QTRY_COMPARE(m_list->visualRect(m_model->index(last)).height(), before);
}

void ChatListTest::removingTheCurrentRowIsSafe()
{
    fill(50);
    m_model->messageWaits(talk::mine(1, "mine", talk::today(12, 0)));
    m_model->messagesProgressed({{1, MessageState::Failed, 0, 0, Code::RoomClosed}});
    m_list->setFocus();
    m_list->setCurrentIndex(m_model->index(m_model->rowCount() - 1));
    QSignalSpy discard(m_list.get(), &MessageList::discardRequested);
    QSignalSpy retry(m_list.get(), &MessageList::retryRequested);
    QTest::keyClick(m_list.get(), Qt::Key_Return);
    QCOMPARE(retry.size(), 1);
    QTest::keyClick(m_list.get(), Qt::Key_Delete);
    QCOMPARE(discard.size(), 1);
    QCOMPARE(discard.first().first().toULongLong(), 1U);
    m_model->discard(1);
    settle();
    QCOMPARE(m_list->currentIndex().row(), m_model->rowCount() - 1);
    QTest::keyClick(m_list.get(), Qt::Key_Delete); // what was sent stays
    QCOMPARE(discard.size(), 1);
}

void ChatListTest::keyboardSelectsAndCopies()
{
    m_model->messagesArrived({talk::said(1, "Ravi", "one\n**two**", talk::today(9, 0)),
                              talk::said(2, "Olu", "three", talk::today(9, 1))});
    settle();
    m_list->clearFocus();
    m_list->setFocus(Qt::TabFocusReason);
    QCOMPARE(m_list->currentIndex().row(), 2);
    QTest::keyClick(m_list.get(), Qt::Key_Up);
    QCOMPARE(m_list->currentIndex().row(), 1);
    QVERIFY(m_list->hasSelectedMessages());
    QTest::keyClick(m_list.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("one\n**two**")); // as it was written
}

void ChatListTest::severalAreCopiedWithNameAndTime()
{
    m_model->messagesArrived(
        {talk::said(1, "Ravi", "one", talk::today(9, 0)), talk::said(2, "Olu", "two", talk::today(9, 1))});
    settle();
    m_list->setFocus(Qt::TabFocusReason);
    QTest::keyClick(m_list.get(), Qt::Key_Up);
    QTest::keyClick(m_list.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_list.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("Ravi, 09:00: one\nOlu, 09:01: two"));
}

void ChatListTest::everythingIsCopiedInOrder()
{
    fill(300);
    m_list->setFocus(Qt::TabFocusReason);
    QTest::keyClick(m_list.get(), Qt::Key_A, Qt::ControlModifier);
    m_list->copySelected();
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 300); // neither day line nor notice
    for (int i = 0; i < 300; ++i)
        QVERIFY(lines[i].contains(QStringLiteral(": %1: ").arg(i + 1)));
}

void ChatListTest::letterTypedHereIsForTheComposer()
{
    fill(5);
    QSignalSpy typed(m_list.get(), &MessageList::typed);
    m_list->setFocus();
    QTest::keyClick(m_list.get(), 'h');
    QCOMPARE(typed.size(), 1);
    QCOMPARE(typed.first().first().toString(), QStringLiteral("h"));
    QTest::keyClick(m_list.get(), 'a', Qt::ControlModifier);
    QTest::keyClick(m_list.get(), Qt::Key_Space);
    QTest::keyClick(m_list.get(), Qt::Key_PageUp);
    QCOMPARE(typed.size(), 1);
}

void ChatListTest::focusMakesTheLowestSeenRowCurrent()
{
    fill(300);
    bar()->setValue(bar()->maximum() / 2);
    const int value = bar()->value();
    m_list->clearFocus();
    m_list->setFocus(Qt::TabFocusReason);
    QVERIFY(m_list->visualRect(m_list->currentIndex()).intersects(m_list->viewport()->rect()));
    QVERIFY(!m_list->hasSelectedMessages());
    QVERIFY(std::abs(bar()->value() - value) < 80); // at most to show that row whole
}

void ChatListTest::resetGoesToTheEnd()
{
    fill(300);
    bar()->setValue(0);
    m_model->clear();
    QTRY_VERIFY(!m_list->jumpButton()->isVisible());
    QVERIFY(m_list->isAtEnd());
    fill(20);
    QVERIFY(m_list->isAtEnd());
}

QTEST_MAIN(ChatListTest)
#include "ChatListTest.moc"
