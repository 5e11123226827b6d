// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatFiles.h"
#include "ChatHeader.h"
#include "ChatPage.h"
#include "ChatTalk.h"
#include "CodeTiles.h"
#include "CompareDialog.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "ConversationListModel.h"
#include "ConversationPanel.h"
#include "Desktop.h"
#include "DirectBand.h"
#include "DirectClient.h"
#include "DirectDecisions.h"
#include "DirectFlow.h"
#include "Field.h"
#include "FindBar.h"
#include "LockLine.h"
#include "LogInPage.h"
#include "MessageDialog.h"
#include "MessageList.h"
#include "PeopleModel.h"
#include "PeoplePanel.h"
#include "QuoteBar.h"
#include "RoomClient.h"
#include "RegisterPage.h"
#include "RoomMenus.h"
#include "SettingKeys.h"
#include "TwoDesks.h"
#include "WritingLine.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QListView>
#include <QMenu>

using namespace waxwing;

namespace {

const QString rao = QStringLiteral("Ms Rao");
const QString ravi = QStringLiteral("ravi");

class Recorder final : public Notifier
{
public:
    void show(const Notice &notice) override { shown.append(notice); }
    void withdraw(quint64 room) override { withdrawn.append(room); }
    QList<Notice> shown;
    QList<quint64> withdrawn;
};

} // namespace

/// Two people of one room who talk with nobody else: two programs, a host between them. One room for all
/// tests, each goes on where the one before it ended.
class DirectWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void listStandsAboveThePeople();
    void enterOnAPersonOpensTheConversation();
    void whatIsSaidReachesTheOtherAlone();
    void whatIsReadIsToldAsRead();
    void answersEditsAndErasuresGoTheSameWays();
    void erasureThatFailedIsTriedAgainAsAnErasure();
    void secondEditWaitsForTheFirst();
    void slashMsgTellsOneAlone();
    void slashMsgToNobodyKeepsTheDraft();
    void detailsSayWhatIsTrueOfEach();
    void writersAreShown();
    void keysGoFromOneToTheNext();
    void draftsAreApart();
    void findLooksIntoTheOneInFront();
    void codesAreTheSameAtBoth();
    void shieldStandsAtEachMessage();
    void noticeOfOneLeadsThere();
    void whatIsWrittenToOneAwayWaits();
    void anotherKeyStopsTheConversation();
    void acceptedKeyIsTalkedWith();
    void codesThatDifferStopTheConversation();
    void everythingIsThereAfterARestart();
    void programWithoutItLooksAsBefore();

private:
    [[nodiscard]] static DirectFlow *flow(const Desk &desk) { return desk.window().direct(); }
    [[nodiscard]] static ChatPage *page(const Desk &desk, const QString &with)
    {
        return flow(desk)->page(with);
    }
    [[nodiscard]] static DirectBand *band(const ChatPage *page) { return page->findChild<DirectBand *>(); }
    [[nodiscard]] static QString lock(const ChatPage *page) { return page->header()->lockLine()->words(); }
    [[nodiscard]] static ConversationEntry entry(const Desk &desk, const QString &name)
    {
        const ConversationListModel *model = flow(desk)->list()->model();
        const int row = model->rowOf(name);
        return row < 0 ? ConversationEntry() : model->entries()[row];
    }
    /// The row of that text; −1: none.
    [[nodiscard]] static int rowOf(const ChatPage *page, const QString &text)
    {
        const ConversationModel *talk = page->conversation();
        for (int at = talk->rowCount() - 1; at >= 0; --at) {
            if (talk->row(at).kind == ConversationModel::Kind::Said && talk->row(at).text == text)
                return at;
        }
        return -1;
    }
    [[nodiscard]] static bool stands(const ChatPage *page, const QString &text,
                                     MessageState state = MessageState::Waiting)
    {
        const auto isThere = [&] {
            const int row = rowOf(page, text);
            return row >= 0 && page->conversation()->row(row).state >= state;
        };
        return QTest::qWaitFor(isThere, Desk::patience);
    }
    static void say(ChatPage *page, const QString &text)
    {
        hands::activate(page);
        page->composer()->takeFocus();
        QTest::keyClicks(page->composer()->edit(), text);
        QTest::keyClick(page->composer()->edit(), Qt::Key_Return);
    }
    static void choose(const ChatPage *page, const QString &text)
    {
        hands::activate(page);
        page->messages()->setFocus();
        page->messages()->setCurrentIndex(page->conversation()->index(rowOf(page, text)));
    }
    /// The words of the dialog behind "Details…" in the menu of that message; it is closed again.
    [[nodiscard]] static QString detailsOf(const Desk &desk, const ChatPage *page, const QString &text)
    {
        choose(page, text);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(page->messages()->viewport(), &event);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        for (QAction *action : menu ? menu->actions() : QList<QAction *>()) {
            if (action->text().remove(u'&') == QStringLiteral("Details…"))
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        }
        QPointer<MessageDialog> dialog = desk.window().findChild<MessageDialog *>();
        if (!dialog || !dialog->isVisible())
            return {};
        const QString words = dialog->words();
        dialog->close();
        return QTest::qWaitFor([&dialog] { return !dialog; }, Desk::patience) ? words : QString();
    }
    static void clickEntry(const Desk &desk, const QString &name)
    {
        QListView *view = flow(desk)->list()->view();
        const QModelIndex index =
            flow(desk)->list()->model()->index(flow(desk)->list()->model()->rowOf(name));
        view->scrollTo(index);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
    }

    std::unique_ptr<TwoDesks> m_desks;
    [[nodiscard]] Desk &host() const { return m_desks->host; }
    [[nodiscard]] Desk &guest() const { return m_desks->guest; }
};

void DirectWindowTest::initTestCase()
{
    m_desks = std::make_unique<TwoDesks>();
    QVERIFY(m_desks->enterBoth());
    QVERIFY(host().goToChat());
}

void DirectWindowTest::cleanupTestCase()
{
    m_desks.reset();
}

void DirectWindowTest::listStandsAboveThePeople()
{
    for (const Desk *desk : {&host(), &guest()}) {
        const ConversationPanel *list = flow(*desk)->list();
        QTRY_VERIFY_WITH_TIMEOUT(list->isVisible(), Desk::patience);
        QCOMPARE(list->model()->rowCount(), 1);
        QCOMPARE(list->model()->openRow(), 0);
        const QWidget *people = desk->window().chat()->people()->view();
        QVERIFY(list->mapTo(&desk->window(), QPoint()).y() < people->mapTo(&desk->window(), QPoint()).y());
    }
}

void DirectWindowTest::enterOnAPersonOpensTheConversation()
{
    const PeoplePanel *people = guest().window().chat()->people();
    QTRY_COMPARE_WITH_TIMEOUT(people->model()->rowCount(), 2, Desk::patience);
    people->view()->setCurrentIndex(people->view()->model()->index(1, 0));
    hands::press(people->view(), Qt::Key_Return);
    QCOMPARE(flow(guest())->inFront(), rao);
    ChatPage *direct = page(guest(), rao);
    QVERIFY(direct && direct->isVisible());
    QCOMPARE(direct->header()->roomText(), rao);
    QVERIFY(lock(direct).contains(QStringLiteral("not compared yet")));
    QCOMPARE(band(direct)->sentence(), QString());
    QVERIFY(entry(guest(), rao).isHere);
    QCOMPARE(flow(guest())->list()->model()->openRow(), 1);
    hands::activate(&guest().window());
    QCOMPARE(guest().window().focusWidget(), static_cast<QWidget *>(direct->composer()->edit()));
}

void DirectWindowTest::whatIsSaidReachesTheOtherAlone()
{
    say(page(guest(), rao), QStringLiteral("only for you"));
    QVERIFY(stands(page(guest(), rao), QStringLiteral("only for you"), MessageState::Delivered));
    QTRY_COMPARE_WITH_TIMEOUT(entry(host(), ravi).unread, 1, Desk::patience);
    QCOMPARE(host().window().unread(), 1);
    QVERIFY(host().window().windowTitle().startsWith(QStringLiteral("(1)")));
    QCOMPARE(flow(host())->inFront(), QString()); // nothing comes to the front by itself
    QCOMPARE(rowOf(host().window().chat(), QStringLiteral("only for you")), -1);
    QCOMPARE(rowOf(guest().window().chat(), QStringLiteral("only for you")), -1);
}

void DirectWindowTest::whatIsReadIsToldAsRead()
{
    hands::activate(&host().window());
    clickEntry(host(), ravi);
    QCOMPARE(flow(host())->inFront(), ravi);
    QVERIFY(stands(page(host(), ravi), QStringLiteral("only for you")));
    QTRY_COMPARE_WITH_TIMEOUT(entry(host(), ravi).unread, 0, Desk::patience);
    QTRY_COMPARE_WITH_TIMEOUT(host().window().unread(), 0, Desk::patience);
    QVERIFY(stands(page(guest(), rao), QStringLiteral("only for you"), MessageState::Seen));
    const ConversationModel *talk = page(guest(), rao)->conversation();
    const int row = rowOf(page(guest(), rao), QStringLiteral("only for you"));
    QVERIFY(talk->index(row).data(Qt::AccessibleTextRole).toString().endsWith(QStringLiteral(", read")));
}

void DirectWindowTest::answersEditsAndErasuresGoTheSameWays()
{
    choose(page(host(), ravi), QStringLiteral("only for you"));
    hands::press(page(host(), ravi)->messages(), Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(page(host(), ravi)->composer()->quoteBar()->title(), QStringLiteral("Answer to ravi"));
    QTest::keyClicks(page(host(), ravi)->composer()->edit(), QStringLiteral("thnaks"));
    QTest::keyClick(page(host(), ravi)->composer()->edit(), Qt::Key_Return);
    ChatPage *guests = page(guest(), rao);
    QVERIFY(stands(guests, QStringLiteral("thnaks")));
    const ConversationModel *talk = guests->conversation();
    QCOMPARE(talk->quoteOf(talk->row(rowOf(guests, QStringLiteral("thnaks")))).text,
             QStringLiteral("only for you"));
    QVERIFY(stands(page(host(), ravi), QStringLiteral("thnaks"), MessageState::Delivered));
    choose(page(host(), ravi), QStringLiteral("thnaks"));
    page(host(), ravi)->talk()->editChosen();
    page(host(), ravi)->composer()->setText(QStringLiteral("thanks"));
    QTest::keyClick(page(host(), ravi)->composer()->edit(), Qt::Key_Return);
    QVERIFY(stands(guests, QStringLiteral("thanks")));
    QVERIFY(talk->row(rowOf(guests, QStringLiteral("thanks"))).isEdited);
    QVERIFY(stands(page(host(), ravi), QStringLiteral("thanks")));
    QTRY_VERIFY_WITH_TIMEOUT(
        !page(host(), ravi)->conversation()->row(rowOf(page(host(), ravi), QStringLiteral("thanks"))).changes,
        Desk::patience);
    choose(page(host(), ravi), QStringLiteral("thanks"));
    page(host(), ravi)->talk()->eraseChosen();
    for (Button *way : page(host(), ravi)->talk()->question()->findChildren<Button *>()) {
        if (way->text() == QStringLiteral("Delete"))
            way->click();
    }
    QTRY_COMPARE_WITH_TIMEOUT(rowOf(guests, QStringLiteral("thanks")), -1, Desk::patience);
}

void DirectWindowTest::erasureThatFailedIsTriedAgainAsAnErasure()
{
    const QString text = QStringLiteral("better unsaid");
    ChatPage *guests = page(guest(), rao);
    say(guests, text);
    QVERIFY(stands(guests, text, MessageState::Delivered));
    QVERIFY(stands(page(host(), ravi), text));
    RoomChange erasure;
    erasure.number = guests->conversation()->row(rowOf(guests, text)).number;
    erasure.localId = 1ULL << 40; // of nothing else
    erasure.act = Act::Erase;
    erasure.mine = true;
    MessageProgress step;
    step.localId = erasure.localId;
    step.state = MessageState::Failed;
    step.reason = Code::StorageFailed;
    guests->conversation()->changeWaits(erasure);
    guests->conversation()->messagesProgressed({step});
    choose(guests, text);
    hands::press(guests->messages(), Qt::Key_Return); // Retry
    QTRY_COMPARE_WITH_TIMEOUT(rowOf(page(host(), ravi), text), -1, Desk::patience);
    QTRY_COMPARE_WITH_TIMEOUT(rowOf(guests, text), -1, Desk::patience);
}

void DirectWindowTest::secondEditWaitsForTheFirst()
{
    ChatPage *guests = page(guest(), rao);
    say(guests, QStringLiteral("at onne"));
    QVERIFY(stands(guests, QStringLiteral("at onne"), MessageState::Delivered));
    const ConversationModel *talk = guests->conversation();
    const quint64 number = talk->row(rowOf(guests, QStringLiteral("at onne"))).number;
    Q_EMIT guests->talk()->editRequested(number, QStringLiteral("at one"));
    const ConversationModel::Row first = talk->row(talk->rowOfNumber(number));
    QVERIFY(first.changes); // the vault has not taken it yet
    Q_EMIT guests->talk()->changeWaitingRequested(first.localId, QStringLiteral("at once"));
    QVERIFY(stands(page(host(), ravi), QStringLiteral("at once")));
    QTRY_VERIFY_WITH_TIMEOUT(!talk->row(talk->rowOfNumber(number)).changes, Desk::patience);
    QCOMPARE(talk->row(talk->rowOfNumber(number)).text, QStringLiteral("at once"));
}

void DirectWindowTest::slashMsgTellsOneAlone()
{
    flow(guest())->open({});
    ChatPage *room = guest().window().chat();
    const QString text = QStringLiteral("behind the hand");
    say(room, QStringLiteral(" /MSG \"ms rao\" ") + text);
    QCOMPARE(flow(guest())->inFront(), rao);
    QCOMPARE(room->composer()->text(), QString());
    QVERIFY(stands(page(guest(), rao), text, MessageState::Delivered));
    QVERIFY(stands(page(host(), ravi), text));
    QCOMPARE(rowOf(room, text), -1);
    flow(guest())->open({});
    say(room, QStringLiteral("/msg \"Ms Rao\"")); // only there
    QCOMPARE(flow(guest())->inFront(), rao);
    say(page(guest(), rao), QStringLiteral("/msg \"Ms Rao\" from here")); // as well as from the room
    QVERIFY(stands(page(host(), ravi), QStringLiteral("from here")));
}

void DirectWindowTest::slashMsgToNobodyKeepsTheDraft()
{
    flow(guest())->open({});
    ChatPage *room = guest().window().chat();
    for (const QString &typed : {QStringLiteral("/msg nobody hush"), QStringLiteral("/msg ravi hush"),
                                 QStringLiteral("/msg Ms Rao hush"), QStringLiteral("/msg")}) {
        room->composer()->setText({});
        say(room, typed);
        QCOMPARE(room->composer()->text(), typed);
        QVERIFY(!room->composer()->line().isEmpty());
        QCOMPARE(flow(guest())->inFront(), QString());
        QCOMPARE(rowOf(room, typed), -1);
    }
    room->composer()->setText({});
    flow(guest())->open(rao);
}

void DirectWindowTest::detailsSayWhatIsTrueOfEach()
{
    const QString seen = QStringLiteral("only for you");
    QVERIFY(stands(page(guest(), rao), seen, MessageState::Seen));
    const QString alone = detailsOf(guest(), page(guest(), rao), seen);
    QVERIFY2(alone.contains(QStringLiteral("From: you")), qPrintable(alone));
    QVERIFY2(alone.contains(QStringLiteral("State: read")), qPrintable(alone));
    QVERIFY2(!alone.contains(QStringLiteral("umber")) && !alone.contains(QStringLiteral("0 of 0")),
             qPrintable(alone));
    flow(guest())->open({});
    ChatPage *room = guest().window().chat();
    say(room, QStringLiteral("to all of you"));
    QVERIFY(stands(room, QStringLiteral("to all of you"), MessageState::Sent));
    QTRY_VERIFY_WITH_TIMEOUT(
        room->conversation()->row(rowOf(room, QStringLiteral("to all of you"))).number > 0, Desk::patience);
    const QString ofRoom = detailsOf(guest(), room, QStringLiteral("to all of you"));
    QVERIFY2(ofRoom.contains(QStringLiteral("Number in the room: ")), qPrintable(ofRoom));
    flow(guest())->open(rao);
    // What was said meanwhile is read, once all of it is there: behind another page nothing is.
    QVERIFY(stands(host().window().chat(), QStringLiteral("to all of you")));
    for (const QString &with : {QString(), ravi}) {
        flow(host())->open(with);
        hands::activate(&host().window());
        host().window().chat()->front()->messages()->jumpToEnd();
    }
    QTRY_COMPARE_WITH_TIMEOUT(host().window().unread(), 0, Desk::patience);
}

void DirectWindowTest::writersAreShown()
{
    hands::activate(page(guest(), rao));
    page(guest(), rao)->composer()->takeFocus();
    QTest::keyClicks(page(guest(), rao)->composer()->edit(), QStringLiteral("hm"));
    const ChatPage *hosts = page(host(), ravi);
    QTRY_COMPARE_WITH_TIMEOUT(hosts->composer()->writingLine()->words(), QStringLiteral("ravi is writing…"),
                              Desk::patience);
    QCOMPARE(host().window().chat()->composer()->writingLine()->words(), QString()); // not in the room
    page(guest(), rao)->composer()->setText({});
    QTRY_COMPARE_WITH_TIMEOUT(hosts->composer()->writingLine()->words(), QString(), Desk::patience);
}

void DirectWindowTest::keysGoFromOneToTheNext()
{
    hands::press(page(guest(), rao)->composer()->edit(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(flow(guest())->inFront(), QString());
    hands::press(guest().window().chat()->composer()->edit(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(flow(guest())->inFront(), rao);
    hands::press(page(guest(), rao)->composer()->edit(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(flow(guest())->inFront(), QString()); // round
    hands::press(guest().window().chat()->composer()->edit(), Qt::Key_K, Qt::ControlModifier);
    QListView *list = flow(guest())->list()->view();
    QCOMPARE(guest().window().focusWidget(), static_cast<QWidget *>(list));
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(flow(guest())->inFront(), rao);
}

void DirectWindowTest::draftsAreApart()
{
    page(guest(), rao)->composer()->setText(QStringLiteral("half a thought"));
    QTRY_VERIFY_WITH_TIMEOUT(entry(guest(), rao).hasDraft, Desk::patience);
    flow(guest())->open({});
    QCOMPARE(guest().window().chat()->composer()->text(), QString());
    flow(guest())->open(rao);
    QCOMPARE(page(guest(), rao)->composer()->text(), QStringLiteral("half a thought"));
    page(guest(), rao)->composer()->setText({});
    QTRY_VERIFY_WITH_TIMEOUT(!entry(guest(), rao).hasDraft, Desk::patience);
}

void DirectWindowTest::findLooksIntoTheOneInFront()
{
    hands::press(page(guest(), rao)->composer()->edit(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(page(guest(), rao)->findBar()->isVisible());
    QVERIFY(!guest().window().chat()->findBar()->isVisible());
    guest().window().chat()->closeFind();
    QVERIFY(!page(guest(), rao)->findBar()->isVisible());
}

void DirectWindowTest::codesAreTheSameAtBoth()
{
    QStringList codes;
    for (const auto &[desk, with] : {std::pair(&host(), ravi), std::pair(&guest(), rao)}) {
        flow(*desk)->decisions()->compare(with);
        CompareDialog *dialog = flow(*desk)->decisions()->comparison();
        QVERIFY(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->hasCode(), Desk::patience);
        QCOMPARE(dialog->code()->groups().size(), 12);
        codes.append(dialog->code()->groups().join(u' '));
        QTest::mouseClick(dialog->sameButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(entry(*desk, with).mark == ConversationEntry::Mark::Compared,
                                 Desk::patience);
        QVERIFY(flow(*desk)->decisions()->comparison() == nullptr ||
                !flow(*desk)->decisions()->comparison()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(lock(page(*desk, with)).endsWith(QStringLiteral(" · compared")),
                                 Desk::patience);
    }
    QCOMPARE(codes.first(), codes.last());
    const QModelIndex person = host().window().chat()->people()->model()->index(1);
    QVERIFY(person.data(PeopleModel::ShieldRole).toBool());
}

void DirectWindowTest::shieldStandsAtEachMessage()
{
    const ConversationModel *talk = page(host(), ravi)->conversation();
    const int before = rowOf(page(host(), ravi), QStringLiteral("only for you"));
    QVERIFY(talk->isVerified(talk->row(before))); // the same identity said it
    say(page(guest(), rao), QStringLiteral("now for sure"));
    QVERIFY(stands(page(host(), ravi), QStringLiteral("now for sure")));
    QVERIFY(talk->isVerified(talk->row(rowOf(page(host(), ravi), QStringLiteral("now for sure")))));
}

void DirectWindowTest::noticeOfOneLeadsThere()
{
    Desktop::Means means;
    auto notifier = std::make_unique<Recorder>();
    Recorder *recorder = notifier.get();
    means.notifier = std::move(notifier);
    Desktop desktop(host().engine(), std::move(means));
    desktop.add(&host().window());
    Q_EMIT host().window().entered(host().window().client());
    hands::activate(&host().window());
    const auto isSeen = [this] { return host().window().client()->direct()->people().first().unread == 0; };
    QTRY_VERIFY_WITH_TIMEOUT(isSeen(), Desk::patience);
    flow(host())->open({});
    say(page(guest(), rao), QStringLiteral("are you there?")); // the host's window is behind
    QTRY_COMPARE_WITH_TIMEOUT(recorder->shown.size(), 1, Desk::patience);
    const Notice notice = recorder->shown.first();
    QCOMPARE(notice.title, QStringLiteral("ravi to you alone"));
    QCOMPARE(notice.body, QStringLiteral("are you there?"));
    QCOMPARE(host().window().unread(), 1);
    Q_EMIT recorder->activated(notice.room, {});
    QCOMPARE(flow(host())->inFront(), ravi);
    hands::activate(&host().window());
    QTRY_VERIFY_WITH_TIMEOUT(recorder->withdrawn.contains(notice.room), Desk::patience);
    QTRY_COMPARE_WITH_TIMEOUT(host().window().unread(), 0, Desk::patience);
}

void DirectWindowTest::whatIsWrittenToOneAwayWaits()
{
    guest().crash();
    ChatPage *hosts = page(host(), ravi);
    QTRY_COMPARE_WITH_TIMEOUT(
        band(hosts)->sentence(),
        QStringLiteral("ravi is away. What you write waits here and is sent when ravi is back."),
        Desk::patience);
    QVERIFY(!entry(host(), ravi).isHere);
    say(hosts, QStringLiteral("see you later"));
    QVERIFY(stands(hosts, QStringLiteral("see you later")));
    QCOMPARE(hosts->conversation()->row(rowOf(hosts, QStringLiteral("see you later"))).state,
             MessageState::Waiting);
    guest().open();
    QVERIFY(guest().joinAddress(m_desks->address()));
    QVERIFY(guest().logIn(TwoDesks::password()));
    QVERIFY(guest().waitFor<ChatPage>());
    QVERIFY(stands(hosts, QStringLiteral("see you later"), MessageState::Delivered));
    QCOMPARE(band(hosts)->sentence(), QString());
    QTRY_COMPARE_WITH_TIMEOUT(entry(guest(), rao).unread, 1, Desk::patience);
    flow(guest())->open(rao);
    QVERIFY(stands(page(guest(), rao), QStringLiteral("see you later")));
    QVERIFY(stands(page(guest(), rao), QStringLiteral("only for you"), MessageState::Seen)); // as it was
}

void DirectWindowTest::anotherKeyStopsTheConversation()
{
    guest().replaceProfile(); // the same person, with nothing of what was kept
    QVERIFY(guest().joinAddress(m_desks->address()));
    QVERIFY(guest().acceptCode());
    auto *form = guest().waitFor<RegisterPage>();
    QVERIFY(form);
    hands::click(form->linkButton());
    auto *logIn = guest().waitFor<LogInPage>();
    QVERIFY(logIn);
    hands::type(logIn->field(LogInPage::Input::Username)->edit(), ravi);
    QVERIFY(guest().logIn(TwoDesks::password()));
    QVERIFY(guest().waitFor<ChatPage>());
    ChatPage *hosts = page(host(), ravi);
    QTRY_VERIFY_WITH_TIMEOUT(band(hosts)->acceptButton()->isVisible(), Desk::patience);
    QCOMPARE(band(hosts)->tone(), Tone::Bad);
    QVERIFY(lock(hosts).startsWith(QStringLiteral("Stopped")));
    QVERIFY(hosts->files()->files().limits().isOffered);
    QVERIFY(!hosts->files()->files().canSend());
    QVERIFY(!hosts->composer()->attachButton()->isEnabled());
    QCOMPARE(entry(host(), ravi).mark, ConversationEntry::Mark::Changed);
    say(hosts, QStringLiteral("is that you?"));
    QVERIFY(stands(hosts, QStringLiteral("is that you?")));
    flow(guest())->open(rao);
    say(page(guest(), rao), QStringLiteral("it is me"));
    say(guest().window().chat(), QStringLiteral("in the room"));
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(host().window().chat(), QStringLiteral("in the room")) >= 0,
                             Desk::patience);
    QCOMPARE(rowOf(hosts, QStringLiteral("it is me")), -1);
    QTRY_VERIFY_WITH_TIMEOUT(
        band(page(guest(), rao))->sentence().contains(QStringLiteral("takes nothing from your key yet")),
        Desk::patience);
    QCOMPARE(rowOf(page(guest(), rao), QStringLiteral("is that you?")), -1);
    QCOMPARE(hosts->conversation()->row(rowOf(hosts, QStringLiteral("is that you?"))).state,
             MessageState::Waiting);
}

void DirectWindowTest::acceptedKeyIsTalkedWith()
{
    ChatPage *hosts = page(host(), ravi);
    hands::activate(&host().window());
    hands::click(band(hosts)->acceptButton());
    MessageDialog *question = flow(host())->decisions()->question();
    QVERIFY(question);
    Button *accept = nullptr;
    for (Button *way : question->findChildren<Button *>()) {
        if (way->text() == QStringLiteral("Accept it"))
            accept = way;
    }
    QVERIFY(accept && !accept->isDefault());
    hands::click(accept);
    QTRY_COMPARE_WITH_TIMEOUT(band(hosts)->sentence(), QString(), Desk::patience);
    QVERIFY(hosts->files()->files().canSend());
    QVERIFY(page(guest(), rao));
    QVERIFY(stands(page(guest(), rao), QStringLiteral("is that you?")));
    QVERIFY(stands(hosts, QStringLiteral("it is me")));
    const ConversationModel *talk = hosts->conversation();
    QVERIFY(!talk->isVerified(talk->row(rowOf(hosts, QStringLiteral("it is me"))))); // never compared
    QVERIFY(talk->isVerified(talk->row(rowOf(hosts, QStringLiteral("now for sure")))));
    QVERIFY(lock(hosts).contains(QStringLiteral("not compared yet")));
}

void DirectWindowTest::codesThatDifferStopTheConversation()
{
    ChatPage *hosts = page(host(), ravi);
    DirectDecisions *decisions = flow(host())->decisions();
    decisions->compare(ravi);
    QTRY_VERIFY_WITH_TIMEOUT(decisions->comparison()->hasCode(), Desk::patience);
    const QStringList code = decisions->comparison()->code()->groups();
    hands::click(decisions->comparison()->differButton());
    QVERIFY(decisions->question());
    QCOMPARE(decisions->question()->title(), QStringLiteral("The codes differ"));
    decisions->question()->close();
    QTRY_VERIFY_WITH_TIMEOUT(band(hosts)->sentence().contains(QStringLiteral("you refused")), Desk::patience);
    QVERIFY(!band(hosts)->refuseButton()->isVisible());
    say(page(guest(), rao), QStringLiteral("can you hear me?"));
    say(guest().window().chat(), QStringLiteral("in the room again"));
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(host().window().chat(), QStringLiteral("in the room again")) >= 0,
                             Desk::patience);
    QCOMPARE(rowOf(hosts, QStringLiteral("can you hear me?")), -1);
    hands::activate(&host().window());
    hands::click(band(hosts)->compareButton()); // a digit was misread
    QTRY_VERIFY_WITH_TIMEOUT(decisions->comparison() && decisions->comparison()->hasCode(), Desk::patience);
    QCOMPARE(decisions->comparison()->code()->groups(), code);
    hands::click(decisions->comparison()->sameButton());
    QTRY_COMPARE_WITH_TIMEOUT(band(hosts)->sentence(), QString(), Desk::patience);
    QVERIFY(stands(hosts, QStringLiteral("can you hear me?")));
    const ConversationModel *talk = hosts->conversation();
    QVERIFY(talk->isVerified(talk->row(rowOf(hosts, QStringLiteral("it is me"))))); // the same identity
}

void DirectWindowTest::programWithoutItLooksAsBefore()
{
    const QString olu = QStringLiteral("olu");
    Desk old({}, Engine::Finding::Off, false);
    QVERIFY(old.joinAddress(m_desks->address()));
    QVERIFY(old.acceptCode());
    QVERIFY(old.registerAs(olu, TwoDesks::password()));
    QVERIFY(old.waitFor<ChatPage>());
    QVERIFY(!flow(old)->list()->isVisible());
    const PeoplePanel *people = old.window().chat()->people();
    QTRY_COMPARE_WITH_TIMEOUT(people->model()->rowCount(), 3, Desk::patience);
    people->view()->setCurrentIndex(people->view()->model()->index(1, 0));
    hands::press(people->view(), Qt::Key_Return);
    QCOMPARE(flow(old)->inFront(), QString());
    hands::press(people->view(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(flow(old)->inFront(), QString());
    QTRY_COMPARE_WITH_TIMEOUT(host().window().chat()->people()->model()->rowCount(), 3, Desk::patience);
    flow(host())->open(olu);
    say(page(host(), olu), QStringLiteral("can you read this?"));
    QTRY_VERIFY_WITH_TIMEOUT(
        band(page(host(), olu))->sentence().contains(QStringLiteral("takes no direct messages")),
        Desk::patience);
}

void DirectWindowTest::everythingIsThereAfterARestart()
{
    guest().crash();
    guest().open();
    QVERIFY(guest().joinAddress(m_desks->address()));
    QVERIFY(guest().logIn(TwoDesks::password()));
    QVERIFY(guest().waitFor<ChatPage>());
    QTRY_VERIFY_WITH_TIMEOUT(flow(guest())->list()->model()->rowOf(rao) == 1, Desk::patience);
    flow(guest())->open(rao);
    QVERIFY(stands(page(guest(), rao), QStringLiteral("is that you?")));
    QVERIFY(stands(page(guest(), rao), QStringLiteral("it is me"), MessageState::Delivered));
}

QTEST_MAIN(DirectWindowTest)
#include "DirectWindowTest.moc"
