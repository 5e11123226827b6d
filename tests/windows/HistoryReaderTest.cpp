// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "JumpButton.h"
#include "MessageList.h"
#include "PageFeed.h"
#include "PageProbe.h"
#include "Talk.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace waxwing;

using Kind = ConversationModel::Kind;

/// The window onto a history of many messages, in a list with real sizes.
class HistoryReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init();
    void opensAtTheEndWhenAllWasRead();
    void opensAtTheUnreadLine();
    void opensAroundWhatWasReadLast();
    void fewUnreadAreSeenAtTheEnd();
    void emptyHistory();
    void scrollingUpComesToTheBeginningWithoutAJump();
    void scrollingDownComesToTheEnd();
    void nearPagesAreAskedForInTime();
    void liveBeforeThePage_data();
    void liveBeforeThePage();
    void liveMeetsThePagesInAnyOrder();
    void liveWhileReadingAboveIsCountedAndFound();
    void moreLiveThanThereIsRoomForComesFromTheHistory();
    void whatWaitsStandsAtTheEnd();
    void writingLeadsToTheEnd();
    void memoryIsBounded();
    void dayLinesAreRightAcrossPages();
    void noticesKeepTheirPlace();
    void showsAMessageFarAway();
    void aMessageThatIsNotKept();
    void theLastQuestionWins();
    void homeAndEndGoAllTheWay();
    void tellsWhatWasRead();
    void whatWasMissedDoesNotRunPast_data();
    void whatWasMissedDoesNotRunPast();
    void whoeverGoesOnToTheEndStaysThere();
    void whoeverPassesTheLineIsNotLedBack_data();
    void whoeverPassesTheLineIsNotLedBack();
    void whatComesInPartsIsHeldAtItsFirst();
    void whatWasSeenIsRunPast();
    void aNewcomerStandsAtTheEnd_data();
    void aNewcomerStandsAtTheEnd();
    void wipedIsReadAnew();
    void numberedAnew();
    void closedGoesOnInMemory();
    void aloneUntilItIsReadAnew();
    void failedQuestionsAreOver();

private:
    [[nodiscard]] QList<quint64> numbers() const;
    [[nodiscard]] QList<quint64> shownInOrder(quint64 first, quint64 last) const;
    [[nodiscard]] int top(quint64 number) const
    {
        return m_list->visualRect(m_model->index(m_model->rowOfNumber(number))).top();
    }
    void settle() const { QCoreApplication::processEvents(); }
    void open(int count, quint64 lastRead);
    /// As a page does whose window is active, or is not.
    void look(bool looking)
    {
        m_isLooking = looking;
        m_list->settle();
        m_model->setReading(looking && m_list->isAtEnd());
        m_reader->setLooking(looking);
    }
    void come(quint64 first, quint64 last, bool isReplayed)
    {
        QList<RoomMessage> turn;
        for (quint64 number = first; number <= last; ++number) {
            turn.append(talk::said(number, "Olu", "missed", talk::today(12, 0)));
            turn.last().isReplayed = isReplayed;
        }
        m_model->messagesArrived(turn);
        settle();
    }
    QScrollBar *bar() const { return m_list->verticalScrollBar(); }
    static QList<RoomMessage> spaced(int count); ///< several days, with gaps in their numbers

    std::unique_ptr<ConversationModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<MessageList> m_list;
    std::unique_ptr<HistoryReader> m_reader;
    std::unique_ptr<PageFeed> m_feed;
    bool m_isLooking = true;
};

void HistoryReaderTest::init()
{
    m_feed.reset();
    m_reader.reset();
    m_list.reset();
    m_tester.reset();
    m_model = std::make_unique<ConversationModel>();
    m_model->setSelf(QStringLiteral("Asha"));
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_list = std::make_unique<MessageList>(m_model.get());
    m_reader = std::make_unique<HistoryReader>(m_model.get(), m_list.get());
    m_feed = std::make_unique<PageFeed>(*m_reader);
    pageprobe::show(*m_list, {700, 500});
    m_reader->setLooking(true);
    m_isLooking = true;
    connect(m_list.get(), &MessageList::atEndChanged, m_model.get(),
            [this](bool atEnd) { m_model->setReading(m_isLooking && atEnd); });
}

void HistoryReaderTest::open(int count, quint64 lastRead)
{
    m_feed->keep(talk::many(count));
    m_feed->open(lastRead);
    QVERIFY(m_reader->isOpening());
    QVERIFY(m_feed->answer());
    QVERIFY(!m_reader->isOpening());
    settle();
}

QList<quint64> HistoryReaderTest::numbers() const
{
    QList<quint64> result;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->row(row).kind == Kind::Said)
            result.append(m_model->row(row).number);
    }
    return result;
}

QList<quint64> HistoryReaderTest::shownInOrder(quint64 first, quint64 last) const
{
    QList<quint64> result;
    for (quint64 number = first; number <= last; ++number)
        result.append(number);
    return result;
}

QList<RoomMessage> HistoryReaderTest::spaced(int count)
{
    QList<RoomMessage> result;
    const QDate start = QDate::currentDate().addDays(-count / 40 - 1);
    for (int i = 0; i < count; ++i)
        result.append(talk::said(static_cast<quint64>(i) * 3 + 1, i % 5 == 0 ? "Ravi" : "Olu",
                                 QStringLiteral("message %1").arg(i),
                                 talk::at(start.addDays(i / 40), 8 + i % 40 / 4, i % 4)));
    return result;
}

void HistoryReaderTest::opensAtTheEndWhenAllWasRead()
{
    open(5'000, 5'000);
    QCOMPARE(m_feed->wishes().first().kind, PageWish::Kind::End);
    QVERIFY(m_list->isAtEnd());
    QCOMPARE(bar()->value(), bar()->maximum());
    QCOMPARE(m_model->lastNumber(), 5'000U);
    QCOMPARE(m_model->unreadRow(), -1);
    QVERIFY(m_model->rowCount() < 1'000);
    QVERIFY(m_model->hasOlder());
    QVERIFY(!m_model->hasNewer());
}

void HistoryReaderTest::opensAtTheUnreadLine()
{
    open(5'000, 4'950);
    const int line = m_model->unreadRow();
    QVERIFY(line > 0);
    QCOMPARE(m_model->row(line + 1).number, 4'951U);
    QCOMPARE(m_model->index(line).data().toString(), QStringLiteral("50 new"));
    QVERIFY(!m_list->isAtEnd());
    QCOMPARE(m_model->unread(), 50);
    const int y = m_list->visualRect(m_model->index(line)).top();
    QVERIFY2(y >= 0 && y < 60, qPrintable(QString::number(y)));
    QVERIFY(m_list->jumpButton()->isVisible());
    QVERIFY(m_list->jumpButton()->count() > 0 && m_list->jumpButton()->count() < 50);
    m_list->jumpToEnd();
    QVERIFY(m_list->isAtEnd());
    m_model->setReading(true);
    QCOMPARE(m_model->unread(), 0);
}

void HistoryReaderTest::opensAroundWhatWasReadLast()
{
    open(5'000, 1'234);
    QCOMPARE(m_feed->wishes().first().kind, PageWish::Kind::Around);
    const int line = m_model->unreadRow();
    QVERIFY(line > 0);
    QCOMPARE(m_model->row(line + 1).number, 1'235U);
    QCOMPARE(m_model->row(line - 1).number, 1'234U);
    QCOMPARE(m_model->index(line).data().toString(), QStringLiteral("New messages")); // nobody knows how many
    QVERIFY(m_model->hasNewer());
    QVERIFY(!m_list->isAtEnd());
    const int y = m_list->visualRect(m_model->index(line)).top();
    QVERIFY2(y >= 0 && y < 60, qPrintable(QString::number(y)));
    m_feed->answerAll(); // and stays there, whatever it asked for
    settle();
    QVERIFY(m_model->unreadRow() > 0);
    QCOMPARE(m_list->visualRect(m_model->index(m_model->unreadRow())).top(), y);
}

void HistoryReaderTest::fewUnreadAreSeenAtTheEnd()
{
    open(5'000, 4'998);
    QVERIFY(m_list->isAtEnd());
    QCOMPARE(m_model->row(m_model->unreadRow() + 1).number, 4'999U);
    QCOMPARE(m_model->index(m_model->unreadRow()).data().toString(), QStringLiteral("2 new"));
}

void HistoryReaderTest::emptyHistory()
{
    open(0, 0);
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(!m_model->hasOlder() && !m_model->hasNewer());
    m_model->messagesArrived({talk::said(1, "Ravi", "first", talk::today(9, 0))});
    QCOMPARE(numbers(), (QList<quint64>{1}));
    QVERIFY(!m_feed->isAsked());
}

void HistoryReaderTest::scrollingUpComesToTheBeginningWithoutAJump()
{
    m_tester.reset(); // it walks over all rows at each step
    open(6'000, 6'000);
    int steps = 0;
    while (m_model->firstNumber() > 1 || bar()->value() > 0) {
        QVERIFY2(++steps < 20'000, "does not come to the beginning");
        const QPoint middle(100, m_list->viewport()->height() / 2);
        const QPersistentModelIndex held = m_list->indexAt(middle);
        const int before = m_list->visualRect(held).top();
        const int step = std::min(60, bar()->value());
        bar()->setValue(bar()->value() - 60);
        QCOMPARE(m_list->visualRect(held).top(), before + step);
        if (m_feed->answer()) {
            QCOMPARE(m_list->visualRect(held).isValid(), true);
            settle(); // page in, far ones out, laid out anew
            QVERIFY(held.isValid());
            QCOMPARE(m_list->visualRect(held).top(), before + step);
        }
        QVERIFY2(bar()->value() > 0 || m_model->firstNumber() == 1, "the top was reached before its page");
    }
    QCOMPARE(m_model->firstNumber(), 1U);
    QVERIFY(!m_model->hasOlder());
    QVERIFY(m_model->rowCount() <= 4'300);
    QVERIFY(m_model->hasNewer());
    QVERIFY(!m_list->isAtEnd());
}

void HistoryReaderTest::scrollingDownComesToTheEnd()
{
    m_tester.reset();
    open(3'000, 500);
    int steps = 0;
    while (!m_list->isAtEnd()) {
        QVERIFY2(++steps < 20'000, "does not come to the end");
        const QPersistentModelIndex held = m_list->indexAt(QPoint(100, m_list->viewport()->height() / 2));
        const int before = m_list->visualRect(held).top();
        const int step = std::min(60, bar()->maximum() - bar()->value());
        bar()->setValue(bar()->value() + 60);
        QCOMPARE(m_list->visualRect(held).top(), before - step);
        if (m_feed->answer())
            settle();
    }
    QCOMPARE(numbers().last(), 3'000U);
    QCOMPARE(numbers(), shownInOrder(numbers().first(), 3'000));
}

void HistoryReaderTest::nearPagesAreAskedForInTime()
{
    open(2'000, 2'000);
    QVERIFY(!m_feed->isAsked());
    while (!m_feed->isAsked())
        bar()->setValue(bar()->value() - 60);
    QCOMPARE(m_feed->wishes().last().kind, PageWish::Kind::Before);
    QCOMPARE(m_feed->wishes().last().number, m_model->firstNumber());
    QVERIFY(m_list->visibleRows().first > 60);
    const qsizetype asked = m_feed->wishes().size();
    bar()->setValue(bar()->value() - 60);
    QCOMPARE(m_feed->wishes().size(), asked); // one question at a time
}

void HistoryReaderTest::liveBeforeThePage_data()
{
    QTest::addColumn<bool>("isKept");
    QTest::newRow("the page has it, too") << true;
    QTest::newRow("the page was read before") << false;
}

void HistoryReaderTest::liveBeforeThePage()
{
    QFETCH(bool, isKept);
    const QList<RoomMessage> all = talk::many(310);
    m_feed->keep(all.mid(0, 300));
    m_feed->open(300);
    m_model->messagesArrived(all.mid(300));
    QCOMPARE(numbers(), shownInOrder(301, 310));
    if (isKept)
        m_feed->keep(all.mid(300));
    m_feed->answer();
    const QList<quint64> shown = numbers();
    QCOMPARE(shown, shownInOrder(shown.first(), 310));
    QVERIFY(shown.size() > 150);
    QVERIFY(m_list->isAtEnd());
}

void HistoryReaderTest::liveMeetsThePagesInAnyOrder()
{
    // Arrivals, pages and jumps as they fall; nothing is ever twice or missing between the window's ends.
    m_tester.reset();
    QRandomGenerator random(7);
    const QList<RoomMessage> all = talk::many(6'000);
    qsizetype told = 3'000;
    qsizetype kept = 3'000;
    m_feed->keep(all.mid(0, kept));
    m_feed->open(2'000);
    for (int step = 0; step < 3'000; ++step) {
        switch (random.bounded(6)) {
        case 0: { // comes live, kept before or after it is told
            const qsizetype more = std::min<qsizetype>(random.bounded(5), all.size() - told);
            if (random.bounded(2) == 0 && kept == told) {
                m_feed->keep(all.mid(kept, more));
                kept += more;
            }
            m_model->messagesArrived(all.mid(told, more));
            told += more;
            m_feed->keep(all.mid(kept, told - kept));
            kept = told;
            break;
        }
        case 1:
            m_feed->answer();
            break;
        case 2:
            bar()->setValue(bar()->value() - random.bounded(3'000));
            break;
        case 3:
            bar()->setValue(bar()->value() + random.bounded(3'000));
            break;
        case 4:
            if (step % 50 == 0)
                m_list->jumpToEnd();
            else if (step % 31 == 0)
                m_reader->showMessage(1 + random.bounded(static_cast<quint32>(told)));
            break;
        default:
            settle();
        }
        const QList<quint64> shown = numbers();
        if (!shown.isEmpty())
            QCOMPARE(shown, shownInOrder(shown.first(), shown.last()));
        if (!m_reader->isOpening() && !m_model->hasNewer())
            QCOMPARE(shown.last(), static_cast<quint64>(told));
    }
    m_list->jumpToEnd();
    m_feed->answerAll();
    QCOMPARE(numbers().last(), static_cast<quint64>(told));
    QVERIFY(told > 4'000);
}

void HistoryReaderTest::liveWhileReadingAboveIsCountedAndFound()
{
    open(5'000, 1'000);
    const qsizetype rows = m_model->rowCount();
    QList<RoomMessage> more;
    for (quint64 number = 5'001; number <= 5'007; ++number)
        more.append(talk::said(number, number == 5'003 ? "Asha" : "Olu", "live", talk::today(13, 0)));
    m_model->messagesArrived(more);
    QCOMPARE(m_model->rowCount(), rows);
    QCOMPARE(m_list->jumpButton()->count(), 6); // not what I wrote elsewhere
    QTest::mouseClick(m_list->jumpButton(), Qt::LeftButton);
    QCOMPARE(m_feed->wishes().last().kind, PageWish::Kind::End);
    m_feed->answer(); // the page ends with 5,000
    QVERIFY(m_list->isAtEnd());
    QCOMPARE(numbers().last(), 5'007U);
    QCOMPARE(numbers(), shownInOrder(numbers().first(), 5'007));
    QCOMPARE(m_list->jumpButton()->count(), 0);
}

void HistoryReaderTest::moreLiveThanThereIsRoomForComesFromTheHistory()
{
    m_tester.reset();
    const QList<RoomMessage> all = talk::many(9'000);
    m_feed->keep(all.mid(0, 3'000));
    m_feed->open(500);
    m_feed->answer();
    m_model->messagesArrived(all.mid(3'000)); // more than are held back
    m_list->jumpToEnd();
    m_feed->answer(); // read before any of them was kept: the end is not here yet
    QVERIFY(m_model->hasNewer());
    m_feed->keep(all.mid(3'000));
    m_list->jumpToEnd();
    m_feed->answer();
    QCOMPARE(numbers().last(), 9'000U);
    QCOMPARE(numbers(), shownInOrder(numbers().first(), 9'000));
    QVERIFY(!m_model->hasNewer());
}

void HistoryReaderTest::whatWaitsStandsAtTheEnd()
{
    m_feed->keep(talk::many(1'000));
    m_model->messageWaits(talk::mine(1, "left over", talk::today(23, 0)));
    m_feed->open(200);
    m_feed->answer(); // the end is not here: neither is what stands behind it
    QVERIFY(m_model->hasNewer());
    QCOMPARE(m_model->row(m_model->rowCount() - 1).localId, 0U);
    m_model->messagesProgressed({{1, MessageState::Failed, 0, 0, Code::RoomClosed}});
    m_model->messageWaits(talk::mine(2, "second", talk::today(23, 1)));
    m_model->messageWaits(talk::mine(3, "third", talk::today(23, 1)));
    m_model->discard(3);
    m_model->messagesArrived({talk::confirmed(2, 1'001, "second", talk::today(23, 1))});
    m_reader->showEnd();
    m_feed->answer();
    const int last = m_model->rowCount() - 1;
    QCOMPARE(m_model->row(last).localId, 1U);
    QCOMPARE(m_model->row(last).state, MessageState::Failed);
    QCOMPARE(m_model->row(last - 1).number, 1'001U);
    QCOMPARE(m_model->row(last - 1).localId, 2U);
    QCOMPARE(m_model->row(last - 2).kind == Kind::Day ? m_model->row(last - 3).number
                                                      : m_model->row(last - 2).number,
             1'000U);
    m_model->messagesArrived({talk::said(1'002, "Ravi", "x", talk::today(23, 2))});
    QCOMPARE(m_model->row(last + 1).localId, 1U);
}

void HistoryReaderTest::writingLeadsToTheEnd()
{
    open(2'000, 300);
    QVERIFY(m_model->hasNewer());
    m_list->jumpToEnd(); // the page does so for its composer
    m_model->messageWaits(talk::mine(1, "mine", talk::today(23, 0)));
    m_feed->answer();
    QVERIFY(m_list->isAtEnd());
    QCOMPARE(m_model->row(m_model->rowCount() - 1).localId, 1U);
}

void HistoryReaderTest::memoryIsBounded()
{
    m_tester.reset();
    const QList<RoomMessage> all = talk::many(30'000);
    m_feed->keep(all.mid(0, 10'000));
    m_feed->open(10'000);
    m_feed->answer();
    for (qsizetype at = 10'000; at < 30'000; at += 500) {
        m_model->messagesArrived(all.mid(at, 500));
        settle();
        QVERIFY(m_model->rowCount() <= 4'500);
        QVERIFY(m_list->isAtEnd());
    }
    QVERIFY(m_model->hasOlder());
    QCOMPARE(m_model->row(0).kind, Kind::Day); // what stands on top says of which day it is
    QCOMPARE(numbers().last(), 30'000U);
    QCOMPARE(numbers(), shownInOrder(numbers().first(), 30'000));
}

void HistoryReaderTest::dayLinesAreRightAcrossPages()
{
    const QList<RoomMessage> all = spaced(1'000);
    m_feed->keep(all);
    m_feed->open(all.last().number);
    m_feed->answer();
    while (m_model->hasOlder()) {
        bar()->setValue(0);
        QVERIFY(m_feed->answer());
        settle();
    }
    QDate day;
    int lines = 0;
    for (int at = 0; at < m_model->rowCount(); ++at) {
        const ConversationModel::Row &row = m_model->row(at);
        const QDate date = QDateTime::fromMSecsSinceEpoch(row.timeMs).date();
        if (row.kind == Kind::Day) {
            QVERIFY(date != day);
            ++lines;
            day = date;
        } else {
            QCOMPARE(date, day);
        }
    }
    QCOMPARE(lines, 25);
    // A group that a border between pages parted is one again.
    for (int at = 1; at + 1 < m_model->rowCount(); ++at) {
        const bool same = m_model->row(at).kind == Kind::Said && m_model->row(at + 1).kind == Kind::Said &&
                          m_model->row(at).name == m_model->row(at + 1).name &&
                          m_model->row(at + 1).timeMs - m_model->row(at).timeMs <= 300'000;
        QCOMPARE(m_model->isGroupLast(at), !same);
    }
}

void HistoryReaderTest::noticesKeepTheirPlace()
{
    m_tester.reset();
    const QList<RoomMessage> all = talk::many(3'000);
    m_model->noticesArrived({{RoomNotice::Kind::YouJoined, {}, 0, talk::today(0, 10)}});
    m_feed->keep(all.mid(0, 2'000));
    m_feed->open(2'000);
    m_feed->answer();
    m_model->messagesArrived(all.mid(2'000, 500));
    m_model->noticesArrived({{RoomNotice::Kind::PersonLeft, {"Olu"}, 0, talk::today(0, 11)}});
    m_model->messagesArrived(all.mid(2'500));
    m_feed->keep(all.mid(2'000));
    const auto around = [this] {
        QStringList result;
        for (int at = 1; at < m_model->rowCount(); ++at) {
            if (m_model->row(at).kind == Kind::Notice)
                result << QStringLiteral("%1 %2").arg(m_model->row(at - 1).number).arg(m_model->row(at).text);
        }
        return result;
    };
    const QStringList expected{QStringLiteral("2000 You joined at 00:10. Earlier messages are not shared in "
                                              "this room."),
                               QStringLiteral("2500 Olu left")};
    QCOMPARE(around(), expected);
    m_reader->showMessage(1'000); // away from it, and back
    m_feed->answer();
    QCOMPARE(around(), QStringList());
    for (int round = 0; round < 40 && m_model->hasNewer(); ++round) {
        bar()->setValue(bar()->maximum());
        m_feed->answer();
        settle();
    }
    QCOMPARE(around(), expected);
    m_reader->showMessage(5); // and from the other side
    m_feed->answer();
    m_list->jumpToEnd();
    m_feed->answer();
    for (int round = 0; round < 40 && m_model->firstNumber() > 1'990; ++round) {
        bar()->setValue(0);
        m_feed->answer();
        settle();
    }
    QCOMPARE(around(), expected);
}

void HistoryReaderTest::showsAMessageFarAway()
{
    open(10'000, 10'000);
    QSignalSpy shown(m_reader.get(), &HistoryReader::messageShown);
    m_reader->showMessage(9'990);
    QCOMPARE(shown.takeFirst(), (QVariantList{QVariant::fromValue<quint64>(9'990), true}));
    m_reader->showMessage(4'321);
    QCOMPARE(shown.size(), 0);
    QVERIFY(m_feed->answer());
    QCOMPARE(shown.takeFirst(), (QVariantList{QVariant::fromValue<quint64>(4'321), true}));
    settle();
    const int row = m_model->rowOfNumber(4'321);
    QCOMPARE(m_list->currentIndex().row(), row);
    QVERIFY(m_list->selectionModel()->isRowSelected(row));
    const QRect rect = m_list->visualRect(m_model->index(row));
    QVERIFY(m_list->viewport()->rect().contains(rect.topLeft()));
    QVERIFY(m_list->viewport()->rect().contains(rect.bottomLeft()));
    QVERIFY(m_model->hasOlder() && m_model->hasNewer());
    QVERIFY(!m_list->isAtEnd());
}

void HistoryReaderTest::aMessageThatIsNotKept()
{
    m_feed->keep(spaced(500)); // numbers 1, 4, 7 …
    m_feed->open(1'498);
    m_feed->answer();
    QSignalSpy shown(m_reader.get(), &HistoryReader::messageShown);
    m_reader->showMessage(3);
    m_feed->answer();
    QCOMPARE(shown.takeFirst().last().toBool(), false);
    m_reader->showMessage(0);
    QCOMPARE(shown.takeFirst().last().toBool(), false);
    QVERIFY(!m_feed->isAsked());
}

void HistoryReaderTest::theLastQuestionWins()
{
    open(10'000, 10'000);
    QSignalSpy shown(m_reader.get(), &HistoryReader::messageShown);
    m_reader->showMessage(100);
    const PageWish first = m_feed->wishes().last();
    HistoryPage late = m_feed->pageFor(first);
    late.question = static_cast<quint64>(m_feed->wishes().size());
    m_reader->showMessage(5'000);
    m_reader->take(late); // nobody waits for it any more
    QCOMPARE(m_model->rowOfNumber(100), -1);
    QCOMPARE(shown.size(), 0);
    m_feed->answer();
    QCOMPARE(shown.size(), 1);
    QVERIFY(m_model->rowOfNumber(5'000) > 0);
}

void HistoryReaderTest::homeAndEndGoAllTheWay()
{
    open(10'000, 10'000);
    m_list->setFocus();
    QTest::keyClick(m_list.get(), Qt::Key_Home);
    QVERIFY(m_feed->answer());
    settle();
    QCOMPARE(m_model->firstNumber(), 1U);
    QCOMPARE(bar()->value(), 0);
    QTest::keyClick(m_list.get(), Qt::Key_End);
    QVERIFY(m_feed->answer());
    QVERIFY(m_list->isAtEnd());
    QCOMPARE(m_model->lastNumber(), 10'000U);
}

void HistoryReaderTest::tellsWhatWasRead()
{
    QSignalSpy read(m_reader.get(), &HistoryReader::readTo);
    m_reader->setLooking(false);
    open(5'000, 1'000);
    QTest::qWait(400);
    QCOMPARE(read.size(), 0); // nobody looks
    m_reader->setLooking(true);
    QTRY_COMPARE(read.size(), 1);
    const quint64 seen = read.takeFirst().first().toULongLong();
    QVERIFY(seen > 1'000 && seen < 1'060);
    QCOMPARE(seen, m_list->lastSeenNumber());
    bar()->setValue(bar()->value() - 600); // what was read stays read
    QTest::qWait(400);
    QCOMPARE(read.size(), 0);
    m_list->jumpToEnd();
    m_feed->answer();
    QTRY_COMPARE(read.size(), 1);
    QCOMPARE(read.takeFirst().first().toULongLong(), 5'000U);
    m_model->messagesArrived({talk::said(5'001, "Ravi", "x", talk::today(13, 0))});
    QTRY_COMPARE(read.size(), 1);
    QCOMPARE(read.takeFirst().first().toULongLong(), 5'001U);
}

void HistoryReaderTest::whatWasMissedDoesNotRunPast_data()
{
    QTest::addColumn<bool>("isWatched");
    QTest::newRow("while another window is used") << false;
    QTest::newRow("behind a break, while somebody looks") << true;
}

void HistoryReaderTest::whatWasMissedDoesNotRunPast()
{
    QFETCH(bool, isWatched);
    open(300, 300);
    look(isWatched);
    QVERIFY(m_list->isAtEnd());
    for (quint64 number = 301; number <= 400; number += 10)
        come(number, number + 9, isWatched);
    QVERIFY(!m_list->isAtEnd());
    const int line = m_model->unreadRow();
    QCOMPARE(m_model->row(line + 1).number, 301U);
    QCOMPARE(m_model->index(line).data().toString(), QStringLiteral("100 new"));
    const int y = m_list->visualRect(m_model->index(line)).top();
    QVERIFY2(y >= 0 && y < 60, qPrintable(QString::number(y)));
    QCOMPARE(m_model->unread(), 100);
    QVERIFY(m_list->jumpButton()->isVisible());
    QCOMPARE(m_list->jumpButton()->count(), m_model->rowCount() - 1 - m_list->visibleRows().second);
    look(true);
    QTest::qWait(1'500); // longer than what is in view needs to be taken for seen
    QCOMPARE(m_model->unread(), 100);
    QCOMPARE(m_list->visualRect(m_model->index(line)).top(), y);
    m_list->jumpToEnd();
    QCOMPARE(m_model->unread(), 0);
    come(401, 460, false);
    QVERIFY(m_list->isAtEnd());
}

/// Only the first time: whoever goes on to the end in a window that is not active stays there.
void HistoryReaderTest::whoeverGoesOnToTheEndStaysThere()
{
    open(300, 300);
    look(false);
    come(301, 400, false);
    QVERIFY(!m_list->isAtEnd());
    bar()->setValue(bar()->maximum());
    QVERIFY(m_list->isAtEnd());
    come(401, 402, false);
    m_list->doItemsLayout();
    QVERIFY(m_list->isAtEnd());
    QCOMPARE(m_model->unread(), 102); // nobody looks
}

void HistoryReaderTest::whoeverPassesTheLineIsNotLedBack_data()
{
    QTest::addColumn<bool>("isOpenedAtIt");
    QTest::newRow("opened at it") << true;
    QTest::newRow("from above it") << false;
}

/// Nor is one who was at the line from the start, or above it, led back to it.
void HistoryReaderTest::whoeverPassesTheLineIsNotLedBack()
{
    QFETCH(bool, isOpenedAtIt);
    open(300, isOpenedAtIt ? 240 : 300);
    look(false);
    if (!isOpenedAtIt) {
        bar()->setValue(bar()->maximum() / 2);
        come(301, 400, false);
    }
    QVERIFY(!m_list->isAtEnd());
    bar()->setValue(bar()->maximum());
    QVERIFY(m_list->isAtEnd());
    come(401, 402, false);
    m_list->doItemsLayout();
    QVERIFY(m_list->isAtEnd());
}

/// Its parts stay one while no second lies between them.
void HistoryReaderTest::whatComesInPartsIsHeldAtItsFirst()
{
    open(300, 300);
    look(true);
    for (quint64 number = 301; number <= 340; number += 4) {
        come(number, number + 3, true);
        QThread::msleep(400); // no timer until more has come, however slow the machine is
    }
    QVERIFY(!m_list->isAtEnd());
    QCOMPARE(m_model->row(m_model->unreadRow() + 1).number, 301U);
    QCOMPARE(m_model->unread(), 40);
}

/// A line that somebody had before their eyes holds nothing up.
void HistoryReaderTest::whatWasSeenIsRunPast()
{
    open(300, 300);
    look(true);
    come(301, 303, true);
    QVERIFY(m_list->isAtEnd());
    QCOMPARE(m_model->unseen(), 3U);
    QTRY_COMPARE(m_model->unseen(), 0U);
    for (quint64 number = 304; number <= 360; ++number) {
        come(number, number, false);
        QVERIFY(m_list->isAtEnd());
    }
    QCOMPARE(m_model->unread(), 0);
}

void HistoryReaderTest::aNewcomerStandsAtTheEnd_data()
{
    QTest::addColumn<bool>("looks");
    QTest::newRow("who looks") << true;
    QTest::newRow("who does something else meanwhile") << false;
}

/// What a room shares of the time before is not theirs to catch up with.
void HistoryReaderTest::aNewcomerStandsAtTheEnd()
{
    QFETCH(bool, looks);
    open(0, 0);
    look(looks);
    come(1, 100, true);
    QVERIFY(m_list->isAtEnd());
    QCOMPARE(bar()->value(), bar()->maximum());
    come(101, 102, false);
    QVERIFY(m_list->isAtEnd());
    if (looks)
        return;
    QCOMPARE(m_model->row(m_model->unreadRow() + 1).number, 101U);
    QCOMPARE(m_model->unread(), 2);
    come(103, 200, false); // that is theirs to catch up with
    QVERIFY(!m_list->isAtEnd());
    QCOMPARE(m_model->unread(), 100);
}

void HistoryReaderTest::wipedIsReadAnew()
{
    open(2'000, 300);
    m_model->messageWaits(talk::mine(1, "waits", talk::today(23, 0)));
    m_feed->forget();
    m_reader->readAnew();
    m_feed->answer();
    QCOMPARE(numbers(), (QList<quint64>{0})); // what waits to be sent stays
    QCOMPARE(m_model->unreadRow(), -1);
    m_model->messagesArrived({talk::said(2'001, "Ravi", "x", talk::today(23, 1))});
    QCOMPARE(numbers(), (QList<quint64>{2'001, 0}));
}

void HistoryReaderTest::numberedAnew()
{
    // A host that lost its file begins with 1 again: what comes meets no message of before.
    open(600, 600);
    m_model->messagesArrived({talk::said(601, "Ravi", "before", talk::today(12, 0))});
    QList<RoomMessage> earlier = talk::many(600);
    for (RoomMessage &message : earlier)
        message.number = inOrder(message.number);
    m_feed->forget();
    m_feed->keep(earlier);
    m_reader->readAnew();
    m_model->messagesArrived({talk::said(1, "Ravi", "anew", talk::today(13, 0))});
    m_model->messagesArrived({talk::said(2, "Ravi", "and on", talk::today(13, 0))});
    m_feed->keep({talk::said(1, "Ravi", "anew", talk::today(13, 0))});
    m_feed->answer();
    QCOMPARE(numbers().last(), 2U);
    QCOMPARE(numbers().at(numbers().size() - 2), 1U);
    QCOMPARE(numbers().at(numbers().size() - 3), inOrder(600));
    QVERIFY(m_list->isAtEnd());
    bar()->setValue(0);
    QVERIFY(m_feed->answer());
    QVERIFY(isOfEarlierNumbering(m_model->firstNumber()));
    QCOMPARE(m_model->row(m_model->rowOfNumber(inOrder(590))).number, inOrder(590));
    QCOMPARE(m_model->row(m_model->rowOfNumber(2)).text, QStringLiteral("and on"));
}

void HistoryReaderTest::closedGoesOnInMemory()
{
    open(2'000, 300);
    m_model->messagesArrived({talk::said(2'001, "Ravi", "x", talk::today(23, 1))});
    m_reader->close();
    QVERIFY(!m_model->hasNewer());
    QCOMPARE(numbers().last(), 2'001U);
    m_model->messagesArrived({talk::said(2'002, "Ravi", "y", talk::today(23, 1))});
    QCOMPARE(numbers().last(), 2'002U);
    const qsizetype asked = m_feed->wishes().size();
    bar()->setValue(0);
    QCOMPARE(m_feed->wishes().size(), asked);
}

/// What is nowhere else stays at whatever place the person goes to, until it is wiped.
void HistoryReaderTest::aloneUntilItIsReadAnew()
{
    open(3, 3);
    m_reader->standAlone();
    QVERIFY(!m_reader->isOpen());
    m_model->messagesArrived(
        {talk::said(4, QStringLiteral("Olu"), QStringLiteral("live"), talk::today(13, 0))});
    const qsizetype asked = m_feed->wishes().size();
    m_reader->showEnd();
    m_reader->showBeginning();
    QCOMPARE(m_feed->wishes().size(), asked);
    QCOMPARE(numbers(), shownInOrder(1, 4));
    m_reader->readAnew();
    QCOMPARE(m_feed->wishes().size(), asked + 1);
    QVERIFY(m_feed->answer());
    QCOMPARE(numbers(), shownInOrder(1, 3)); // as it is kept
}

void HistoryReaderTest::failedQuestionsAreOver()
{
    m_feed->keep(talk::many(500));
    m_feed->open(500);
    m_reader->fail(77); // somebody else's
    QVERIFY(m_reader->isOpening());
    m_reader->fail(1);
    QVERIFY(!m_reader->isOpening());
    m_model->messagesArrived({talk::said(501, "Ravi", "x", talk::today(23, 1))});
    QCOMPARE(numbers(), (QList<quint64>{501}));
    QSignalSpy shown(m_reader.get(), &HistoryReader::messageShown);
    m_reader->showMessage(20);
    m_reader->fail(static_cast<quint64>(m_feed->wishes().size()));
    QCOMPARE(shown.takeFirst().last().toBool(), false);
}

QTEST_MAIN(HistoryReaderTest)
#include "HistoryReaderTest.moc"
