// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "KeyBands.h"
#include "KeyRowsView.h"
#include "KeysProbe.h"
#include "MessageCodec.h"
#include "Record.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QImage>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <ctime>

using namespace waxwing;
using namespace waxwing::keysprobe;

/// The keys page's list: the talk in order, what the log forgets, and how much is done at once.
class KeyRowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsFollowTheTalk();
    void enterGoesToTheFrame();
    void oldRowsStandUntilTheReset();
    void foreignWordsAreData();
    void textRunsInItsOwnDirection();
    void typedLettersSearchNothing();
    void hiddenPageReadsNothing();
    void forgottenFramesGo();
    void listKeepsItsPlaceOrItsEnd();
    void overtakenWhileHidden();
    void hundredThousandFramesStayFluent();
};

namespace {

/// Frames whose headers and contents say what a test wants.
void fill(FrameLog &log, quint64 from, quint64 count)
{
    for (quint64 i = from; i < from + count; ++i) {
        const Message message = i % 6 == 5 ? Message(Update{})
                                           : Message(Said{i + 1, QStringLiteral("ravi"), Bytes(16, 'd'),
                                                          i + 1, 1, QStringLiteral("message %1").arg(i)});
        const EncodedMessage encoded = encode(message);
        Bytes bytes;
        layOutRecord(bytes, {quint32(2 + i / 6), i % 6}, encoded.content);
        PassingFrame frame;
        frame.link = 1;
        frame.timeNs = qint64(i) * 1'000'000;
        frame.streamOffset = i * 289 + 1;
        frame.bytes = bytes;
        frame.hasContent = true;
        frame.content = encoded.content;
        log.add(frame);
    }
}

/// How many pixels of each column are not the ground.
QList<int> inkOfColumns(const QImage &image, const QRect &place)
{
    QList<int> ink;
    const QRgb ground = image.pixel(place.right() - 2, place.center().y());
    for (int x = place.left(); x < place.right() - 2; ++x) {
        int rows = 0;
        for (int y = place.top() + 3; y < place.bottom() - 2; ++y)
            rows += image.pixel(x, y) != ground ? 1 : 0;
        ink << rows;
    }
    return ink;
}

} // namespace

void KeyRowsTest::rowsFollowTheTalk()
{
    TracedSession session;
    KeysPage page;
    const QAbstractItemModelTester tester(page.model());
    page.setLog(session.guestLog());
    show(page);
    QVERIFY(session.enter(2));
    QVERIFY(session.guestSays(QStringLiteral("first")));
    QTRY_COMPARE(talkRows(page), 2);
    QVERIFY(session.hostSays(QStringLiteral("second")));
    QTRY_COMPARE(talkRows(page), 3);
    const int last = page.model()->rowCount() - 2; // behind it the next receiving key begins
    QCOMPARE(page.model()->talkOf(last).text, QStringLiteral("second"));
    QCOMPARE(page.model()->talkOf(last).name, QStringLiteral("Ms Rao"));
    QCOMPARE(page.model()->index(last + 1).data().toString(),
             QStringLiteral("Receiving key 3: new after 2 messages"));
    QVERIFY(page.rows()->isVisible());
}

void KeyRowsTest::enterGoesToTheFrame()
{
    TracedSession session;
    QVERIFY(talk(session));
    KeysPage page;
    page.setLog(session.guestLog());
    show(page);
    QTRY_COMPARE(talkRows(page), 18);
    const QSignalSpy spy(&page, &KeysPage::frameRequested);
    page.rows()->setCurrentIndex(page.model()->index(10));
    QTest::keyClick(page.rows(), Qt::Key_Return);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toULongLong(), page.model()->entry(10).frame);
}

void KeyRowsTest::oldRowsStandUntilTheReset()
{
    TracedSession session;
    QVERIFY(talk(session));
    KeysPage page;
    const QAbstractItemModelTester tester(page.model());
    page.setLog(session.guestLog());
    show(page);
    QTRY_COMPARE(talkRows(page), 18);
    int resets = 0;
    connect(page.model(), &QAbstractItemModel::modelAboutToBeReset, this, [&] {
        ++resets;
        QVERIFY(page.model()->rowCount() <= int(page.model()->timeline().entries().size()));
    });
    page.model()->setLink(2);
    QCOMPARE(page.model()->rowCount(), 0);
    page.model()->setLink(1);
    QTRY_COMPARE(talkRows(page), 18);
    page.model()->setLog(session.hostLog());
    QCOMPARE(page.model()->rowCount(), 0);
    QCOMPARE(resets, 3);
}

void KeyRowsTest::foreignWordsAreData()
{
    TracedSession session;
    QVERIFY(session.enter());
    QVERIFY(session.guestSays(QStringLiteral("<img src=x>\u202Egnp\nsecond line")));
    KeysPage page;
    page.setLog(session.guestLog());
    show(page);
    QTRY_COMPARE(talkRows(page), 2);
    const KeyModel::Talk talk = page.model()->talkOf(page.model()->rowCount() - 1);
    QVERIFY(talk.text.contains(QStringLiteral("<img src=x>")));
    QVERIFY(!talk.text.contains(QChar(0x202E)));
    QVERIFY(!talk.text.contains(u'\n'));
}

void KeyRowsTest::textRunsInItsOwnDirection()
{
    // A full stop stands where the text ends: left of it in Hebrew, right of it in Latin.
    for (const bool isHebrew : {true, false}) {
        TracedSession session;
        QVERIFY(session.enter());
        QVERIFY(session.guestSays(isHebrew ? QStringLiteral("\u05DD\u05DD\u05DD.") : QStringLiteral("HHH.")));
        KeysPage page;
        page.setLog(session.guestLog());
        show(page);
        QTRY_COMPARE(talkRows(page), 2);
        int said = 0;
        while (page.model()->entry(said).isBegin)
            ++said;
        const QImage image = page.rows()->viewport()->grab().toImage();
        const QRect words = page.rows()->geometryOf(page.rows()->visualRect(page.model()->index(said))).words;
        const QList<int> ink = inkOfColumns(image, words);
        const auto isInk = [](int rows) { return rows > 0; };
        const auto first = std::find_if(ink.begin(), ink.end(), isInk);
        const auto last = std::find_if(ink.rbegin(), ink.rend(), isInk);
        QVERIFY(first != ink.end());
        QVERIFY2(isHebrew ? *first < *last : *first > *last, isHebrew ? "Hebrew" : "Latin");
    }
}

void KeyRowsTest::typedLettersSearchNothing()
{
    TracedSession session;
    QVERIFY(talk(session));
    KeysPage page;
    page.setLog(session.guestLog());
    show(page);
    QTRY_COMPARE(talkRows(page), 18);
    page.rows()->setFocus();
    page.rows()->setCurrentIndex(page.model()->index(0));
    QTest::keyClick(page.rows(), Qt::Key_M); // every message begins with it
    QCOMPARE(page.rows()->currentIndex().row(), 0);
}

void KeyRowsTest::hiddenPageReadsNothing()
{
    TracedSession session;
    KeysPage page;
    page.setLog(session.guestLog());
    QVERIFY(session.enter());
    QTest::qWait(150);
    QCOMPARE(page.model()->rowCount(), 0);
    show(page);
    QTRY_VERIFY(page.model()->rowCount() > 0);
    page.hide();
    const int before = page.model()->rowCount();
    QVERIFY(session.guestSays(QStringLiteral("unseen")));
    QTest::qWait(150);
    QCOMPARE(page.model()->rowCount(), before);
    page.show();
    QTRY_COMPARE(talkRows(page), 2);
}

void KeyRowsTest::forgottenFramesGo()
{
    const auto log = std::make_shared<FrameLog>(FrameLog::Limits{1'000, 1 << 24});
    log->addLink({});
    fill(*log, 0, 1'000);
    KeysPage page;
    const QAbstractItemModelTester tester(page.model());
    page.setLog(log);
    show(page);
    QTRY_COMPARE(page.model()->rowCount(), 1'001);
    Q_EMIT page.bands()->bandChosen(false, 160);
    QCOMPARE(fallen(page).size(), 5);
    for (quint64 from = 1'000; from < 1'900; from += 300) {
        fill(*log, from, 300);
        QTRY_COMPARE(page.model()->entry(page.model()->rowCount() - 1).frame, log->end() - 1);
    }
    QVERIFY(page.model()->rowCount() <= 1'000 + 300);
    QCOMPARE(fallen(page).size(), 5); // still kept
    QVERIFY(page.model()->entry(0).frame + 300 > log->first());
}

void KeyRowsTest::listKeepsItsPlaceOrItsEnd()
{
    const auto log = std::make_shared<FrameLog>(FrameLog::Limits{1'000, 1 << 24});
    log->addLink({});
    fill(*log, 0, 1'000);
    KeysPage page;
    page.setLog(log);
    show(page);
    QTRY_COMPARE(page.model()->rowCount(), 1'001);
    KeyRowsView *view = page.rows();
    QScrollBar *bar = view->verticalScrollBar();
    QTRY_COMPARE(bar->value(), bar->maximum());
    const auto goOn = [&](quint64 from) {
        fill(*log, from, 300);
        QTRY_COMPARE(page.model()->entry(page.model()->rowCount() - 1).frame, log->end() - 1);
        QTRY_VERIFY(page.model()->entry(0).frame + 300 > log->first());
    };
    goOn(1'000);
    QTRY_COMPARE(bar->value(), bar->maximum());
    const auto placeOf = [&](quint64 frame) {
        for (int i = 0; i < page.model()->rowCount(); ++i) {
            if (page.model()->entry(i).frame == frame)
                return view->visualRect(page.model()->index(i)).top();
        }
        return -1'000'000;
    };
    view->setCurrentIndex(page.model()->index(0)); // goes soon
    view->scrollTo(page.model()->index(700), QAbstractItemView::PositionAtTop);
    const quint64 read = page.model()->entry(700).frame;
    const int top = placeOf(read);
    goOn(1'300);
    QCOMPARE(placeOf(read), top);
    QVERIFY(!view->currentIndex().isValid()); // nothing else is chosen in its place
}

void KeyRowsTest::overtakenWhileHidden()
{
    const auto log = std::make_shared<FrameLog>(FrameLog::Limits{1'000, 1 << 24});
    log->addLink({});
    fill(*log, 0, 600);
    KeysPage page;
    const QAbstractItemModelTester tester(page.model());
    page.setLog(log);
    show(page);
    QTRY_COMPARE(page.model()->rowCount(), 601);
    page.hide();
    fill(*log, 600, 3'000);
    connect(page.model(), &QAbstractItemModel::modelAboutToBeReset, this,
            [&] { QCOMPARE(int(page.model()->timeline().entries().size()), page.model()->rowCount()); });
    page.show();
    QTRY_COMPARE(page.model()->rowCount(), 1'001);
    QCOMPARE(page.model()->entry(0).frame, log->first());
    QCOMPARE(page.model()->timeline().epochs(false).front().began, KeyEpoch::Began::Unknown);
}

void KeyRowsTest::hundredThousandFramesStayFluent()
{
    const auto log = std::make_shared<FrameLog>();
    log->addLink({});
    fill(*log, 0, 100'000);
    KeysPage page;
    int turns = 0;
    int mostAtOnce = 0;
    connect(page.model(), &QAbstractItemModel::rowsInserted, this,
            [&](const QModelIndex &, int first, int last) {
                ++turns;
                mostAtOnce = std::max(mostAtOnce, last - first + 1);
            });
    page.setLog(log);
    QElapsedTimer clock;
    clock.start();
    show(page);
    const qint64 shown = clock.elapsed();
    QTRY_COMPARE_WITH_TIMEOUT(page.model()->rowCount(), 100'001, 30'000);
    const qint64 read = clock.elapsed();
    QVERIFY2(turns >= int(100'000 / KeyModel::slice), qPrintable(QString::number(turns)));
    QVERIFY2(mostAtOnce <= int(KeyModel::slice) + 1, qPrintable(QString::number(mostAtOnce)));
    std::clock_t worst = 0; // of the processor: other programs on the machine do not count
    QScrollBar *bar = page.rows()->verticalScrollBar();
    for (int i = 0; i < 200; ++i) {
        bar->setValue(int(qint64(bar->maximum()) * (i * 37 % 200) / 200));
        const std::clock_t begun = std::clock();
        page.rows()->viewport()->repaint();
        worst = std::max(worst, std::clock() - begun);
    }
    clock.restart();
    Q_EMIT page.bands()->bandChosen(false, 9'000);
    const qint64 judged = clock.elapsed();
    QCOMPARE(page.model()->fall().falls, 5U);
    fill(*log, 100'000, 1);
    clock.restart();
    QTRY_COMPARE(page.model()->entry(page.model()->rowCount() - 1).frame, log->end() - 1);
    qInfo("shown after %lld ms, all read after %lld ms, worst repaint %.1f ms, a leak judged in %lld ms, one "
          "more "
          "seen after %lld ms",
          shown, read, 1e3 * double(worst) / CLOCKS_PER_SEC, judged, clock.elapsed());
    QVERIFY(worst < CLOCKS_PER_SEC / 10); // a list that paints or lays out every row takes seconds
}

QTEST_MAIN(KeyRowsTest)
#include "KeyRowsTest.moc"
