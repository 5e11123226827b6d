// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// waxwing_chat_gallery FOLDER [light|dark|contrast] [PERCENT]: the chat in its states as PNGs, with the
// sample data of the pictures that the look was fixed by. QT_SCALE_FACTOR=2 for 2x.

#include "Button.h"
#include "ChatHeader.h"
#include "ChatPage.h"
#include "ChatTalk.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "EmojiPicker.h"
#include "GalleryRun.h"
#include "LockDetails.h"
#include "LockLine.h"
#include "MessageList.h"
#include "PeoplePanel.h"
#include "RecordingBands.h"
#include "StatusLine.h"

#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace waxwing;

namespace {

const QString room = QStringLiteral("10B Network security");

struct Window : QWidget
{
    explicit Window(bool host = false, int here = 12)
    {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(&page, 1);
        column->addWidget(&status);
        LockFacts facts;
        facts.room = room;
        facts.isHost = host;
        facts.people = host ? 1 : here;
        page.setRoom(room);
        page.setHost(host);
        page.setLock(facts);
        page.setSelf(host ? QStringLiteral("Ms Rao") : QStringLiteral("Asha"));
        status.setConnection(StatusLine::State::Connected);
        status.setLink(host ? LinkView{2, 0, 2, 0, 5, 2} : LinkView{4, 2, 17, 3, 5, 2});
    }
    ChatPage page;
    StatusLine status;
};

class Talk
{
public:
    explicit Talk(Window &window) : m_page(window.page) {}

    qint64 at(int hour, int minute) const
    {
        return QDateTime(QDate::currentDate(), QTime(hour, minute)).toMSecsSinceEpoch();
    }

    void said(const QString &name, int minute, const QString &text, MessageState state = MessageState::Sent)
    {
        RoomMessage message;
        message.number = ++m_number;
        message.name = name;
        message.text = text;
        message.timeMs = at(10, minute);
        message.mine = name == u"Asha";
        message.state = state;
        if (message.mine)
            message.localId = ++m_local;
        m_page.conversation()->messagesArrived({message});
        if (state == MessageState::Delivered)
            m_page.conversation()->messagesProgressed({{message.localId, state, 11, 12, Code::Internal}});
    }

    void answers(const QString &name, int minute, const QString &text, quint64 replyTo,
                 MessageState state = MessageState::Sent)
    {
        RoomMessage message;
        message.number = ++m_number;
        message.name = name;
        message.text = text;
        message.timeMs = at(10, minute);
        message.mine = name == u"Asha";
        message.replyTo = replyTo;
        message.state = state;
        message.delivered = 11;
        message.of = 12;
        message.seen = 3;
        m_page.conversation()->messagesArrived({message});
    }

    void changed(quint64 number, const QString &name, Act act, const QString &text = {})
    {
        RoomChange change;
        change.number = number;
        change.name = name;
        change.act = act;
        change.text = text;
        m_page.conversation()->messagesChanged({change});
    }

    void waits(int minute, const QString &text, bool failed = false)
    {
        RoomMessage message;
        message.localId = ++m_local;
        message.text = text;
        message.timeMs = at(10, minute);
        message.mine = true;
        message.state = MessageState::Waiting;
        m_page.conversation()->messageWaits(message);
        if (failed)
            m_page.conversation()->messagesProgressed(
                {{message.localId, MessageState::Failed, 0, 0, Code::RoomClosed}});
    }

    void notice(RoomNotice::Kind kind, const QStringList &names, int minute)
    {
        m_page.conversation()->noticesArrived({{kind, names, 0, at(10, minute)}});
    }

    void sample()
    {
        notice(RoomNotice::Kind::YouJoined, {}, 38);
        said(QStringLiteral("Ms Rao"), 39,
             QStringLiteral("Good morning. Please start Wireshark and join from your PC, one each."));
        said(QStringLiteral("Ravi"), 41, QStringLiteral("I see packets but no text"));
        said(QStringLiteral("Ravi"), 41, QStringLiteral("just “Data”, 289 bytes each"));
        said(QStringLiteral("Asha"), 42,
             QStringLiteral("Same here. Every message of mine is 289 bytes, even “ok”."),
             MessageState::Delivered);
        said(QStringLiteral("Ms Rao"), 43,
             QStringLiteral("Well seen, Asha. Short messages are **padded**, so their length says nothing."));
        notice(RoomNotice::Kind::PeopleJoined, {QStringLiteral("Priya"), QStringLiteral("Olu")}, 43);
        m_page.conversation()->setReading(false);
        said(QStringLiteral("Mei Lin"), 44,
             QStringLiteral(
                 "What changes after five messages? The epoch in my status bar went from 3 to 4 😀"));
        said(QStringLiteral("Ms Rao"), 45,
             QStringLiteral("A new key. The old one is wiped, so whoever steals today's key cannot read "
                            "yesterday's talk: https://www.rfc-editor.org/rfc/rfc5869"));
        m_page.conversation()->setReading(true);
    }

    void languages()
    {
        said(QStringLiteral("محمد الأمين"), 41, QStringLiteral("مرحبا بالجميع، هل ترون رسالتي؟"));
        said(QStringLiteral("שירה לוי"), 41, QStringLiteral("שלום! כן, רואים. ועם English באמצע"));
        said(QStringLiteral("Wolfgang-Maximilian WWWWWWWWWWWW"), 42,
             QStringLiteral("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
                            "sprotokollführerassistentenstellvertreter"));
        said(QStringLiteral("Jonas"), 42, QStringLiteral("👋🏽 👩‍💻 🇵🇱 🎉"));
        said(QStringLiteral("Asha"), 43, QStringLiteral("0123456789 # * stay digits, 日本語 too"),
             MessageState::Delivered);
        said(QStringLiteral("Jonas"), 43,
             QStringLiteral(
                 "*italic*, **bold**, ***both***, `code()` and <img src=x>\n> a quoted line that says\n> "
                 "something twice\n```\nint main() { return 0; }\n```\nand on"));
        said(QStringLiteral("Zażółć"), 44, QStringLiteral("Zażółć gęślą jaźń"));
        waits(45, QStringLiteral("A message that could not leave this PC"), true);
    }

private:
    ChatPage &m_page;
    quint64 m_number = 100;
    quint64 m_local = 0;
};

QList<PersonView> people(int count, bool host = false)
{
    QList<PersonView> result;
    if (host)
        return {{QStringLiteral("Ms Rao"), Role::Host, true, false, 1}};
    const QStringList names{QStringLiteral("Ravi"),          QStringLiteral("Mei Lin"),
                            QStringLiteral("Tomás Herrera"), QStringLiteral("Jonas"),
                            QStringLiteral("Zażółć"),        QStringLiteral("Priya"),
                            QStringLiteral("Olu"),           QStringLiteral("Ines"),
                            QStringLiteral("Sofía"),         QStringLiteral("Kaito")};
    result.append({QStringLiteral("Asha"), Role::Member, true, false, 1});
    result.append({QStringLiteral("Ms Rao"), Role::Host, false, false, 1});
    if (count > 20) {
        result.append({QStringLiteral("محمد الأمين"), Role::Member, false, false, 1});
        result.append({QStringLiteral("שירה לוי"), Role::Member, false, true, 1});
        result.append({QStringLiteral("Wolfgang-Maximilian WWWWWWWWWWWW"), Role::Member, false, true, 1});
    }
    for (const QString &name : names)
        result.append({name, Role::Member, false, name == u"Ines", 1});
    for (int i = 12; result.size() < count; ++i)
        result.append(
            {QStringLiteral("student%1").arg(i, 3, 10, QLatin1Char('0')), Role::Member, false, false, 1});
    return result;
}

class Gallery
{
public:
    explicit Gallery(QDir folder) : m_folder(std::move(folder)) {}

    void save(QWidget &window, const QString &name, QSize size) const
    {
        GalleryRun::save(window, m_folder, name, size);
    }

    void chat() const
    {
        Window window;
        window.page.setPeople(people(12));
        Talk talk(window);
        talk.sample();
        talk.said(QStringLiteral("Asha"), 46,
                  QStringLiteral("So the capture that I save now is of no use to me tomorrow?"));
        talk.waits(46, QStringLiteral("Even with the password of the room?"));
        window.page.composer()->setText(QStringLiteral("Then what does the key log give away?"));
        window.page.focusComposer();
        save(window, QStringLiteral("chat"), {1120, 685});
        save(window, QStringLiteral("chat-wide"), {1284, 685});
        window.page.composer()->setText({});
        window.page.setReconnecting(Code::Lost, 4);
        window.status.setConnection(StatusLine::State::Disconnected);
        save(window, QStringLiteral("chat-720x480"), {720, 445});
        save(window, QStringLiteral("chat-500"), {500, 445});
        window.page.setEnded(Code::Tampered);
        window.status.setConnection(StatusLine::State::Closed);
        save(window, QStringLiteral("chat-tampered"), {900, 525});
        window.page.setEnded(Code::RoomClosed);
        save(window, QStringLiteral("chat-closed"), {900, 525});
        window.page.setConnected();
        window.status.setConnection(StatusLine::State::Connected);
        window.page.setForbidden(
            QStringLiteral("Ms Rao muted you until 11:00. You can read, but not write."));
        save(window, QStringLiteral("chat-forbidden"), {900, 525});
        window.page.setForbidden({});
        window.page.recordings()->setKeyLog(QStringLiteral("/home/asha/lessons/keys.txt"));
        window.page.recordings()->setOthersKeyLogs(true, {QStringLiteral("Ravi")});
        window.page.recordings()->setCapture(QStringLiteral("/home/asha/lessons/monday.pcapng"), 1234, true);
        save(window, QStringLiteral("chat-recording"), {1120, 605});
        save(window, QStringLiteral("chat-recording-500"), {500, 605});
        window.page.recordings()->setKeyLog({});
        window.page.recordings()->setOthersKeyLogs(false, {});
        window.page.recordings()->setCapture({}, 0, false);
        window.page.messages()->selectionModel()->setCurrentIndex(window.page.conversation()->index(6),
                                                                  QItemSelectionModel::ClearAndSelect);
        window.page.setTextJudge([](const QString &) {
            return QStringLiteral("This message is too long: a message has at most 32 KiB.");
        });
        window.page.composer()->setText(QStringLiteral("one\ntwo\nthree"));
        window.page.messages()->setFocus(Qt::TabFocusReason);
        window.setAttribute(Qt::WA_KeyboardFocusChange);
        QTest::keyClick(window.page.composer()->edit(), Qt::Key_Return);
        QTest::qWait(30);
        auto *bar = window.page.messages()->verticalScrollBar();
        bar->setValue(bar->maximum() - 150);
        talk.said(QStringLiteral("Kaito"), 47, QStringLiteral("one"));
        talk.said(QStringLiteral("Kaito"), 47, QStringLiteral("two"));
        talk.said(QStringLiteral("Kaito"), 47, QStringLiteral("three"));
        save(window, QStringLiteral("chat-selected"), {1120, 525});
    }

    void talk() const
    {
        Window window;
        window.page.setPeople(people(12));
        window.page.talk()->setCanTalk(true);
        Talk talk(window);
        talk.said(QStringLiteral("Ms Rao"), 39,
                  QStringLiteral("Who knows what a nonce is? See **page 12** first."));
        talk.answers(QStringLiteral("Ravi"), 40, QStringLiteral("a number used once"), 101);
        talk.answers(QStringLiteral("Asha"), 41, QStringLiteral("And never again under the same key"), 102,
                     MessageState::Seen);
        talk.said(QStringLiteral("Mei Lin"), 41, QStringLiteral("my password is 1234"));
        talk.changed(104, QStringLiteral("Mei Lin"), Act::Erase);
        talk.said(QStringLiteral("محمد الأمين"), 42,
                  QStringLiteral("لماذا لا يتكرر الرقم أبدا تحت المفتاح نفسه؟"));
        talk.answers(QStringLiteral("شירה"), 42, QStringLiteral("Because the key stream would be the same"),
                     105);
        talk.answers(QStringLiteral("محمد الأمين"), 43, QStringLiteral("شكرا"), 106);
        talk.said(QStringLiteral("Jonas"), 43,
                  QString(60, u'W') + QStringLiteral(" a long message ").repeated(20));
        talk.answers(QStringLiteral("Asha"), 44, QStringLiteral("tl;dr"), 108, MessageState::Delivered);
        talk.changed(109, QStringLiteral("Asha"), Act::Edit, QStringLiteral("too long; did not read"));
        talk.answers(QStringLiteral("Jonas"), 44, QStringLiteral("Sorry."), 104);
        talk.answers(QStringLiteral("Jonas"), 44, QStringLiteral("**Ms Rao**\n> no homework\nedited 10:44"),
                     3);
        talk.said(QStringLiteral("Asha"), 45, QStringLiteral("oops"));
        talk.changed(112, QStringLiteral("Asha"), Act::Erase);
        talk.answers(QStringLiteral("Asha"), 45, QStringLiteral("Seen by three"), 111, MessageState::Seen);
        talk.answers(QStringLiteral("Ms Rao"), 45, QStringLiteral("Fine."), 103);
        writing(window);
    }

    /// What stands over the messages while one writes.
    void writing(Window &window) const
    {
        window.page.composer()->setWriters({QStringLiteral("Mei Lin"), QStringLiteral("Ravi")});
        window.page.talk()->answerChosen();
        save(window, QStringLiteral("talk-answer"), {1120, 1200});
        save(window, QStringLiteral("talk-narrow"), {500, 700});
        window.page.composer()->endTask();
        window.page.composer()->setText(QStringLiteral("half a thought"));
        window.page.talk()->editChosen();
        save(window, QStringLiteral("talk-edit"), {900, 525});
        window.page.composer()->endTask();
        window.page.composer()->setText({});
        save(window, QStringLiteral("talk-plain"), {900, 525});
        QTest::keyClicks(window.page.composer()->edit(), QStringLiteral("/"));
        save(window, QStringLiteral("talk-commands"), {900, 525});
        window.page.composer()->setText({});
        EmojiPicker *picker = window.page.talk()->picker();
        picker->openAt(window.page.composer()->emojiButton());
        save(*picker, QStringLiteral("emoji"), picker->size());
        picker->search()->setText(QStringLiteral("hand"));
        picker->setTone(4);
        QTest::keyClick(picker->search(), Qt::Key_Down);
        save(*picker, QStringLiteral("emoji-search"), picker->size());
        picker->hide();
    }

    void states() const
    {
        Window window;
        window.page.setPeople(people(12));
        Talk talk(window);
        for (int i = 0; i < 10'000; ++i)
            talk.said(i % 3 == 0 ? QStringLiteral("Ravi") : QStringLiteral("Olu"), 30,
                      QStringLiteral("Message %1 of many").arg(i));
        talk.notice(RoomNotice::Kind::Missed, {}, 31);
        talk.notice(RoomNotice::Kind::NewDevice, {QStringLiteral("Ines")}, 31);
        talk.said(QStringLiteral("Olu"), 32, QString(900, u'm'));
        talk.said(QStringLiteral("Olu"), 32,
                  QStringLiteral("a\u202Eb\u0007c\u200Bd <b>no tag</b> &amp; \n\n\nthe end"));
        talk.said(QStringLiteral("Asha"), 33, QStringLiteral("👍"), MessageState::Delivered);
        talk.waits(
            34,
            QStringLiteral("A long message of mine that has more than one line and then fails, since the "
                           "room was closed before it could leave this PC."),
            true);
        save(window, QStringLiteral("chat-many"), {900, 685});
        window.page.people()->view()->setFocus(Qt::TabFocusReason);
        window.setAttribute(Qt::WA_KeyboardFocusChange);
        window.page.people()->view()->setCurrentIndex(window.page.people()->view()->model()->index(2, 0));
        window.page.people()->view()->clearSelection();
        save(window, QStringLiteral("chat-focus-people"), {900, 525});
        window.page.header()->lockLine()->setFocus(Qt::TabFocusReason);
        save(window, QStringLiteral("chat-focus-lock"), {900, 525});
    }

    void others() const
    {
        Window window(false, 200);
        window.page.setPeople(people(200));
        Talk talk(window);
        talk.languages();
        window.page.focusComposer();
        save(window, QStringLiteral("chat-people-200"), {1120, 685});
        Window host(true);
        host.page.setPeople(people(1, true));
        save(host, QStringLiteral("chat-empty"), {900, 605});
        host.page.setPeople(people(1, true) +
                            QList<PersonView>{{QStringLiteral("ravi"), Role::Member, false, false, 1}});
        Talk came(host);
        came.notice(RoomNotice::Kind::YouJoined, {}, 40);
        came.notice(RoomNotice::Kind::PeopleJoined, {QStringLiteral("ravi")}, 41);
        save(host, QStringLiteral("chat-somebody-came"), {900, 605});
        LockFacts facts{room,
                        QStringLiteral("192.168.1.10:12345"),
                        QStringLiteral("K7QF-2MZA-4XNT-B6RC-J5WE-H3YD-UP2S-G7LV"),
                        AcceptedBy::Link,
                        false,
                        12,
                        5};
        auto *details = new LockDetails(facts);
        save(*details, QStringLiteral("lock-details"), details->size());
        delete details;
        facts.isHost = true;
        auto *own = new LockDetails(facts);
        save(*own, QStringLiteral("lock-details-host"), {560, 900});
        delete own;
        Window few;
        few.page.setPeople(people(12));
        Talk(few).said(QStringLiteral("Ravi"), 41, QStringLiteral("Short"));
        save(few, QStringLiteral("chat-short"), {1120, 525});
    }

private:
    QDir m_folder;
};

} // namespace

int main(int argc, char **argv)
{
    const GalleryRun run(argc, argv);
    const Gallery gallery(run.folder());
    gallery.chat();
    gallery.talk();
    gallery.states();
    gallery.others();
    return 0;
}
