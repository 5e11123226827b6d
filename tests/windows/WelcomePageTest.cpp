// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "PageProbe.h"
#include "RecentRoomsView.h"
#include "Sheet.h"
#include "WelcomePage.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

namespace {

QList<RecentRoom> someRooms()
{
    const QDateTime now(QDate(2026, 11, 21), QTime(12, 0));
    return {{"a", QStringLiteral("10B Network security"), QStringLiteral("asha"),
             QStringLiteral("192.168.1.10:12345"), 0, false, true, now.addDays(-1)},
            {"b",
             QStringLiteral("<img src=x>"),
             {},
             QStringLiteral("10.0.4.7:12345"),
             0,
             false,
             false,
             now.addDays(-9)},
            {"c", QStringLiteral("Lab 3"), {}, {}, 12346, true, true, now}};
}

} // namespace

class WelcomePageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tabGoesThroughThePage();
    void everythingIsNamed();
    void enterOnThePageHosts();
    void enterInTheBoxJoins();
    void anEmptyBoxIsRefusedInPlace();
    void refusalStandsUnderTheBoxAndKeepsTheText();
    void bothCardsKeepTheirButtonsLevel();
    void joinTurnsToCancel();
    void roomsAreListedAndChosenByKeyboard();
    void aClickChoosesARoom();
    void roomsSayWhatTheyAre();
    void noRoomsYet();
    void neverSideways_data();
    void neverSideways();
    void textOfOthersStaysText();
    void tryIsAsked();
    void appearanceIsAsked();
    void refusalComesIntoView();
    void refusalPushesTheRoomsDown_data();
    void refusalPushesTheRoomsDown();
};

void WelcomePageTest::tabGoesThroughThePage()
{
    WelcomePage page;
    page.setRecentRooms(someRooms());
    pageprobe::show(page);
    QCOMPARE(page.focusWidget(), page.hostButton());
    QCOMPARE(pageprobe::tabOrder(page, page.hostButton()),
             (QStringList{QStringLiteral("Host a room"), QStringLiteral("Address or link"),
                          QStringLiteral("Join"), QStringLiteral("Recent rooms"),
                          QStringLiteral("Try it on this PC"), QStringLiteral("Appearance")}));
}

void WelcomePageTest::everythingIsNamed()
{
    WelcomePage page;
    page.setRecentRooms(someRooms());
    QCOMPARE(pageprobe::unnamed(page), QStringList());
    QCOMPARE(pageprobe::richLabels(page), QStringList());
}

void WelcomePageTest::enterOnThePageHosts()
{
    WelcomePage page;
    pageprobe::show(page);
    QSignalSpy host(&page, &WelcomePage::hostRequested);
    QTest::keyClick(page.focusWidget(), Qt::Key_Return);
    QCOMPARE(host.size(), 1);
}

void WelcomePageTest::enterInTheBoxJoins()
{
    WelcomePage page;
    pageprobe::show(page);
    QSignalSpy host(&page, &WelcomePage::hostRequested);
    QSignalSpy join(&page, &WelcomePage::joinRequested);
    page.addressEdit()->setFocus();
    QTest::keyClicks(page.addressEdit(), QStringLiteral("  192.168.1.10 "));
    QTest::keyClick(page.addressEdit(), Qt::Key_Return);
    QCOMPARE(join.size(), 1);
    QCOMPARE(join.first().first().toString(), QStringLiteral("192.168.1.10"));
    QCOMPARE(host.size(), 0);
}

void WelcomePageTest::anEmptyBoxIsRefusedInPlace()
{
    WelcomePage page;
    pageprobe::show(page);
    QSignalSpy join(&page, &WelcomePage::joinRequested);
    QTest::mouseClick(page.joinButton(), Qt::LeftButton);
    QCOMPARE(join.size(), 0);
    QVERIFY(!page.joinError().isEmpty());
    QCOMPARE(page.focusWidget(), page.addressEdit());
}

void WelcomePageTest::refusalStandsUnderTheBoxAndKeepsTheText()
{
    WelcomePage page;
    pageprobe::show(page);
    page.setAddress(QStringLiteral("192.168.1.10"));
    page.setJoining(true);
    page.setJoinError(QStringLiteral("192.168.1.10 is on, but no room is open on port 12345."));
    QVERIFY(pageprobe::showsText(page, page.joinError()));
    QCOMPARE(page.address(), QStringLiteral("192.168.1.10"));
    QCOMPARE(page.focusWidget(), page.addressEdit());
    QCOMPARE(page.joinButton()->text(), QStringLiteral("Join"));
    QVERIFY(page.addressEdit()->property("wrong").toBool());
    QCOMPARE(page.addressEdit()->accessibleDescription(), page.joinError());
    // Both cards' buttons stay on one line.
    QTRY_COMPARE(page.hostButton()->mapTo(&page, QPoint()).y(),
                 page.joinButton()->mapTo(&page, QPoint()).y());
    QTest::keyClick(page.addressEdit(), Qt::Key_1);
    QVERIFY(page.joinError().isEmpty());
    QVERIFY(!page.addressEdit()->property("wrong").toBool());
}

void WelcomePageTest::bothCardsKeepTheirButtonsLevel()
{
    WelcomePage page;
    pageprobe::show(page);
    const auto offset = [&page] {
        return page.joinButton()->mapTo(&page, QPoint()).y() - page.hostButton()->mapTo(&page, QPoint()).y();
    };
    QTRY_COMPARE(offset(), 0);
    page.setJoinError(QStringLiteral("No answer from 192.168.1.10. Usual causes: another network or a guest "
                                     "Wi-Fi, a firewall on the host, a wrong address."));
    QTRY_COMPARE(offset(), 0);
    page.setJoinError({});
    QTRY_COMPARE(offset(), 0);
    page.setJoining(true);
    QTRY_COMPARE(offset(), 0);
    page.setJoining(false);
    QTRY_COMPARE(offset(), 0);
}

void WelcomePageTest::joinTurnsToCancel()
{
    WelcomePage page;
    pageprobe::show(page);
    QSignalSpy cancel(&page, &WelcomePage::joinCancelRequested);
    QSignalSpy join(&page, &WelcomePage::joinRequested);
    page.setAddress(QStringLiteral("10.0.0.1"));
    page.setJoining(true);
    QCOMPARE(page.joinButton()->text(), QStringLiteral("Cancel"));
    QVERIFY(!page.hostButton()->isEnabled());
    QTest::mouseClick(page.joinButton(), Qt::LeftButton);
    QCOMPARE(cancel.size(), 1);
    QTest::keyClick(&page, Qt::Key_Escape);
    QCOMPARE(cancel.size(), 2);
    page.addressEdit()->setFocus();
    QTest::keyClick(page.addressEdit(), Qt::Key_Return);
    QCOMPARE(join.size(), 0);
    page.setJoining(false);
    QCOMPARE(page.joinButton()->text(), QStringLiteral("Join"));
    QVERIFY(page.hostButton()->isEnabled());
}

void WelcomePageTest::roomsAreListedAndChosenByKeyboard()
{
    WelcomePage page;
    const QAbstractItemModelTester tester(page.rooms());
    page.setRecentRooms(someRooms());
    pageprobe::show(page);
    QSignalSpy room(&page, &WelcomePage::roomRequested);
    QSignalSpy host(&page, &WelcomePage::hostRequested);
    auto *view = page.recentView();
    view->setFocus(Qt::TabFocusReason);
    QTest::keyClick(view, Qt::Key_Down);
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(room.size(), 1);
    QCOMPARE(room.first().first().toByteArray(), QByteArray("b"));
    QCOMPARE(host.size(), 0);
}

void WelcomePageTest::aClickChoosesARoom()
{
    WelcomePage page;
    page.setRecentRooms(someRooms());
    pageprobe::show(page);
    QSignalSpy room(&page, &WelcomePage::roomRequested);
    auto *view = page.recentView();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      view->visualRect(page.rooms()->index(2, 0)).center());
    QCOMPARE(room.size(), 1);
    QCOMPARE(room.first().first().toByteArray(), QByteArray("c"));
}

void WelcomePageTest::roomsSayWhatTheyAre()
{
    RecentRoomsModel model;
    model.setToday(QDate(2026, 11, 21));
    model.setRooms(someRooms());
    const auto data = [&model](int row, int role) { return model.index(row, 0).data(role).toString(); };
    QCOMPARE(data(0, RecentRoomsModel::CaptionRole),
             QString::fromUtf8("as asha · 192.168.1.10:12345 · host verified"));
    QCOMPARE(data(1, RecentRoomsModel::CaptionRole), QString::fromUtf8("10.0.4.7:12345 · host not verified"));
    QCOMPARE(data(2, RecentRoomsModel::CaptionRole), QString::fromUtf8("hosted here · port 12346"));
    QCOMPARE(data(0, RecentRoomsModel::DateRole), QStringLiteral("yesterday"));
    QCOMPARE(data(1, RecentRoomsModel::DateRole), QStringLiteral("12 November"));
    QCOMPARE(data(2, RecentRoomsModel::DateRole), QStringLiteral("today"));
    QVERIFY(data(0, Qt::AccessibleTextRole).contains(QStringLiteral("yesterday")));
}

void WelcomePageTest::noRoomsYet()
{
    WelcomePage page;
    pageprobe::show(page);
    QVERIFY(pageprobe::showsText(page, QStringLiteral("No rooms yet")));
    auto *view = page.recentView();
    QVERIFY(!view->isVisible());
    page.setRecentRooms(someRooms());
    QVERIFY(view->isVisible());
    QVERIFY(view->height() >= 3 * view->sizeHintForRow(0));
}

void WelcomePageTest::neverSideways_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<QSize>("size");
    QTest::newRow("least window") << 100 << QSize(720, 480);
    QTest::newRow("least window, text 200 %") << 200 << QSize(720, 480);
    QTest::newRow("wide") << 100 << QSize(1600, 900);
}

void WelcomePageTest::neverSideways()
{
    QFETCH(int, percent);
    QFETCH(QSize, size);
    const pageprobe::TextSize text(percent);
    WelcomePage page;
    page.setRecentRooms(someRooms());
    pageprobe::show(page, size);
    page.setJoinError(QStringLiteral("192.168.1.10 is on, but no room is open on port 12345. Ask the host."));
    QVERIFY(pageprobe::fitsSideways(page));
}

void WelcomePageTest::textOfOthersStaysText()
{
    RecentRoomsModel model;
    model.setRooms(someRooms());
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("<img src=x>"));
    RecentRoom hostile;
    hostile.room = QStringLiteral("a\u202Eb\nc");
    model.setRooms({hostile});
    const QString shown = model.index(0, 0).data().toString();
    QVERIFY(!shown.contains(QChar(0x202E)));
    QVERIFY(!shown.contains(u'\n'));
}

void WelcomePageTest::tryIsAsked()
{
    WelcomePage page;
    pageprobe::show(page);
    QSignalSpy tried(&page, &WelcomePage::tryRequested);
    QTest::mouseClick(page.tryButton(), Qt::LeftButton);
    QCOMPARE(tried.size(), 1);
}

void WelcomePageTest::appearanceIsAsked()
{
    WelcomePage page;
    pageprobe::show(page);
    QSignalSpy asked(&page, &WelcomePage::appearanceRequested);
    page.appearanceButton()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(page.appearanceButton(), Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
    QVERIFY(!page.appearanceButton()->accessibleDescription().isEmpty());
}

void WelcomePageTest::refusalComesIntoView()
{
    const pageprobe::TextSize size(200);
    WelcomePage page;
    page.setRecentRooms(someRooms());
    pageprobe::show(page, {720, 480});
    page.addressEdit()->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(pageprobe::isInView(page, page.addressEdit()));
    const QString sentence =
        QStringLiteral("No answer from 192.168.1.10. Usual causes: another network or a guest Wi-Fi, a "
                       "firewall on the host, a wrong address.");
    page.setJoinError(sentence);
    const QLabel *line = nullptr;
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (label->text() == sentence)
            line = label;
    }
    QVERIFY(line);
    QTRY_VERIFY(pageprobe::isInView(page, line) && pageprobe::isInView(page, page.addressEdit()));
}

void WelcomePageTest::refusalPushesTheRoomsDown_data()
{
    QTest::addColumn<bool>("hidden"); ///< it comes while another page is in front
    QTest::addColumn<QSize>("before");
    QTest::newRow("in front") << false << QSize(900, 700);
    QTest::newRow("in front, was narrower") << false << QSize(720, 480);
    QTest::newRow("behind") << true << QSize(900, 700);
    QTest::newRow("behind, was narrower") << true << QSize(720, 480);
}

void WelcomePageTest::refusalPushesTheRoomsDown()
{
    QFETCH(bool, hidden);
    QFETCH(QSize, before);
    WelcomePage page;
    page.setRecentRooms(someRooms());
    pageprobe::show(page, before);
    const QWidget *card = page.joinButton();
    while (qobject_cast<const Sheet *>(card) == nullptr)
        card = card->parentWidget();
    const auto *rooms = page.recentView();
    const auto between = [&] {
        const int end = card->mapTo(page.widget(), QPoint(0, card->height())).y();
        return rooms->mapTo(page.widget(), QPoint(0, 0)).y() - end;
    };
    const int low = card->height();
    const int usual = between();
    QVERIFY(usual > 30);
    if (hidden)
        page.hide();
    page.resize(900, 700);
    page.setJoinError(
        QStringLiteral("192.168.1.10 is on, but no room is open on port 12345. Ask the host whether "
                       "the room is started, or check the port."));
    page.show();
    QTRY_VERIFY(card->height() > low); // the line has its place
    QTRY_COMPARE(between(), usual);
}

QTEST_MAIN(WelcomePageTest)
#include "WelcomePageTest.moc"
