// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "EmptyFrames.h"
#include "FieldLegend.h"
#include "FilterBar.h"
#include "FrameFilter.h"
#include "FrameModel.h"
#include "FramePanes.h"
#include "FrameSummary.h"
#include "FrameView.h"
#include "FramesPage.h"
#include "HexPane.h"
#include "PageProbe.h"
#include "SampleLog.h"
#include "StoryPane.h"
#include "WireDock.h"
#include "WiresharkRow.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

/// The wire dock over a log filled by hand: the chosen frame taken apart, filters, pause, copies.
class WireDockTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WireDock> m_dock;
    std::unique_ptr<SampleLog> m_sample;

    FramesPage *page() const { return m_dock->frames(); }
    FramePanes *panes() const { return page()->panes(); }

    void choose(quint64 number)
    {
        m_dock->showFrame(number);
        QCOMPARE(page()->view()->currentNumber(), number);
    }

    static QAction *actionOf(const QMenu *menu, const QString &words)
    {
        for (QAction *action : menu->actions()) {
            if (action->text().remove(u'&').startsWith(words))
                return action;
        }
        return nullptr;
    }

    QString copied(const QString &words) const
    {
        QMenu menu;
        page()->wireshark()->addCopyActions(&menu);
        QAction *action = actionOf(&menu, words);
        if (action == nullptr || !action->isEnabled())
            return {};
        action->trigger();
        return QGuiApplication::clipboard()->text();
    }

private Q_SLOTS:
    void init()
    {
        m_sample = std::make_unique<SampleLog>();
        m_sample->addGuestLink();
        m_sample->lesson();
        m_dock = std::make_unique<WireDock>();
        m_dock->setLog(m_sample->log());
        m_dock->resize(620, 774);
        m_dock->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dock.get()));
    }
    void cleanup()
    {
        m_dock.reset();
        m_sample.reset();
    }

    void aFrameIsTakenApart()
    {
        choose(10);
        QVERIFY(panes()->before()->toPlainText().contains(
            QStringLiteral("\"text\": \"Even with the password of the room?\"")));
        QVERIFY(panes()->before()->toPlainText().contains(QStringLiteral("zero bytes of padding")));
        QCOMPARE(panes()->legend()->labels(),
                 QStringList({QStringLiteral("length 285"), QStringLiteral("type 3 sealed"),
                              QStringLiteral("key epoch 4"), QStringLiteral("record 1"),
                              QStringLiteral("ciphertext 256"), QStringLiteral("tag 16")}));
        // Of what was sent nobody here knows what came of it.
        QVERIFY(!panes()->after()->toPlainText().contains(u'✓'));
        QVERIFY(panes()->after()->toPlainText().contains(QStringLiteral("What came of it is not seen")));
        choose(7);
        const QString after = panes()->after()->toPlainText();
        QCOMPARE(after.count(u'✓'), 7); // six checks and the message
        QVERIFY(after.contains(QStringLiteral("Well seen, Asha.")));
    }

    void everyFieldTellsItself()
    {
        choose(10);
        const auto tell = [&](qsizetype offset) {
            panes()->wire()->setCursorAt(0);
            Q_EMIT panes()->wire()->marked(panes()->marks().innermostAt(offset));
            return panes()->told();
        };
        QVERIFY(tell(0).startsWith(QStringLiteral("length: 285 (bytes 0 to 3).")));
        QVERIFY(tell(0).endsWith(QStringLiteral("PROTOCOL 3.1.")));
        QVERIFY(tell(4).startsWith(QStringLiteral("type: 3")));
        QVERIFY(tell(5).startsWith(QStringLiteral("epoch: 4 (bytes 5 to 8).")));
        QVERIFY(tell(16).startsWith(QStringLiteral("sequence: 1 (bytes 9 to 16).")));
        QVERIFY(tell(17).startsWith(QStringLiteral("content_length: ")));
        QVERIFY(tell(17).contains(QStringLiteral("sealed inside the ciphertext")));
        QVERIFY(tell(288).startsWith(QStringLiteral("tag: ")));
        // Each byte belongs to a field.
        for (qsizetype offset = 0; offset < 289; ++offset)
            QVERIFY(panes()->marks().innermostAt(offset) >= 0);
        // The text of the message stands in the ciphertext where it stands in the plaintext.
        const int text = panes()->marks().named(u"text");
        QVERIFY(text >= 0);
        const TracedFrame frame = *m_sample->log()->frame(10);
        const qsizetype inContent = frame.content().toByteArray().indexOf("text") - 1;
        QCOMPARE(panes()->marks()[text].at, 17 + 4 + inContent);
    }

    void thePointerMarksInEveryPane()
    {
        choose(10);
        HexPane *wire = panes()->wire();
        const int epoch = panes()->marks().outerAt(5);
        const QPointF at = wire->rectOf(5).center();
        QMouseEvent move(QEvent::MouseMove, at, wire->viewport()->mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                         Qt::NoModifier);
        QApplication::sendEvent(wire->viewport(), &move);
        QVERIFY(panes()->told().startsWith(QStringLiteral("epoch: 4")));
        QCOMPARE(panes()->marks()[epoch].size, 4);
        // The check that speaks of it has a ground now.
        const auto grounds = [](const StoryPane *pane) {
            int count = 0;
            for (const auto &selection : pane->extraSelections())
                count += selection.format.hasProperty(QTextFormat::BackgroundBrush) ? 1 : 0;
            return count;
        };
        QCOMPARE(grounds(panes()->after()), 1);
        QCOMPARE(grounds(panes()->before()), 0);
        Q_EMIT panes()->before()->marked(panes()->marks().named(u"counter"));
        QCOMPARE(grounds(panes()->before()), 1);
        QVERIFY(panes()->told().startsWith(QStringLiteral("counter: 12")));
    }

    void theCursorGoesFromByteToByte()
    {
        choose(10);
        HexPane *wire = panes()->wire();
        wire->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(wire->hasFocus());
        QVERIFY(panes()->told().startsWith(QStringLiteral("length")));
        for (int step = 0; step < 4; ++step)
            QTest::keyClick(wire, Qt::Key_Right);
        QVERIFY(panes()->told().startsWith(QStringLiteral("type")));
        QVERIFY(wire->accessibleDescription().startsWith(QStringLiteral("03. type")));
        QTest::keyClick(wire, Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(wire->cursor(), 288);
        QVERIFY(panes()->told().startsWith(QStringLiteral("tag")));
        QTest::keyClick(wire, Qt::Key_Down);
        QCOMPARE(wire->cursor(), 288);
        QTest::keyClick(wire, Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(wire, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("00 00 01 1d"));
    }

    void copiesForOtherPrograms()
    {
        choose(10);
        const TracedFrame frame = *m_sample->log()->frame(10);
        const QString first = QString::fromLatin1(frame.bytes().sliced(17, 8).toByteArray().toHex(':'));
        QCOMPARE(page()->wireshark()->filter(),
                 QStringLiteral("tcp.srcport == 50412 && tcp.dstport == 12345 && tcp.payload contains ") +
                     first);
        QCOMPARE(copied(QStringLiteral("Copy display filter")), page()->wireshark()->filter());
        QCOMPARE(copied(QStringLiteral("Copy display filter with")),
                 QStringLiteral("waxwing.epoch == 4 && waxwing.sequence == 1 && tcp.srcport == 50412 && "
                                "tcp.dstport == 12345"));
        const QString hex = copied(QStringLiteral("Copy bytes as hex"));
        QCOMPARE(QByteArray::fromHex(hex.toLatin1()), frame.bytes().toByteArray());
        QCOMPARE(QByteArray::fromBase64(copied(QStringLiteral("Copy bytes as base64")).toLatin1()),
                 frame.bytes().toByteArray());
        const QString array = copied(QStringLiteral("Copy bytes as a C array"));
        QVERIFY(
            array.startsWith(QStringLiteral("const unsigned char frame_10[289] = {\n    0x00, 0x00, 0x01, "
                                            "0x1d, 0x03,")));
        QCOMPARE(array.count(QStringLiteral("0x")), 289);
    }

    void whatNoNetworkCarriedSaysSo()
    {
        m_sample->addHostLink(QStringLiteral("Ms Rao"), true);
        choose(m_sample->record(true, 1, 0, Ack{1}));
        QVERIFY(page()->wireshark()->filter().isEmpty());
        QVERIFY(page()->wireshark()->edit()->placeholderText().contains(QStringLiteral("no network")));
        QVERIFY(copied(QStringLiteral("Copy display filter")).isEmpty());
    }

    void refusalsAreToldAsFarAsTheyWent_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("passed");
        QTest::newRow("record malformed") << int(Code::RecordMalformed) << 0;
        QTest::newRow("wrong epoch") << int(Code::WrongEpoch) << 1;
        QTest::newRow("replayed") << int(Code::Replayed) << 2;
        QTest::newRow("skipped") << int(Code::Skipped) << 3;
        QTest::newRow("tampered") << int(Code::Tampered) << 4;
        QTest::newRow("bad padding") << int(Code::BadPadding) << 5;
    }

    void refusalsAreToldAsFarAsTheyWent()
    {
        QFETCH(const int, code);
        QFETCH(const int, passed);
        choose(m_sample->unopened(4, 7, Code(code), QStringLiteral("expected 5\u202E")));
        const QString after = panes()->after()->toPlainText();
        QCOMPARE(after.count(u'✓'), passed);
        QCOMPARE(after.count(u'✗'), 2); // the check, and what came of it
        QCOMPARE(after.count(QStringLiteral("not looked at")), 5 - passed);
        QVERIFY(!after.contains(QChar(0x202E)));
        if (code == int(Code::Replayed))
            QVERIFY(after.contains(QStringLiteral("it claims to be record 7 again")));
        QVERIFY(panes()->before()->toPlainText().startsWith(QStringLiteral("Sealed.")));
        QVERIFY(!page()->wireshark()->messageButton()->isEnabled());
    }

    void filtersAndReadyFilters()
    {
        FilterBar *bar = page()->filterBar();
        QTest::keyClicks(bar->edit(), QStringLiteral("is:message"));
        QTRY_COMPARE(page()->model()->rowCount(), 4);
        const std::unique_ptr<QMenu> menu(bar->makeMenu());
        actionOf(menu.get(), QStringLiteral("Key changes"))->trigger();
        QCOMPARE(bar->edit()->text(), QStringLiteral("is:keychange"));
        QTRY_COMPARE(page()->model()->rowCount(), 1);
        bar->setFilter(QStringLiteral("epoch==x"));
        QVERIFY(bar->said().contains(QStringLiteral("epoch==x")));
        QCOMPARE(page()->model()->rowCount(), 10);
        bar->setFilter({});
        QVERIFY(bar->said().isEmpty());
        choose(10);
        const std::unique_ptr<QMenu> chosen(bar->makeMenu());
        actionOf(chosen.get(), QStringLiteral("Only sending key 4"))->trigger();
        QTRY_COMPARE(page()->model()->rowCount(), 2);
        QCOMPARE(page()->view()->currentNumber(), quint64(10)); // still chosen
        const std::unique_ptr<QMenu> again(bar->makeMenu());
        actionOf(again.get(), QStringLiteral("Only peer"))->trigger();
        QTRY_COMPARE(page()->model()->rowCount(), 10);
    }

    void pauseHoldsTheListStill()
    {
        FilterBar *bar = page()->filterBar();
        QTest::mouseClick(bar->pauseButton(), Qt::LeftButton);
        m_sample->talk(7);
        QTRY_VERIFY(bar->said().contains(QStringLiteral("7 came since")));
        QCOMPARE(page()->model()->rowCount(), 10);
        QTest::mouseClick(bar->pauseButton(), Qt::LeftButton);
        QCOMPARE(page()->model()->rowCount(), 17);
        QVERIFY(bar->said().isEmpty());
        // A frame that is asked for ends it.
        QTest::mouseClick(bar->pauseButton(), Qt::LeftButton);
        const quint64 late = m_sample->record(true, 9, 0, Say{99, QStringLiteral("late")});
        choose(late);
        QVERIFY(!page()->model()->isPaused());
    }

    void inspectFindsSayAndSaid()
    {
        const Bytes device(16, char(0x11));
        const quint64 say = m_sample->record(true, 5, 0, Say{44, QStringLiteral("find me")});
        m_sample->record(true, 5, 1, Say{45, QStringLiteral("not me")});
        const quint64 said = m_sample->record(
            false, 18, 0, Said{900, QStringLiteral("Asha"), device, 44, 1, QStringLiteral("find me")});
        m_sample->record(false, 18, 1,
                         Said{901, QStringLiteral("Ravi"), device, 44, 1, QStringLiteral("another")});
        page()->filterBar()->setFilter(QStringLiteral("is:keychange")); // gives way
        m_dock->inspect({900, {}, 0});
        QTRY_COMPARE(page()->view()->currentNumber(), say);
        QVERIFY(page()->filterBar()->edit()->text().isEmpty());
        QCOMPARE(page()->view()->selectionModel()->selectedRows().size(), 2);
        QVERIFY(page()->view()->selectionModel()->isRowSelected(page()->model()->rowOf(said)));
        m_dock->inspect({12345, {}, 0});
        QTRY_VERIFY(page()->filterBar()->said().contains(QStringLiteral("No frame of this message")));
    }

    /// Counters are a device's own: the same counter and the same words name two messages.
    void peopleAreToldApart()
    {
        m_dock->setSelf(QStringLiteral("Asha"));
        const QString words = QStringLiteral("hello");
        const quint64 others =
            m_sample->record(false, 18, 0, Said{900, QStringLiteral("Ravi"), Bytes(16, 'r'), 1, 1, words});
        const quint64 say = m_sample->record(true, 5, 0, Say{1, words});
        const quint64 late =
            m_sample->record(false, 18, 1, Said{901, QStringLiteral("Mei"), Bytes(16, 'm'), 1, 1, words});
        const quint64 mine =
            m_sample->record(false, 18, 2, Said{902, QStringLiteral("Asha"), Bytes(16, 'a'), 1, 1, words});
        for (const auto &[number, frames] :
             {std::pair<quint64, QList<quint64>>{900, {others}}, {901, {late}}, {902, {say, mine}}}) {
            m_dock->inspect({number, {}, 0});
            QTRY_COMPARE(page()->view()->chosenNumbers(), frames);
        }
        QSignalSpy asked(m_dock.get(), &WireDock::showMessageRequested);
        choose(say);
        QTest::mouseClick(page()->wireshark()->messageButton(), Qt::LeftButton);
        QTRY_COMPARE(asked.count(), 1);
        QCOMPARE(asked.first().first().value<MessageRef>().number, quint64(902));
    }

    void devicesOfOneAccountAreToldApart()
    {
        const Bytes device(16, 'a');
        const QString words = QStringLiteral("hello");
        m_sample->addHostLink(QStringLiteral("Asha"));
        m_sample->record(false, 0, 1, IdentityProof{Bytes(422, 'i'), Bytes(384, 's'), Bytes(16, 'b'), {}});
        m_sample->record(false, 5, 0, Say{1, words});
        m_sample->addHostLink(QStringLiteral("Asha"));
        m_sample->record(false, 0, 1, IdentityProof{Bytes(422, 'i'), Bytes(384, 's'), device, {}});
        const quint64 say = m_sample->record(false, 5, 0, Say{1, words});
        const quint64 said =
            m_sample->record(true, 18, 0, Said{900, QStringLiteral("Asha"), device, 1, 1, words});
        m_dock->inspect({900, {}, 0});
        QTRY_COMPARE(page()->view()->chosenNumbers(), QList<quint64>({say, said}));
    }

    void aLateAnswerTakesNoChoiceAway()
    {
        const quint64 said = m_sample->record(
            false, 18, 0, Said{900, QStringLiteral("Ravi"), Bytes(16, 'r'), 1, 1, QStringLiteral("hello")});
        m_sample->talk(2'000);
        QTRY_COMPARE(page()->model()->rowCount(), int(said) + 2'000);
        choose(3);
        m_dock->inspect({900, {}, 0});
        page()->view()->setFocus();
        QTest::keyClick(page()->view(), Qt::Key_Down);
        QCOMPARE(page()->view()->currentNumber(), quint64(4));
        QTest::qWait(200);
        QCOMPARE(page()->view()->currentNumber(), quint64(4));
    }

    void emptyListsSayWhy()
    {
        EmptyFrames *empty = page()->empty();
        QVERIFY(empty->words().isEmpty());
        page()->filterBar()->setFilter(QStringLiteral("nothing such"));
        QTRY_VERIFY(empty->words().startsWith(QStringLiteral("No frame matches")));
        QVERIFY(empty->clearButton()->isVisible());
        QTest::mouseClick(empty->clearButton(), Qt::LeftButton);
        QVERIFY(page()->filterBar()->edit()->text().isEmpty());
        QVERIFY(empty->words().isEmpty());
        SampleLog fresh;
        fresh.addGuestLink();
        m_dock->setLog(fresh.log());
        QVERIFY(empty->words().startsWith(QStringLiteral("Nothing has travelled yet")));
        QVERIFY(!empty->clearButton()->isVisible());
        fresh.talk(1);
        QTRY_VERIFY(empty->words().isEmpty());
    }

    void theBarKeepsItsWordsApart()
    {
        FilterBar *bar = page()->filterBar();
        QTest::mouseClick(bar->pauseButton(), Qt::LeftButton);
        QVERIFY(bar->said().contains(QStringLiteral("stands still")));
        m_dock->say(QStringLiteral("a saying"));
        QCOMPARE(bar->said(), QStringLiteral("a saying"));
        m_sample->talk(3);
        QTest::qWait(120); // frames are held back meanwhile
        QCOMPARE(bar->said(), QStringLiteral("a saying"));
        bar->setFilter(QStringLiteral("epoch==x"));
        QVERIFY(bar->said().contains(QStringLiteral("epoch==x")));
        m_sample->talk(3);
        QTest::qWait(120);
        QVERIFY(bar->said().contains(QStringLiteral("epoch==x")));
        bar->setFilter({});
        QTRY_VERIFY(bar->said().contains(QStringLiteral("6 came since")));
    }

    void aLetterGoesToTheFilter()
    {
        page()->view()->setFocus();
        QTest::keyClicks(page()->view(), QStringLiteral("s"));
        QCOMPARE(page()->filterBar()->edit()->text(), QStringLiteral("s"));
        QTRY_VERIFY(page()->filterBar()->edit()->hasFocus());
    }

    void whatIsChosenIsCopied()
    {
        m_dock->showFrame(3);
        page()->view()->choose({5, 3});
        page()->view()->setFocus();
        QTest::keyClick(page()->view(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 2);
        QCOMPARE(QByteArray::fromHex(lines[0].toLatin1()), m_sample->log()->frame(3)->bytes().toByteArray());
        QCOMPARE(QByteArray::fromHex(lines[1].toLatin1()), m_sample->log()->frame(5)->bytes().toByteArray());
    }

    void theReaderKeepsItsPlaceWhileLinksAreNamed()
    {
        SampleLog sample;
        const quint64 link = sample.addHostLink(QStringLiteral("ravi"));
        sample.talk(2'000);
        m_dock->setLog(sample.log());
        page()->filterBar()->setFilter(QStringLiteral("say"));
        QTRY_COMPARE(page()->model()->rowCount(), 500);
        choose(1'001);
        FrameView *view = page()->view();
        const auto place = [&] { return view->rowViewportPosition(page()->model()->rowOf(1'001)); };
        const int top = place();
        sample.log()->nameLink(link, QStringLiteral("Essay"));
        QTRY_COMPARE(page()->model()->rowCount(), 2'000);
        QCOMPARE(view->currentNumber(), quint64(1'001));
        QVERIFY(!view->isAtEnd());
        QVERIFY(place() >= 0 && place() < view->viewport()->height());
        sample.log()->nameLink(link, QStringLiteral("ravi"));
        QTRY_COMPARE(page()->model()->rowCount(), 500);
        QVERIFY(place() >= 0 && place() < view->viewport()->height());
        QVERIFY(std::abs(place() - top) <= 4 * view->rowHeight(0));
    }

    void offsetBytesAndCharactersStandSideBySide()
    {
        choose(10);
        QVERIFY(panes()->wire()->showsWhole());
        QVERIFY(panes()->before()->width() >= 110);
        m_dock->resize(360, 774);
        QTRY_VERIFY(panes()->wire()->showsWhole()); // stacked
        QTRY_VERIFY(panes()->before()->width() > 250);
        m_dock->resize(620, 774);
        QTRY_VERIFY(panes()->before()->width() < 250);
        QVERIFY(panes()->wire()->showsWhole());
    }

    void columnsByHand()
    {
        FrameView *view = page()->view();
        const auto shown = [view](FrameModel::Column column) { return !view->isColumnHidden(column); };
        const std::unique_ptr<QMenu> menu(view->makeColumnMenu());
        for (const char *name : {"Peer", "Verdict", "Time"}) {
            QAction *action = actionOf(menu.get(), QString::fromLatin1(name));
            if (action->isChecked() == (action->text() == u"Time"))
                action->trigger();
        }
        QVERIFY(shown(FrameModel::Peer) && shown(FrameModel::Verdict) && !shown(FrameModel::Time));
        QVERIFY(view->columnWidth(FrameModel::Name) >= Theme::of(view).px(150));
        const QByteArray layout = page()->saveLayout();
        WireDock other;
        other.frames()->restoreLayout(layout);
        other.setLog(m_sample->log());
        other.resize(620, 774);
        other.show();
        QVERIFY(!other.frames()->view()->isColumnHidden(FrameModel::Peer));
        QVERIFY(other.frames()->view()->isColumnHidden(FrameModel::Time));
        other.frames()->restoreLayout("nothing of ours");
        actionOf(menu.get(), QStringLiteral("As room allows"))->trigger();
        QVERIFY(!shown(FrameModel::Peer) && shown(FrameModel::Time));
        view->restoreColumns(0xFFFFFFFF);
        QVERIFY(shown(FrameModel::Name) && shown(FrameModel::Peer));
    }

    void theKeyboardReachesTheColumns()
    {
        choose(10);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(page()->view(), &event);
        auto *menu = page()->filterBar()->findChild<QMenu *>();
        QVERIFY(menu != nullptr);
        QAction *columns = actionOf(menu, QStringLiteral("Columns"));
        QVERIFY(columns != nullptr && columns->menu() != nullptr);
        QAction *peer = actionOf(columns->menu(), QStringLiteral("Peer"));
        QVERIFY(peer != nullptr && !peer->isChecked());
        peer->trigger();
        QVERIFY(!page()->view()->isColumnHidden(FrameModel::Peer));
        menu->close();
    }

    void showMessageTellsItsNumber()
    {
        const Bytes device(16, char(0x11));
        const quint64 say = m_sample->record(true, 5, 0, Say{44, QStringLiteral("find me")});
        const quint64 said = m_sample->record(
            false, 18, 0, Said{900, QStringLiteral("Asha"), device, 44, 1, QStringLiteral("find me")});
        QSignalSpy asked(m_dock.get(), &WireDock::showMessageRequested);
        for (const quint64 number : {say, said}) {
            asked.clear();
            choose(number);
            QTest::mouseClick(page()->wireshark()->messageButton(), Qt::LeftButton);
            QTRY_COMPARE(asked.count(), 1);
            QCOMPARE(asked.first().first().value<MessageRef>().number, quint64(900));
        }
        choose(6); // an update
        QVERIFY(!page()->wireshark()->messageButton()->isEnabled());
    }

    void whatIsForgottenStaysBelow()
    {
        SampleLog small({20, 1 << 24});
        small.addGuestLink();
        small.talk(8);
        m_dock->setLog(small.log());
        choose(1);
        const QString before = panes()->before()->toPlainText();
        small.talk(40);
        QTRY_COMPARE(page()->model()->numberAt(0), quint64(29));
        QCOMPARE(page()->view()->currentNumber(), quint64(0)); // nothing else is chosen in its place
        QCOMPARE(panes()->before()->toPlainText(), before);
    }

    void theListKeepsItsPlaceOrItsEnd()
    {
        SampleLog small({1000, 1 << 26});
        small.addGuestLink();
        small.talk(900);
        m_dock->setLog(small.log());
        FrameView *view = page()->view();
        view->goToEnd();
        small.talk(50);
        QTRY_COMPARE(page()->model()->rowCount(), 950);
        QTRY_COMPARE(view->verticalScrollBar()->value(), view->verticalScrollBar()->maximum());
        choose(600);
        const int top = view->rowViewportPosition(page()->model()->rowOf(600));
        small.talk(300); // 250 are forgotten above
        QTRY_COMPARE(page()->model()->numberAt(0), quint64(251));
        QCOMPARE(view->rowViewportPosition(page()->model()->rowOf(600)), top);
    }

    void columnsGoWhereThereIsNoRoom()
    {
        FrameView *view = page()->view();
        const auto shown = [view](FrameModel::Column column) { return !view->isColumnHidden(column); };
        QVERIFY(shown(FrameModel::Time) && shown(FrameModel::Key));
        QVERIFY(shown(FrameModel::Number) || !shown(FrameModel::Record)); // which of both depends on the font
        QVERIFY(!shown(FrameModel::Peer));
        QVERIFY(view->columnWidth(FrameModel::Name) >= Theme::of(view).px(150));
        m_dock->resize(360, 774);
        QTRY_VERIFY(!shown(FrameModel::Record));
        QVERIFY(shown(FrameModel::Name) && shown(FrameModel::Direction));
        QVERIFY(shown(FrameModel::Time) && shown(FrameModel::Key));
        m_dock->resize(1'200, 774);
        QTRY_VERIFY(shown(FrameModel::Verdict) && shown(FrameModel::Number) && shown(FrameModel::Peer));
    }

    void everythingHasAName()
    {
        choose(10);
        QCOMPARE(pageprobe::unnamed(*page()), QStringList());
        QCOMPARE(pageprobe::richLabels(*m_dock), QStringList());
        const QStringList order = pageprobe::tabOrder(*m_dock, page()->filterBar()->edit());
        for (const char *name :
             {"Frames", "Display filter for Wireshark", "Before", "Bytes on the wire", "After"})
            QVERIFY2(order.contains(QString::fromLatin1(name)), name);
    }

    void nothingIsAskedOfTheLogWhileHidden()
    {
        m_dock->hide();
        m_sample->talk(5);
        QTest::qWait(150);
        QCOMPARE(page()->model()->rowCount(), 10);
        m_dock->show();
        QTRY_COMPARE(page()->model()->rowCount(), 15);
    }
};

QTEST_MAIN(WireDockTest)
#include "WireDockTest.moc"
