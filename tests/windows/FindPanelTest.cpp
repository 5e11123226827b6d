// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "FindBar.h"
#include "FindFilters.h"
#include "FindPanel.h"
#include "FindResultDelegate.h"
#include "FindResults.h"
#include "MessageList.h"
#include "PageFeed.h"
#include "PageProbe.h"
#include "Talk.h"
#include "TalkFinder.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

#include <ctime>

using namespace waxwing;

/// The search everywhere: words, hits as a list, going there.
class FindPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init();
    void sayWhatToDoWhenEmpty();
    void hitsComeNewestFirst();
    void firstHitsAreShownWhileItSearches();
    void nothingFoundSaysWhatHelps();
    void activatingGoesThere();
    void aHitWithOnePersonAsksForItsConversation();
    void conversationsOfTheWindowAreLookedThroughToo();
    void theKeyboardAloneIsEnough();
    void whatIsNoLongerKept();
    void barAndPanelAreNeverBothOpen();
    void wordsOfTheBarGoOn();
    void tenThousandHitsScrollLikeTen();
    void excerptShowsTheFirstMark();
    void foreignTextStaysText();
    void modelHolds();

private:
    [[nodiscard]] FindPanel *panel() const { return m_page->findPanel(); }
    void type(const QString &words) const;
    [[nodiscard]] QString text(int row, int role = Qt::DisplayRole) const
    {
        return panel()->results()->model()->index(row, 0).data(role).toString();
    }
    void byHand();
    static SearchHit hit(quint64 number, const QString &words);

    std::unique_ptr<ChatPage> m_page;
    int m_asked = 0;
};

void FindPanelTest::init()
{
    m_asked = 0;
    m_page = std::make_unique<ChatPage>();
    m_page->setSelf(QStringLiteral("Asha"));
    m_page->setPeople(talk::people(4));
    m_page->conversation()->messagesArrived(talk::many(300));
    m_page->conversation()->messagesArrived(
        {talk::said(301, "Ravi", "the key", talk::today(12, 0)),
         talk::said(302, "Asha", "my key\n**of** two lines", talk::at(QDate::currentDate(), 12, 1))});
    pageprobe::show(*m_page, {1'100, 600});
    m_page->showFindEverywhere();
}

void FindPanelTest::type(const QString &words) const
{
    panel()->edit()->selectAll();
    QTest::keyClicks(panel()->edit(), words);
}

void FindPanelTest::byHand()
{
    m_page->finder()->setHistory(
        TalkFinder::Door{[this](const SearchQuery &) { return static_cast<quint64>(++m_asked); }, [] {}});
}

SearchHit FindPanelTest::hit(quint64 number, const QString &words)
{
    SearchHit result;
    result.message = talk::said(number, "Ravi", words, talk::today(9, 0));
    return result;
}

void FindPanelTest::sayWhatToDoWhenEmpty()
{
    QVERIFY(panel()->isVisible());
    QVERIFY(panel()->edit()->hasFocus());
    QCOMPARE(panel()->statusText(), QStringLiteral("Find what was said"));
    QVERIFY(!panel()->results()->isVisible());
    QCOMPARE(pageprobe::unnamed(*panel()), QStringList());
    QCOMPARE(pageprobe::richLabels(*panel()), QStringList());
}

void FindPanelTest::hitsComeNewestFirst()
{
    type(QStringLiteral("key"));
    QTRY_COMPARE(panel()->statusText(), QStringLiteral("2 hits"));
    QVERIFY(panel()->results()->isVisible());
    QCOMPARE(text(0), QStringLiteral("my key of two lines")); // as it is shown: no marks, one line
    QCOMPARE(text(0, FindResults::NameRole), QStringLiteral("You"));
    QCOMPARE(text(1), QStringLiteral("the key"));
    QCOMPARE(text(1, FindResults::NameRole), QStringLiteral("Ravi"));
    QCOMPARE(text(1, FindResults::WhenRole), QStringLiteral("12:00"));
    QCOMPARE(text(1, Qt::AccessibleTextRole), QStringLiteral("Ravi, Room, 12:00, the key"));
}

void FindPanelTest::firstHitsAreShownWhileItSearches()
{
    byHand();
    type(QStringLiteral("key"));
    QTRY_COMPARE(m_asked, 1);
    QCOMPARE(panel()->statusText(), QStringLiteral("Searching…"));
    m_page->finder()->take(1, {hit(301, QStringLiteral("the key"))});
    QCOMPARE(panel()->statusText(), QStringLiteral("1 so far…"));
    QVERIFY(panel()->results()->isVisible());
    m_page->finder()->end(1);
    QCOMPARE(panel()->statusText(), QStringLiteral("1 hit"));
}

void FindPanelTest::nothingFoundSaysWhatHelps()
{
    type(QStringLiteral("absent"));
    QTRY_COMPARE(panel()->statusText(), QStringLiteral("Nothing found"));
    QVERIFY(pageprobe::showsText(*panel(), QStringLiteral("All words must be in one message. Fewer words, or "
                                                          "no filter, find more.")));
}

void FindPanelTest::aHitWithOnePersonAsksForItsConversation()
{
    byHand();
    type(QStringLiteral("key"));
    QTRY_COMPARE(m_asked, 1);
    SearchHit direct = hit(7, QStringLiteral("a key for you"));
    direct.with = QStringLiteral("Ravi\u202E");
    m_page->finder()->take(1, {hit(301, QStringLiteral("the key")), direct});
    m_page->finder()->end(1);
    QCOMPARE(text(0, FindResults::WhereRole), QStringLiteral("Room"));
    QVERIFY(text(1, FindResults::WhereRole).startsWith(QStringLiteral("with Ravi")));
    QVERIFY(!text(1, FindResults::WhereRole).contains(QChar(0x202E))); // a name is foreign text
    QSignalSpy asked(m_page.get(), &ChatPage::foundRequested);
    QTest::keyClick(panel()->edit(), Qt::Key_Down);
    QTest::keyClick(panel()->results(), Qt::Key_Down);
    QTest::keyClick(panel()->results(), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).toString(), direct.with);
    QCOMPARE(asked.first().at(1).toULongLong(), 7U);
}

/// Where nothing is kept: newest first over all that the window holds.
void FindPanelTest::conversationsOfTheWindowAreLookedThroughToo()
{
    auto *direct = new ChatPage(m_page.get(), ChatPage::Of::Person);
    direct->setPerson(QStringLiteral("Ravi"));
    m_page->add(direct);
    direct->conversation()->messagesArrived(
        {talk::said(1, "Ravi", "an early key", talk::at(QDate::currentDate(), 11, 0)),
         talk::said(2, "Ravi", "a late key", talk::at(QDate::currentDate(), 12, 2))});
    type(QStringLiteral("key"));
    QTRY_COMPARE(panel()->statusText(), QStringLiteral("4 hits"));
    QStringList found;
    for (int row = 0; row < 4; ++row)
        found.append(text(row, FindResults::WithRole) + u'/' + text(row));
    QCOMPARE(found, (QStringList{QStringLiteral("Ravi/a late key"), QStringLiteral("/my key of two lines"),
                                 QStringLiteral("/the key"), QStringLiteral("Ravi/an early key")}));
    m_page->remove(direct);
    delete direct;
    type(QStringLiteral("the key"));
    QTRY_COMPARE(panel()->statusText(), QStringLiteral("1 hit"));
}

void FindPanelTest::activatingGoesThere()
{
    type(QStringLiteral("17:"));
    QTRY_VERIFY(panel()->results()->model()->rowCount() >= 1);
    const QModelIndex first = panel()->results()->model()->index(0, 0);
    QTest::mouseClick(panel()->results()->viewport(), Qt::LeftButton, {},
                      panel()->results()->visualRect(first).center());
    const quint64 number = first.data(FindResults::NumberRole).toULongLong();
    QVERIFY(m_page->messages()->selectionModel()->isRowSelected(m_page->conversation()->rowOfNumber(number)));
    QVERIFY(panel()->isVisible());
}

void FindPanelTest::theKeyboardAloneIsEnough()
{
    type(QStringLiteral("key"));
    QTest::keyClick(panel()->edit(), Qt::Key_Return); // at once: the search
    QTRY_COMPARE(panel()->results()->model()->rowCount(), 2);
    QTest::keyClick(panel()->edit(), Qt::Key_Down);
    QVERIFY(panel()->results()->hasFocus());
    QTest::keyClick(panel()->results(), Qt::Key_Down);
    QTest::keyClick(panel()->results(), Qt::Key_Return);
    QVERIFY(m_page->messages()->selectionModel()->isRowSelected(m_page->conversation()->rowOfNumber(301)));
    QTest::keyClick(panel()->results(), Qt::Key_Escape);
    QVERIFY(!panel()->isVisible());
    QVERIFY(m_page->composer()->edit()->hasFocus());
}

void FindPanelTest::whatIsNoLongerKept()
{
    byHand();
    type(QStringLiteral("key"));
    QTRY_COMPARE(m_asked, 1);
    m_page->finder()->take(1, {hit(9'999, QStringLiteral("the key"))});
    m_page->finder()->end(1);
    QTest::keyClick(panel()->edit(), Qt::Key_Return);
    QCOMPARE(panel()->statusText(), QStringLiteral("This message is no longer kept here."));
    type(QStringLiteral("other"));
    QTRY_VERIFY(panel()->statusText() != QStringLiteral("This message is no longer kept here."));
}

void FindPanelTest::barAndPanelAreNeverBothOpen()
{
    m_page->showFind();
    QVERIFY(m_page->findBar()->isVisible());
    QVERIFY(!panel()->isVisible());
    m_page->showFindEverywhere();
    QVERIFY(!m_page->findBar()->isVisible());
    QVERIFY(panel()->isVisible());
    m_page->closeFind();
    QVERIFY(!panel()->isVisible());
    m_page->closeFind();
}

void FindPanelTest::wordsOfTheBarGoOn()
{
    m_page->showFind();
    m_page->findBar()->edit()->setText(QStringLiteral("key"));
    m_page->showFindEverywhere();
    QCOMPARE(panel()->edit()->text(), QStringLiteral("key"));
    QTRY_COMPARE(panel()->statusText(), QStringLiteral("2 hits"));
}

void FindPanelTest::tenThousandHitsScrollLikeTen()
{
    byHand();
    type(QStringLiteral("key"));
    QTRY_COMPARE(m_asked, 1);
    QList<SearchHit> hits;
    for (quint64 i = 0; i < 12'000; ++i)
        hits.append(hit(12'000 - i, QStringLiteral("a key of %1").arg(i)));
    m_page->finder()->take(1, hits);
    QCOMPARE(panel()->results()->model()->rowCount(), 10'000);
    QVERIFY(panel()->statusText().startsWith(QStringLiteral("The newest 10000")));
    const std::clock_t begun = std::clock(); // of the processor: other programs on the machine do not count
    panel()->results()->scrollToBottom();
    panel()->results()->viewport()->repaint();
    const std::clock_t taken = std::clock() - begun;
    QVERIFY2(taken < CLOCKS_PER_SEC, qPrintable(QString::number(taken)));
}

void FindPanelTest::excerptShowsTheFirstMark()
{
    FindResultDelegate delegate;
    delegate.setFindWords(FindWords(QStringLiteral("needle"), false));
    TextMarks marks;
    const QString line = QStringLiteral("hay ").repeated(100) + QStringLiteral("needle and on");
    const QString shown = delegate.excerpt(line, &marks);
    QVERIFY(shown.startsWith(QStringLiteral("… ")));
    QCOMPARE(marks.size(), 1);
    QCOMPARE(shown.mid(marks.first().first, marks.first().second), QStringLiteral("needle"));
    QVERIFY(marks.first().first < 40);
    QCOMPARE(delegate.excerpt(QStringLiteral("needle"), &marks), QStringLiteral("needle"));
    const QString emoji = QStringLiteral("😀").repeated(100) + QStringLiteral("needle");
    QVERIFY(!delegate.excerpt(emoji, &marks).at(2).isLowSurrogate());
}

void FindPanelTest::foreignTextStaysText()
{
    byHand();
    type(QStringLiteral("key"));
    QTRY_COMPARE(m_asked, 1);
    m_page->finder()->take(
        1, {hit(1, QStringLiteral("<img src=x> key \u202Eevil")), hit(2, QStringLiteral("שלום key עולם"))});
    QVERIFY(text(0).startsWith(QStringLiteral("<img src=x> key ")));
    QVERIFY(!text(0).contains(u'\u202E'));
    panel()->results()->viewport()->repaint();
}

void FindPanelTest::modelHolds()
{
    const QAbstractItemModelTester tester(panel()->results()->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    type(QStringLiteral("key"));
    QTRY_COMPARE(panel()->statusText(), QStringLiteral("2 hits"));
    type(QStringLiteral("\"the key\""));
    QTRY_COMPARE(panel()->statusText(), QStringLiteral("1 hit"));
    m_page->closeFind();
    QCOMPARE(panel()->results()->model()->rowCount(), 0);
}

QTEST_MAIN(FindPanelTest)
#include "FindPanelTest.moc"
