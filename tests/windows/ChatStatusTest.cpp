// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LockDetails.h"
#include "LockLine.h"
#include "PageProbe.h"
#include "StatusLine.h"

#include <QLabel>
#include <QPointer>
#include <QScrollArea>
#include <QTest>
#include <algorithm>

using namespace waxwing;

/// What tells all the time how the conversation is protected.
class ChatStatusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lockLineSaysWhatProtects();
    void statusLineSaysWhichKeys();
    void detailsCloseByKeyboard();
    void detailsEndWhereTheirWordsEnd();
};

void ChatStatusTest::lockLineSaysWhatProtects()
{
    LockFacts facts;
    facts.people = 12;
    QCOMPARE(LockWords::line(facts), QStringLiteral("Sealed with AES-256-GCM · host verified · 12 here"));
    facts.isHost = true;
    facts.people = 1;
    QCOMPARE(LockWords::line(facts), QStringLiteral("Sealed with AES-256-GCM · you are the host"));
    LockLine narrow; // whole in tool tip and accessible name, whatever is painted
    narrow.setWords(LockWords::line(facts));
    narrow.resize(narrow.minimumSizeHint());
    QVERIFY(narrow.width() < narrow.sizeHint().width());
    QCOMPARE(narrow.toolTip(), narrow.words());
    QCOMPARE(narrow.accessibleName(), narrow.words());
}

void ChatStatusTest::statusLineSaysWhichKeys()
{
    StatusLine line;
    line.resize(900, line.sizeHint().height());
    line.setConnection(StatusLine::State::Connected);
    line.setLink({4, 2, 17, 3, 5, 2});
    QCOMPARE(line.words(),
             QStringLiteral("Connected · 2 ms. Sending key 4, 2 of 5. Receiving key 17, 3 of 5."));
    QCOMPARE(line.accessibleName(), line.words());
    QVERIFY(line.showsReceiving());
    line.resize(380, line.height());
    QVERIFY(!line.showsReceiving());
    line.setConnection(StatusLine::State::Disconnected);
    QCOMPARE(line.words(), QStringLiteral("Not connected"));
}

void ChatStatusTest::detailsCloseByKeyboard()
{
    LockFacts facts;
    facts.fingerprint = QStringLiteral("K7QF-2MZA-4XNT-B6RC-J5WE-H3YD-UP2S-G7LV");
    QWidget window;
    pageprobe::show(window);
    QPointer<LockDetails> details = new LockDetails(facts, &window);
    details->open();
    QVERIFY(QTest::qWaitForWindowExposed(details));
    QCOMPARE(pageprobe::richLabels(*details), QStringList());
    QTest::keyClick(details, Qt::Key_Escape);
    QTRY_VERIFY(details.isNull());
}

void ChatStatusTest::detailsEndWhereTheirWordsEnd()
{
    LockFacts facts;
    facts.fingerprint = QStringLiteral("K7QF-2MZA-4XNT-B6RC-J5WE-H3YD-UP2S-G7LV");
    LockDetails details(facts);
    pageprobe::show(details, {560, 420});
    const auto *scroll = details.findChild<QScrollArea *>();
    const QWidget *content = scroll->widget();
    int end = 0;
    for (const QLabel *label : content->findChildren<QLabel *>())
        end = std::max(end, label->mapTo(content, QPoint(0, label->height())).y());
    QVERIFY(content->height() >= scroll->viewport()->height());
    QVERIFY(content->height() - end < 40); // no blank to scroll to
}

QTEST_MAIN(ChatStatusTest)
#include "ChatStatusTest.moc"
