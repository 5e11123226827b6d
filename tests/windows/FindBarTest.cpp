// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatHeader.h"
#include "ChatPage.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "FindBar.h"
#include "FindFilters.h"
#include "FindWords.h"
#include "MessageList.h"
#include "PageFeed.h"
#include "PageProbe.h"
#include "Talk.h"
#include "TalkFinder.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

/// The search in one conversation, by clicks and keys.
class FindBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init();
    void opensFromTheHeaderAndClosesWithEsc();
    void closedBeforeTheWordsAreToldSearchesNothing();
    void typingGoesToTheNewestHit();
    void enterGoesToOlderHitsAndShiftEnterBack();
    void buttonsStepToo();
    void saysWhenThereIsNothing();
    void hitsSoFarAreCountedWhileItSearches();
    void aHitFarAwayBringsItsPage();
    void narrowsByPersonDaysAndCase();
    void aDayThatIsNoneIsMarked();
    void hiddenFiltersDoNotNarrow();
    void newWordsEndTheSearchBefore();
    void tooManyHitsAreCutAndSaidSo();
    void marksWhatIsFoundInTheBubbles();
    void tabAndNames();

private:
    void type(const QString &words) const;
    [[nodiscard]] quint64 current() const;
    [[nodiscard]] QString count() const { return m_page->findBar()->countText(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(m_page->findBar()->edit(), key, modifiers);
    }
    /// A history that only searches when the test says what it finds.
    void byHand();

    std::unique_ptr<ChatPage> m_page;
    QList<SearchQuery> m_asked;
    int m_cancelled = 0;
};

void FindBarTest::init()
{
    m_asked.clear();
    m_cancelled = 0;
    m_page = std::make_unique<ChatPage>();
    m_page->setSelf(QStringLiteral("Asha"));
    m_page->setPeople(talk::people(4));
    m_page->conversation()->messagesArrived(talk::many(400));
    m_page->conversation()->messagesArrived(
        {talk::said(401, "Ravi", "the ÄPFEL and the KEY", talk::today(12, 0)),
         talk::said(402, "Olu", "a key, **bold key**", talk::today(12, 1)),
         talk::said(403, "Ravi", "nothing", talk::today(12, 2))});
    pageprobe::show(*m_page, {900, 600});
}

void FindBarTest::type(const QString &words) const
{
    m_page->findBar()->edit()->selectAll();
    QTest::keyClicks(m_page->findBar()->edit(), words);
}

quint64 FindBarTest::current() const
{
    const QModelIndexList chosen = m_page->messages()->selectionModel()->selectedIndexes();
    return chosen.size() == 1 ? m_page->conversation()->row(chosen.first().row()).number : 0;
}

void FindBarTest::byHand()
{
    m_page->finder()->setHistory(TalkFinder::Door{[this](const SearchQuery &query) {
                                                      m_asked.append(query);
                                                      return static_cast<quint64>(m_asked.size());
                                                  },
                                                  [this] { ++m_cancelled; }});
}

void FindBarTest::opensFromTheHeaderAndClosesWithEsc()
{
    QVERIFY(!m_page->findBar()->isVisible());
    QTest::mouseClick(m_page->header()->findButton(), Qt::LeftButton);
    QVERIFY(m_page->findBar()->isVisible());
    QVERIFY(m_page->findBar()->edit()->hasFocus());
    press(Qt::Key_Escape);
    QVERIFY(!m_page->findBar()->isVisible());
    QVERIFY(m_page->composer()->edit()->hasFocus());
    m_page->showFind();
    QTest::mouseClick(m_page->findBar()->closeButton(), Qt::LeftButton);
    QVERIFY(!m_page->findBar()->isVisible());
}

void FindBarTest::closedBeforeTheWordsAreToldSearchesNothing()
{
    byHand();
    m_page->showFind();
    type(QStringLiteral("key"));
    press(Qt::Key_Escape);
    QTest::qWait(400); // longer than the pause after a key
    QCOMPARE(m_asked.size(), 0);
}

void FindBarTest::typingGoesToTheNewestHit()
{
    m_page->showFind();
    type(QStringLiteral("key"));
    QTRY_COMPARE(count(), QStringLiteral("1 of 2"));
    QCOMPARE(current(), 402U);
    QVERIFY(m_page->findBar()->edit()->hasFocus());                  // one goes on typing
    m_page->findBar()->edit()->setText(QStringLiteral("key äpfel")); // all of them, in any order and case
    QTRY_COMPARE(current(), 401U);
    QCOMPARE(count(), QStringLiteral("1 of 1"));
    type(QStringLiteral("\"and the key\""));
    QTRY_COMPARE(m_page->finder()->query().words, QStringLiteral("\"and the key\""));
    QTRY_COMPARE(count(), QStringLiteral("1 of 1"));
}

void FindBarTest::enterGoesToOlderHitsAndShiftEnterBack()
{
    m_page->showFind();
    type(QStringLiteral("padded"));
    press(Qt::Key_Return); // at once, without the pause
    QTRY_COMPARE(count(), QStringLiteral("1 of 400"));
    QCOMPARE(current(), 400U);
    press(Qt::Key_Return);
    QCOMPARE(current(), 399U);
    QCOMPARE(count(), QStringLiteral("2 of 400"));
    press(Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(current(), 400U);
    press(Qt::Key_Return, Qt::ShiftModifier); // round
    QCOMPARE(current(), 1U);
    QCOMPARE(count(), QStringLiteral("400 of 400"));
    const int row = m_page->conversation()->rowOfNumber(1);
    QVERIFY(m_page->messages()->viewport()->rect().contains(
        m_page->messages()->visualRect(m_page->conversation()->index(row)).center()));
}

void FindBarTest::buttonsStepToo()
{
    m_page->showFind();
    QVERIFY(!m_page->findBar()->olderButton()->isEnabled());
    type(QStringLiteral("key"));
    QTRY_COMPARE(current(), 402U);
    QTest::mouseClick(m_page->findBar()->olderButton(), Qt::LeftButton);
    QCOMPARE(current(), 401U);
    QTest::mouseClick(m_page->findBar()->newerButton(), Qt::LeftButton);
    QCOMPARE(current(), 402U);
}

void FindBarTest::saysWhenThereIsNothing()
{
    m_page->showFind();
    QCOMPARE(count(), QString());
    type(QStringLiteral("absent"));
    QTRY_COMPARE(count(), QStringLiteral("No hits"));
    press(Qt::Key_Return);
    QCOMPARE(current(), 0U);
    type(QStringLiteral(" "));
    QTRY_COMPARE(count(), QString());
}

void FindBarTest::hitsSoFarAreCountedWhileItSearches()
{
    byHand();
    m_page->showFind();
    type(QStringLiteral("key"));
    QTRY_COMPARE(m_asked.size(), 1);
    QCOMPARE(count(), QStringLiteral("Searching…"));
    SearchHit hit;
    hit.message = talk::said(402, "Olu", "a key", talk::today(12, 1));
    m_page->finder()->take(1, {hit});
    QCOMPARE(count(), QStringLiteral("1 of 1…"));
    QCOMPARE(current(), 402U);         // at once
    m_page->finder()->take(99, {hit}); // nobody's
    QCOMPARE(count(), QStringLiteral("1 of 1…"));
    hit.message = talk::said(401, "Ravi", "a key", talk::today(12, 0));
    m_page->finder()->take(1, {hit});
    m_page->finder()->end(1);
    QCOMPARE(count(), QStringLiteral("1 of 2"));
    QCOMPARE(current(), 402U);
}

void FindBarTest::aHitFarAwayBringsItsPage()
{
    m_page->conversation()->clear();
    PageFeed feed(*m_page->reader());
    feed.keep(talk::many(9'000));
    feed.open(9'000);
    feed.answer();
    byHand();
    m_page->showFind();
    type(QStringLiteral("padded"));
    QTRY_COMPARE(m_asked.size(), 1);
    SearchHit hit;
    hit.message = talk::many(4'000).last();
    m_page->finder()->take(1, {hit});
    QVERIFY(feed.answer());
    QCOMPARE(current(), 4'000U);
    press(Qt::Key_Escape);
    QCOMPARE(current(), 4'000U); // one stays there
    QVERIFY(m_page->conversation()->hasNewer());
}

void FindBarTest::narrowsByPersonDaysAndCase()
{
    m_page->showFind();
    QTest::mouseClick(m_page->findBar()->filterButton(), Qt::LeftButton);
    FindFilters *filters = m_page->findBar()->filters();
    QVERIFY(filters->isVisible());
    QVERIFY(filters->person()->hasFocus());
    type(QStringLiteral("key"));
    QTRY_COMPARE(count(), QStringLiteral("1 of 2"));
    QTest::keyClicks(filters->person(), QStringLiteral("ravi"));
    QTRY_COMPARE(count(), QStringLiteral("1 of 1"));
    QCOMPARE(current(), 401U);
    QTest::mouseClick(filters->matchCase(), Qt::LeftButton, {},
                      QPoint(8, filters->matchCase()->height() / 2));
    QTRY_COMPARE(count(), QStringLiteral("No hits")); // it wrote KEY
    filters->reset();
    QTRY_COMPARE(count(), QStringLiteral("1 of 2"));
    QTest::keyClicks(filters->from(), QDate::currentDate().addDays(1).toString(Qt::ISODate));
    QTRY_COMPARE(count(), QStringLiteral("No hits"));
    filters->reset();
    QTest::keyClicks(filters->to(), QDate::currentDate().toString(Qt::ISODate));
    QTRY_COMPARE(m_page->finder()->query().toMs,
                 QDate::currentDate().addDays(1).startOfDay().toMSecsSinceEpoch());
    QTRY_COMPARE(count(), QStringLiteral("1 of 2"));
    // Without words, everything of a person.
    filters->reset();
    m_page->findBar()->edit()->clear();
    QTest::keyClicks(filters->person(), QStringLiteral("Mei Lin"));
    QTRY_VERIFY(count().startsWith(QStringLiteral("1 of 1")));
    QVERIFY(m_page->finder()->hits().size() > 100);
}

void FindBarTest::aDayThatIsNoneIsMarked()
{
    m_page->showFind();
    QTest::mouseClick(m_page->findBar()->filterButton(), Qt::LeftButton);
    QLineEdit *from = m_page->findBar()->filters()->from();
    QTest::keyClicks(from, QStringLiteral("yesterday"));
    QVERIFY(from->property("wrong").toBool());
    QVERIFY(!from->accessibleDescription().isEmpty());
    QCOMPARE(m_page->findBar()->query().fromMs, 0);
    from->setText(QStringLiteral("2026-02-03"));
    QVERIFY(!from->property("wrong").toBool());
    QCOMPARE(m_page->findBar()->query().fromMs, QDate(2026, 2, 3).startOfDay().toMSecsSinceEpoch());
}

void FindBarTest::hiddenFiltersDoNotNarrow()
{
    m_page->showFind();
    QTest::mouseClick(m_page->findBar()->filterButton(), Qt::LeftButton);
    m_page->findBar()->filters()->person()->setText(QStringLiteral("Nobody"));
    type(QStringLiteral("key"));
    QTRY_COMPARE(count(), QStringLiteral("No hits"));
    QTest::mouseClick(m_page->findBar()->filterButton(), Qt::LeftButton);
    QTRY_COMPARE(count(), QStringLiteral("1 of 2"));
}

void FindBarTest::newWordsEndTheSearchBefore()
{
    byHand();
    m_page->showFind();
    type(QStringLiteral("key"));
    QTRY_COMPARE(m_asked.size(), 1);
    type(QStringLiteral("other"));
    QTRY_COMPARE(m_asked.size(), 2);
    QCOMPARE(m_cancelled, 1);
    SearchHit hit;
    hit.message = talk::said(402, "Olu", "a key", talk::today(12, 1));
    m_page->finder()->take(1, {hit}); // too late
    QCOMPARE(m_page->finder()->hits().size(), 0);
    press(Qt::Key_Escape);
    QCOMPARE(m_cancelled, 2);
    m_page->finder()->take(2, {hit});
    QCOMPARE(m_page->finder()->hits().size(), 0);
}

void FindBarTest::tooManyHitsAreCutAndSaidSo()
{
    byHand();
    m_page->showFind();
    type(QStringLiteral("key"));
    QTRY_COMPARE(m_asked.size(), 1);
    QList<SearchHit> hits(6'000);
    for (SearchHit &hit : hits)
        hit.message = talk::said(402, "Olu", "a key", talk::today(12, 1));
    m_page->finder()->take(1, hits);
    m_page->finder()->take(1, hits);
    QCOMPARE(m_cancelled, 1);
    QCOMPARE(m_page->finder()->hits().size(), 10'000);
    QCOMPARE(count(), QStringLiteral("1 of 10000+"));
}

void FindBarTest::marksWhatIsFoundInTheBubbles()
{
    const auto pixels = [this] { return m_page->messages()->viewport()->grab().toImage(); };
    m_page->showFind();
    m_page->messages()->clearSelection();
    const QImage plain = pixels();
    m_page->messages()->setFindWords(FindWords(QStringLiteral("key"), false));
    const QImage marked = pixels();
    QVERIFY(plain != marked);
    m_page->messages()->setFindWords(FindWords(QStringLiteral("absent"), false));
    QCOMPARE(pixels(), plain);
    const FindWords words(QStringLiteral("KEY äpfel"), false);
    QCOMPARE(words.marksIn(QStringLiteral("ÄPFEL, key")), (TextMarks{{0, 5}, {7, 3}}));
    QCOMPARE(words.marksIn(QStringLiteral("key alone")), TextMarks()); // not all of them
}

void FindBarTest::tabAndNames()
{
    m_page->showFind();
    QTest::mouseClick(m_page->findBar()->filterButton(), Qt::LeftButton);
    QCOMPARE(pageprobe::unnamed(*m_page), QStringList());
    QCOMPARE(pageprobe::richLabels(*m_page), QStringList());
    m_page->findBar()->edit()->setFocus();
    QStringList seen;
    for (int i = 0; i < 30; ++i) {
        seen.append(qApp->focusWidget()->accessibleName());
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Tab);
    }
    for (const char *name : {"Find in this conversation", "Written by", "From this day on", "Up to this day",
                             "Narrow the search", "Close the search (Esc)"})
        QVERIFY2(seen.contains(QLatin1StringView(name)), name);
}

QTEST_MAIN(FindBarTest)
#include "FindBarTest.moc"
