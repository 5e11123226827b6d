// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChatWords.h"
#include "ConversationModel.h"
#include "MessageOffers.h"
#include "Talk.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

/// What is done to messages: answers, edits, erasures, and who has seen them.
class ConversationTalkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void answerQuotesTheOriginal();
    void originalThatIsNotHereIsAskedForOnce();
    void originalThatComesLaterIsQuoted();
    void quoteFollowsTheOriginal();
    void editStandsInPlace();
    void erasedLeavesNoText();
    void onlyItsAuthorChangesAMessage();
    void nothingIsDoneToWhatIsErased();
    void changeOfMineWaitsThenIsDone();
    void changeOfMineThatFailsCanBeDiscarded();
    void erasureOfMineTakesNothingAwayBeforeItIsDone();
    void changeLeftOverMeetsItsMessageLater();
    void laterChangeStaysOverAnEarlierOne();
    void waitingTextIsChanged();
    void seenIsShownWhereItMayBe();
    void progressFindsItsMessageByNumber();
    void textCannotForgeMarks();
    void offersFollowTheFacts();
    void changeThatCameTooLateIsNotTriedAgain();

private:
    void arrive(const QList<RoomMessage> &messages) { m_model->messagesArrived(messages); }
    RoomChange change(quint64 number, const QString &name, Act act, const QString &text = {}) const;
    [[nodiscard]] const ConversationModel::Row &of(quint64 number) const
    {
        return m_model->row(m_model->rowOfNumber(number));
    }
    [[nodiscard]] QString words(quint64 number, int role) const
    {
        return m_model->index(m_model->rowOfNumber(number)).data(role).toString();
    }

    std::unique_ptr<ConversationModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

namespace {

const QString ravi = QStringLiteral("Ravi");
const QString mei = QStringLiteral("Mei");
const QString asha = QStringLiteral("Asha");

RoomMessage from(quint64 number, const QString &name, const QString &text, quint64 replyTo = 0)
{
    RoomMessage message = talk::said(number, name, text, talk::today(10, 40));
    message.replyTo = replyTo;
    message.mine = name == asha;
    return message;
}

} // namespace

void ConversationTalkTest::init()
{
    m_tester.reset();
    m_model = std::make_unique<ConversationModel>();
    m_model->setSelf(asha);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

RoomChange ConversationTalkTest::change(quint64 number, const QString &name, Act act,
                                        const QString &text) const
{
    RoomChange result;
    result.number = number;
    result.name = name;
    result.act = act;
    result.text = text;
    result.mine = name == asha;
    return result;
}

void ConversationTalkTest::answerQuotesTheOriginal()
{
    arrive({from(1, ravi, QStringLiteral("**Does** the key\nchange?")),
            from(2, mei, QStringLiteral("Yes"), 1), from(3, asha, QStringLiteral("No"), 2)});
    const ConversationModel::Quote quote = m_model->quoteOf(of(2));
    QCOMPARE(quote.is, ConversationModel::Quote::Is::Known);
    QCOMPARE(quote.account, ravi);
    QCOMPARE(quote.name, ravi);
    QCOMPARE(quote.text, QStringLiteral("Does the key change?"));
    QCOMPARE(m_model->quoteOf(of(1)).is, ConversationModel::Quote::Is::Nothing);
    m_model->messageWaits([] {
        RoomMessage mine = talk::mine(7, QStringLiteral("It does"), talk::today(10, 41));
        mine.replyTo = 3;
        return mine;
    }());
    QCOMPARE(m_model->quoteOf(m_model->row(m_model->rowCount() - 1)).name, QStringLiteral("You"));
}

void ConversationTalkTest::originalThatIsNotHereIsAskedForOnce()
{
    QSignalSpy missing(m_model.get(), &ConversationModel::quotesMissing);
    arrive({from(50, mei, QStringLiteral("Yes"), 4), from(51, ravi, QStringLiteral("Yes, too"), 4)});
    QCOMPARE(missing.size(), 1);
    QCOMPARE(m_model->takeUnknownQuotes(), QList<quint64>{4});
    QVERIFY(m_model->takeUnknownQuotes().isEmpty());
    QCOMPARE(m_model->quoteOf(of(50)).is, ConversationModel::Quote::Is::Unknown);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setQuoted(
        {from(4, ravi, QStringLiteral("the question")), from(9, ravi, QStringLiteral("another"))});
    QCOMPARE(changed.size(), 2); // both answers
    QCOMPARE(m_model->quoteOf(of(51)).text, QStringLiteral("the question"));
    m_model->setQuoted({from(4, mei, QStringLiteral("something else"))}); // known already
    QCOMPARE(m_model->quoteOf(of(51)).text, QStringLiteral("the question"));
}

void ConversationTalkTest::originalThatComesLaterIsQuoted()
{
    RoomMessage answer = talk::mine(3, QStringLiteral("Yes"), talk::today(10, 41));
    answer.replyTo = 8;
    m_model->messageWaits(answer); // left over from an earlier run, before its conversation is here
    arrive({from(8, ravi, QStringLiteral("the question"))});
    const int last = m_model->rowCount() - 1;
    QCOMPARE(m_model->row(last).localId, quint64(3));
    QCOMPARE(m_model->quoteOf(m_model->row(last)).text, QStringLiteral("the question"));
}

void ConversationTalkTest::quoteFollowsTheOriginal()
{
    arrive({from(1, ravi, QStringLiteral("first")), from(2, mei, QStringLiteral("Yes"), 1)});
    m_model->messagesChanged({change(1, ravi, Act::Edit, QStringLiteral("second"))});
    QCOMPARE(m_model->quoteOf(of(2)).text, QStringLiteral("second"));
    m_model->messagesChanged({change(1, ravi, Act::Erase)});
    QCOMPARE(m_model->quoteOf(of(2)).is, ConversationModel::Quote::Is::Erased);
    QVERIFY(!words(2, Qt::AccessibleTextRole).contains(QStringLiteral("second")));
}

void ConversationTalkTest::editStandsInPlace()
{
    arrive({from(1, ravi, QStringLiteral("teh key")), from(2, mei, QStringLiteral("Yes"))});
    m_model->messagesChanged({change(1, ravi, Act::Edit, QStringLiteral("the key"))});
    QCOMPARE(of(1).text, QStringLiteral("the key"));
    QVERIFY(of(1).isEdited);
    QVERIFY(!of(2).isEdited);
    QVERIFY(words(1, Qt::AccessibleTextRole).startsWith(QStringLiteral("Edited, Ravi, ")));
    QCOMPARE(m_model->rowCount(), 3); // with the day: nothing came, nothing went
}

void ConversationTalkTest::erasedLeavesNoText()
{
    arrive({from(1, ravi, QStringLiteral("my password is 1234")), from(2, asha, QStringLiteral("oh"))});
    m_model->messagesChanged({change(1, ravi, Act::Erase), change(2, asha, Act::Erase)});
    QVERIFY(of(1).text.isEmpty());
    QCOMPARE(words(1, Qt::DisplayRole), ChatWords::erased(false));
    QCOMPARE(words(2, Qt::DisplayRole), ChatWords::erased(true));
    for (const int role : {int(Qt::DisplayRole), int(Qt::AccessibleTextRole), int(Qt::ToolTipRole)})
        QVERIFY(!words(1, role).contains(QStringLiteral("1234")));
    QVERIFY(m_model->index(m_model->rowOfNumber(1)).data(ConversationModel::ErasedRole).toBool());
}

void ConversationTalkTest::onlyItsAuthorChangesAMessage()
{
    arrive({from(1, ravi, QStringLiteral("mine alone"))});
    m_model->messagesChanged({change(1, mei, Act::Edit, QStringLiteral("forged")), change(1, mei, Act::Erase),
                              change(1, asha, Act::Erase)});
    QCOMPARE(of(1).text, QStringLiteral("mine alone"));
    QVERIFY(!of(1).isEdited && !of(1).isErased);
}

void ConversationTalkTest::nothingIsDoneToWhatIsErased()
{
    arrive({from(1, ravi, QStringLiteral("gone"))});
    m_model->messagesChanged(
        {change(1, ravi, Act::Erase), change(1, ravi, Act::Edit, QStringLiteral("back again"))});
    QVERIFY(of(1).isErased);
    QVERIFY(of(1).text.isEmpty());
}

void ConversationTalkTest::changeOfMineWaitsThenIsDone()
{
    arrive({from(1, asha, QStringLiteral("teh key"))});
    RoomChange edit = change(1, asha, Act::Edit, QStringLiteral("the key"));
    edit.localId = 9;
    m_model->changeWaits(edit);
    QCOMPARE(of(1).state, MessageState::Waiting);
    QCOMPARE(of(1).text, QStringLiteral("the key"));
    QVERIFY(words(1, Qt::ToolTipRole).contains(QStringLiteral("change waiting")));
    m_model->messagesProgressed({{9, MessageState::Sent, 0, 0, Code::Internal}}); // counted, not yet done
    QCOMPARE(of(1).state, MessageState::Waiting);
    m_model->messagesProgressed(
        {{0, MessageState::Delivered, 2, 3, Code::Internal, 0, 1}}); // of the message itself
    m_model->messagesChanged({edit});
    QCOMPARE(of(1).state, MessageState::Delivered);
    QCOMPARE(of(1).count, quint32(2));
    QCOMPARE(of(1).text, QStringLiteral("the key"));
    QVERIFY(of(1).isEdited && !of(1).changes);
}

void ConversationTalkTest::changeOfMineThatFailsCanBeDiscarded()
{
    arrive({from(1, asha, QStringLiteral("as it was"))});
    RoomChange edit = change(1, asha, Act::Edit, QStringLiteral("never"));
    edit.localId = 9;
    m_model->changeWaits(edit);
    m_model->messagesProgressed({{9, MessageState::Failed, 0, 0, Code::RoomClosed}});
    QCOMPARE(of(1).state, MessageState::Failed);
    QCOMPARE(of(1).localId, quint64(9)); // what Retry and Discard mean
    m_model->messagesProgressed({{9, MessageState::Waiting, 0, 0, Code::Internal}});
    QCOMPARE(of(1).state, MessageState::Waiting);
    m_model->discard(9);
    QCOMPARE(of(1).state, MessageState::Sent);
    QCOMPARE(of(1).text, QStringLiteral("as it was"));
    QVERIFY(!of(1).isEdited);
}

void ConversationTalkTest::erasureOfMineTakesNothingAwayBeforeItIsDone()
{
    arrive({from(1, asha, QStringLiteral("still there"))});
    RoomChange erase = change(1, asha, Act::Erase);
    erase.localId = 4;
    m_model->changeWaits(erase);
    QCOMPARE(of(1).text, QStringLiteral("still there"));
    QCOMPARE(of(1).state, MessageState::Waiting);
    QVERIFY(!of(1).isErased && !of(1).isEdited);
    m_model->messagesChanged({erase});
    QVERIFY(of(1).isErased);
    QVERIFY(of(1).text.isEmpty());
}

void ConversationTalkTest::changeLeftOverMeetsItsMessageLater()
{
    RoomChange edit = change(5, asha, Act::Edit, QStringLiteral("new words"));
    edit.localId = 2;
    m_model->changeWaits(edit);
    QCOMPARE(m_model->rowCount(), 0);
    arrive({from(5, asha, QStringLiteral("old words"))});
    QCOMPARE(of(5).text, QStringLiteral("new words"));
    QCOMPARE(of(5).state, MessageState::Waiting);
    m_model->messagesChanged({edit});
    QCOMPARE(of(5).state, MessageState::Sent);
}

void ConversationTalkTest::laterChangeStaysOverAnEarlierOne()
{
    arrive({from(1, asha, QStringLiteral("one"))});
    RoomChange first = change(1, asha, Act::Edit, QStringLiteral("two"));
    first.localId = 2;
    RoomChange second = change(1, asha, Act::Edit, QStringLiteral("three"));
    second.localId = 3;
    m_model->changeWaits(first);
    m_model->changeWaits(second);
    m_model->messagesChanged({first});
    QCOMPARE(of(1).text, QStringLiteral("three"));
    QCOMPARE(of(1).state, MessageState::Waiting);
    m_model->discard(3);
    QCOMPARE(of(1).text, QStringLiteral("two"));
    QVERIFY(of(1).isEdited);
}

void ConversationTalkTest::waitingTextIsChanged()
{
    m_model->messageWaits(talk::mine(7, QStringLiteral("teh key"), talk::today(10, 41)));
    m_model->changeWaiting(7, QStringLiteral("the key"));
    const ConversationModel::Row &row = m_model->row(m_model->rowOfLocal(7));
    QCOMPARE(row.text, QStringLiteral("the key"));
    QVERIFY(!row.isEdited); // nobody ever saw the other one
}

void ConversationTalkTest::seenIsShownWhereItMayBe()
{
    m_model->messageWaits(talk::mine(1, QStringLiteral("hello"), talk::today(10, 41)));
    arrive({talk::confirmed(1, 6, QStringLiteral("hello"), talk::today(10, 41))});
    m_model->messagesProgressed({{1, MessageState::Seen, 11, 12, Code::Internal, 3, 6}});
    QCOMPARE(of(6).state, MessageState::Seen);
    QVERIFY(words(6, Qt::ToolTipRole).endsWith(QStringLiteral("seen by 3 of 12")));
    QVERIFY(words(6, Qt::AccessibleTextRole).endsWith(QStringLiteral("seen by 3 of 12")));
    m_model->setReceiptsShown(false);
    QCOMPARE(of(6).state, MessageState::Delivered);
    QVERIFY(words(6, Qt::ToolTipRole).endsWith(QStringLiteral("delivered to 11 of 12")));
    m_model->messagesProgressed({{1, MessageState::Seen, 12, 12, Code::Internal, 5, 6}});
    QCOMPARE(of(6).state, MessageState::Delivered);
    m_model->setReceiptsShown(true);
    QVERIFY(words(6, Qt::ToolTipRole).endsWith(QStringLiteral("seen by 5 of 12")));
}

void ConversationTalkTest::progressFindsItsMessageByNumber()
{
    arrive({from(3, asha, QStringLiteral("from another day"))});
    m_model->messagesProgressed({{0, MessageState::Delivered, 1, 2, Code::Internal, 0, 3}});
    QCOMPARE(of(3).state, MessageState::Delivered);
    m_model->messagesProgressed({{0, MessageState::Delivered, 2, 2, Code::Internal, 0, 99}});
    QCOMPARE(of(3).count, quint32(1));
}

void ConversationTalkTest::textCannotForgeMarks()
{
    const QString forged = QStringLiteral("edited, answers Ms Rao: “homework is off”\n> Ms Rao\n> off");
    arrive({from(1, ravi, forged), from(2, mei, QStringLiteral("Yes”, edited, answers Asha: “no"), 0),
            from(3, ravi, QStringLiteral("ok"), 2)});
    QVERIFY(!m_model->index(m_model->rowOfNumber(1)).data(ConversationModel::EditedRole).toBool());
    QCOMPARE(m_model->quoteOf(of(1)).is, ConversationModel::Quote::Is::Nothing);
    // What the program says stands before the name.
    QVERIFY(words(1, Qt::AccessibleTextRole).startsWith(QStringLiteral("Ravi, ")));
    const QString answer = words(3, Qt::AccessibleTextRole);
    QCOMPARE(answer.count(u'“'), 1); // a quoted text cannot end its quotation marks
    QCOMPARE(answer.count(u'”'), 1);
    QVERIFY(answer.startsWith(QStringLiteral("Answer to Mei: “Yes', edited, answers Asha: 'no”, Ravi, ")));
    QVERIFY(answer.endsWith(QStringLiteral(", ok")));
}

void ConversationTalkTest::offersFollowTheFacts()
{
    arrive({from(1, ravi, QStringLiteral("theirs")), from(2, asha, QStringLiteral("mine"), 1)});
    m_model->messageWaits(talk::mine(7, QStringLiteral("waits"), talk::today(10, 41)));
    const auto offers = [this](int at, bool canTalk) { return MessageOffers::of(*m_model, at, canTalk); };
    const int theirs = m_model->rowOfNumber(1);
    const int mine = m_model->rowOfNumber(2);
    const int waits = m_model->rowOfLocal(7);
    QVERIFY(offers(theirs, true).answer && !offers(theirs, true).edit && !offers(theirs, true).erase);
    QVERIFY(offers(mine, true).answer && offers(mine, true).edit && offers(mine, true).erase);
    QVERIFY(offers(mine, true).original);
    QVERIFY(!offers(waits, true).answer && offers(waits, true).edit && !offers(waits, true).erase);
    QVERIFY(offers(waits, true).discard);
    for (const int at : {theirs, mine, waits}) {
        const MessageOffers base = offers(at, false);
        QVERIFY(!base.answer && !base.edit && !base.erase && !base.discard);
    }
    m_model->messagesProgressed({{7, MessageState::Failed, 0, 0, Code::RoomClosed}});
    QVERIFY(offers(waits, false).edit && offers(waits, false).retry && offers(waits, false).discard);
    m_model->messagesChanged({change(2, asha, Act::Erase)});
    QVERIFY(!offers(mine, true).answer && !offers(mine, true).edit && !offers(mine, true).original);
    QVERIFY(!offers(0, true).answer); // the day line
}

void ConversationTalkTest::changeThatCameTooLateIsNotTriedAgain()
{
    arrive({from(2, asha, QStringLiteral("mine"), 1)});
    RoomChange late = change(2, asha, Act::Erase);
    late.localId = 9;
    m_model->changeWaits(late);
    QCOMPARE(m_model->pendingAct(2), Act::Erase);
    const int at = m_model->rowOfNumber(2);
    const auto offers = [this, at] { return MessageOffers::of(*m_model, at, true); };
    m_model->messagesProgressed({{9, MessageState::Failed, 0, 0, Code::StorageFailed}});
    QVERIFY(offers().retry && offers().discard);
    m_model->messagesProgressed({{9, MessageState::Failed, 0, 0, Code::Unexpected}});
    QVERIFY(!offers().retry && !offers().edit && offers().discard);
    QVERIFY(ConversationModel::stateWords(m_model->row(at)).contains(QStringLiteral("no longer kept here")));
    for (const Code code : {Code::StorageDamaged, Code::NameUnknown, Code::Internal})
        QVERIFY(!ChatWords::failure(code).contains(QStringLiteral("connection")));
}

QTEST_GUILESS_MAIN(ConversationTalkTest)
#include "ConversationTalkTest.moc"
