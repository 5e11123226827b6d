// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Talk.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

using Kind = ConversationModel::Kind;

class ConversationModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init();
    void dayLineBeforeTheFirstAndAtEachNewDay();
    void clockPutBackMakesNoSecondDayLine();
    void todayBecomesTheDateOfOlderLines();
    void oneSenderWithinFiveMinutesIsAGroup();
    void noticesPartGroupsAndSayWhatHappened_data();
    void noticesPartGroupsAndSayWhatHappened();
    void waitsIsSentIsDelivered();
    void arrivedBeforeMineStandsAboveIt();
    void mineConfirmedOutOfOrderMovesUp();
    void failedIsRetriedOrDiscarded();
    void discardLeavesWhatWasSent();
    void progressOfAnUnknownMessageIsIgnored();
    void writtenOnAnotherDeviceIsMine();
    void unreadLineCountsWhatCameUnseen();
    void whatWasMissedIsReadByWhoLooksOn();
    void unreadLineStaysWhenIAnswerAndMovesWithWhatComesNext();
    void foreignTextIsShownWithoutControlCharacters();
    void accessibleTextSaysWhoWhenWhatAndHowFar();
    void toolTipTellsTheWholeTimeAndToHowMany();
    void onlyMessagesCanBeSelected();
    void shieldIsTheHostsAlone();
    void hundredThousandRows();
    void memoryIsBounded();
    void clearForgets();

private:
    QString text(int row) const { return m_model->index(row).data().toString(); }
    QString spoken(int row) const { return m_model->index(row).data(Qt::AccessibleTextRole).toString(); }
    QList<Kind> kinds() const;
    int last() const { return m_model->rowCount() - 1; }

    std::unique_ptr<ConversationModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void ConversationModelTest::init()
{
    m_tester.reset();
    m_model = std::make_unique<ConversationModel>();
    m_model->setSelf(QStringLiteral("Asha"));
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

QList<Kind> ConversationModelTest::kinds() const
{
    QList<Kind> result;
    for (int at = 0; at < m_model->rowCount(); ++at)
        result.append(m_model->row(at).kind);
    return result;
}

void ConversationModelTest::dayLineBeforeTheFirstAndAtEachNewDay()
{
    const QDate today = QDate::currentDate();
    m_model->messagesArrived({talk::said(1, "Ravi", "a", talk::at(today.addDays(-2), 23, 59)),
                              talk::said(2, "Ravi", "b", talk::at(today.addDays(-1), 0, 0)),
                              talk::said(3, "Ravi", "c", talk::at(today.addDays(-1), 12, 0)),
                              talk::said(4, "Ravi", "d", talk::at(today, 0, 0))});
    QCOMPARE(kinds(),
             (QList<Kind>{Kind::Day, Kind::Said, Kind::Day, Kind::Said, Kind::Said, Kind::Day, Kind::Said}));
    QCOMPARE(text(0), QLocale().toString(today.addDays(-2), QLocale::LongFormat));
    QCOMPARE(text(2), QStringLiteral("Yesterday"));
    QCOMPARE(text(5), QStringLiteral("Today"));
}

void ConversationModelTest::clockPutBackMakesNoSecondDayLine()
{
    const QDate today = QDate::currentDate();
    m_model->messagesArrived({talk::said(1, "Ravi", "a", talk::at(today, 9, 0)),
                              talk::said(2, "Ravi", "b", talk::at(today.addDays(-3), 9, 0)),
                              talk::said(3, "Ravi", "c", talk::at(today, 9, 1))});
    QCOMPARE(kinds(), (QList<Kind>{Kind::Day, Kind::Said, Kind::Said, Kind::Said}));
}

void ConversationModelTest::todayBecomesTheDateOfOlderLines()
{
    // What was worded on one day and looked at on another is worded anew; the same day changes nothing.
    m_model->messagesArrived({talk::said(1, "Ravi", "a", talk::at(QDate::currentDate(), 9, 0))});
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->refreshDays(QDate::currentDate());
    QCOMPARE(changed.size(), 0);
    m_model->refreshDays(QDate::currentDate().addDays(1));
    QCOMPARE(text(0), QStringLiteral("Yesterday"));
    QCOMPARE(changed.size(), 1);
    m_model->refreshDays(QDate::currentDate().addDays(2));
    QCOMPARE(text(0), QLocale().toString(QDate::currentDate(), QLocale::LongFormat));
}

void ConversationModelTest::oneSenderWithinFiveMinutesIsAGroup()
{
    const qint64 start = talk::today(9, 0);
    m_model->messagesArrived({talk::said(1, "Ravi", "a", start), talk::said(2, "Ravi", "b", start + 300'000),
                              talk::said(3, "Ravi", "c", start + 600'001),
                              talk::said(4, "Olu", "d", start + 600'002)});
    const auto ends = [this](int row) {
        return qMakePair(m_model->isGroupFirst(row), m_model->isGroupLast(row));
    };
    QCOMPARE(ends(1), qMakePair(true, false));
    QCOMPARE(ends(2), qMakePair(false, true)); // five minutes to the millisecond
    QCOMPARE(ends(3), qMakePair(true, true));
    QCOMPARE(ends(4), qMakePair(true, true)); // another sender
    QCOMPARE(m_model->index(1).data(ConversationModel::GroupFirstRole).toBool(), true);
    QCOMPARE(m_model->index(1).data(ConversationModel::GroupLastRole).toBool(), false);
}

void ConversationModelTest::noticesPartGroupsAndSayWhatHappened_data()
{
    using Notice = RoomNotice::Kind;
    QTest::addColumn<RoomNotice>("notice");
    QTest::addColumn<QString>("words");
    const qint64 time = talk::today(10, 38);
    const auto row = [&](const char *name, Notice kind, const QStringList &names, quint64 count,
                         const QString &words) {
        QTest::newRow(name) << RoomNotice{kind, names, count, time} << words;
    };
    row("you", Notice::YouJoined, {}, 0,
        QStringLiteral("You joined at 10:38. Earlier messages are not shared in this room."));
    row("one", Notice::PeopleJoined, {"Priya"}, 0, QStringLiteral("Priya joined"));
    row("two", Notice::PeopleJoined, {"Priya", "Olu"}, 0, QStringLiteral("Priya and Olu joined"));
    row("four", Notice::PeopleJoined, {"A", "B", "C", "D"}, 0, QStringLiteral("A, B, C and D joined"));
    row("left", Notice::PersonLeft, {"Olu"}, 0, QStringLiteral("Olu left"));
    row("missed one", Notice::Missed, {}, 1,
        QStringLiteral("You missed 1 message while you were not connected."));
    row("missed", Notice::Missed, {}, 27,
        QStringLiteral("You missed 27 messages while you were not connected."));
    row("missed some", Notice::MissedSome, {}, 0,
        QStringLiteral("You may have missed messages while you were not connected."));
    row("new key", Notice::NewDevice, {"Ines"}, 0,
        QStringLiteral("Ines is here with a new key: another device or a new copy. Ask in person whether "
                       "that is right."));
}

void ConversationModelTest::noticesPartGroupsAndSayWhatHappened()
{
    QFETCH(RoomNotice, notice);
    QFETCH(QString, words);
    m_model->messagesArrived({talk::said(1, "Ravi", "a", notice.timeMs)});
    m_model->noticesArrived({notice});
    m_model->messagesArrived({talk::said(2, "Ravi", "b", notice.timeMs)});
    QCOMPARE(kinds(), (QList<Kind>{Kind::Day, Kind::Said, Kind::Notice, Kind::Said}));
    QCOMPARE(text(2), words);
    QCOMPARE(spoken(2), words);
    QVERIFY(m_model->isGroupLast(1));
    QVERIFY(m_model->isGroupFirst(3));
}

void ConversationModelTest::waitsIsSentIsDelivered()
{
    const auto state = [this] { return m_model->row(last()).state; };
    m_model->messageWaits(talk::mine(7, "hello", talk::today(9, 0)));
    QCOMPARE(state(), MessageState::Waiting);
    QCOMPARE(m_model->row(last()).number, 0U);
    m_model->messagesArrived({talk::confirmed(7, 3, "hello", talk::today(9, 1))});
    QCOMPARE(m_model->rowCount(), 2); // the same row
    QCOMPARE(state(), MessageState::Sent);
    QCOMPARE(m_model->row(last()).number, 3U);
    QCOMPARE(m_model->row(last()).timeMs, talk::today(9, 1)); // the host's time
    m_model->messagesProgressed({{7, MessageState::Delivered, 1, 12, Code::Internal}});
    QCOMPARE(state(), MessageState::Delivered);
    QVERIFY(spoken(last()).endsWith(QStringLiteral("delivered to 1 of 12")));
    m_model->messagesProgressed({{7, MessageState::Delivered, 12, 12, Code::Internal}});
    QVERIFY(spoken(last()).endsWith(QStringLiteral("delivered to 12 of 12")));
}

void ConversationModelTest::arrivedBeforeMineStandsAboveIt()
{
    m_model->messageWaits(talk::mine(1, "mine", talk::today(9, 0)));
    m_model->messagesArrived({talk::said(5, "Ravi", "earlier at the host", talk::today(9, 0))});
    m_model->noticesArrived({{RoomNotice::Kind::PersonLeft, {"Olu"}, 0, talk::today(9, 0)}});
    QCOMPARE(text(1), QStringLiteral("earlier at the host"));
    QCOMPARE(text(2), QStringLiteral("Olu left"));
    QCOMPARE(text(3), QStringLiteral("mine"));
}

void ConversationModelTest::mineConfirmedOutOfOrderMovesUp()
{
    m_model->messageWaits(talk::mine(1, "fails", talk::today(9, 0)));
    m_model->messageWaits(talk::mine(2, "goes", talk::today(9, 0)));
    m_model->messagesProgressed({{1, MessageState::Failed, 0, 0, Code::RoomClosed}});
    m_model->messagesArrived({talk::confirmed(2, 9, "goes", talk::today(9, 0))});
    QCOMPARE(m_model->rowCount(), 3);
    QCOMPARE(text(1), QStringLiteral("goes"));
    QCOMPARE(text(2), QStringLiteral("fails"));
    // And whatever comes now stands between the two.
    m_model->messagesArrived({talk::said(10, "Ravi", "next", talk::today(9, 1))});
    QCOMPARE(text(2), QStringLiteral("next"));
    QCOMPARE(text(3), QStringLiteral("fails"));
}

void ConversationModelTest::failedIsRetriedOrDiscarded()
{
    m_model->messageWaits(talk::mine(1, "a", talk::today(9, 0)));
    m_model->messagesProgressed({{1, MessageState::Failed, 0, 0, Code::RoomClosed}});
    QVERIFY(spoken(1).endsWith(QStringLiteral("not sent: the room is closed")));
    m_model->messagesProgressed({{1, MessageState::Waiting, 0, 0, Code::Internal}}); // Retry
    QCOMPARE(m_model->row(1).state, MessageState::Waiting);
    m_model->messagesArrived({talk::confirmed(1, 4, "a", talk::today(9, 0))});
    QCOMPARE(m_model->row(1).state, MessageState::Sent);
    m_model->messageWaits(talk::mine(2, "b", talk::today(9, 0)));
    m_model->messagesProgressed({{2, MessageState::Failed, 0, 0, Code::Removed}});
    m_model->discard(2);
    QCOMPARE(m_model->rowCount(), 2);
    m_model->messagesArrived({talk::said(5, "Ravi", "c", talk::today(9, 0))});
    QCOMPARE(text(last()), QStringLiteral("c")); // nothing is thought to wait any more
}

void ConversationModelTest::discardLeavesWhatWasSent()
{
    m_model->messageWaits(talk::mine(1, "a", talk::today(9, 0)));
    m_model->messagesArrived({talk::confirmed(1, 4, "a", talk::today(9, 0))});
    m_model->discard(1);
    m_model->discard(0);
    m_model->discard(77);
    QCOMPARE(m_model->rowCount(), 2);
}

void ConversationModelTest::progressOfAnUnknownMessageIsIgnored()
{
    m_model->messagesArrived({talk::said(1, "Ravi", "a", talk::today(9, 0))});
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->messagesProgressed({{0, MessageState::Failed, 0, 0, Code::Lost}, // 0 is nobody's
                                 {9, MessageState::Failed, 0, 0, Code::Lost}});
    QCOMPARE(changed.size(), 0);
}

void ConversationModelTest::writtenOnAnotherDeviceIsMine()
{
    m_model->messagesArrived({talk::said(1, "Asha", "from my other PC", talk::today(9, 0))});
    QVERIFY(m_model->row(1).mine);
    QVERIFY(m_model->index(1).data(ConversationModel::MineRole).toBool());
}

void ConversationModelTest::unreadLineCountsWhatCameUnseen()
{
    m_model->messagesArrived({talk::said(1, "Ravi", "seen", talk::today(9, 0))});
    m_model->setReading(false);
    m_model->messagesArrived({talk::said(2, "Ravi", "a", talk::today(9, 1))});
    m_model->noticesArrived({{RoomNotice::Kind::PersonLeft, {"Olu"}, 0, talk::today(9, 1)}});
    m_model->messagesArrived({talk::said(3, "Asha", "mine elsewhere", talk::today(9, 1)),
                              talk::said(4, "Olu", "b", talk::today(9, 1))});
    QCOMPARE(m_model->unread(), 2); // neither notices nor what I wrote
    QCOMPARE(m_model->row(2).kind, Kind::Unread);
    QCOMPARE(text(2), QStringLiteral("2 new"));
    m_model->setReading(true);
    QCOMPARE(m_model->unread(), 0);
    QCOMPARE(m_model->row(2).kind, Kind::Unread); // still shows where old and new part
    m_model->messagesArrived({talk::said(5, "Olu", "read as it comes", talk::today(9, 2))});
    QCOMPARE(m_model->unread(), 0);
    QCOMPARE(text(2), QStringLiteral("2 new"));
}

void ConversationModelTest::whatWasMissedIsReadByWhoLooksOn()
{
    m_model->setReading(true);
    RoomMessage missed = talk::said(1, "Olu", "while the link was down", talk::today(12, 0));
    missed.isReplayed = true;
    m_model->messagesArrived({missed});
    QVERIFY(m_model->unreadRow() >= 0); // where it begins is marked all the same
    QCOMPARE(m_model->unread(), 0);
    m_model->setReading(false);
    QCOMPARE(m_model->unread(), 0);
    m_model->messagesArrived({talk::said(2, "Olu", "now nobody looks", talk::today(12, 1))});
    QCOMPARE(m_model->unread(), 1);
}

void ConversationModelTest::unreadLineStaysWhenIAnswerAndMovesWithWhatComesNext()
{
    m_model->setReading(false);
    m_model->messagesArrived({talk::said(1, "Ravi", "a", talk::today(9, 0))});
    QCOMPARE(m_model->row(1).kind, Kind::Unread);
    m_model->messageWaits(talk::mine(1, "answer", talk::today(9, 0)));
    m_model->setReading(true); // writing leads to the end
    QCOMPARE(m_model->unread(), 0);
    m_model->setReading(false);
    QCOMPARE(m_model->row(1).kind, Kind::Unread);
    m_model->messagesArrived({talk::confirmed(1, 2, "answer", talk::today(9, 0)),
                              talk::said(3, "Ravi", "b", talk::today(9, 1)),
                              talk::said(4, "Ravi", "c", talk::today(9, 1))});
    QCOMPARE(kinds(), (QList<Kind>{Kind::Day, Kind::Said, Kind::Said, Kind::Unread, Kind::Said, Kind::Said}));
    QCOMPARE(text(3), QStringLiteral("2 new"));
    QCOMPARE(m_model->unread(), 2);
}

void ConversationModelTest::foreignTextIsShownWithoutControlCharacters()
{
    const QString name = QStringLiteral("R\u202Eavi\u0007");
    m_model->messagesArrived(
        {talk::said(1, name, QStringLiteral("a\u202Eb\u0000c\u2066d\u200Be\nline two"), talk::today(9, 0))});
    for (const QString &shown :
         {text(1), spoken(1), m_model->index(1).data(ConversationModel::NameRole).toString()}) {
        for (const QChar c : shown) {
            QVERIFY2(c == u'\n' || !c.isNonCharacter(), qPrintable(shown));
            QVERIFY2(c == u'\n' || c.category() != QChar::Other_Control, qPrintable(shown));
            QVERIFY2(c != u'\u202E' && c != u'\u2066' && c != u'\u200B', qPrintable(shown));
        }
    }
    QVERIFY(text(1).contains(u'\n'));     // lines stay
    QCOMPARE(m_model->row(1).name, name); // and what it is stays known
}

void ConversationModelTest::accessibleTextSaysWhoWhenWhatAndHowFar()
{
    m_model->messagesArrived({talk::said(1, "Ravi", "I see packets", talk::today(10, 41))});
    QCOMPARE(spoken(1), QStringLiteral("Ravi, 10:41, I see packets"));
    m_model->messageWaits(talk::mine(1, "so do I", talk::today(10, 42)));
    QCOMPARE(spoken(2), QStringLiteral("You, 10:42, so do I, waiting"));
}

void ConversationModelTest::toolTipTellsTheWholeTimeAndToHowMany()
{
    m_model->messagesArrived({talk::said(1, "Ravi", "a", talk::today(10, 41))});
    m_model->messageWaits(talk::mine(1, "b", talk::today(10, 42)));
    m_model->messagesArrived({talk::confirmed(1, 2, "b", talk::today(10, 42))});
    m_model->messagesProgressed({{1, MessageState::Delivered, 11, 12, Code::Internal}});
    const auto tip = [this](int row) { return m_model->index(row).data(Qt::ToolTipRole).toString(); };
    QVERIFY(tip(1).endsWith(QStringLiteral("10:41:00")));
    QVERIFY(tip(2).endsWith(QStringLiteral("10:42:00\ndelivered to 11 of 12")));
}

void ConversationModelTest::onlyMessagesCanBeSelected()
{
    m_model->setReading(false);
    m_model->messagesArrived({talk::said(1, "Ravi", "a", talk::today(9, 0))});
    m_model->noticesArrived({{RoomNotice::Kind::PersonLeft, {"Olu"}, 0, talk::today(9, 0)}});
    for (int at = 0; at < m_model->rowCount(); ++at)
        QCOMPARE(m_model->flags(m_model->index(at)).testFlag(Qt::ItemIsSelectable),
                 m_model->row(at).kind == Kind::Said);
}

void ConversationModelTest::shieldIsTheHostsAlone()
{
    m_model->messagesArrived(
        {talk::said(1, "Ms Rao", "a", talk::today(9, 0)), talk::said(2, "Ravi", "b", talk::today(9, 0))});
    QVERIFY(!m_model->isVerified(m_model->row(1)));
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setVerified(QStringLiteral("Ms Rao"));
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_model->isVerified(m_model->row(1)));
    QVERIFY(!m_model->isVerified(m_model->row(2)));
    m_model->setVerified(QStringLiteral("Ms Rao"));
    QCOMPARE(changed.size(), 1);
}

void ConversationModelTest::hundredThousandRows()
{
    m_tester.reset(); // it walks over all rows at each step
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    const QList<RoomMessage> many = talk::many(100'000);
    m_model->messagesArrived(many);
    QCOMPARE(m_model->rowCount(), 100'001);
    QCOMPARE(inserted.size(), 1); // one batch, one signal
    for (int at = 1; at <= 100'000; at += 9'973)
        QCOMPARE(m_model->row(at).number, static_cast<quint64>(at));
    // One by one, too; a quadratic way of appending would not come to an end here.
    for (int i = 0; i < 20'000; ++i)
        m_model->messagesArrived(
            {talk::said(200'000 + static_cast<quint64>(i), "Olu", "more", talk::today(12, 0))});
    QCOMPARE(m_model->rowCount(), 120'001);
}

void ConversationModelTest::memoryIsBounded()
{
    m_tester.reset();
    const QList<RoomMessage> many = talk::many(151'000);
    m_model->messagesArrived(many.mid(0, 149'000));
    m_model->setReading(false);
    m_model->messagesArrived(many.mid(149'000));
    QVERIFY(m_model->rowCount() < 150'000);
    QCOMPARE(m_model->unread(), 2'000); // the line moved with its message
    QCOMPARE(m_model->row(last()).number, 151'000U);
    m_model->clear();
    QList<RoomMessage> large;
    for (quint64 i = 1; i <= 1'100; ++i) // 34 M characters
        large.append(talk::said(i, "Ravi", QString(32 * 1024, u'x'), talk::today(9, 0)));
    m_model->messagesArrived(large);
    QVERIFY(m_model->rowCount() < 1'000);
    QCOMPARE(m_model->row(last()).number, 1'100U);
}

void ConversationModelTest::clearForgets()
{
    m_model->setReading(false);
    m_model->messagesArrived({talk::said(1, "Ravi", "a", talk::today(9, 0))});
    m_model->messageWaits(talk::mine(1, "b", talk::today(9, 0)));
    m_model->clear();
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(m_model->unread(), 0);
    m_model->setReading(true);
    m_model->messagesArrived({talk::said(1, "Ravi", "c", talk::today(9, 0))});
    QCOMPARE(kinds(), (QList<Kind>{Kind::Day, Kind::Said}));
}

QTEST_MAIN(ConversationModelTest)
#include "ConversationModelTest.moc"
