// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// waxwing_direct_gallery FOLDER [light|dark|contrast] [PERCENT] [rtl]: conversations with one person alone,
// as PNGs. QT_SCALE_FACTOR=2 for 2x.

#include "ChatFiles.h"
#include "ChatHeader.h"
#include "ChatPage.h"
#include "ChatTalk.h"
#include "CompareDialog.h"
#include "Composer.h"
#include "ConversationListModel.h"
#include "ConversationPanel.h"
#include "DirectBand.h"
#include "DropVeil.h"
#include "GalleryRun.h"
#include "LockLine.h"
#include "MessageDialog.h"
#include "PeoplePanel.h"
#include "SampleTransfer.h"
#include "StatusLine.h"

#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QTemporaryDir>
#include <QVBoxLayout>

using namespace waxwing;

namespace {

using Mark = ConversationEntry::Mark;

const QString asha = QStringLiteral("Asha");

QList<PersonView> people()
{
    QList<PersonView> result{{asha, Role::Member, true, false, 1},
                             {QStringLiteral("Ms Rao"), Role::Host, false, false, 1}};
    for (const char *name : {"Ravi", "Mei Lin", "Tomás Herrera", "Jonas", "Zażółć", "Priya", "Olu", "Ines"})
        result.append({QString::fromUtf8(name), Role::Member, false, false, 1});
    return result;
}

ConversationEntry room(int unread)
{
    ConversationEntry entry;
    entry.name = QStringLiteral("10B Network security");
    entry.unread = unread;
    entry.isRoom = true;
    return entry;
}

ConversationEntry person(const QString &name, int unread, Mark mark, bool isHere = true)
{
    ConversationEntry entry;
    entry.name = name;
    entry.unread = unread;
    entry.mark = mark;
    entry.isHere = isHere;
    return entry;
}

QList<ConversationEntry> few()
{
    ConversationEntry draft = person(QStringLiteral("Mei Lin"), 0, Mark::None, false);
    draft.hasDraft = true;
    return {room(3), person(QStringLiteral("Ravi"), 0, Mark::Compared),
            person(QStringLiteral("Tomás Herrera"), 12, Mark::None), draft,
            person(QStringLiteral("Jonas"), 0, Mark::Changed)};
}

QList<ConversationEntry> many()
{
    QList<ConversationEntry> result{
        room(1'204), person(QStringLiteral("محمد الأمين"), 4, Mark::Compared),
        person(QStringLiteral("Wolfgang-Maximilian WWWWWWWWWWWW"), 1'000, Mark::Changed),
        person(QStringLiteral("שירה לוי"), 0, Mark::None, false)};
    for (int i = 4; i < 40; ++i)
        result.append(person(QStringLiteral("student%1").arg(i, 3, 10, QLatin1Char('0')), i % 7 == 0 ? i : 0,
                             i % 3 == 0 ? Mark::Compared : Mark::None, i % 2 == 0));
    return result;
}

struct Window : QWidget
{
    explicit Window(const QList<ConversationEntry> &entries, DirectFacts known)
        : list(new ConversationPanel(&page)), direct(new ChatPage(&page, ChatPage::Of::Person)),
          band(new DirectBand(direct)), facts(std::move(known))
    {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(&page, 1);
        column->addWidget(&status);
        page.setRoom(QStringLiteral("10B Network security"));
        page.setSelf(asha);
        page.setPeople(people());
        page.setConversationList(list, list->view());
        list->model()->setEntries(entries);
        list->model()->setOpen(facts.name);
        page.add(direct);
        direct->setSelf(asha);
        direct->setBand(band);
        direct->setPerson(facts.name);
        direct->talk()->setCanTalk(true);
        page.showConversation(direct);
        refresh();
        status.setConnection(StatusLine::State::Connected);
        status.setLink(LinkView{4, 2, 17, 3, 5, 2});
    }

    void refresh()
    {
        const DirectWords::Mark lock = DirectWords::lock(facts);
        direct->header()->lockLine()->setMark(lock.icon, lock.tone);
        direct->header()->lockLine()->setWords(lock.words);
        band->setFacts(facts);
        direct->conversation()->setVerifiedBy(
            [isCompared = facts.isCompared](const ConversationRow &) { return isCompared; });
    }

    void said(const QString &name, int minute, const QString &text, MessageState state = MessageState::Sent)
    {
        RoomMessage message;
        message.number = ++number;
        message.name = name;
        message.text = text;
        message.timeMs = QDateTime(QDate::currentDate(), QTime(10, minute)).toMSecsSinceEpoch();
        message.mine = name == asha;
        message.state = state;
        message.seen = state == MessageState::Seen ? 1 : 0;
        direct->conversation()->messagesArrived({message});
    }

    void sample()
    {
        said(facts.name, 38, QStringLiteral("Did you get the key log to load?"));
        said(asha, 39, QStringLiteral("Yes, under **Preferences › Protocols**. It opens at once."),
             MessageState::Seen);
        said(facts.name, 41, QStringLiteral("And this here?"));
        said(facts.name, 41, QStringLiteral("I see “relay” and a length, never what is in it"));
        said(asha, 42, QStringLiteral("That is us two. Not even Ms Rao can read it."),
             MessageState::Delivered);
    }

    ChatPage page;
    StatusLine status;
    ConversationPanel *list;
    ChatPage *direct;
    DirectBand *band;
    DirectFacts facts;
    quint64 number = 0;
};

DirectFacts here(const QString &name, bool isCompared)
{
    DirectFacts facts;
    facts.name = name;
    facts.isHere = true;
    facts.isCompared = isCompared;
    return facts;
}

void talk(const QDir &folder)
{
    Window window(few(), here(QStringLiteral("Ravi"), true));
    window.sample();
    window.direct->composer()->setText(QStringLiteral("Shall we show it to the others?"));
    window.page.focusComposer();
    GalleryRun::save(window, folder, QStringLiteral("direct"), {1120, 685});
    GalleryRun::save(window, folder, QStringLiteral("direct-720x480"), {720, 445});
    GalleryRun::save(window, folder, QStringLiteral("direct-500"), {500, 445});
    window.page.showConversation(nullptr);
    window.list->model()->setOpen({});
    window.setAttribute(Qt::WA_KeyboardFocusChange);
    window.list->view()->setFocus(Qt::TabFocusReason);
    window.list->view()->setCurrentIndex(window.list->model()->index(2));
    GalleryRun::save(window, folder, QStringLiteral("direct-list-focus"), {900, 525});
    window.page.people()->setMessaging(true);
    QMenu *menu = window.page.people()->makeMenu(window.page.people()->view()->model()->index(2, 0));
    GalleryRun::save(*menu, folder, QStringLiteral("direct-menu"), menu->sizeHint());
}

void states(const QDir &folder)
{
    Window window(few(), here(QStringLiteral("Tomás Herrera"), false));
    GalleryRun::save(window, folder, QStringLiteral("direct-empty"), {900, 525});
    window.sample();
    window.facts.isHere = false;
    window.refresh();
    window.said(asha, 44, QStringLiteral("Are you still there?"));
    window.direct->conversation()->messagesProgressed(
        {{0, MessageState::Waiting, 0, 0, Code::NotHere, 0, 6}});
    GalleryRun::save(window, folder, QStringLiteral("direct-away"), {900, 525});
    window.facts.isHere = true;
    window.facts.isStopped = true;
    window.refresh();
    GalleryRun::save(window, folder, QStringLiteral("direct-changed"), {1120, 605});
    GalleryRun::save(window, folder, QStringLiteral("direct-changed-720x480"), {720, 445});
    GalleryRun::save(window, folder, QStringLiteral("direct-changed-500"), {500, 445});
    Window crowd(many(), here(QStringLiteral("Wolfgang-Maximilian WWWWWWWWWWWW"), true));
    crowd.sample();
    GalleryRun::save(crowd, folder, QStringLiteral("direct-many"), {900, 605});
}

/// A conversation in which files go to and fro.
struct Files : Window
{
    explicit Files(const QString &name) : Window(few(), here(name, true))
    {
        direct->files()->setProfileFolder(profile.path());
        store().setOrigins([](const Bytes &) { return FileOrigin{Bytes(16, 'v'), Bytes(32, 'i')}; });
        store().setLimits({true, 2LL << 30, 2LL << 30});
        reach(FileCard::Reach::Here);
    }

    RoomFiles &store() { return direct->files()->files(); }

    void reach(FileCard::Reach reach, const QString &refusal = {})
    {
        FilePerson person;
        person.name = facts.name;
        person.refusal = refusal;
        person.trusted = {Bytes(32, 'i')};
        person.here = reach == FileCard::Reach::Here ? person.trusted : QSet<Bytes>();
        person.reach = reach;
        store().setPerson(person);
    }

    FileNote gave(const QString &name, int minute, const QString &file, quint64 size,
                  MessageState state = MessageState::Sent, const QString &path = {})
    {
        RoomMessage message;
        message.number = ++number;
        message.name = name;
        message.text = QStringLiteral("📎 ") + file;
        message.timeMs = QDateTime(QDate::currentDate(), QTime(10, minute)).toMSecsSinceEpoch();
        message.mine = name == asha;
        message.state = state;
        message.file = FileNote{Bytes(16, static_cast<char>(number)), file, size, Bytes(32, 'd')};
        if (!path.isEmpty())
            store().setTaken(message.file->id, path);
        direct->conversation()->messagesArrived({message});
        return *message.file;
    }

    void moves(const FileNote &file, bool isUpload, TransferState state, int percent,
               Code reason = Code::FileCancelled)
    {
        store().setTransfers({sampleTransfer(++transfer, file, isUpload, state, percent, reason)});
    }

    QString picture(const QString &name, QSize size)
    {
        QImage image(size, QImage::Format_RGB32);
        QPainter painter(&image);
        QLinearGradient sky(0, 0, 0, size.height());
        sky.setColorAt(0, QColor(0xF3, 0xB5, 0x6F));
        sky.setColorAt(1, QColor(0x5E, 0x7F, 0xB8));
        painter.fillRect(image.rect(), sky);
        painter.end();
        const QString path = profile.filePath(name);
        return image.save(path) ? path : QString();
    }

    /// As it lies there while files are dragged over a window of that size.
    void veil(QSize size)
    {
        resize(size);
        QTest::qWait(30);
        direct->files()->veil()->setGeometry(direct->rect());
        direct->files()->veil()->raise();
        direct->files()->veil()->show();
    }

    QTemporaryDir profile;
    quint64 transfer = 0;
};

void given(const QDir &folder, const QString &name, const QString &suffix)
{
    using State = TransferState;
    Files window(name);
    window.moves(window.gave(asha, 39, QStringLiteral("lesson-04.pdf"), 1'234'567, MessageState::Seen), true,
                 State::Done, 100);
    window.moves(window.gave(asha, 40, QStringLiteral("capture.pcapng"), 96'300'000, MessageState::Seen),
                 true, State::Moving, 40);
    window.moves(window.gave(asha, 40, QStringLiteral("notes.zip"), 48'000'000, MessageState::Delivered),
                 true, State::Waiting, 0);
    window.moves(window.gave(asha, 41, QStringLiteral("old.tar.gz"), 99'000, MessageState::Delivered), true,
                 State::Failed, 0);
    window.moves(window.gave(asha, 41, QStringLiteral("moved.odt"), 99'000, MessageState::Delivered), true,
                 State::Failed, 0, Code::FileChanged);
    FileNote unread{Bytes(16, 'u'), QStringLiteral("ubuntu-24.04.iso"), 5'665'497'088, {}};
    window.moves(unread, true, State::Waiting, 30);
    GalleryRun::save(window, folder, QStringLiteral("direct-files-given") + suffix, {1120, 760});
    GalleryRun::save(window, folder, QStringLiteral("direct-files-given-720x480") + suffix, {720, 445});
    window.reach(FileCard::Reach::Away);
    window.facts.isHere = false;
    window.refresh();
    GalleryRun::save(window, folder, QStringLiteral("direct-files-away") + suffix, {900, 700});
}

void taken(const QDir &folder, const QString &name, const QString &suffix)
{
    using State = TransferState;
    Files window(name);
    window.gave(name, 40, QStringLiteral("homework.odt"), 31'000);
    window.moves(window.gave(name, 40, QStringLiteral("monday.zip"), 48'000'000), false, State::Moving, 62);
    window.moves(window.gave(name, 41, QStringLiteral("talk.mp3"), 7'400'000), false, State::Waiting, 0);
    window.moves(window.gave(name, 41, QStringLiteral("notes.txt"), 812), false, State::Done, 100);
    window.moves(window.gave(name, 42, QStringLiteral("film.mkv"), 912'000'000), false, State::Failed, 30,
                 Code::FileDamaged);
    window.moves(window.gave(name, 42, QStringLiteral("old.tar.gz"), 99'000), false, State::Failed, 0,
                 Code::FileUnknown);
    GalleryRun::save(window, folder, QStringLiteral("direct-files-taken") + suffix, {1120, 760});
    GalleryRun::save(window, folder, QStringLiteral("direct-files-taken-720x480") + suffix, {720, 445});
    window.veil({900, 525});
    GalleryRun::save(window, folder, QStringLiteral("direct-files-drop") + suffix, {900, 525});
    window.direct->files()->veil()->hide();
    window.facts.isStopped = true;
    window.refresh();
    window.reach(FileCard::Reach::Unknown, DirectWords::noFiles(window.facts));
    GalleryRun::save(window, folder, QStringLiteral("direct-files-stopped") + suffix, {900, 605});
    window.veil({720, 445});
    GalleryRun::save(window, folder, QStringLiteral("direct-files-drop-refused") + suffix, {720, 445});
}

void pictures(const QDir &folder)
{
    Files window(QStringLiteral("Ravi"));
    const QString wide = window.picture(QStringLiteral("wide.png"), {1600, 900});
    window.gave(QStringLiteral("Ravi"), 40, QStringLiteral("tower.png"), 812'000, MessageState::Sent, wide);
    window.gave(asha, 41, QStringLiteral("small.png"), 12'000, MessageState::Seen,
                window.picture(QStringLiteral("small.png"), {240, 150}));
    for (const auto state : {TransferState::Waiting, TransferState::Moving}) {
        const FileNote file =
            window.gave(asha, 42, QStringLiteral("mine.png"), 2'000'000, MessageState::Delivered);
        window.store().pictures().add(file.id, wide);
        window.moves(file, true, state, state == TransferState::Moving ? 55 : 0);
    }
    window.resize(900, 1500);
    window.show();
    QTest::qWait(600);
    GalleryRun::save(window, folder, QStringLiteral("direct-files-pictures"), {900, 1500});
    GalleryRun::save(window, folder, QStringLiteral("direct-files-pictures-720x480"), {720, 445});
}

void dialogs(const QDir &folder)
{
    QStringList groups;
    for (int i = 0; i < 12; ++i)
        groups.append(QString::number(10'000 + (i * 7'919 + 2'357) % 90'000));
    auto *compare = new CompareDialog(QStringLiteral("Ravi"));
    compare->setCode(groups);
    compare->show();
    GalleryRun::save(*compare, folder, QStringLiteral("direct-compare"), compare->size());
    compare->setMissing(QStringLiteral("Ravi is away. The codes can be compared once Ravi is here."));
    GalleryRun::save(*compare, folder, QStringLiteral("direct-compare-missing"), compare->size());
    auto *details = new MessageDialog(QStringLiteral("lock"), Tone::Ok, QStringLiteral("You and Ravi alone"));
    for (const QString &part : DirectWords::details(here(QStringLiteral("Ravi"), false)))
        details->addWords(part);
    details->addOther(QStringLiteral("Compare the codes…"));
    details->addPrimary(QStringLiteral("Close"));
    details->show();
    GalleryRun::save(*details, folder, QStringLiteral("direct-details"), details->size());
}

} // namespace

int main(int argc, char **argv)
{
    const GalleryRun run(argc, argv);
    if (QApplication::arguments().value(4) == u"rtl")
        QApplication::setLayoutDirection(Qt::RightToLeft);
    talk(run.folder());
    states(run.folder());
    dialogs(run.folder());
    given(run.folder(), QStringLiteral("Ravi"), {});
    taken(run.folder(), QStringLiteral("Ravi"), {});
    given(run.folder(), QStringLiteral("Wolfgang-Maximilian WWWWWWWWWWWW"), QStringLiteral("-long"));
    taken(run.folder(), QStringLiteral("محمد الأمين"), QStringLiteral("-rtl"));
    pictures(run.folder());
    return 0;
}
