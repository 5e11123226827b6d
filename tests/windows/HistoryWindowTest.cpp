// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "FindBar.h"
#include "FindPanel.h"
#include "FindResults.h"
#include "HistoryBinding.h"
#include "HistoryReader.h"
#include "JumpButton.h"
#include "KeptVault.h"
#include "MessageList.h"
#include "PageProbe.h"
#include "Talk.h"
#include "TalkFinder.h"

#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

using Kind = ConversationModel::Kind;

/// The chat over a real vault: what was said before, found, wiped, with what comes meanwhile.
class HistoryWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init();
    void cleanup();
    void opensWhereReadingEnded();
    void everyMessageIsThereOnceFromEndToBeginning();
    void liveAndPagesMeetUnderLoad();
    void whatWasReadIsKept();
    void anEditMeetsThePageThatWasReadBefore();
    void searchesInTheVault();
    void searchesEverywhere();
    void wipedLeavesWhatWaits();
    void withoutKeepingTheWindowIsAllThereIs();
    void closesAndOpensAgain();

private:
    static StoredMessage sayOf(quint64 number);
    static RoomMessage live(quint64 number);
    void open(quint64 count, quint64 lastRead);
    [[nodiscard]] QList<quint64> numbers() const;
    [[nodiscard]] bool isWhole(const QList<quint64> &shown) const;
    QScrollBar *bar() const { return m_page->messages()->verticalScrollBar(); }
    ConversationModel *model() const { return m_page->conversation(); }

    std::unique_ptr<KeptVault> m_vault;
    std::unique_ptr<History> m_history;
    std::unique_ptr<ChatPage> m_page;
    std::unique_ptr<HistoryBinding> m_binding;
};

void HistoryWindowTest::init()
{
    m_vault = std::make_unique<KeptVault>();
    m_history = std::make_unique<History>();
    m_page = std::make_unique<ChatPage>();
    m_page->setSelf(QStringLiteral("Asha"));
    m_page->setPeople(talk::people(3));
    m_binding = std::make_unique<HistoryBinding>(m_history.get(), m_page.get());
    pageprobe::show(*m_page, {1'000, 640});
}

void HistoryWindowTest::cleanup()
{
    m_binding.reset();
    m_page.reset();
    m_history.reset();
    m_vault.reset();
}

StoredMessage HistoryWindowTest::sayOf(quint64 number)
{
    StoredMessage message;
    message.number = number;
    message.name = number % 3 == 0 ? QStringLiteral("Ravi") : QStringLiteral("Olu");
    message.device = Bytes(16, 'd');
    message.counter = number;
    message.text = QStringLiteral("message %1").arg(number) +
                   QStringLiteral(" and more words").repeated(static_cast<int>(number % 5));
    if (number % 500 == 0)
        message.text += QStringLiteral(" Needle");
    message.timeMs = talk::today(0, 0) - 86'400'000LL * 20 + static_cast<qint64>(number) * 60'000;
    return message;
}

RoomMessage HistoryWindowTest::live(quint64 number)
{
    RoomMessage message;
    static_cast<StoredMessage &>(message) = sayOf(number);
    return message;
}

void HistoryWindowTest::open(quint64 count, quint64 lastRead)
{
    QVERIFY(m_vault->fill(count, sayOf, lastRead));
    const auto session = m_vault->open();
    QVERIFY(session);
    m_history->open(session, m_vault->start());
    QTRY_VERIFY(!m_page->reader()->isOpening());
}

QList<quint64> HistoryWindowTest::numbers() const
{
    QList<quint64> result;
    for (int row = 0; row < model()->rowCount(); ++row) {
        if (model()->row(row).kind == Kind::Said)
            result.append(model()->row(row).number);
    }
    return result;
}

bool HistoryWindowTest::isWhole(const QList<quint64> &shown) const
{
    for (qsizetype i = 1; i < shown.size(); ++i) {
        if (shown[i] != shown[i - 1] + 1)
            return false;
    }
    return !shown.isEmpty();
}

void HistoryWindowTest::opensWhereReadingEnded()
{
    open(3'000, 1'500);
    const int line = model()->unreadRow();
    QVERIFY(line > 0);
    QCOMPARE(model()->row(line + 1).number, 1'501U);
    QVERIFY(m_page->messages()->viewport()->rect().contains(
        m_page->messages()->visualRect(model()->index(line)).center()));
    QVERIFY(m_page->messages()->isVisible());
    QTest::mouseClick(m_page->messages()->jumpButton(), Qt::LeftButton);
    QTRY_VERIFY(m_page->messages()->isAtEnd());
    QCOMPARE(numbers().last(), 3'000U);
}

void HistoryWindowTest::everyMessageIsThereOnceFromEndToBeginning()
{
    open(2'500, 2'500);
    QSet<quint64> seen;
    QElapsedTimer patience;
    patience.start();
    while (model()->firstNumber() > 1 || bar()->value() > 0) {
        QVERIFY(patience.elapsed() < 60'000);
        const QList<quint64> shown = numbers();
        QVERIFY(isWhole(shown));
        seen.unite(QSet<quint64>(shown.begin(), shown.end()));
        bar()->setValue(bar()->value() - 400);
        QCoreApplication::processEvents();
    }
    const QList<quint64> shown = numbers();
    seen.unite(QSet<quint64>(shown.begin(), shown.end()));
    QCOMPARE(seen.size(), 2'500);
}

void HistoryWindowTest::liveAndPagesMeetUnderLoad()
{
    open(3'000, 3'000);
    quint64 next = 3'001;
    for (int round = 0; round < 300; ++round) {
        std::vector<StoredMessage> kept;
        QList<RoomMessage> told;
        for (int i = 0; i < round % 4; ++i, ++next) {
            kept.push_back(sayOf(next));
            told.append(live(next));
        }
        if (round % 2 == 0)
            m_vault->keep(kept);
        model()->messagesArrived(told);
        if (round % 2 == 1)
            m_vault->keep(kept);
        if (round % 37 == 0)
            m_page->messages()->jumpToEnd();
        else
            bar()->setValue(bar()->value() + (round % 5 < 3 ? -2'500 : 1'900));
        QCoreApplication::processEvents();
        QVERIFY2(isWhole(numbers()), qPrintable(QString::number(round)));
    }
    m_page->messages()->jumpToEnd();
    QTRY_VERIFY(m_page->messages()->isAtEnd());
    QCOMPARE(numbers().last(), next - 1);
    QVERIFY(isWhole(numbers()));
}

void HistoryWindowTest::whatWasReadIsKept()
{
    open(800, 100);
    m_page->messages()->jumpToEnd();
    QTRY_VERIFY(m_page->messages()->isAtEnd());
    QTRY_COMPARE(m_page->reader()->lastRead(), 800U);
    m_vault->drain();
    m_history->close();
    const auto session = m_vault->open();
    QVERIFY(session);
    QCOMPARE(m_vault->start().lastRead, 800U);
}

void HistoryWindowTest::anEditMeetsThePageThatWasReadBefore()
{
    open(2'000, 2'000);
    m_page->reader()->showMessage(700); // the page is under way
    RoomChange change;
    change.number = 700;
    change.name = sayOf(700).name;
    change.text = QStringLiteral("mended");
    change.act = Act::Edit;
    model()->messagesChanged({change}); // it comes before the page does
    m_vault->change(change);
    QTRY_VERIFY(model()->rowOfNumber(700) >= 0);
    QCOMPARE(model()->row(model()->rowOfNumber(700)).text, QStringLiteral("mended"));
    QVERIFY(model()->row(model()->rowOfNumber(700)).isEdited);
}

void HistoryWindowTest::searchesInTheVault()
{
    open(5'000, 5'000);
    m_page->showFind();
    QTest::keyClicks(m_page->findBar()->edit(), QStringLiteral("needle"));
    QTRY_COMPARE(m_page->findBar()->countText(), QStringLiteral("1 of 10"));
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(m_page->findBar()->edit(), Qt::Key_Return);
    QCOMPARE(m_page->findBar()->countText(), QStringLiteral("7 of 10"));
    QTRY_VERIFY(model()->rowOfNumber(2'000) >= 0); // far away: its page came
    QTRY_VERIFY(m_page->messages()->selectionModel()->isRowSelected(model()->rowOfNumber(2'000)));
    QVERIFY(m_page->findBar()->edit()->hasFocus());
}

void HistoryWindowTest::searchesEverywhere()
{
    open(5'000, 5'000);
    m_page->showFindEverywhere();
    QTest::keyClicks(m_page->findPanel()->edit(), QStringLiteral("NEEDLE"));
    QTRY_COMPARE(m_page->findPanel()->statusText(), QStringLiteral("10 hits"));
    QListView *results = m_page->findPanel()->results();
    const QModelIndex last = results->model()->index(9, 0);
    QCOMPARE(last.data(FindResults::NumberRole).toULongLong(), 500U);
    results->scrollTo(last);
    QTest::mouseClick(results->viewport(), Qt::LeftButton, {}, results->visualRect(last).center());
    QTRY_VERIFY(model()->rowOfNumber(500) >= 0);
    QTRY_VERIFY(m_page->messages()->selectionModel()->isRowSelected(model()->rowOfNumber(500)));
}

void HistoryWindowTest::wipedLeavesWhatWaits()
{
    open(1'000, 300);
    model()->messageWaits(talk::mine(1, "waits", talk::today(12, 0)));
    m_history->wipe();
    QTRY_COMPARE(numbers(), (QList<quint64>{0}));
    m_vault->keep({sayOf(1'001)});
    model()->messagesArrived({live(1'001)});
    QCOMPARE(numbers(), (QList<quint64>{1'001, 0}));
}

void HistoryWindowTest::withoutKeepingTheWindowIsAllThereIs()
{
    m_binding->setKeeping(false);
    QVERIFY(m_vault->fill(500, sayOf));
    m_history->open(m_vault->open(), m_vault->start());
    QCoreApplication::processEvents();
    QCOMPARE(model()->rowCount(), 0);
    QList<RoomMessage> many;
    for (quint64 number = 501; number <= 6'500; ++number)
        many.append(live(number));
    model()->messagesArrived(many);
    QCOMPARE(numbers().size(), 6'000); // nothing is let go: it is nowhere else
    m_page->showFind();
    QTest::keyClicks(m_page->findBar()->edit(), QStringLiteral("needle"));
    QTRY_COMPARE(m_page->findBar()->countText(), QStringLiteral("1 of 12"));
    model()->forgetSaid();
    QCOMPARE(model()->rowCount(), 0);
}

void HistoryWindowTest::closesAndOpensAgain()
{
    open(1'000, 1'000);
    model()->messagesArrived({live(1'001)});
    m_vault->keep({sayOf(1'001)});
    m_vault->drain();
    m_history->close();
    QVERIFY(!model()->isPaged());
    QCOMPARE(numbers().last(), 1'001U);
    model()->messagesArrived({live(1'002)});
    const auto session = m_vault->open();
    QVERIFY(session);
    m_history->open(session, m_vault->start());
    QTRY_VERIFY(!m_page->reader()->isOpening());
    QCOMPARE(numbers().last(), 1'002U);
    QVERIFY(isWhole(numbers()));
}

QTEST_MAIN(HistoryWindowTest)
#include "HistoryWindowTest.moc"
