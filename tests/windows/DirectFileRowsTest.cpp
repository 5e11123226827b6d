// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "DirectIndex.h"
#include "DirectWords.h"
#include "DropVeil.h"
#include "FilesProbe.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QSignalSpy>

using namespace waxwing;
using State = FileCard::State;
using Reach = FileCard::Reach;

/// Files that go to one person alone, and that come from one: what their bubbles say and offer.
class DirectFileRowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_probe.reset(); }
    void everythingNamesThePerson();
    void whoIsStoppedIsGivenNothing();
    void mineWaitsUntilItIsTaken();
    void mineIsTakenBackAfterItWasTold();
    void toldOfEarlierHasOneRow();
    void failedAfterItWasToldIsGivenAnew();
    void theirsWaitsForThem();
    void theirsIsGivenNoMore();
    void failuresNameThePerson();
    void picturesComeFromWhoIsTrusted();
    void ownPictureIsNeverAskedFor();
    void ownPictureIsShownOnceItsPlaceIsKnown();
    void dropsGoToTheOneInFront();
    void indexKnowsWhereItLies();
    void reasonsAreTold();

private:
    void set(Reach reach, const QString &refusal = {}, bool isTrusted = true)
    {
        FilePerson person;
        person.name = QStringLiteral("Ravi");
        person.refusal = refusal;
        person.reach = reach;
        if (isTrusted)
            person.trusted = {Bytes(32, 'i')};
        if (reach == Reach::Here)
            person.here = {Bytes(32, 'i')};
        m_probe->files().setPerson(person);
    }
    /// Of mine, as it is said: with its digest.
    FileNote told(const FileNote &file)
    {
        RoomMessage message =
            talk::confirmed(0, ++m_probe->number, QStringLiteral("📎 ") + file.name, talk::today(10, 41));
        message.mine = true;
        message.file = file;
        m_probe->model()->messagesArrived({message});
        return file;
    }
    [[nodiscard]] static FileNote unread(const FileNote &file) { return {file.id, file.name, file.size, {}}; }
    [[nodiscard]] QString line(int row) const { return FileWords::line(m_probe->shown(row).card()); }
    [[nodiscard]] QString spoken(int row) const
    {
        return m_probe->model()->index(row).data(Qt::AccessibleTextRole).toString();
    }

    std::unique_ptr<FilesProbe> m_probe;
};

void DirectFileRowsTest::init()
{
    m_probe = std::make_unique<FilesProbe>();
    m_probe->page->setPerson(QStringLiteral("Ravi"));
    m_probe->files().setOrigins([](const Bytes &) { return FileOrigin{Bytes(16, 'v'), Bytes(32, 'i')}; });
    set(Reach::Here);
}

void DirectFileRowsTest::everythingNamesThePerson()
{
    const Composer *composer = m_probe->page->composer();
    QVERIFY(composer->attachButton()->isVisible() && composer->attachButton()->isEnabled());
    QCOMPARE(composer->attachButton()->toolTip(), QStringLiteral("Give files to Ravi alone (Ctrl+Shift+A)"));
    QCOMPARE(composer->edit()->placeholderText(), QStringLiteral("Message Ravi, or drop files here"));
    QCOMPARE(m_probe->page->files()->veil()->title(), QStringLiteral("Drop to give it to Ravi alone"));
    QCOMPARE(m_probe->page->files()->veil()->caption(), QStringLiteral("This room takes files up to 2 GiB."));
    m_probe->page->files()->choose();
    QFileDialog *dialog = m_probe->page->files()->dialog();
    QVERIFY(dialog);
    QVERIFY(dialog->windowTitle().startsWith(QStringLiteral("Files for Ravi alone · ")));
    QVERIFY(dialog->windowTitle().contains(QStringLiteral("2 GiB")));
    dialog->close();
}

void DirectFileRowsTest::whoIsStoppedIsGivenNothing()
{
    const QString why = QStringLiteral("Ravi is here with another key than before.");
    const FileNote file = m_probe->said(m_probe->note(QStringLiteral("theirs.zip")));
    QVERIFY(!m_probe->shown(m_probe->last()).actionRect(FileAction::Save).isNull());
    set(Reach::Unknown, why, false);
    QVERIFY(m_probe->shown(m_probe->last()).actionRect(FileAction::Save).isNull());
    QVERIFY(m_probe->page->composer()->attachButton()->isVisible());
    QVERIFY(!m_probe->page->composer()->attachButton()->isEnabled());
    QCOMPARE(m_probe->page->composer()->attachButton()->toolTip(), why);
    QVERIFY(m_probe->page->files()->veil()->isRefused());
    QCOMPARE(m_probe->page->files()->veil()->caption(), why);
    m_probe->page->files()->choose();
    QVERIFY(!m_probe->page->files()->dialog());
    m_probe->tell(9, unread(m_probe->note(QStringLiteral("mine.zip"))), true, TransferState::Waiting);
    set(Reach::Here);
    QVERIFY(m_probe->page->composer()->attachButton()->isEnabled());
}

void DirectFileRowsTest::mineWaitsUntilItIsTaken()
{
    const FileNote file = m_probe->note(QStringLiteral("mine.zip"));
    m_probe->tell(9, unread(file), true, TransferState::Waiting, 400'000);
    QCOMPARE(m_probe->model()->row(m_probe->last()).localId, RoomFiles::uploadRow | 9);
    QCOMPARE(line(m_probe->last()), QStringLiteral("Reading · 40 % · 1.0 MB"));
    const int rows = m_probe->model()->rowCount();
    told(file);
    QCOMPARE(m_probe->model()->rowCount(), rows); // one for the other
    QCOMPARE(m_probe->model()->row(m_probe->last()).localId, 0U);
    m_probe->tell(9, file, true, TransferState::Waiting, 1'000'000); // all of it is read, none given
    QCOMPARE(line(m_probe->last()), QStringLiteral("Waits until Ravi takes it · 1.0 MB"));
    QVERIFY(!m_probe->shown(m_probe->last()).card().hasBar());
    QVERIFY(spoken(m_probe->last()).contains(QStringLiteral("Waits until Ravi takes it")));
    set(Reach::Away);
    QCOMPARE(line(m_probe->last()), QStringLiteral("Ravi is away · 1.0 MB"));
    set(Reach::Unknown, QStringLiteral("stopped"));
    QCOMPARE(line(m_probe->last()), QStringLiteral("Waiting · 1.0 MB"));
    set(Reach::Here);
    m_probe->tell(9, file, true, TransferState::Moving, 500'000);
    QCOMPARE(m_probe->shown(m_probe->last()).card().percent(), 50);
    QVERIFY(m_probe->shown(m_probe->last()).card().hasBar());
    m_probe->tell(9, file, true, TransferState::Waiting, 500'000); // the link broke
    QCOMPARE(line(m_probe->last()), QStringLiteral("Waits until Ravi takes it · 50 % · 1.0 MB"));
    m_probe->tell(9, file, true, TransferState::Done, 1'000'000);
    QCOMPARE(m_probe->state(m_probe->last()), State::Sent);
    QCOMPARE(line(m_probe->last()), QStringLiteral("Ravi has it · 1.0 MB"));
    QVERIFY(spoken(m_probe->last()).contains(QStringLiteral("Ravi has it")));
}

void DirectFileRowsTest::mineIsTakenBackAfterItWasTold()
{
    const FileNote file = told(m_probe->note(QStringLiteral("mine.zip")));
    m_probe->tell(9, file, true, TransferState::Waiting);
    const int rows = m_probe->model()->rowCount();
    QSignalSpy cancel(&m_probe->files(), &RoomFiles::cancelRequested);
    m_probe->click(m_probe->last(), FileAction::Cancel);
    QCOMPARE(cancel.count(), 1);
    m_probe->tell(9, file, true, TransferState::Failed, 0, Code::FileCancelled);
    QCOMPARE(m_probe->model()->rowCount(), rows); // it was said
    QCOMPARE(m_probe->state(m_probe->last()), State::Gone);
    QCOMPARE(line(m_probe->last()), QStringLiteral("You give it no more."));
    QVERIFY(m_probe->shown(m_probe->last()).card().actions().isEmpty());
    // Before it was told its row goes, as in the room.
    const FileNote other = m_probe->note(QStringLiteral("other.zip"));
    m_probe->tell(10, unread(other), true, TransferState::Waiting, 10);
    QCOMPARE(m_probe->model()->rowCount(), rows + 1);
    m_probe->click(m_probe->last(), FileAction::Cancel);
    m_probe->tell(10, unread(other), true, TransferState::Failed, 10, Code::FileCancelled);
    QCOMPARE(m_probe->model()->rowCount(), rows);
}

void DirectFileRowsTest::toldOfEarlierHasOneRow()
{
    const FileNote file = m_probe->note(QStringLiteral("mine.zip"));
    const int rows = m_probe->model()->rowCount();
    m_probe->tell(9, file, true, TransferState::Waiting); // a page that was opened later
    QCOMPARE(m_probe->model()->rowCount(), rows);
    told(file);
    QCOMPARE(line(m_probe->last()), QStringLiteral("Waits until Ravi takes it · 1.0 MB"));
}

void DirectFileRowsTest::failedAfterItWasToldIsGivenAnew()
{
    const FileNote file = told(m_probe->note(QStringLiteral("mine.zip")));
    m_probe->tell(9, file, true, TransferState::Failed, 10, Code::FileChanged);
    QCOMPARE(m_probe->state(m_probe->last()), State::Failed);
    QSignalSpy sent(&m_probe->files(), &RoomFiles::sendRequested);
    m_probe->click(m_probe->last(), FileAction::Retry);
    QCOMPARE(sent.count(), 1);
    QCOMPARE(sent[0][0].toString(), QStringLiteral("/home/me/it"));
    QCOMPARE(line(m_probe->last()),
             QStringLiteral("You give it no more.")); // the new one has its own message
}

void DirectFileRowsTest::theirsWaitsForThem()
{
    const FileNote file = m_probe->said(m_probe->note(QStringLiteral("theirs.zip")));
    QSignalSpy taken(&m_probe->files(), &RoomFiles::takeRequested);
    m_probe->click(m_probe->last(), FileAction::Save);
    QCOMPARE(taken.count(), 1);
    QCOMPARE(line(m_probe->last()), QStringLiteral("Waits for Ravi · 1.0 MB"));
    set(Reach::Away);
    QCOMPARE(line(m_probe->last()), QStringLiteral("Ravi is away · 1.0 MB"));
    // Here, but not with the PC on which it lies.
    FilePerson elsewhere = m_probe->files().person();
    elsewhere.reach = Reach::Here;
    elsewhere.here = {Bytes(32, 'o')};
    m_probe->files().setPerson(elsewhere);
    QCOMPARE(line(m_probe->last()), QStringLiteral("Ravi is away · 1.0 MB"));
    set(Reach::Here);
    m_probe->tell(7, file, false, TransferState::Moving, 400'000);
    QVERIFY(spoken(m_probe->last()).contains(QStringLiteral("saving, 40 percent")));
    m_probe->tell(7, file, false, TransferState::Done, 1'000'000);
    QCOMPARE(line(m_probe->last()), QStringLiteral("Saved · 1.0 MB"));
}

void DirectFileRowsTest::theirsIsGivenNoMore()
{
    const FileNote file = m_probe->said(m_probe->note(QStringLiteral("theirs.zip")));
    m_probe->tell(7, file, false, TransferState::Moving, 400'000);
    m_probe->click(m_probe->last(), FileAction::Cancel);
    m_probe->tell(7, file, false, TransferState::Failed, 400'000, Code::FileCancelled);
    QCOMPARE(m_probe->state(m_probe->last()), State::Offered); // it was this person's own wish
    m_probe->click(m_probe->last(), FileAction::Save);
    m_probe->tell(8, file, false, TransferState::Failed, 400'000, Code::FileCancelled);
    QCOMPARE(m_probe->state(m_probe->last()), State::Gone);
    QCOMPARE(line(m_probe->last()), QStringLiteral("Ravi gives it no more."));
    const FileNote other = m_probe->said(m_probe->note(QStringLiteral("erased.zip")));
    m_probe->tell(9, other, false, TransferState::Failed, 0, Code::FileUnknown);
    QCOMPARE(line(m_probe->last()), QStringLiteral("Ravi gives it no more."));
}

void DirectFileRowsTest::failuresNameThePerson()
{
    const QString ravi = QStringLiteral("Ravi");
    for (const Code code : {Code::FileDamaged, Code::FileTooLarge})
        QVERIFY2(FileWords::failure(code, false, ravi).contains(ravi), qPrintable(codeName(code)));
    for (const Code code : {Code::StorageFailed, Code::FileChanged, Code::FileUnknown})
        QVERIFY(FileWords::failure(code, true, ravi).contains(QStringLiteral("Send it again")));
    for (const Code code : {Code::FileDamaged, Code::FileTooLarge, Code::FileUnknown})
        QVERIFY(!FileWords::failure(code, false).contains(ravi));
}

void DirectFileRowsTest::picturesComeFromWhoIsTrusted()
{
    QSignalSpy taken(&m_probe->files(), &RoomFiles::takeRequested);
    set(Reach::Here, {}, false); // this identity is not talked with, another of theirs is
    m_probe->said(m_probe->note(QStringLiteral("tower.png"), 5'000));
    (void)m_probe->shown(m_probe->last());
    const FileNote large = m_probe->said(m_probe->note(QStringLiteral("large.png"), 50'000'000));
    (void)m_probe->shown(m_probe->last());
    QVERIFY(m_probe->shown(m_probe->last()).actionRect(FileAction::Save).isNull());
    set(Reach::Here, QStringLiteral("stopped"), true);
    (void)m_probe->shown(m_probe->last() - 1);
    set(Reach::Here);
    (void)m_probe->shown(m_probe->last());
    (void)m_probe->shown(m_probe->last() - 1);
    QTRY_COMPARE(taken.count(), 1); // the small one, and it once
    QVERIFY(qvariant_cast<FileNote>(taken[0][0]).id != large.id);
    QVERIFY(!m_probe->shown(m_probe->last()).actionRect(FileAction::Save).isNull());
}

void DirectFileRowsTest::ownPictureIsNeverAskedFor()
{
    QSignalSpy taken(&m_probe->files(), &RoomFiles::takeRequested);
    told(m_probe->note(QStringLiteral("mine.png"), 5'000));
    (void)m_probe->shown(m_probe->last());
    QVERIFY(m_probe->shown(m_probe->last()).card().actions().isEmpty());
    m_probe->said(m_probe->note(QStringLiteral("theirs.png"), 5'000));
    (void)m_probe->shown(m_probe->last());
    QTRY_COMPARE(taken.count(), 1);
    QCOMPARE(qvariant_cast<FileNote>(taken[0][0]).name, QStringLiteral("theirs.png"));
}

void DirectFileRowsTest::ownPictureIsShownOnceItsPlaceIsKnown()
{
    const FileNote file = told(m_probe->note(QStringLiteral("mine.png"), 5'000));
    (void)m_probe->shown(m_probe->last()); // looked for, and not found
    m_probe->said(m_probe->note(QStringLiteral("theirs.png"), 5'000));
    QSignalSpy taken(&m_probe->files(), &RoomFiles::takeRequested);
    (void)m_probe->shown(m_probe->last());
    QTRY_COMPARE(taken.count(), 1);
    m_probe->files().setTaken(file.id, m_probe->picture(QStringLiteral("mine.png"), {300, 200}));
    QTRY_VERIFY(m_probe->shown(m_probe->last() - 1).card().isPicture());
    QCOMPARE(m_probe->shown(m_probe->last() - 1).card().picture, QSize(300, 200));
}

void DirectFileRowsTest::dropsGoToTheOneInFront()
{
    ChatPage *room = m_probe->page.get();
    m_probe->files().setPerson({});
    auto *direct = new ChatPage(room, ChatPage::Of::Person);
    room->add(direct);
    room->showConversation(direct);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(m_probe->picture(QStringLiteral("a.png"), {4, 4}))});
    QDragEnterEvent over({10, 300}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(room, &over);         // over the people, say
    QVERIFY(!room->files()->veil()->isVisible()); // no files there: never the room instead
    FilePerson ravi;
    ravi.name = QStringLiteral("Ravi");
    direct->files()->files().setPerson(ravi);
    direct->files()->files().setLimits({true, 2LL << 30, 2LL << 30});
    QSignalSpy toRoom(&m_probe->files(), &RoomFiles::sendRequested);
    QSignalSpy toRavi(&direct->files()->files(), &RoomFiles::sendRequested);
    QApplication::sendEvent(room, &over);
    QVERIFY(direct->files()->veil()->isVisible());
    QDropEvent drop({10.0, 300.0}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(room, &drop);
    QTRY_COMPARE(toRavi.count(), 1);
    QCOMPARE(toRoom.count(), 0);
    QVERIFY(!direct->files()->veil()->isVisible());
}

void DirectFileRowsTest::indexKnowsWhereItLies()
{
    DirectIndex index(QStringLiteral("Asha"), QStringLiteral("Ravi"));
    DirectMessage message;
    message.id = 7;
    message.identity = Bytes(32, 'i');
    message.device = Bytes(16, 'v');
    message.counter = 1;
    message.file = m_probe->note(QStringLiteral("theirs.zip"));
    QCOMPARE(index.take(message).file, message.file);
    QCOMPARE(index.originOf(message.file->id).device, message.device);
    QCOMPARE(index.originOf(message.file->id).identity, message.identity);
    DirectMessage mine = message;
    mine.id = 8;
    mine.identity.clear();
    mine.file = m_probe->note(QStringLiteral("mine.zip"));
    QVERIFY(index.take(mine).file);
    QVERIFY(index.originOf(mine.file->id).identity.isEmpty()); // not to be taken from anybody
}

void DirectFileRowsTest::reasonsAreTold()
{
    DirectFacts facts;
    facts.name = QStringLiteral("Ravi");
    QCOMPARE(DirectWords::noFiles(facts), QString()); // away: it waits
    facts.isOffered = false;
    QVERIFY(DirectWords::noFiles(facts).contains(QStringLiteral("host")));
    facts.isRefused = true;
    QVERIFY(DirectWords::noFiles(facts).contains(QStringLiteral("refused")));
    facts.isStopped = true;
    QVERIFY(DirectWords::noFiles(facts).contains(QStringLiteral("another key")));
}

QTEST_MAIN(DirectFileRowsTest)
#include "DirectFileRowsTest.moc"
