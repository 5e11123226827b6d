// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ConversationModel.h"
#include "DirectIndex.h"

#include <QTest>

using namespace waxwing;

/// The messages of a direct conversation under the numbers of a ConversationModel.
class DirectIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesAreNumbers();
    void statesFollowTheCounters();
    void progressNeverFalls();
    void changesMeanWhatIsLoaded();
    void answersFindWhatIsLoaded();
    void answersToWhatComesLaterAreMended();
    void identitiesAreApart();
    void whatMovedIsMeantByItsNewCounter();

private:
    static Bytes device(char which) { return Bytes(16, which); }
    static DirectMessage said(qint64 id, quint64 counter, const QString &text, const Bytes &identity = {})
    {
        DirectMessage message;
        message.id = id;
        message.identity = identity;
        message.device = identity.isEmpty() ? device('m') : device('r');
        message.counter = counter;
        message.text = text;
        message.timeMs = 1'000 * id;
        return message;
    }
    static DirectIndex made() { return {QStringLiteral("Asha"), QStringLiteral("Ravi")}; }
    static Bytes ravi() { return Bytes(32, 'x'); }
};

void DirectIndexTest::placesAreNumbers()
{
    DirectIndex index = made();
    const RoomMessage mine = index.take(said(70, 3, QStringLiteral("hi")), 9);
    QCOMPARE(mine.number, quint64(70));
    QCOMPARE(mine.localId, quint64(9));
    QVERIFY(mine.mine);
    QCOMPARE(mine.name, QStringLiteral("Asha"));
    const RoomMessage theirs = index.take(said(71, 3, QStringLiteral("yes"), ravi()));
    QVERIFY(!theirs.mine);
    QCOMPARE(theirs.name, QStringLiteral("Ravi"));
    QCOMPARE(index.keyOf(71)->device, device('r')); // the same counter of another device
    QCOMPARE(index.keyOf(70)->device, device('m'));
    QVERIFY(!index.keyOf(72));
}

void DirectIndexTest::statesFollowTheCounters()
{
    DirectIndex index = made();
    (void)index.toldUpTo(5);
    (void)index.readUpTo(2);
    QCOMPARE(index.take(said(1, 2, QStringLiteral("a"))).state, MessageState::Seen);
    QCOMPARE(index.take(said(2, 5, QStringLiteral("b"))).state, MessageState::Delivered);
    QCOMPARE(index.take(said(3, 6, QStringLiteral("c"))).state, MessageState::Waiting);
    const QList<MessageProgress> steps = index.toldUpTo(6);
    QCOMPARE(steps.size(), 1);
    QCOMPARE(steps.first().number, quint64(3));
    QCOMPARE(steps.first().state, MessageState::Delivered);
}

void DirectIndexTest::progressNeverFalls()
{
    DirectIndex index = made();
    (void)index.take(said(1, 1, QStringLiteral("a")));
    (void)index.take(said(2, 2, QStringLiteral("b")));
    QCOMPARE(index.readUpTo(2).size(), 2);
    QCOMPARE(index.readUpTo(1).size(), 0);
    QCOMPARE(index.toldUpTo(2).first().state, MessageState::Seen); // read already
    QCOMPARE(index.toldUpTo(1).size(), 0);
}

void DirectIndexTest::changesMeanWhatIsLoaded()
{
    DirectIndex index = made();
    (void)index.take(said(5, 1, QStringLiteral("teh"), ravi()));
    DirectMessage change = said(6, 2, QStringLiteral("the"), ravi());
    change.act = Act::Edit;
    change.targetDevice = device('r');
    change.target = 1;
    const auto done = index.changeOf(change, 4);
    QVERIFY(done);
    QCOMPARE(done->number, quint64(5));
    QCOMPARE(done->name, QStringLiteral("Ravi"));
    QCOMPARE(done->localId, quint64(4));
    change.target = 7;
    QVERIFY(!index.changeOf(change));
    QVERIFY(!index.changeOf(said(8, 3, QStringLiteral("no change"), ravi())));
}

void DirectIndexTest::answersFindWhatIsLoaded()
{
    DirectIndex index = made();
    (void)index.take(said(5, 1, QStringLiteral("q"), ravi()));
    DirectMessage answer = said(6, 1, QStringLiteral("a"));
    answer.act = Act::Reply;
    answer.targetDevice = device('r');
    answer.target = 1;
    QCOMPARE(index.take(answer).replyTo, quint64(5));
    QVERIFY(!index.misses());
}

void DirectIndexTest::answersToWhatComesLaterAreMended()
{
    DirectIndex index = made();
    ConversationModel model;
    model.setSelf(QStringLiteral("Asha"));
    DirectMessage answer = said(6, 9, QStringLiteral("a"));
    answer.act = Act::Reply;
    answer.targetDevice = device('r');
    answer.target = 1;
    const RoomMessage shown = index.take(answer);
    QVERIFY(index.misses());
    QVERIFY(!index.keyOf(shown.replyTo)); // no message has that number
    model.messagesArrived({shown});
    const int row = model.rowOfNumber(6);
    QCOMPARE(model.quoteOf(model.row(row)).is, MessageQuote::Is::Unknown);
    (void)index.take(said(2, 1, QStringLiteral("q"), ravi()));
    QVERIFY(!index.misses());
    const auto found = index.takeFound();
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().instead, shown.replyTo);
    model.setOriginal(found.first().instead, found.first().message);
    QCOMPARE(model.row(row).replyTo, quint64(2));
    QCOMPARE(model.quoteOf(model.row(row)).is, MessageQuote::Is::Known);
    QCOMPARE(model.quoteOf(model.row(row)).text, QStringLiteral("q"));
    QVERIFY(index.takeFound().isEmpty());
}

void DirectIndexTest::identitiesAreApart()
{
    DirectIndex index = made();
    (void)index.take(said(5, 1, QStringLiteral("old"), ravi()));
    (void)index.take(said(6, 2, QStringLiteral("new"), Bytes(32, 'y'))); // the same device
    QVERIFY(index.isFrom(5, {ravi()}));
    QVERIFY(!index.isFrom(6, {ravi()}));
    QVERIFY(!index.isFrom(7, {ravi()}));
    (void)index.take(said(8, 1, QStringLiteral("mine")));
    QVERIFY(!index.isFrom(8, {ravi()}));
}

/// An older copy of the vault: what waits here is found by its new counter, and by no other's.
void DirectIndexTest::whatMovedIsMeantByItsNewCounter()
{
    DirectIndex index = made();
    for (qint64 n = 1; n <= 3; ++n)
        (void)index.take(said(n + 10, quint64(n), QString::number(n)));
    const Bytes own = said(1, 1, {}).device;
    index.move(own, {{2, 3}, {3, 4}});
    QCOMPARE(index.keyOf(11)->counter, quint64(1));
    QCOMPARE(index.keyOf(12)->counter, quint64(3));
    QCOMPARE(index.keyOf(13)->counter, quint64(4));
    const auto told = index.toldUpTo(3);
    QCOMPARE(told.size(), 2);
    QCOMPARE(told.back().number, quint64(12));
    DirectMessage answer = said(20, 1, QStringLiteral("a"), ravi());
    answer.act = Act::Reply;
    answer.targetDevice = own;
    answer.target = 4;
    QCOMPARE(index.take(answer).replyTo, quint64(13));
}

QTEST_MAIN(DirectIndexTest)
#include "DirectIndexTest.moc"
