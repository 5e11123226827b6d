// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MessageDelegate.h"
#include "MessageList.h"
#include "PageProbe.h"
#include "Talk.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

class ChatLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingStaysInTheColumn_data();
    void everythingStaysInTheColumn();
    void mineRightOthersLeft();
    void nameOnTheFirstAvatarOnTheLast();
    void nameWithRoomIsNotCut();
    void longNameIsCutInsideTheBubble();
    void timeBesideTheTextOrBelow();
    void rightToLeftHasItsTimeBelow();
    void estimateBecomesTheMeasuredHeight();
    void clickOpensALink();
    void pressElsewhereOpensNothing();
    void clicksOnRetryAndDiscard();
    void whatCameTooLateOffersNoRetry();
    void paintsInEveryState();

private:
    static MessageLayout layout(const RoomMessage &message, int width, bool verified = false);
};

namespace {

RoomMessage from(const QString &name, const QString &text)
{
    return talk::said(1, name, text, talk::today(10, 41));
}

QPoint middle(const MessageList &list, int row, const QRect &part)
{
    return list.visualRect(list.model()->index(row, 0)).topLeft() + part.center();
}

} // namespace

MessageLayout ChatLayoutTest::layout(const RoomMessage &message, int width, bool verified)
{
    ConversationModel::Row row;
    row.name = message.name;
    row.text = message.text;
    row.timeMs = message.timeMs;
    row.mine = message.mine;
    row.state = message.state;
    return MessageLayout(row, {true, true, verified}, MessageMetrics(Theme::of(), width));
}

void ChatLayoutTest::everythingStaysInTheColumn_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("short") << QStringLiteral("ok");
    QTest::newRow("sentence") << QStringLiteral("Well seen. Short messages are **padded**, so their length "
                                                "says nothing.");
    QTest::newRow("unbroken") << QString(3'000, u'W');
    QTest::newRow("link") << QStringLiteral("https://example.org/") + QString(400, u'a');
    QTest::newRow("arabic") << QStringLiteral("مرحبا بالجميع، هل ترون رسالتي؟ ").repeated(9);
    QTest::newRow("mixed") << QStringLiteral("שלום English באמצע 日本語 Zażółć 👩‍💻");
    QTest::newRow("emoji") << QStringLiteral("👋🏽👩‍💻🇵🇱🎉");
    QTest::newRow("lines") << QStringLiteral("a\n\n\nb\n> quote\n```\ncode\n```\n");
    QTest::newRow("nothing") << QString();
}

void ChatLayoutTest::everythingStaysInTheColumn()
{
    QFETCH(QString, text);
    for (const int width : {120, 180, 333, 500, 700, 1'200, 3'840}) {
        const MessageMetrics metrics(Theme::of(), width);
        for (const bool mine : {false, true}) {
            RoomMessage message = mine ? talk::mine(1, text, talk::today(9, 0)) : from("Ravi", text);
            const MessageLayout made = layout(message, width);
            const QRect column(metrics.columnLeft, 0, metrics.columnWidth, made.height());
            const auto where = qPrintable(QStringLiteral("%1, mine %2").arg(width).arg(mine));
            QVERIFY2(made.height() > 0, where);
            QVERIFY2(made.bubble().top() >= 0 && made.bubble().bottom() < made.height(), where);
            QVERIFY2(made.bubble().contains(made.text()), where);
            QVERIFY2(made.bubble().contains(made.time()), where);
            if (width >= 180)
                QVERIFY2(column.contains(made.bubble()), where);
            QVERIFY2(metrics.columnWidth <= 820, where);
        }
    }
}

void ChatLayoutTest::mineRightOthersLeft()
{
    const MessageMetrics metrics(Theme::of(), 700);
    const MessageLayout mine = layout(talk::mine(1, "hello", talk::today(9, 0)), 700);
    const MessageLayout other = layout(from("Ravi", "hello"), 700);
    QCOMPARE(mine.bubble().right() + 1, metrics.columnLeft + metrics.columnWidth);
    QVERIFY(mine.avatar().isNull() && mine.name().isNull());
    QVERIFY(mine.tick().isValid() && mine.tick().left() >= mine.time().right());
    QCOMPARE(other.avatar().left(), metrics.columnLeft);
    QCOMPARE(other.bubble().left(), metrics.columnLeft + metrics.avatar + metrics.avatarGap);
    QVERIFY(other.tick().isNull());
}

void ChatLayoutTest::nameOnTheFirstAvatarOnTheLast()
{
    ConversationModel::Row row;
    row.name = QStringLiteral("Ravi");
    row.text = QStringLiteral("hello");
    const MessageMetrics metrics(Theme::of(), 700);
    const MessageLayout first(row, {true, false, false}, metrics);
    const MessageLayout inside(row, {false, false, false}, metrics);
    const MessageLayout last(row, {false, true, false}, metrics);
    QVERIFY(first.name().isValid() && first.avatar().isNull());
    QVERIFY(inside.name().isNull() && inside.avatar().isNull());
    QVERIFY(last.name().isNull() && last.avatar().isValid());
    QCOMPARE(last.avatar().bottom(), last.bubble().bottom());
    QCOMPARE(first.bubble().top(), metrics.between);
    QCOMPARE(inside.bubble().top(), metrics.within);
}

void ChatLayoutTest::nameWithRoomIsNotCut()
{
    // Widths in fractions of a pixel once cut "Mei Lin" to "Mei L…".
    for (const char *name : {"Mei Lin", "Jonas", "Zażółć", "Olu", "Tomás Herrera", "שירה לוי", "WWWW"}) {
        const MessageLayout made = layout(from(QString::fromUtf8(name), "a long enough text"), 700);
        QCOMPARE(made.nameText(), QString::fromUtf8(name));
    }
}

void ChatLayoutTest::longNameIsCutInsideTheBubble()
{
    const MessageLayout made = layout(from(QString(200, u'W'), "a"), 700, true);
    QVERIFY(made.nameText().endsWith(u'…'));
    QVERIFY(made.bubble().contains(made.name()));
    QVERIFY(made.bubble().right() < 700);
}

void ChatLayoutTest::timeBesideTheTextOrBelow()
{
    const MessageLayout beside = layout(from("Ravi", "short"), 700);
    QVERIFY(beside.time().top() < beside.text().bottom());
    const MessageMetrics metrics(Theme::of(), 700);
    // A line that is nearly as wide as text may be leaves no room for the time.
    QString full;
    while (metrics.bodyLine.horizontalAdvance(full + u'n') < metrics.textMost(false) - 10)
        full += u'n';
    const MessageLayout below = layout(from("Ravi", full), 700);
    QVERIFY(below.time().top() > below.text().bottom() - 4);
    QCOMPARE(below.time().right() + 1, below.bubble().right() + 1 - metrics.padX);
}

void ChatLayoutTest::rightToLeftHasItsTimeBelow()
{
    const MessageLayout made = layout(from("Ravi", QStringLiteral("مرحبا")), 700);
    QVERIFY(made.time().top() > made.text().bottom() - 4);
}

void ChatLayoutTest::estimateBecomesTheMeasuredHeight()
{
    ConversationModel model;
    model.messagesArrived(talk::many(50));
    MessageDelegate delegate(&model);
    delegate.setWidth(400);
    const int estimated = delegate.heightOf(20);
    QVERIFY(estimated > 0 && !delegate.isMeasured(20));
    delegate.measure(0, 50);
    QVERIFY(delegate.isMeasured(20));
    QCOMPARE(delegate.heightOf(20), delegate.layoutOf(20).height());
    QVERIFY(!delegate.measure(0, 50)); // nothing is left that could differ
    delegate.setWidth(401);
    QVERIFY(!delegate.isMeasured(20));
}

void ChatLayoutTest::clickOpensALink()
{
    ConversationModel model;
    MessageList list(&model);
    pageprobe::show(list, {700, 300});
    model.messagesArrived({from("Ravi", "https://example.org/a and more")});
    QTRY_VERIFY(list.visualRect(model.index(1)).isValid());
    QSignalSpy opened(&list, &MessageList::linkActivated);
    const QPoint at =
        list.visualRect(model.index(1)).topLeft() + list.layoutOf(1).text().topLeft() + QPoint(30, 8);
    QTest::mouseMove(list.viewport(), at);
    QCOMPARE(opened.size(), 0); // only on a click
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUrl(), QUrl(QStringLiteral("https://example.org/a")));
    list.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&list, Qt::Key_Return); // by keyboard as well
    QCOMPARE(opened.size(), 2);
}

void ChatLayoutTest::pressElsewhereOpensNothing()
{
    ConversationModel model;
    MessageList list(&model);
    pageprobe::show(list, {700, 300});
    model.messagesArrived({from("Ravi", "https://example.org/a and some more words")});
    QTRY_VERIFY(list.visualRect(model.index(1)).isValid());
    QSignalSpy opened(&list, &MessageList::linkActivated);
    const QPoint top = list.visualRect(model.index(1)).topLeft() + list.layoutOf(1).text().topLeft();
    QTest::mousePress(list.viewport(), Qt::LeftButton, {}, top + QPoint(220, 8));
    QTest::mouseRelease(list.viewport(), Qt::LeftButton, {}, top + QPoint(30, 8));
    QTest::mouseClick(list.viewport(), Qt::RightButton, {}, top + QPoint(30, 8));
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, top + QPoint(220, 8));
    QCOMPARE(opened.size(), 0);
}

void ChatLayoutTest::clicksOnRetryAndDiscard()
{
    ConversationModel model;
    MessageList list(&model);
    pageprobe::show(list, {700, 300});
    model.messageWaits(talk::mine(7, "hello", talk::today(9, 0)));
    model.messagesProgressed({{7, MessageState::Failed, 0, 0, Code::RoomClosed}});
    QTRY_VERIFY(list.layoutOf(1).retry().isValid());
    QSignalSpy retry(&list, &MessageList::retryRequested);
    QSignalSpy discard(&list, &MessageList::discardRequested);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, middle(list, 1, list.layoutOf(1).retry()));
    QCOMPARE(retry.size(), 1);
    QCOMPARE(retry.first().first().toULongLong(), 7U);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, middle(list, 1, list.layoutOf(1).discard()));
    QCOMPARE(discard.size(), 1);
    QCOMPARE(retry.size(), 1);
}

void ChatLayoutTest::whatCameTooLateOffersNoRetry()
{
    ConversationModel model;
    MessageList list(&model);
    pageprobe::show(list, {700, 300});
    model.messageWaits(talk::mine(7, "hello", talk::today(9, 0)));
    model.messagesArrived({talk::confirmed(7, 1, "hello", talk::today(9, 0))});
    RoomChange late;
    late.number = 1;
    late.localId = 8;
    late.act = Act::Erase;
    late.mine = true;
    model.changeWaits(late);
    model.messagesProgressed({{8, MessageState::Failed, 0, 0, Code::Unexpected}});
    QTRY_VERIFY(list.layoutOf(1).discard().isValid());
    QVERIFY(!list.layoutOf(1).retry().isValid());
    QSignalSpy retry(&list, &MessageList::retryRequested);
    QSignalSpy discard(&list, &MessageList::discardRequested);
    list.setCurrentIndex(model.index(1));
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(retry.size(), 0);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, middle(list, 1, list.layoutOf(1).discard()));
    QCOMPARE(discard.size(), 1);
}

void ChatLayoutTest::paintsInEveryState()
{
    // Each row is seen: what is painted differs from the ground, and nothing is painted outside of the row.
    const MessageMetrics metrics(Theme::of(), 400);
    for (const MessageState state :
         {MessageState::Waiting, MessageState::Sent, MessageState::Delivered, MessageState::Failed}) {
        ConversationModel::Row row;
        row.text = QStringLiteral("hello");
        row.mine = true;
        row.state = state;
        const MessageLayout made(row, {}, metrics);
        QImage image(400, made.height() + 40, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::magenta);
        QPainter painter(&image);
        made.paint(&painter, {0, 20}, image.rect(), row, metrics, Theme::of(), {});
        painter.end();
        QCOMPARE(image.pixelColor(10, 10), QColor(Qt::magenta));
        QCOMPARE(image.pixelColor(390, made.height() + 30), QColor(Qt::magenta));
        QVERIFY(image.pixelColor(made.bubble().center() + QPoint(0, 20)) != QColor(Qt::magenta));
    }
}

QTEST_MAIN(ChatLayoutTest)
#include "ChatLayoutTest.moc"
