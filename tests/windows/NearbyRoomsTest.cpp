// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "PageProbe.h"
#include "RecentRoomsModel.h"
#include "RecentRoomsView.h"
#include "WelcomePage.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

namespace waxwing {

namespace {

using Newcomers = NearbyRoomsModel::Newcomers;

NearbyRoom room(const QString &name, bool known = false)
{
    return {name.toUtf8(),
            name,
            QStringLiteral("Ms Rao"),
            QStringLiteral("192.168.1.10:12345"),
            12,
            known,
            NearbyRoom::Entry::Open};
}

QList<NearbyRoom> rooms(const QStringList &names)
{
    QList<NearbyRoom> list;
    for (const QString &name : names)
        list.append(room(name));
    return list;
}

QStringList names(const NearbyRoomsModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(model.index(row).data().toString());
    return list;
}

} // namespace

/// "Rooms on this network" on the Welcome page.
class NearbyRoomsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roomsComeChangeAndGo()
    {
        NearbyRoomsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setRooms(rooms({"b", "d", "f"}));
        QCOMPARE(names(model), (QStringList{"b", "d", "f"}));
        model.setRooms(rooms({"a", "b", "c", "d", "e", "f", "g"}));
        QCOMPARE(names(model), (QStringList{"a", "b", "c", "d", "e", "f", "g"}));
        QCOMPARE(changes.size(), 0);
        model.setRooms(rooms({"b", "g", "x"}));
        QCOMPARE(names(model), (QStringList{"b", "g", "x"}));
        QList<NearbyRoom> more = rooms({"b", "g", "x"});
        more[1].people = 30;
        model.setRooms(more);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().first().toModelIndex().row(), 1);
        model.setRooms(more);
        QCOMPARE(changes.size(), 1);
        model.setRooms(rooms({"a", "b", "g", "x"}), Newcomers::AtTheEnd);
        QCOMPARE(names(model), (QStringList{"b", "g", "x", "a"}));
        model.setRooms(rooms({"a", "a", "b"})); // one id twice is one room
        QCOMPARE(names(model), (QStringList{"b", "a"}));
        model.setRooms({});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(resets.size(), 0); // whoever reads keeps the place
    }

    void anyOrderOfComingAndGoingIsTheSameList()
    {
        NearbyRoomsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        quint32 seed = 7;
        for (int turn = 0; turn < 300; ++turn) {
            QStringList wanted;
            for (int i = 0; i < 20; ++i) {
                seed = seed * 1'664'525 + 1'013'904'223;
                if (seed >> 31)
                    wanted.append(QStringLiteral("room %1").arg(i, 2, 10, QChar(u'0')));
            }
            model.setRooms(rooms(wanted), turn % 3 == 0 ? Newcomers::AtTheEnd : Newcomers::InOrder);
            QStringList shown = names(model);
            if (turn % 3 != 0 && turn % 3 != 1)
                shown.sort();
            shown.sort();
            QCOMPARE(shown, wanted);
        }
    }

    void theySayWhatTheyAre()
    {
        NearbyRoomsModel model;
        QList<NearbyRoom> list{room(QStringLiteral("10B"), true), room(QStringLiteral("Lab"))};
        list[1].host.clear();
        list[1].people = 1;
        list[1].entry = NearbyRoom::Entry::Invite;
        model.setRooms(list);
        const auto text = [&](int row, int role) { return model.index(row).data(role).toString(); };
        QCOMPARE(text(0, RecentRoomsModel::CaptionRole),
                 QStringLiteral("hosted by Ms Rao · 192.168.1.10:12345 · says it is a host you know"));
        QCOMPARE(text(0, RecentRoomsModel::DateRole), QStringLiteral("12 people here"));
        QCOMPARE(
            text(0, Qt::AccessibleTextRole),
            QStringLiteral(
                "10B, hosted by Ms Rao · 192.168.1.10:12345 · says it is a host you know, 12 people here"));
        QVERIFY(!text(0, RecentRoomsModel::IconRole).isEmpty()); // not the shield: it only says so
        QVERIFY(!model.index(0).data(RecentRoomsModel::VerifiedRole).toBool());
        QCOMPARE(text(1, RecentRoomsModel::CaptionRole),
                 QStringLiteral("192.168.1.10:12345 · with an invite code"));
        QCOMPARE(text(1, RecentRoomsModel::DateRole), QStringLiteral("1 person here"));
        QVERIFY(!text(1, RecentRoomsModel::IconRole).isEmpty());
        list[1].entry = NearbyRoom::Entry::Closed;
        list[1].people = 0;
        list[0].people = -1;
        model.setRooms(list);
        QCOMPARE(text(1, RecentRoomsModel::CaptionRole), QStringLiteral("192.168.1.10:12345 · nobody new"));
        QCOMPARE(text(1, RecentRoomsModel::DateRole), QStringLiteral("nobody here yet"));
        QVERIFY(text(0, RecentRoomsModel::DateRole).isEmpty());
    }

    void namesOfStrangersStayText()
    {
        WelcomePage page;
        NearbyRoom hostile = room(QStringLiteral("<img src=x> \u202Egnp"));
        hostile.host = QStringLiteral("a\nb\u0007\u2066");
        NearbyRoom arabic = room(QStringLiteral("غرفة الشبكات"));
        arabic.host = QStringLiteral("محمد");
        page.nearby()->setState(NearbyRooms::State::Looking);
        page.nearby()->setRooms({hostile, arabic});
        pageprobe::show(page);
        const QModelIndex first = page.nearby()->model()->index(0);
        QVERIFY(first.data().toString().startsWith(QStringLiteral("<img src=x>")));
        for (const int role :
             {static_cast<int>(Qt::DisplayRole), static_cast<int>(RecentRoomsModel::CaptionRole),
              static_cast<int>(Qt::AccessibleTextRole)}) {
            const QString text = first.data(role).toString();
            for (const QChar control : {QChar(0x202E), QChar(0x2066), QChar(u'\n'), QChar(7)})
                QVERIFY2(!text.contains(control), qPrintable(text));
        }
        // The address beside a name that runs from right to left stays whole.
        const QString caption =
            page.nearby()->model()->index(1).data(RecentRoomsModel::CaptionRole).toString();
        QVERIFY(caption.contains(QChar(0x2068)) && caption.contains(QChar(0x2069)));
        QCOMPARE(pageprobe::richLabels(page), QStringList());
    }

    void wordsStandInPlaceOfAnEmptyList()
    {
        WelcomePage page;
        pageprobe::show(page);
        QVERIFY(!page.nearby()->isVisible()); // nobody looks
        page.nearby()->setState(NearbyRooms::State::Looking);
        QVERIFY(page.nearby()->isVisible());
        QCOMPARE(page.nearby()->words(), QStringLiteral("Looking for rooms on this network…"));
        QTRY_COMPARE_WITH_TIMEOUT(page.nearby()->words(),
                                  QStringLiteral("No room found on this network so far"), 10'000);
        page.nearby()->setRooms({room(QStringLiteral("Lab"))});
        QVERIFY(page.nearby()->words().isEmpty());
        QVERIFY(page.nearby()->view()->isVisible());
        page.nearby()->setRooms({});
        QVERIFY(!page.nearby()->words().isEmpty());
        page.nearby()->setState(NearbyRooms::State::Failed);
        QCOMPARE(page.nearby()->words(), QStringLiteral("Rooms on this network cannot be listed"));
        page.nearby()->setState(NearbyRooms::State::Off);
        QVERIFY(!page.nearby()->isVisible());
    }

    void chosenByKeyboardAndByMouse()
    {
        WelcomePage page;
        page.nearby()->setState(NearbyRooms::State::Looking);
        page.nearby()->setRooms(rooms({"a", "b"}));
        pageprobe::show(page);
        QSignalSpy chosen(&page, &WelcomePage::nearbyRequested);
        QCOMPARE(pageprobe::tabOrder(page, page.hostButton()),
                 (QStringList{QStringLiteral("Host a room"), QStringLiteral("Address or link"),
                              QStringLiteral("Join"), QStringLiteral("Rooms on this network"),
                              QStringLiteral("Try it on this PC"), QStringLiteral("Appearance")}));
        RecentRoomsView *view = page.nearby()->view();
        view->setFocus(Qt::TabFocusReason);
        QTest::keyClick(view, Qt::Key_Down);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.last().first().toByteArray(), QByteArray("b"));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->visualRect(page.nearby()->model()->index(0)).center());
        QCOMPARE(chosen.last().first().toByteArray(), QByteArray("a"));
        page.setJoining(true);
        QVERIFY(!view->isEnabled());
        page.setJoining(false);
        QVERIFY(view->isEnabled());
        QCOMPARE(pageprobe::unnamed(page), QStringList());
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(view);
        QCOMPARE(list->text(QAccessible::Name), QStringLiteral("Rooms on this network"));
        QCOMPARE(list->childCount(), 2);
        QVERIFY(list->child(0)->text(QAccessible::Name).startsWith(QStringLiteral("a, hosted by Ms Rao")));
    }

    /// Somebody who is about to choose does not find another row under the hand.
    void nothingMovesUnderTheHand()
    {
        WelcomePage page;
        page.nearby()->setState(NearbyRooms::State::Looking);
        page.nearby()->setRooms(rooms({"m", "n"}));
        pageprobe::show(page);
        page.nearby()->view()->setFocus(Qt::TabFocusReason);
        QTest::keyClick(page.nearby()->view(), Qt::Key_Down);
        page.nearby()->setRooms(rooms({"a", "m", "n"}));
        QCOMPARE(names(*page.nearby()->model()), (QStringList{"m", "n", "a"}));
        QCOMPARE(page.nearby()->view()->currentIndex().data().toString(), QStringLiteral("n"));
    }

    void hundredsOfRooms()
    {
        WelcomePage page;
        QStringList many;
        for (int i = 0; i < 500; ++i)
            many.append(QStringLiteral("Room %1").arg(i, 3, 10, QChar(u'0')));
        page.nearby()->setState(NearbyRooms::State::Looking);
        page.nearby()->setRooms(rooms(many));
        pageprobe::show(page);
        QCOMPARE(page.nearby()->model()->rowCount(), NearbyRooms::fewRows);
        QVERIFY(page.nearby()->allButton()->isVisible());
        QCOMPARE(page.nearby()->allButton()->text(), QStringLiteral("Show all 500 rooms"));
        QTest::mouseClick(page.nearby()->allButton(), Qt::LeftButton);
        QCOMPARE(page.nearby()->model()->rowCount(), 500);
        QVERIFY(!page.nearby()->allButton()->isVisible());
        RecentRoomsView *view = page.nearby()->view();
        QVERIFY(view->hasFocus());
        QCOMPARE(view->currentIndex().row(), NearbyRooms::fewRows);
        QTest::keyClick(view, Qt::Key_End);
        QCOMPARE(view->currentIndex().row(), 499);
        QTRY_COMPARE(view->height(), view->sizeHint().height());
        QVERIFY(pageprobe::isInView(page, view) || !view->visibleRegion().isEmpty());
        page.nearby()->setRooms(rooms({"a"}));
        QCOMPARE(page.nearby()->model()->rowCount(), 1);
    }

    void neverSideways_data()
    {
        QTest::addColumn<int>("percent");
        QTest::newRow("100 %") << 100;
        QTest::newRow("200 %") << 200;
    }
    void neverSideways()
    {
        QFETCH(const int, percent);
        const pageprobe::TextSize size(percent);
        WelcomePage page;
        NearbyRoom wide = room(QString(63, u'W'));
        wide.host = QString(32, u'M');
        wide.address = QStringLiteral("[fd12:7a00:1111:2222:3333:4444:5555:6666]:12345");
        page.nearby()->setState(NearbyRooms::State::Looking);
        page.nearby()->setRooms({wide});
        page.setJoinError(QStringLiteral("No answer."));
        page.setJoinCause(QStringLiteral("The room is announced in another place now."), true);
        pageprobe::show(page, {720, 480});
        QVERIFY(pageprobe::fitsSideways(page));
        page.nearby()->setRooms({});
        QVERIFY(pageprobe::fitsSideways(page));
    }

    void aCauseOffersMoreUntilTheTextChanges()
    {
        WelcomePage page;
        pageprobe::show(page);
        page.setJoinCause(QStringLiteral("Too late."), true); // no error stands there any more
        QVERIFY(page.joinError().isEmpty());
        QVERIFY(!page.whyButton()->isVisible());
        page.setJoinError(QStringLiteral("No answer."));
        QVERIFY(!page.whyButton()->isVisible());
        page.setJoinCause(QStringLiteral("It has moved."), true);
        QCOMPARE(page.joinError(), QStringLiteral("It has moved."));
        QVERIFY(page.whyButton()->isVisible() && page.otherPlaceButton()->isVisible());
        QSignalSpy why(&page, &WelcomePage::whyRequested);
        QSignalSpy other(&page, &WelcomePage::otherPlaceRequested);
        QTest::mouseClick(page.whyButton(), Qt::LeftButton);
        QTest::mouseClick(page.otherPlaceButton(), Qt::LeftButton);
        QCOMPARE(why.size(), 1);
        QCOMPARE(other.size(), 1);
        const int level = page.hostButton()->mapTo(&page, QPoint()).y();
        QCOMPARE(page.joinButton()->mapTo(&page, QPoint()).y(), level);
        page.setJoinCause(QStringLiteral("It is off."), false);
        QVERIFY(!page.otherPlaceButton()->isVisible());
        page.setJoinError({});
        QVERIFY(!page.whyButton()->isVisible());
    }
};

} // namespace waxwing

QTEST_MAIN(waxwing::NearbyRoomsTest)
#include "NearbyRoomsTest.moc"
