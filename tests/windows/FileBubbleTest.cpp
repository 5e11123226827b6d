// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChatFiles.h"
#include "ChatPage.h"
#include "FileKind.h"
#include "FileWords.h"
#include "MessageList.h"
#include "MessageOffers.h"
#include "PageProbe.h"
#include "Talk.h"

#include <QAbstractItemModelTester>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace waxwing;
using State = FileCard::State;

/// A file in the conversation: what its bubble shows, and what can be done with it by mouse and keyboard.
class FileBubbleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_page.reset(); }
    void offeredIsSavedByAClick();
    void enterDoesTheFirst();
    void menuHasWhatTheBubbleHas();
    void goesOnThroughItsStates();
    void anEndOfTheLinkTakesSaveAway();
    void failedSaysWhyAndIsTriedAgain();
    void goneIsSaid();
    void progressMovesNothing();
    void hostileNamesAreHarmless_data();
    void hostileNamesAreHarmless();
    void captionStandsAndStandInDoesNot();
    void uploadHasARowUntilItIsSaid();
    void cancelledUploadGoes();
    void failedUploadIsTriedAgainOrDiscarded();
    void uploadCannotBeEditedOrErased();
    void erasedHasNoFile();
    void pictureComesByItself();
    void largePictureWaitsForAClick();
    void pictureOfEarlierIsFound();
    void onlyAFewComeAtOnce();
    void pictureIsClickedOpen();
    void folderIsOpenedNeverTheFile();
    void aTextIsNoFile();
    void words();

private:
    [[nodiscard]] ConversationModel *model() const { return m_page->conversation(); }
    [[nodiscard]] MessageList *list() const { return m_page->messages(); }
    [[nodiscard]] RoomFiles &files() const { return m_page->files()->files(); }
    [[nodiscard]] int last() const { return model()->rowCount() - 1; }
    [[nodiscard]] const FileLayout &shown(int row) const { return list()->layoutOf(row).file(); }
    [[nodiscard]] State state(int row) const { return shown(row).card().state; }
    [[nodiscard]] FileNote note(const QString &name, quint64 size = 1'000'000)
    {
        return {Bytes(16, static_cast<char>(++m_files)), name, size, Bytes(32, 'd')};
    }
    FileNote said(const FileNote &file, const QString &text = {})
    {
        RoomMessage message =
            talk::said(++m_number, QStringLiteral("Ravi"),
                       text.isEmpty() ? QStringLiteral("📎 ") + file.name : text, talk::today(10, 40));
        message.file = file;
        model()->messagesArrived({message});
        return file;
    }
    void tell(quint64 id, const FileNote &file, bool isUpload, TransferState state, qint64 done = 0,
              Code reason = Code::FileCancelled, const QString &path = QStringLiteral("/home/me/it"))
    {
        TransferView view;
        view.id = id;
        view.note = file;
        view.isUpload = isUpload;
        view.state = state;
        view.done = done;
        view.reason = reason;
        view.path = path;
        files().setTransfers({view});
    }
    void click(int row, FileAction action) const
    {
        const QRect at = shown(row).actionRect(action);
        QVERIFY2(!at.isNull(), qPrintable(FileWords::action(action)));
        const QPoint point = list()->visualRect(model()->index(row)).topLeft() + at.center();
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, point);
    }
    QString picture(const QString &name, QSize size) const
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::darkCyan);
        const QString path = m_profile->filePath(name);
        return image.save(path) ? path : QString();
    }

    std::unique_ptr<QTemporaryDir> m_profile;
    std::unique_ptr<ChatPage> m_page;
    quint64 m_number = 0;
    int m_files = 0;
};

void FileBubbleTest::init()
{
    m_profile = std::make_unique<QTemporaryDir>();
    m_page = std::make_unique<ChatPage>();
    new QAbstractItemModelTester(m_page->conversation(),
                                 QAbstractItemModelTester::FailureReportingMode::QtTest, m_page.get());
    m_page->setSelf(QStringLiteral("Asha"));
    m_page->files()->setProfileFolder(m_profile->path());
    m_page->files()->setDownloads(QStringLiteral("/home/me/files"), false);
    files().setLimits({true, 2LL << 30, 16LL << 30});
    files().setPictureBound(5LL << 20);
    pageprobe::show(*m_page, {1120, 700});
    m_number = 0;
    m_files = 0;
}

void FileBubbleTest::offeredIsSavedByAClick()
{
    const FileNote file = said(note(QStringLiteral("lesson.pdf")));
    QTRY_VERIFY(!list()->visualRect(model()->index(last())).isNull());
    QCOMPARE(state(last()), State::Offered);
    QCOMPARE(shown(last()).nameText(), QStringLiteral("lesson.pdf"));
    QSignalSpy taken(&files(), &RoomFiles::takeRequested);
    click(last(), FileAction::Save);
    QCOMPARE(taken.count(), 1);
    QCOMPARE(qvariant_cast<FileNote>(taken[0][0]), file);
    QCOMPARE(taken[0][1].toString(), QStringLiteral("/home/me/files"));
    QCOMPARE(state(last()), State::Waiting);
    QVERIFY(shown(last()).actionRect(FileAction::Save).isNull());
    files().take(file, QStringLiteral("/elsewhere")); // once is enough
    QCOMPARE(taken.count(), 1);
}

void FileBubbleTest::enterDoesTheFirst()
{
    said(note(QStringLiteral("lesson.pdf")));
    QSignalSpy taken(&files(), &RoomFiles::takeRequested);
    list()->setFocus();
    list()->selectionModel()->setCurrentIndex(model()->index(last()), QItemSelectionModel::ClearAndSelect);
    QTest::keyClick(list(), Qt::Key_Return);
    QCOMPARE(taken.count(), 1);
}

void FileBubbleTest::menuHasWhatTheBubbleHas()
{
    const FileNote file = said(note(QStringLiteral("lesson.pdf")));
    tell(7, file, false, TransferState::Moving, 400'000);
    list()->setFocus();
    list()->selectionModel()->setCurrentIndex(model()->index(last()), QItemSelectionModel::ClearAndSelect);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(list()->viewport(), &event);
    auto *menu = list()->findChild<QMenu *>();
    QVERIFY(menu);
    QSignalSpy paused(&files(), &RoomFiles::pauseRequested);
    QStringList words;
    for (QAction *action : menu->actions()) {
        words.append(action->text().remove(u'&'));
        if (words.last() == u"Pause")
            action->trigger();
    }
    QVERIFY(words.contains(QStringLiteral("Cancel")));
    QCOMPARE(paused.count(), 1);
    QCOMPARE(paused[0][0].toULongLong(), 7U);
    menu->close();
}

void FileBubbleTest::goesOnThroughItsStates()
{
    const FileNote file = said(note(QStringLiteral("lesson.pdf")));
    const QModelIndex index = model()->index(last());
    const auto spoken = [&] { return index.data(Qt::AccessibleTextRole).toString(); };
    QVERIFY(spoken().contains(QStringLiteral("File lesson.pdf, 1.0 MB")));
    QVERIFY(!spoken().contains(QStringLiteral("📎")));
    tell(7, file, false, TransferState::Moving, 400'000);
    QCOMPARE(state(last()), State::Moving);
    QVERIFY(spoken().contains(QStringLiteral("saving, 40 percent")));
    QSignalSpy pause(&files(), &RoomFiles::pauseRequested);
    QSignalSpy resume(&files(), &RoomFiles::resumeRequested);
    QSignalSpy cancel(&files(), &RoomFiles::cancelRequested);
    click(last(), FileAction::Pause);
    QCOMPARE(pause.count(), 1);
    tell(7, file, false, TransferState::Paused, 400'000);
    QVERIFY(spoken().contains(QStringLiteral("paused at 40 percent")));
    click(last(), FileAction::Resume);
    QCOMPARE(resume.count(), 1);
    tell(7, file, false, TransferState::Moving, 500'000);
    click(last(), FileAction::Cancel);
    QCOMPARE(cancel.count(), 1);
    tell(7, file, false, TransferState::Failed, 500'000, Code::FileCancelled);
    QCOMPARE(state(last()), State::Offered); // as before
    tell(8, file, false, TransferState::Done, 1'000'000, Code::FileCancelled,
         QStringLiteral("/home/me/files/lesson.pdf"));
    QCOMPARE(state(last()), State::Taken);
    QVERIFY(spoken().contains(QStringLiteral("saved")));
    QVERIFY(!shown(last()).actionRect(FileAction::OpenFolder).isNull());
}

void FileBubbleTest::anEndOfTheLinkTakesSaveAway()
{
    said(note(QStringLiteral("lesson.pdf")));
    QVERIFY(!shown(last()).actionRect(FileAction::Save).isNull());
    files().setLimits({});
    QVERIFY(shown(last()).actionRect(FileAction::Save).isNull());
    files().setLimits({true, 0, 0}); // takes none, but still gives them out
    QVERIFY(!shown(last()).actionRect(FileAction::Save).isNull());
}

void FileBubbleTest::failedSaysWhyAndIsTriedAgain()
{
    const FileNote file = said(note(QStringLiteral("lesson.pdf")));
    QSignalSpy taken(&files(), &RoomFiles::takeRequested);
    click(last(), FileAction::Save);
    tell(7, file, false, TransferState::Failed, 0, Code::FilesFull);
    QCOMPARE(state(last()), State::Failed);
    QVERIFY(shown(last()).card().reason.contains(QStringLiteral("this PC's disk")));
    QCOMPARE(shown(last()).lines().join(u' '), shown(last()).card().reason);
    click(last(), FileAction::Retry);
    QCOMPARE(taken.count(), 2);
    QCOMPARE(taken[1][1], taken[0][1]);
    QCOMPARE(state(last()), State::Waiting);
}

void FileBubbleTest::goneIsSaid()
{
    const FileNote file = said(note(QStringLiteral("lesson.pdf")));
    tell(7, file, false, TransferState::Failed, 0, Code::FileUnknown);
    QCOMPARE(state(last()), State::Gone);
    QCOMPARE(shown(last()).lines(), QStringList{QStringLiteral("The room no longer keeps it.")});
    QVERIFY(shown(last()).card().actions().isEmpty());
}

void FileBubbleTest::progressMovesNothing()
{
    const FileNote file = said(note(QStringLiteral("lesson.pdf")));
    const int high = list()->layoutOf(last()).height();
    const QRect bubble = list()->layoutOf(last()).bubble();
    for (const TransferState now :
         {TransferState::Waiting, TransferState::Moving, TransferState::Paused, TransferState::Done}) {
        tell(7, file, false, now, 400'000);
        QCOMPARE(list()->layoutOf(last()).height(), high);
        QCOMPARE(list()->layoutOf(last()).bubble(), bubble);
    }
}

void FileBubbleTest::hostileNamesAreHarmless_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a tag") << QStringLiteral("<img src=x>.png.exe");
    QTest::newRow("turned round") << QStringLiteral("invoice\u202Efdp.exe");
    QTest::newRow("lines") << QStringLiteral("a\nb\u2028c\td");
    QTest::newRow("very long") << QString(255, u'W');
    QTest::newRow("from right to left") << QStringLiteral("ملخص الدرس.pdf");
    QTest::newRow("a path") << QStringLiteral("../../.bashrc");
    QTest::newRow("nothing to see") << QStringLiteral("\u200B\u200B");
}

void FileBubbleTest::hostileNamesAreHarmless()
{
    QFETCH(QString, name);
    said(note(name));
    const MessageLayout &layout = list()->layoutOf(last());
    const FileLayout &file = layout.file();
    for (const QString &words : {file.nameText(), model()->index(last()).data(Qt::ToolTipRole).toString(),
                                 model()->index(last()).data(Qt::AccessibleTextRole).toString()}) {
        QVERIFY(!words.contains(QChar(0x202E)) && !words.contains(QChar(0x2028)));
        QVERIFY(!words.contains(QChar(0x200B)));
    }
    QVERIFY(!file.nameText().isEmpty() && !file.nameText().contains(u'\n'));
    QVERIFY(layout.bubble().contains(file.rect()));
    const QString end = name.right(4);
    if (end == u".exe" || end == u".pdf") // an ending is never cut off
        QVERIFY(file.nameText().contains(end));
    QVERIFY(!m_page->grab().isNull());
}

void FileBubbleTest::captionStandsAndStandInDoesNot()
{
    said(note(QStringLiteral("a.odt")));
    QVERIFY(list()->layoutOf(last()).text().height() == 0);
    said(note(QStringLiteral("b.odt")), QStringLiteral("Look at **page two**"));
    const MessageLayout &layout = list()->layoutOf(last());
    QVERIFY(layout.text().height() > 0);
    QVERIFY(layout.text().top() > layout.file().rect().bottom());
    QVERIFY(layout.time().top() >= layout.text().bottom()); // its line is that of Save
    QVERIFY(
        model()->index(last()).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("page two")));
}

void FileBubbleTest::uploadHasARowUntilItIsSaid()
{
    FileNote file = note(QStringLiteral("mine.zip"));
    const FileNote asked{file.id, file.name, file.size, {}};
    tell(9, asked, true, TransferState::Waiting);
    QCOMPARE(model()->row(last()).localId, RoomFiles::uploadRow | 9);
    QVERIFY(model()->row(last()).mine);
    said(note(QStringLiteral("theirs.zip"))); // what others say stands above what waits
    QCOMPARE(model()->row(last()).localId, RoomFiles::uploadRow | 9);
    tell(9, asked, true, TransferState::Moving, 500'000);
    QCOMPARE(shown(last()).card().percent(), 50);
    QVERIFY(model()
                ->index(last())
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("sending, 50 percent")));
    tell(9, asked, true, TransferState::Done, 1'000'000);
    const int rows = model()->rowCount();
    RoomMessage message = talk::mine(3, QStringLiteral("📎 mine.zip"), talk::today(10, 41));
    message.file = file;
    model()->messageWaits(message);
    QCOMPARE(model()->rowCount(), rows); // one for the other
    QCOMPARE(model()->row(last()).localId, 3U);
    QCOMPARE(state(last()), State::Sent);
    message = talk::confirmed(3, ++m_number, message.text, message.timeMs);
    message.file = file;
    model()->messagesArrived({message});
    QCOMPARE(model()->rowCount(), rows);
    QCOMPARE(model()->row(last()).number, m_number);
}

void FileBubbleTest::cancelledUploadGoes()
{
    const FileNote file = note(QStringLiteral("mine.zip"));
    tell(9, file, true, TransferState::Moving, 10);
    const int rows = model()->rowCount();
    QSignalSpy cancel(&files(), &RoomFiles::cancelRequested);
    click(last(), FileAction::Cancel);
    QCOMPARE(cancel.count(), 1);
    tell(9, file, true, TransferState::Failed, 10, Code::FileCancelled);
    QCOMPARE(model()->rowCount(), rows - 1);
}

void FileBubbleTest::failedUploadIsTriedAgainOrDiscarded()
{
    const FileNote file = note(QStringLiteral("mine.zip"));
    tell(9, file, true, TransferState::Failed, 10, Code::FileChanged);
    QVERIFY(list()->layoutOf(last()).isStuck());
    QSignalSpy sent(&files(), &RoomFiles::sendRequested);
    const int rows = model()->rowCount();
    click(last(), FileAction::Retry);
    QCOMPARE(sent.count(), 1);
    QCOMPARE(sent[0][0].toString(), QStringLiteral("/home/me/it"));
    QCOMPARE(model()->rowCount(), rows - 1);
    tell(10, note(QStringLiteral("other.zip")), true, TransferState::Failed, 10, Code::FilesFull);
    QVERIFY(shown(last()).card().reason.contains(QStringLiteral("host")));
    click(last(), FileAction::Discard);
    QCOMPARE(model()->rowCount(), rows - 1);
}

void FileBubbleTest::uploadCannotBeEditedOrErased()
{
    tell(9, note(QStringLiteral("mine.zip")), true, TransferState::Moving, 10);
    MessageOffers offers = MessageOffers::of(*model(), last(), true);
    QVERIFY(!offers.edit && !offers.erase && !offers.retry && !offers.discard && !offers.answer);
    RoomMessage message = talk::confirmed(0, ++m_number, QStringLiteral("📎 x"), talk::today(10, 41));
    message.file = note(QStringLiteral("x"));
    message.mine = true;
    model()->messagesArrived({message});
    offers = MessageOffers::of(*model(), model()->rowOfNumber(m_number), true);
    QVERIFY(offers.erase && offers.answer && !offers.edit);
}

void FileBubbleTest::erasedHasNoFile()
{
    said(note(QStringLiteral("lesson.pdf")));
    RoomChange change;
    change.number = m_number;
    change.name = QStringLiteral("Ravi");
    change.act = Act::Erase;
    model()->messagesChanged({change});
    QVERIFY(shown(last()).isNull());
    QVERIFY(
        !model()->index(last()).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("lesson")));
}

void FileBubbleTest::pictureComesByItself()
{
    QSignalSpy taken(&files(), &RoomFiles::takeRequested);
    const FileNote file = said(note(QStringLiteral("tower.png"), 5'000));
    (void)shown(last());
    QTRY_COMPARE(taken.count(), 1);
    const QString folder = taken[0][1].toString();
    QVERIFY(folder.startsWith(m_profile->path() + QStringLiteral("/pictures/")));
    tell(7, file, false, TransferState::Done, 5'000, Code::FileCancelled,
         picture(QStringLiteral("tower.png"), {960, 720}));
    QTRY_VERIFY(shown(last()).card().isPicture());
    QCOMPARE(shown(last()).card().picture, QSize(480, 360)); // less where the column has less
    const QSize stands = shown(last()).picture().size();
    QCOMPARE(stands, QSize(480, 360).scaled(stands.width(), 360, Qt::KeepAspectRatio));
    QVERIFY(list()->layoutOf(last()).bubble().contains(shown(last()).picture()));
    const int high = list()->layoutOf(last()).height();
    QTRY_VERIFY(!files().pictures().image(file.id).isNull());
    QCOMPARE(list()->layoutOf(last()).height(), high); // its place was kept
    QVERIFY(model()
                ->index(last())
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("Picture tower.png")));
}

void FileBubbleTest::largePictureWaitsForAClick()
{
    QSignalSpy taken(&files(), &RoomFiles::takeRequested);
    files().setPictureBound(0);
    said(note(QStringLiteral("any.png"), 5'000));
    (void)shown(last());
    files().setPictureBound(1LL << 20);
    const FileNote large = said(note(QStringLiteral("large.png"), 5'000'000));
    (void)shown(last());
    (void)shown(last() - 1);
    QTRY_COMPARE(taken.count(), 1); // the small one, now that the bound is higher
    QVERIFY(qvariant_cast<FileNote>(taken[0][0]).id != large.id);
    QVERIFY(!shown(last()).actionRect(FileAction::Save).isNull());
}

void FileBubbleTest::pictureOfEarlierIsFound()
{
    const QString made = picture(QStringLiteral("made.png"), {100, 80});
    const FileNote file = note(QStringLiteral("tower.png"), static_cast<quint64>(QFileInfo(made).size()));
    QVERIFY(QDir().mkpath(files().folderOf(file.id)));
    QVERIFY(QFile::copy(made, files().folderOf(file.id) + QStringLiteral("/tower.png")));
    QSignalSpy taken(&files(), &RoomFiles::takeRequested);
    said(file);
    (void)shown(last());
    QTRY_VERIFY(shown(last()).card().isPicture());
    QCOMPARE(taken.count(), 0);
}

void FileBubbleTest::onlyAFewComeAtOnce()
{
    QSignalSpy taken(&files(), &RoomFiles::takeRequested);
    for (int i = 0; i < 10; ++i) {
        said(note(QStringLiteral("p%1.png").arg(i), 5'000));
        (void)shown(last());
    }
    QTRY_COMPARE(taken.count(), RoomFiles::mostByThemselves);
    const auto first = qvariant_cast<FileNote>(taken[0][0]);
    tell(1, first, false, TransferState::Failed, 0, Code::FileUnknown);
    QCOMPARE(taken.count(), RoomFiles::mostByThemselves + 1);
}

void FileBubbleTest::pictureIsClickedOpen()
{
    const QString path = picture(QStringLiteral("tower.png"), {300, 200});
    const FileNote file = note(QStringLiteral("tower.png"), 100);
    files().setTaken(file.id, path);
    said(file);
    (void)shown(last());
    QTRY_VERIFY(shown(last()).card().isPicture());
    QTRY_VERIFY(!list()->visualRect(model()->index(last())).isNull());
    const QPoint at = list()->visualRect(model()->index(last())).topLeft() + shown(last()).picture().center();
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, at);
    QVERIFY(m_page->files()->viewer());
}

void FileBubbleTest::folderIsOpenedNeverTheFile()
{
    QSignalSpy opened(m_page->files(), &ChatFiles::folderRequested);
    const FileNote file = said(note(QStringLiteral("run.exe")));
    tell(7, file, false, TransferState::Done, 0, Code::FileCancelled,
         QStringLiteral("/home/me/files/run.exe"));
    click(last(), FileAction::OpenFolder);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].toString(), QStringLiteral("/home/me/files"));
}

void FileBubbleTest::aTextIsNoFile()
{
    model()->messagesArrived({talk::said(++m_number, QStringLiteral("Ravi"),
                                         QStringLiteral("📎 not a file.pdf"), talk::today(10, 40))});
    QVERIFY(shown(last()).isNull());
    QVERIFY(list()->layoutOf(last()).text().height() > 0);
}

void FileBubbleTest::words()
{
    QCOMPARE(FileWords::limit(2LL << 30), QStringLiteral("2 GiB"));
    QCOMPARE(FileWords::limit(3LL << 29), QStringLiteral("1.5 GiB"));
    QCOMPARE(FileWords::size(1'234'567), QStringLiteral("1.2 MB"));
    QCOMPARE(FileWords::left(12'000), QStringLiteral("12 s left"));
    QCOMPARE(FileWords::left(0), QStringLiteral("1 s left"));
    QCOMPARE(FileWords::left(61'000), QStringLiteral("2 min left"));
    QCOMPARE(FileWords::left(7'200'000), QStringLiteral("2 h left"));
    FileCard card;
    card.id = Bytes(16, 'x');
    card.size = 1'000;
    card.done = 999;
    QCOMPARE(card.percent(), 99); // not all is there
    card.done = 5'000;
    QCOMPARE(card.percent(), 100);
    card.state = State::Moving;
    card.done = 400;
    card.rate = 3'100'000;
    card.leftMs = 12'000;
    QCOMPARE(FileWords::line(card), QStringLiteral("40 % · 3.1 MB/s · 12 s left"));
    QCOMPARE(fileKind::icon(QStringLiteral("A.PDF")), QStringLiteral("file-text"));
    QCOMPARE(fileKind::icon(QStringLiteral("a.png mp3 ")), QStringLiteral("file"));
    QVERIFY(fileKind::isPicture(QStringLiteral("a.JPG")) && !fileKind::isPicture(QStringLiteral("a.svg")));
}

QTEST_MAIN(FileBubbleTest)
#include "FileBubbleTest.moc"
