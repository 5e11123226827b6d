// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatHeader.h"
#include "ChatPage.h"
#include "Composer.h"
#include "DirectFlow.h"
#include "FilterBar.h"
#include "FrameFilter.h"
#include "FrameModel.h"
#include "FramePanes.h"
#include "FrameView.h"
#include "FramesPage.h"
#include "HandshakePage.h"
#include "HexPane.h"
#include "HostControl.h"
#include "JoinCardPage.h"
#include "KeysPage.h"
#include "MessageList.h"
#include "RoomClient.h"
#include "RoomMenus.h"
#include "StoryPane.h"
#include "TabRow.h"
#include "TraceControl.h"
#include "TwoDesks.h"
#include "WireDock.h"
#include "WireFlow.h"
#include "WiresharkRow.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>

using namespace waxwing;

/// The wire dock in real windows: host and guest, from a message to its bytes and back.
class WireWindowTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<TwoDesks> m_desks;

    static WireDock *dockOf(const Desk &desk) { return desk.window().wire()->dock(); }

    static void pressWire(const Desk &desk)
    {
        hands::activate(&desk.window());
        QTest::keyClick(&desk.window(), Qt::Key_I, Qt::ControlModifier);
    }

    /// Laid out: the pointer would meet it.
    static bool isInPlace(const Desk &desk, const QWidget *widget)
    {
        const RoomWindow &window = desk.window();
        return window.childAt(widget->mapTo(&window, widget->rect().center())) == widget;
    }

    static quint64 numberOf(const Desk &desk, const QString &text)
    {
        const ConversationModel *talk = desk.talk();
        for (int row = 0; row < talk->rowCount(); ++row) {
            if (talk->row(row).text == text)
                return talk->row(row).number;
        }
        return 0;
    }

    /// By the message's own menu.
    static bool inspect(const Desk &desk, const QString &text)
    {
        MessageList *list = desk.window().chat()->messages();
        if (!list->showMessage(numberOf(desk, text)))
            return false;
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(list, &event);
        auto *menu = list->findChild<QMenu *>();
        if (menu == nullptr)
            return false;
        for (QAction *action : menu->actions()) {
            if (action->text().remove(u'&') == QStringLiteral("Inspect bytes")) {
                action->trigger();
                menu->close();
                return true;
            }
        }
        return false;
    }

    static QList<quint64> chosen(const Desk &desk)
    {
        QList<quint64> numbers;
        for (const QModelIndex &index : dockOf(desk)->frames()->view()->selectionModel()->selectedRows())
            numbers.append(index.data(FrameModel::FrameNumberRole).toULongLong());
        std::sort(numbers.begin(), numbers.end());
        return numbers;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_desks = std::make_unique<TwoDesks>();
        QVERIFY(m_desks->enterBoth());
        QVERIFY(m_desks->host.goToChat());
        QVERIFY(m_desks->guest.say(QStringLiteral("who reads this?")));
        QVERIFY(m_desks->host.reads(QStringLiteral("who reads this?")));
        QVERIFY(m_desks->guest.reads(QStringLiteral("who reads this?")));
    }
    void cleanupTestCase() { m_desks.reset(); }

    void opensByKeyMenuAndButton()
    {
        const Desk &guest = m_desks->guest;
        QVERIFY(!dockOf(guest)); // nothing is made before it is asked for
        const int before = guest.window().width();
        pressWire(guest);
        QTRY_VERIFY(guest.window().wire()->isShown());
        QVERIFY(guest.window().width() >= before);
        QVERIFY(dockOf(guest)->isAncestorOf(QApplication::focusWidget()));
        QVERIFY(guest.engine().setting(QStringLiteral("wire.open")).toBool());
        QTRY_VERIFY(isInPlace(guest, dockOf(guest)->closeButton()));
        hands::click(dockOf(guest)->closeButton());
        QTRY_VERIFY(!guest.window().wire()->isShown());
        QCOMPARE(guest.window().width(), before);
        QTRY_VERIFY(isInPlace(guest, guest.window().chat()->header()->wireButton()));
        hands::click(guest.window().chat()->header()->wireButton());
        QTRY_VERIFY(guest.window().wire()->isShown());
        pressWire(guest);
        QTRY_VERIFY(!guest.window().wire()->isShown());
        pressWire(guest);
        QTRY_VERIFY(guest.window().wire()->isShown());
    }

    void aMessageIsFoundAndItsBytesAreTheLogs()
    {
        const Desk &guest = m_desks->guest;
        const auto log = guest.client()->trace()->log();
        QVERIFY(inspect(guest, QStringLiteral("who reads this?")));
        QTRY_COMPARE(chosen(guest).size(), 2); // say and said
        const FramesPage *page = dockOf(guest)->frames();
        const quint64 number = page->view()->currentNumber();
        QCOMPARE(chosen(guest).first(), number);
        const auto frame = log->frame(number);
        QVERIFY(frame && frame->sent);
        QVERIFY(page->panes()->before()->toPlainText().contains(QStringLiteral("\"who reads this?\"")));
        QCOMPARE(page->panes()->marks()[page->panes()->marks().named(u"text")].field.value,
                 QStringLiteral("\"who reads this?\""));
        // The host holds the very same bytes, as received.
        const auto hostLog = m_desks->host.window().hostFlow().control()->trace()->log();
        bool isThere = false;
        for (const TracedFrame &other : hostLog->frames(hostLog->first(), 10'000))
            isThere = isThere || (!other.sent && other.bytes() == frame->bytes());
        QVERIFY(isThere);
        QVERIFY(page->wireshark()->filter().startsWith(QStringLiteral("tcp.srcport == ")));
        QVERIFY(page->wireshark()->filter().contains(QStringLiteral("tcp.dstport == %1").arg(m_desks->port)));
    }

    void aFrameShowsItsMessage()
    {
        const Desk &guest = m_desks->guest;
        QVERIFY(inspect(guest, QStringLiteral("who reads this?")));
        QTRY_COMPARE(chosen(guest).size(), 2);
        MessageList *list = guest.window().chat()->messages();
        list->clearSelection();
        hands::click(dockOf(guest)->frames()->wireshark()->messageButton());
        QTRY_VERIFY(list->hasSelectedMessages());
        QCOMPARE(list->currentIndex().data(ConversationModel::NumberRole).toULongLong(),
                 numberOf(guest, QStringLiteral("who reads this?")));
        QCOMPARE(list->window()->focusWidget(), list);
    }

    void theHostSeesItsGuestsAndItself()
    {
        const Desk &host = m_desks->host;
        QVERIFY(inspect(host, QStringLiteral("who reads this?")));
        QTRY_VERIFY(host.window().wire()->isShown());
        // The guest's say, and a said for the guest and one for the host's own window.
        QTRY_COMPARE(chosen(host).size(), 3);
        const FramesPage *page = dockOf(host)->frames();
        QVERIFY(!page->view()->isColumnHidden(FrameModel::Peer));
        page->filterBar()->setFilter(QStringLiteral("is:local name:said"));
        QTRY_COMPARE(page->model()->rowCount(), 1);
        page->view()->choose({page->model()->numberAt(0)});
        QVERIFY(page->wireshark()->edit()->placeholderText().contains(QStringLiteral("no network")));
        page->filterBar()->setFilter(QStringLiteral("peer:ravi is:handshake"));
        QTRY_COMPARE(page->model()->rowCount(), 4);
        page->filterBar()->setFilter({});
    }

    void whatComesIsSeenWhileItIsOpen()
    {
        const Desk &guest = m_desks->guest;
        FramesPage *page = dockOf(guest)->frames();
        page->view()->goToEnd();
        const int before = page->model()->rowCount();
        guest.window().chat()->focusComposer();
        QVERIFY(guest.say(QStringLiteral("and this one")));
        QVERIFY(guest.reads(QStringLiteral("and this one")));
        QTRY_VERIFY(page->model()->rowCount() > before);
    }

    void panesByF6()
    {
        const Desk &guest = m_desks->guest;
        hands::activate(&guest.window());
        guest.window().chat()->focusComposer();
        QWidget *first = QApplication::focusWidget();
        bool metDock = false;
        QWidget *at = first;
        for (int i = 0; i < 8; ++i) {
            QTest::keyClick(at, Qt::Key_F6);
            at = QApplication::focusWidget();
            metDock = metDock || dockOf(guest)->isAncestorOf(at);
            if (at == first)
                break;
        }
        QVERIFY(metDock);
        QCOMPARE(at, first);
        // Out of it from wherever one stands.
        for (QWidget *inside : {static_cast<QWidget *>(dockOf(guest)->frames()->panes()->wire()),
                                static_cast<QWidget *>(dockOf(guest)->frames()->panes()->before()),
                                static_cast<QWidget *>(dockOf(guest)->frames()->filterBar()->edit())}) {
            inside->setFocus(Qt::TabFocusReason);
            QTest::keyClick(inside, Qt::Key_F6);
            QVERIFY(!dockOf(guest)->isAncestorOf(QApplication::focusWidget()));
            inside->setFocus(Qt::TabFocusReason);
            QTest::keyClick(inside, Qt::Key_Escape);
            QVERIFY(guest.window().chat()->composer()->isAncestorOf(QApplication::focusWidget()));
        }
    }

    void tabMeetsEveryPartOfTheDock()
    {
        const Desk &guest = m_desks->guest;
        hands::activate(&guest.window());
        guest.window().chat()->focusComposer();
        const WireDock *dock = dockOf(guest);
        QList<QWidget *> met;
        QWidget *first = QApplication::focusWidget();
        QWidget *at = first;
        for (int i = 0; i < 60 && (i == 0 || at != first); ++i) {
            QTest::keyClick(at, Qt::Key_Tab);
            at = QApplication::focusWidget();
            if (dock->isAncestorOf(at))
                met.append(at);
        }
        const FramesPage *page = dock->frames();
        const QList<QWidget *> head{dock->tabs(),
                                    dock->closeButton(),
                                    page->filterBar()->edit(),
                                    page->filterBar()->menuButton(),
                                    page->filterBar()->pauseButton(),
                                    page->view()};
        QCOMPARE(met.mid(0, head.size()), head);
    }

    void everyTabTakesTheFocus()
    {
        const Desk &guest = m_desks->guest;
        hands::activate(&guest.window());
        for (int tab = 1; tab < 3; ++tab) {
            dockOf(guest)->tabs()->setCurrentIndex(tab);
            const QWidget *page = tab == 1 ? static_cast<QWidget *>(dockOf(guest)->handshake())
                                           : static_cast<QWidget *>(dockOf(guest)->keys());
            QTRY_VERIFY(page->isVisible());
            QTest::qWait(400); // it looks into the log now
            guest.window().chat()->focusComposer();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
            QVERIFY(page->isAncestorOf(QApplication::focusWidget()));
            QVERIFY(QApplication::focusWidget()->isVisible());
            pressWire(guest);
            QTRY_VERIFY(!guest.window().wire()->isShown());
            pressWire(guest);
            QTRY_VERIFY(guest.window().wire()->isShown());
            QTRY_VERIFY(page->isAncestorOf(QApplication::focusWidget()));
        }
        dockOf(guest)->tabs()->setCurrentIndex(0);
    }

    void theChatKeepsItsLeast()
    {
        const Desk &guest = m_desks->guest;
        guest.window().resize(guest.window().minimumSize());
        QTRY_COMPARE(guest.window().width(), 720);
        const ChatPage *chat = guest.window().chat();
        QTRY_VERIFY(chat->composer()->width() >= 260);
        QVERIFY(dockOf(guest)->width() >= 250);
        QVERIFY(dockOf(guest)->mapTo(chat, QPoint(dockOf(guest)->width(), 0)).x() <= chat->width());
    }

    void nothingBehindADirectConversationIsInspected()
    {
        const Desk &guest = m_desks->guest;
        const RoomMenus *menus = guest.window().findChild<RoomMenus *>();
        QVERIFY(guest.window().chat()->messages()->showMessage(
            numberOf(guest, QStringLiteral("who reads this?"))));
        QVERIFY(menus->inspect->isEnabled());
        guest.window().direct()->open(QStringLiteral("Ms Rao"));
        QTRY_VERIFY(!guest.window().chat()->front()->person().isEmpty());
        QVERIFY(!menus->inspect->isEnabled());
        QSignalSpy asked(guest.window().chat(), &ChatPage::inspectRequested);
        menus->inspect->setEnabled(true); // and if it were
        menus->inspect->trigger();
        QCOMPARE(asked.count(), 0);
        guest.window().direct()->open({});
        QTRY_VERIFY(menus->inspect->isEnabled());
    }

    void itIsClosedWithTheRoom()
    {
        const Desk &guest = m_desks->guest;
        guest.client()->leave();
        QTRY_VERIFY_WITH_TIMEOUT(guest.window().isAtWelcome(), Desk::patience);
        QVERIFY(!dockOf(guest));
        QVERIFY(!guest.window().wire()->isShown());
        pressWire(guest); // nothing to show
        QVERIFY(!guest.window().wire()->isShown());
        QVERIFY(guest.engine().setting(QStringLiteral("wire.width")).toInt() > 0);
    }
};

QTEST_MAIN(WireWindowTest)
#include "WireWindowTest.moc"
