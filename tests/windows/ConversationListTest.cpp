// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChatHeader.h"
#include "ChatPage.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "ConversationListModel.h"
#include "ConversationPanel.h"
#include "LockLine.h"
#include "MessageList.h"
#include "PeopleModel.h"
#include "PeoplePanel.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

/// The conversations at the left, and the pages that they bring to the front.
class ConversationListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roomIsReadAsSuch();
    void countsAndMarksAreReadOut();
    void changedRowsAloneAreTold();
    void foreignNamesAreHarmless();
    void enterOpensWhatTheKeyboardStandsOn();
    void placeOfTheKeyboardSurvivesAnotherOrder();
    void manyLeaveRoomForThePeople();
    void frontIsTheOneThatIsWrittenTo();
    void roomIsNotReadWhileAnotherIsInFront();
    void panesGoThroughTheOneInFront();
    void removedFrontGivesTheRoomBack();
    void peopleAreOfferedAMessage();
    void peopleWithoutDirectHaveNoMenu();

private:
    static ConversationEntry room(int unread = 0)
    {
        ConversationEntry entry;
        entry.name = QStringLiteral("Lab 3");
        entry.isRoom = true;
        entry.unread = unread;
        return entry;
    }
    static ConversationEntry person(const QString &name, int unread = 0)
    {
        ConversationEntry entry;
        entry.name = name;
        entry.unread = unread;
        return entry;
    }
    static QString spoken(const ConversationListModel &model, int row)
    {
        return model.index(row).data(Qt::AccessibleTextRole).toString();
    }
    static QList<PersonView> people()
    {
        return {{QStringLiteral("Asha"), Role::Member, true, false, 1},
                {QStringLiteral("Ravi & Co"), Role::Member, false, false, 1}};
    }
};

void ConversationListTest::roomIsReadAsSuch()
{
    ConversationListModel model;
    const QAbstractItemModelTester tester(&model);
    // A person may be called as the room is.
    model.setEntries({room(2), person(QStringLiteral("Lab 3"))});
    QCOMPARE(spoken(model, 0), QStringLiteral("The room Lab 3, 2 unread message(s)"));
    QCOMPARE(spoken(model, 1), QStringLiteral("Lab 3, away"));
    QCOMPARE(model.openRow(), 0);
    model.setOpen(QStringLiteral("Lab 3"));
    QCOMPARE(model.openRow(), 1);
    QVERIFY(!model.index(0).data(ConversationListModel::OpenRole).toBool());
    QCOMPARE(model.index(0).data(ConversationListModel::NameRole).toString(), QString());
}

void ConversationListTest::countsAndMarksAreReadOut()
{
    ConversationListModel model;
    ConversationEntry ravi = person(QStringLiteral("Ravi"), 4);
    ravi.isHere = true;
    ravi.mark = ConversationEntry::Mark::Compared;
    ravi.hasDraft = true;
    ConversationEntry mei = person(QStringLiteral("Mei"));
    mei.mark = ConversationEntry::Mark::Changed;
    model.setEntries({room(), ravi, mei});
    QCOMPARE(spoken(model, 1),
             QStringLiteral("Ravi, 4 unread message(s), here, codes compared, something written, not sent"));
    QCOMPARE(spoken(model, 2), QStringLiteral("Mei, away, stopped: another key than before"));
}

void ConversationListTest::changedRowsAloneAreTold()
{
    ConversationListModel model;
    const QAbstractItemModelTester tester(&model);
    model.setEntries({room(), person(QStringLiteral("Ravi")), person(QStringLiteral("Mei"))});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setEntries({room(), person(QStringLiteral("Ravi"), 1), person(QStringLiteral("Mei"))});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toModelIndex().row(), 1);
    QCOMPARE(reset.size(), 0);
    model.setEntries({room(), person(QStringLiteral("Mei"), 1), person(QStringLiteral("Ravi"), 1)});
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowOf(QStringLiteral("Mei")), 1);
    QCOMPARE(model.rowOf(QStringLiteral("Olu")), -1);
}

void ConversationListTest::foreignNamesAreHarmless()
{
    ConversationListModel model;
    model.setEntries({room(), person(QStringLiteral("<img src=x>")), person(QStringLiteral("a\u202Eb"))});
    QCOMPARE(model.index(1).data().toString(), QStringLiteral("<img src=x>"));
    QVERIFY(!model.index(2).data().toString().contains(QChar(0x202E)));
    QVERIFY(!spoken(model, 2).contains(QChar(0x202E)));
    QCOMPARE(model.index(2).data(ConversationListModel::NameRole).toString(), QStringLiteral("a\u202Eb"));
}

void ConversationListTest::enterOpensWhatTheKeyboardStandsOn()
{
    ConversationPanel panel;
    panel.model()->setEntries({room(), person(QStringLiteral("Ravi")), person(QStringLiteral("Mei"))});
    panel.resize(230, 300);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QSignalSpy chosen(&panel, &ConversationPanel::chosen);
    panel.view()->setFocus();
    panel.view()->setCurrentIndex(panel.model()->index(0));
    QTest::keyClick(panel.view(), Qt::Key_Down);
    QTest::keyClick(panel.view(), Qt::Key_Down);
    QCOMPARE(chosen.size(), 0); // walking opens nothing
    QTest::keyClick(panel.view(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toString(), QStringLiteral("Mei"));
    QTest::mouseClick(panel.view()->viewport(), Qt::LeftButton, {},
                      panel.view()->visualRect(panel.model()->index(0)).center());
    QVERIFY(chosen.size() >= 2);
    QCOMPARE(chosen.last().first().toString(), QString());
}

void ConversationListTest::placeOfTheKeyboardSurvivesAnotherOrder()
{
    ConversationPanel panel;
    panel.model()->setEntries({room(), person(QStringLiteral("Ravi")), person(QStringLiteral("Mei"))});
    panel.view()->setCurrentIndex(panel.model()->index(1));
    panel.model()->setEntries({room(), person(QStringLiteral("Mei"), 1), person(QStringLiteral("Ravi"))});
    QCOMPARE(panel.view()->currentIndex().row(), 2);
}

void ConversationListTest::manyLeaveRoomForThePeople()
{
    ChatPage page;
    auto *panel = new ConversationPanel(&page);
    QList<ConversationEntry> entries{room()};
    for (int i = 0; i < 40; ++i)
        entries.append(person(QString::number(i)));
    panel->model()->setEntries(entries);
    page.setConversationList(panel, panel->view());
    page.setPeople(people());
    page.resize(720, 480);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QTRY_VERIFY(panel->view()->height() > 60);
    QVERIFY(panel->height() < page.height() / 2 + 40);
    QVERIFY(page.people()->view()->height() > 100);
    panel->model()->setEntries({room()});
    QTRY_VERIFY(panel->view()->height() < 60);
}

void ConversationListTest::frontIsTheOneThatIsWrittenTo()
{
    ChatPage page;
    auto *ravi = new ChatPage(&page, ChatPage::Of::Person);
    ravi->setPerson(QStringLiteral("Ravi"));
    page.add(ravi);
    page.resize(900, 600);
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QSignalSpy front(&page, &ChatPage::frontChanged);
    QSignalSpy toRoom(&page, &ChatPage::sayRequested);
    QSignalSpy toRavi(ravi, &ChatPage::sayRequested);
    QCOMPARE(page.front(), &page);
    page.focusComposer();
    page.showConversation(ravi);
    QCOMPARE(front.size(), 1);
    QCOMPARE(page.front(), ravi);
    QVERIFY(ravi->isVisible());
    QVERIFY(!page.messages()->isVisible());
    QVERIFY(!ravi->people()->isVisible());
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(ravi->composer()->edit()));
    QCOMPARE(ravi->composer()->edit()->accessibleName(), QStringLiteral("Message Ravi"));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("hello"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(toRavi.size(), 1);
    QCOMPARE(toRoom.size(), 0);
    page.showConversation(nullptr);
    page.focusComposer();
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(page.composer()->edit()));
}

void ConversationListTest::roomIsNotReadWhileAnotherIsInFront()
{
    ChatPage page;
    auto *ravi = new ChatPage(&page, ChatPage::Of::Person);
    page.add(ravi);
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QTRY_VERIFY(page.conversation()->isReading());
    QVERIFY(!ravi->conversation()->isReading());
    page.showConversation(ravi);
    QVERIFY(!page.conversation()->isReading());
    QTRY_VERIFY(ravi->conversation()->isReading());
    page.showConversation(nullptr);
    QVERIFY(page.conversation()->isReading());
    QVERIFY(!ravi->conversation()->isReading());
}

void ConversationListTest::panesGoThroughTheOneInFront()
{
    ChatPage page;
    auto *panel = new ConversationPanel(&page);
    panel->model()->setEntries({room(), person(QStringLiteral("Ravi"))});
    page.setConversationList(panel, panel->view());
    auto *ravi = new ChatPage(&page, ChatPage::Of::Person);
    page.add(ravi);
    page.setPeople(people());
    page.resize(900, 600);
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.showConversation(ravi);
    page.focusComposer();
    const QList<QWidget *> way{panel->view(), page.people()->view(), ravi->header()->lockLine(),
                               ravi->composer()->edit()};
    for (QWidget *pane : way) { // the messages are hidden while there are none
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QCOMPARE(QApplication::focusWidget(), pane);
    }
}

void ConversationListTest::removedFrontGivesTheRoomBack()
{
    ChatPage page;
    auto *ravi = new ChatPage(&page, ChatPage::Of::Person);
    page.add(ravi);
    page.showConversation(ravi);
    page.remove(ravi);
    delete ravi;
    QCOMPARE(page.front(), &page);
}

void ConversationListTest::peopleAreOfferedAMessage()
{
    PeoplePanel panel;
    panel.setPeople(people());
    panel.setMessaging(true);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QSignalSpy wanted(&panel, &PeoplePanel::messageRequested);
    QMenu *mine = panel.makeMenu(panel.view()->model()->index(0, 0));
    QVERIFY(!mine->actions().first()->isEnabled());
    QCOMPARE(mine->actions().first()->toolTip(), QStringLiteral("This is you."));
    QMenu *theirs = panel.makeMenu(panel.view()->model()->index(1, 0));
    QCOMPARE(theirs->actions().first()->text(), QStringLiteral("Message Ravi && Co"));
    theirs->actions().first()->trigger();
    QCOMPARE(wanted.size(), 1);
    panel.view()->setFocus();
    panel.view()->setCurrentIndex(panel.view()->model()->index(1, 0));
    QTest::keyClick(panel.view(), Qt::Key_Return);
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted.last().first().toString(), QStringLiteral("Ravi & Co"));
    panel.view()->setCurrentIndex(panel.view()->model()->index(0, 0));
    QTest::keyClick(panel.view(), Qt::Key_Return);
    QCOMPARE(wanted.size(), 2); // not to oneself
}

void ConversationListTest::peopleWithoutDirectHaveNoMenu()
{
    PeoplePanel panel;
    panel.setPeople(people());
    QVERIFY(panel.makeMenu(panel.view()->model()->index(1, 0)) == nullptr);
    QSignalSpy wanted(&panel, &PeoplePanel::messageRequested);
    panel.view()->setCurrentIndex(panel.view()->model()->index(1, 0));
    QTest::keyClick(panel.view(), Qt::Key_Return);
    QCOMPARE(wanted.size(), 0);
    panel.model()->setCompared({QStringLiteral("Ravi & Co")});
    const QModelIndex ravi = panel.view()->model()->index(1, 0);
    QVERIFY(ravi.data(PeopleModel::ShieldRole).toBool());
    QCOMPARE(ravi.data(Qt::AccessibleTextRole).toString(), QStringLiteral("Ravi & Co, codes compared"));
}

QTEST_MAIN(ConversationListTest)
#include "ConversationListTest.moc"
