// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatHeader.h"
#include "ChatPage.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "ConnectionStrip.h"
#include "EmptyRoom.h"
#include "LockLine.h"
#include "MessageList.h"
#include "PageProbe.h"
#include "PeoplePanel.h"
#include "Sentences.h"
#include "Talk.h"

#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>

using namespace waxwing;

class ChatPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void enterSaysAndPartingWordsAreOffered();
    void stripCountsDownAndTriesNow();
    void stripPushesTheMessagesAndGoes();
    void endedTellsWhyAndTakesNoMore_data();
    void endedTellsWhyAndTakesNoMore();
    void forbiddenOutlivesAReconnect();
    void f6GoesFromPaneToPane();
    void tabOrder();
    void tabOrderOfAHost();
    void everythingIsNamed();
    void everyRowSaysItself();
    void lockLineLeadsToTheDetails();
    void peopleHideWhereItIsNarrow();
    void emptyRoomTellsWhatToDo();
    void emptyRoomMakesWayForWhoComes();
    void letterTypedInTheListIsWritten();
    void unreadOnlyWhileOutOfSight();
    void foreignNamesAreShownPlain();
    void everyWordIsTranslated();

private:
    void say(const QString &name, const QString &text)
    {
        m_page->conversation()->messagesArrived({talk::said(++m_number, name, text, talk::today(9, 0))});
    }
    std::unique_ptr<ChatPage> m_page;
    quint64 m_number = 0;
};

void ChatPageTest::init()
{
    m_page = std::make_unique<ChatPage>();
    m_page->setRoom(QStringLiteral("10B Network security"));
    m_page->setSelf(QStringLiteral("Asha"));
    m_page->setPeople(talk::people(12));
    LockFacts facts;
    facts.people = 12;
    m_page->setLock(facts);
    m_page->conversation()->noticesArrived({{RoomNotice::Kind::YouJoined, {}, 0, talk::today(8, 59)}});
    pageprobe::show(*m_page, {1'000, 600});
    m_page->focusComposer();
}

void ChatPageTest::enterSaysAndPartingWordsAreOffered()
{
    QSignalSpy said(m_page.get(), &ChatPage::sayRequested);
    QSignalSpy offered(m_page.get(), &ChatPage::leaveOffered);
    QSignalSpy left(m_page.get(), &ChatPage::leaveRequested);
    const auto write = [&](const QString &text) {
        QTest::keyClicks(m_page->composer()->edit(), text);
        QTest::keyClick(m_page->composer()->edit(), Qt::Key_Return);
    };
    write(QStringLiteral("hello"));
    QCOMPARE(said.size(), 1);
    write(QStringLiteral("Bye"));
    QCOMPARE(offered.size(), 1);
    m_page->sayAnyway();
    QCOMPARE(said.size(), 2);
    QCOMPARE(said.last().first().toString(), QStringLiteral("Bye"));
    write(QStringLiteral("/bye"));
    QCOMPARE(left.size(), 1);
    const QString why = QStringLiteral("Too long.");
    m_page->setTextJudge([&](const QString &) { return why; });
    write(QStringLiteral("x"));
    QCOMPARE(said.size(), 2);
    QVERIFY(pageprobe::showsText(*m_page, why));
}

void ChatPageTest::stripCountsDownAndTriesNow()
{
    ConnectionStrip *strip = m_page->strip();
    QVERIFY(!strip->isVisible());
    QSignalSpy tryNow(m_page.get(), &ChatPage::tryNowRequested);
    const QString words = QStringLiteral("Connection lost, trying again in %1 s. What you write waits.");
    m_page->setReconnecting(Code::Lost, 30);
    QCOMPARE(strip->sentence(), words.arg(30));
    QTRY_VERIFY(pageprobe::hasCountedDown(strip->sentence(), words, 30));
    QCOMPARE(strip->accessibleName(), strip->sentence());
    QTest::mouseClick(strip->tryNowButton(), Qt::LeftButton);
    QCOMPARE(tryNow.size(), 1);
    m_page->setReconnecting(Code::Away, 0);
    QCOMPARE(strip->sentence(), QStringLiteral("The host is away, trying again now. What you write waits."));
    QVERIFY(!strip->tryNowButton()->isVisible());
    QCOMPARE(strip->tone(), Tone::Warn);
    QVERIFY(m_page->composer()->edit()->isVisible()); // what is written waits
}

void ChatPageTest::stripPushesTheMessagesAndGoes()
{
    say(QStringLiteral("Ravi"), QStringLiteral("hello"));
    const int before = m_page->messages()->height();
    m_page->setReconnecting(Code::Lost, 30);
    QTRY_VERIFY(m_page->messages()->height() < before);
    const auto top = [this](QWidget *part) { return part->mapTo(m_page.get(), QPoint(0, 0)).y(); };
    QVERIFY(top(m_page->strip()) + m_page->strip()->height() <= top(m_page->messages()));
    m_page->strip()->tryNowButton()->setFocus(Qt::TabFocusReason);
    m_page->setConnected();
    QTRY_COMPARE(m_page->messages()->height(), before);
    QVERIFY(m_page->focusWidget() != nullptr && m_page->focusWidget()->isVisible()); // focus is not lost
}

void ChatPageTest::endedTellsWhyAndTakesNoMore_data()
{
    QTest::addColumn<Code>("code");
    QTest::addColumn<bool>("forSafety");
    QTest::newRow("closed") << Code::RoomClosed << false;
    QTest::newRow("removed") << Code::Removed << false;
    QTest::newRow("tampered") << Code::Tampered << true;
    QTest::newRow("replayed") << Code::Replayed << true;
}

void ChatPageTest::endedTellsWhyAndTakesNoMore()
{
    QFETCH(Code, code);
    QFETCH(bool, forSafety);
    QTest::keyClicks(m_page->composer()->edit(), QStringLiteral("draft"));
    m_page->setReconnecting(Code::Lost, 30);
    m_page->setEnded(code);
    QCOMPARE(m_page->strip()->sentence(), Sentences::of(code));
    QCOMPARE(m_page->strip()->tone(), forSafety ? Tone::Bad : Tone::Warn);
    QVERIFY(!m_page->strip()->tryNowButton()->isVisible());
    QVERIFY(m_page->composer()->isForbidden());
    QSignalSpy left(m_page.get(), &ChatPage::leaveRequested);
    QTest::mouseClick(m_page->strip()->leaveButton(), Qt::LeftButton);
    QCOMPARE(left.count(), 1);
    QVERIFY(m_page->focusWidget() != nullptr && m_page->focusWidget()->isVisible());
    m_page->setConnected();
    QVERIFY(!m_page->composer()->isForbidden());
    QCOMPARE(m_page->composer()->text(), QStringLiteral("draft"));
    QVERIFY(!m_page->strip()->isVisible());
}

void ChatPageTest::forbiddenOutlivesAReconnect()
{
    const QString why = QStringLiteral("Ms Rao muted you.");
    m_page->setForbidden(why);
    m_page->setReconnecting(Code::Lost, 3);
    m_page->setConnected();
    QVERIFY(m_page->composer()->isForbidden());
    QVERIFY(pageprobe::showsText(*m_page, why));
    m_page->setForbidden({});
    QVERIFY(!m_page->composer()->isForbidden());
}

void ChatPageTest::f6GoesFromPaneToPane()
{
    const QList<QWidget *> panes{m_page->composer()->edit(), m_page->people()->view(), m_page->messages(),
                                 m_page->header()->lockLine()};
    for (int step = 1; step <= 8; ++step) {
        QTest::keyClick(m_page->focusWidget(), Qt::Key_F6);
        QCOMPARE(m_page->focusWidget(), panes[step % 4]);
    }
    for (int step = 7; step >= 0; --step) {
        QTest::keyClick(m_page->focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
        QCOMPARE(m_page->focusWidget(), panes[step % 4]);
    }
    m_page->togglePeople();
    QTest::keyClick(m_page->focusWidget(), Qt::Key_F6);
    QCOMPARE(m_page->focusWidget(), static_cast<QWidget *>(m_page->messages()));
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Escape);
    QCOMPARE(m_page->focusWidget(), static_cast<QWidget *>(m_page->composer()->edit()));
}

void ChatPageTest::tabOrder()
{
    say(QStringLiteral("Ravi"), QStringLiteral("hello"));
    QTest::keyClicks(m_page->composer()->edit(), QStringLiteral("x"));
    QCOMPARE(pageprobe::tabOrder(*m_page, m_page->composer()->edit()),
             (QStringList{
                 QStringLiteral("Message the room"), QStringLiteral("Send"), QStringLiteral("Emoji"),
                 QStringLiteral("People"), QStringLiteral("Messages"), m_page->header()->lockLine()->words(),
                 QStringLiteral("Find in this conversation (Ctrl+F)"), QStringLiteral("Hide people")}));
}

void ChatPageTest::tabOrderOfAHost()
{
    m_page->setHost(true);
    m_page->conversation()->clear();
    m_page->setPeople({{QStringLiteral("Ms Rao"), Role::Host, true, false, 1}});
    QCOMPARE(
        pageprobe::tabOrder(*m_page, m_page->composer()->edit()),
        (QStringList{QStringLiteral("Message the room"), QStringLiteral("Emoji"), QStringLiteral("People"),
                     QStringLiteral("Show the join card"), m_page->header()->lockLine()->words(),
                     QStringLiteral("Join card"), QStringLiteral("Find in this conversation (Ctrl+F)"),
                     QStringLiteral("Hide people")}));
    say(QStringLiteral("Ravi"), QStringLiteral("hello"));
    m_page->setPeople(talk::people(30));
    m_page->setReconnecting(Code::Lost, 30);
    QCOMPARE(pageprobe::tabOrder(*m_page, m_page->composer()->edit()),
             (QStringList{QStringLiteral("Message the room"), QStringLiteral("Emoji"),
                          QStringLiteral("Find a person"), QStringLiteral("People"),
                          QStringLiteral("Messages"), m_page->header()->lockLine()->words(),
                          QStringLiteral("Join card"), QStringLiteral("Find in this conversation (Ctrl+F)"),
                          QStringLiteral("Hide people"), QStringLiteral("Try now")}));
}

void ChatPageTest::everythingIsNamed()
{
    m_page->setPeople(talk::people(30));
    m_page->setHost(true);
    QCOMPARE(pageprobe::unnamed(*m_page), QStringList());
    QCOMPARE(pageprobe::richLabels(*m_page), QStringList());
    for (const auto *button : m_page->findChildren<Button *>()) {
        if (button->isVisibleTo(m_page.get()))
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                     qPrintable(button->iconName()));
    }
}

void ChatPageTest::everyRowSaysItself()
{
    say(QStringLiteral("Ravi"), QStringLiteral("I see packets"));
    const auto named = [](QWidget *view, int row) {
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(view);
        QAccessibleInterface *item = list != nullptr ? list->child(row) : nullptr;
        return item != nullptr ? item->text(QAccessible::Name) : QString();
    };
    QTRY_COMPARE(named(m_page->messages(), 2), QStringLiteral("Ravi, 09:00, I see packets"));
    QCOMPARE(named(m_page->people()->view(), 0), QStringLiteral("Asha, you"));
    QVERIFY(named(m_page->people()->view(), 1).startsWith(QStringLiteral("Ms Rao, host, host verified")));
}

void ChatPageTest::lockLineLeadsToTheDetails()
{
    QSignalSpy details(m_page.get(), &ChatPage::lockDetailsRequested);
    LockLine *line = m_page->header()->lockLine();
    QTest::mouseClick(line, Qt::LeftButton);
    QTest::keyClick(line, Qt::Key_Return);
    QTest::keyClick(line, Qt::Key_Space);
    QCOMPARE(details.size(), 3);
}

void ChatPageTest::peopleHideWhereItIsNarrow()
{
    PeoplePanel *people = m_page->people();
    QVERIFY(people->isVisible());
    QVERIFY(people->width() <= 1'000 * 28 / 100 + 1);
    m_page->resize(500, 500);
    QTRY_VERIFY(!people->isVisible());
    QCOMPARE(m_page->header()->peopleButton()->accessibleName(), QStringLiteral("Show people"));
    QTest::mouseClick(m_page->header()->peopleButton(), Qt::LeftButton);
    QVERIFY(people->isVisible());
    people->view()->setFocus();
    QTest::mouseClick(m_page->header()->peopleButton(), Qt::LeftButton);
    QVERIFY(!people->isVisible());
    m_page->resize(1'000, 600);
    QTRY_VERIFY(people->isVisible());
}

void ChatPageTest::emptyRoomTellsWhatToDo()
{
    ChatPage page;
    page.setHost(true);
    pageprobe::show(page, {1'000, 600});
    QSignalSpy card(&page, &ChatPage::joinCardRequested);
    QVERIFY(page.emptyRoom()->isVisible());
    QTest::mouseClick(page.emptyRoom()->joinCardButton(), Qt::LeftButton);
    QTest::mouseClick(page.header()->joinCardButton(), Qt::LeftButton);
    QCOMPARE(card.size(), 2);
    const PersonView host{QStringLiteral("Ms Rao"), Role::Host, true, false, 1};
    page.setPeople({host});
    page.conversation()->noticesArrived({{RoomNotice::Kind::YouJoined, {}, 0, talk::today(9, 0)}});
    QVERIFY(page.emptyRoom()->isVisible()); // the host alone does not fill it
    page.conversation()->messagesArrived({talk::said(1, "Olu", "hello", talk::today(9, 0))});
    QVERIFY(page.messages()->isVisible());
    page.conversation()->clear();
    QVERIFY(page.emptyRoom()->isVisible());
    page.setHost(false);
    QVERIFY(!page.emptyRoom()->joinCardButton()->isVisible());
    QVERIFY(!page.header()->joinCardButton()->isVisible());
}

void ChatPageTest::emptyRoomMakesWayForWhoComes()
{
    ChatPage page;
    page.setHost(true);
    pageprobe::show(page, {1'000, 600});
    const PersonView host{QStringLiteral("Ms Rao"), Role::Host, true, false, 1};
    const PersonView ravi{QStringLiteral("ravi"), Role::Member, false, false, 1};
    page.setPeople({host});
    page.conversation()->noticesArrived({{RoomNotice::Kind::YouJoined, {}, 0, talk::today(9, 0)}});
    QVERIFY(page.emptyRoom()->isVisible());
    page.setPeople({host, ravi});
    page.conversation()->noticesArrived({{RoomNotice::Kind::PeopleJoined, {"ravi"}, 0, talk::today(9, 1)}});
    QVERIFY(page.messages()->isVisible());
    page.setPeople({host}); // gone again: the lines that tell of it stay
    page.conversation()->noticesArrived({{RoomNotice::Kind::PersonLeft, {"ravi"}, 0, talk::today(9, 2)}});
    QVERIFY(page.messages()->isVisible());
    page.conversation()->clear(); // another room
    page.setPeople({host});
    page.conversation()->noticesArrived({{RoomNotice::Kind::YouJoined, {}, 0, talk::today(9, 3)}});
    QVERIFY(page.emptyRoom()->isVisible());
}

void ChatPageTest::letterTypedInTheListIsWritten()
{
    m_page->composer()->setText(QStringLiteral("so "));
    m_page->messages()->setFocus();
    QTest::keyClick(m_page->messages(), 'h');
    QCOMPARE(m_page->composer()->text(), QStringLiteral("so h"));
    QVERIFY(m_page->composer()->edit()->hasFocus());
}

void ChatPageTest::unreadOnlyWhileOutOfSight()
{
    m_page->conversation()->messagesArrived(talk::many(200));
    QCOMPARE(m_page->conversation()->unread(), 0); // the window is active and at its end
    QScrollBar *bar = m_page->messages()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    bar->setValue(0);
    m_number = 200;
    say(QStringLiteral("Ravi"), QStringLiteral("unseen"));
    QCOMPARE(m_page->conversation()->unread(), 1);
    m_page->messages()->jumpToEnd();
    QCOMPARE(m_page->conversation()->unread(), 0);
}

void ChatPageTest::foreignNamesAreShownPlain()
{
    m_page->setRoom(QStringLiteral("<b>a</b>\u202Eb\u0007"));
    QVERIFY(m_page->header()->roomText().startsWith(QStringLiteral("<b>a</b>")));
    QVERIFY(!m_page->header()->roomText().contains(u'\u202E'));
    QVERIFY(!m_page->header()->roomText().contains(u'\u0007'));
    QCOMPARE(pageprobe::richLabels(*m_page), QStringList());
}

namespace {

/// Marks whatever has passed tr().
class Marking final : public QTranslator
{
public:
    using QTranslator::QTranslator;
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *, const char *source, const char *, int) const override
    {
        return QStringLiteral("⟦") + QString::fromUtf8(source) + QStringLiteral("⟧");
    }
};

} // namespace

void ChatPageTest::everyWordIsTranslated()
{
    const auto translator = std::make_unique<Marking>();
    QCoreApplication::installTranslator(translator.get());
    ChatPage page;
    page.setHost(true);
    page.setPeople(talk::people(30));
    page.setLock({});
    page.setReconnecting(Code::Lost, 3);
    page.conversation()->messageWaits(talk::mine(1, "x", talk::today(9, 0)));
    page.conversation()->messagesProgressed({{1, MessageState::Failed, 0, 0, Code::RoomClosed}});
    QStringList words{page.conversation()->index(0).data().toString(),
                      page.conversation()->index(1).data(Qt::AccessibleTextRole).toString()};
    for (const QWidget *widget : page.findChildren<QWidget *>()) {
        words.append(widget->toolTip());
        words.append(widget->accessibleName());
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            words.append(label->text());
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            words.append(button->text());
        if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
            words.append(edit->placeholderText());
    }
    QCoreApplication::removeTranslator(translator.get());
    words.removeAll(QString());
    words.removeAll(QStringLiteral("30")); // how many people
    QVERIFY(words.size() > 15);
    for (const QString &word : words)
        QVERIFY2(word.contains(u'⟦'), qPrintable(word));
}

QTEST_MAIN(ChatPageTest)
#include "ChatPageTest.moc"
