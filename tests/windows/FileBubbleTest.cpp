// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileKind.h"
#include "FilesProbe.h"

#include <QMenu>
#include <QSignalSpy>

using namespace waxwing;
using State = FileCard::State;

/// A file in the conversation: what its bubble shows, and what can be done with it by mouse and keyboard.
class FileBubbleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_probe = std::make_unique<FilesProbe>(); }
    void cleanup() { m_probe.reset(); }
    void offeredIsSavedByAClick();
    void enterDoesTheFirst();
    void menuHasWhatTheBubbleHas();
    void goesOnThroughItsStates();
    void anEndOfTheLinkTakesSaveAway();
    void failedSaysWhyAndIsTriedAgain();
    void pausedByTheDiskSaysWhy();
    void goneIsSaid();
    void progressMovesNothing();
    void hostileNamesAreHarmless_data();
    void hostileNamesAreHarmless();
    void captionStandsAndStandInDoesNot();
    void erasedHasNoFile();
    void folderIsOpenedNeverTheFile();
    void aTextIsNoFile();
    void words();

private:
    std::unique_ptr<FilesProbe> m_probe;
};

void FileBubbleTest::offeredIsSavedByAClick()
{
    const FileNote file = m_probe->said(m_probe->note(QStringLiteral("lesson.pdf")));
    QTRY_VERIFY(!m_probe->list()->visualRect(m_probe->model()->index(m_probe->last())).isNull());
    QCOMPARE(m_probe->state(m_probe->last()), State::Offered);
    QCOMPARE(m_probe->shown(m_probe->last()).nameText(), QStringLiteral("lesson.pdf"));
    QSignalSpy taken(&m_probe->files(), &RoomFiles::takeRequested);
    m_probe->click(m_probe->last(), FileAction::Save);
    QCOMPARE(taken.count(), 1);
    QCOMPARE(qvariant_cast<FileNote>(taken[0][0]), file);
    QCOMPARE(taken[0][1].toString(), QStringLiteral("/home/me/files"));
    QCOMPARE(m_probe->state(m_probe->last()), State::Waiting);
    QVERIFY(m_probe->shown(m_probe->last()).actionRect(FileAction::Save).isNull());
    m_probe->files().take(file, QStringLiteral("/elsewhere")); // once is enough
    QCOMPARE(taken.count(), 1);
}

void FileBubbleTest::enterDoesTheFirst()
{
    m_probe->said(m_probe->note(QStringLiteral("lesson.pdf")));
    QSignalSpy taken(&m_probe->files(), &RoomFiles::takeRequested);
    m_probe->list()->setFocus();
    m_probe->list()->selectionModel()->setCurrentIndex(m_probe->model()->index(m_probe->last()),
                                                       QItemSelectionModel::ClearAndSelect);
    QTest::keyClick(m_probe->list(), Qt::Key_Return);
    QCOMPARE(taken.count(), 1);
}

void FileBubbleTest::menuHasWhatTheBubbleHas()
{
    const FileNote file = m_probe->said(m_probe->note(QStringLiteral("lesson.pdf")));
    m_probe->tell(7, file, false, TransferState::Moving, 400'000);
    m_probe->list()->setFocus();
    m_probe->list()->selectionModel()->setCurrentIndex(m_probe->model()->index(m_probe->last()),
                                                       QItemSelectionModel::ClearAndSelect);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(m_probe->list()->viewport(), &event);
    auto *menu = m_probe->list()->findChild<QMenu *>();
    QVERIFY(menu);
    QSignalSpy paused(&m_probe->files(), &RoomFiles::pauseRequested);
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
    const FileNote file = m_probe->said(m_probe->note(QStringLiteral("lesson.pdf")));
    const QModelIndex index = m_probe->model()->index(m_probe->last());
    const auto spoken = [&] { return index.data(Qt::AccessibleTextRole).toString(); };
    QVERIFY(spoken().contains(QStringLiteral("File lesson.pdf, 1.0 MB")));
    QVERIFY(!spoken().contains(QStringLiteral("📎")));
    m_probe->tell(7, file, false, TransferState::Moving, 400'000);
    QCOMPARE(m_probe->state(m_probe->last()), State::Moving);
    QVERIFY(spoken().contains(QStringLiteral("saving, 40 percent")));
    QSignalSpy pause(&m_probe->files(), &RoomFiles::pauseRequested);
    QSignalSpy resume(&m_probe->files(), &RoomFiles::resumeRequested);
    QSignalSpy cancel(&m_probe->files(), &RoomFiles::cancelRequested);
    m_probe->click(m_probe->last(), FileAction::Pause);
    QCOMPARE(pause.count(), 1);
    m_probe->tell(7, file, false, TransferState::Paused, 400'000);
    QVERIFY(spoken().contains(QStringLiteral("paused at 40 percent")));
    m_probe->click(m_probe->last(), FileAction::Resume);
    QCOMPARE(resume.count(), 1);
    m_probe->tell(7, file, false, TransferState::Moving, 500'000);
    m_probe->click(m_probe->last(), FileAction::Cancel);
    QCOMPARE(cancel.count(), 1);
    m_probe->tell(7, file, false, TransferState::Failed, 500'000, Code::FileCancelled);
    QCOMPARE(m_probe->state(m_probe->last()), State::Offered); // as before
    m_probe->tell(8, file, false, TransferState::Done, 1'000'000, Code::FileCancelled,
                  QStringLiteral("/home/me/files/lesson.pdf"));
    QCOMPARE(m_probe->state(m_probe->last()), State::Taken);
    QVERIFY(spoken().contains(QStringLiteral("saved")));
    QVERIFY(!m_probe->shown(m_probe->last()).actionRect(FileAction::OpenFolder).isNull());
}

void FileBubbleTest::anEndOfTheLinkTakesSaveAway()
{
    m_probe->said(m_probe->note(QStringLiteral("lesson.pdf")));
    QVERIFY(!m_probe->shown(m_probe->last()).actionRect(FileAction::Save).isNull());
    m_probe->files().setLimits({});
    QVERIFY(m_probe->shown(m_probe->last()).actionRect(FileAction::Save).isNull());
    m_probe->files().setLimits({true, 0, 0}); // takes none, but still gives them out
    QVERIFY(!m_probe->shown(m_probe->last()).actionRect(FileAction::Save).isNull());
}

void FileBubbleTest::failedSaysWhyAndIsTriedAgain()
{
    const FileNote file = m_probe->said(m_probe->note(QStringLiteral("lesson.pdf")));
    QSignalSpy taken(&m_probe->files(), &RoomFiles::takeRequested);
    m_probe->click(m_probe->last(), FileAction::Save);
    m_probe->tell(7, file, false, TransferState::Failed, 0, Code::StorageFailed);
    QCOMPARE(m_probe->state(m_probe->last()), State::Failed);
    QVERIFY(m_probe->shown(m_probe->last()).card().reason.contains(QStringLiteral("This PC's disk")));
    QCOMPARE(m_probe->shown(m_probe->last()).lines().join(u' '),
             m_probe->shown(m_probe->last()).card().reason);
    m_probe->click(m_probe->last(), FileAction::Retry);
    QCOMPARE(taken.count(), 2);
    QCOMPARE(taken[1][1], taken[0][1]);
    QCOMPARE(m_probe->state(m_probe->last()), State::Waiting);
}

void FileBubbleTest::pausedByTheDiskSaysWhy()
{
    const FileNote file = m_probe->said(m_probe->note(QStringLiteral("lesson.pdf")));
    m_probe->click(m_probe->last(), FileAction::Save);
    m_probe->tell(7, file, false, TransferState::Paused, 10, Code::StorageFailed);
    QCOMPARE(m_probe->state(m_probe->last()), State::Paused);
    QVERIFY(m_probe->shown(m_probe->last())
                .lines()
                .join(u' ')
                .contains(QStringLiteral("This PC's disk has no place")));
    QVERIFY(!m_probe->shown(m_probe->last()).actionRect(FileAction::Resume).isNull());
    m_probe->tell(7, file, false, TransferState::Paused, 10, Code::FilePaused);
    QVERIFY(m_probe->shown(m_probe->last()).card().reason.isEmpty());
}

void FileBubbleTest::goneIsSaid()
{
    const FileNote file = m_probe->said(m_probe->note(QStringLiteral("lesson.pdf")));
    m_probe->tell(7, file, false, TransferState::Failed, 0, Code::FileUnknown);
    QCOMPARE(m_probe->state(m_probe->last()), State::Gone);
    QCOMPARE(m_probe->shown(m_probe->last()).lines(),
             QStringList{QStringLiteral("The room no longer keeps it.")});
    QVERIFY(m_probe->shown(m_probe->last()).card().actions().isEmpty());
}

void FileBubbleTest::progressMovesNothing()
{
    const FileNote file = m_probe->said(m_probe->note(QStringLiteral("lesson.pdf")));
    const int high = m_probe->list()->layoutOf(m_probe->last()).height();
    const QRect bubble = m_probe->list()->layoutOf(m_probe->last()).bubble();
    for (const TransferState now :
         {TransferState::Waiting, TransferState::Moving, TransferState::Paused, TransferState::Done}) {
        m_probe->tell(7, file, false, now, 400'000);
        QCOMPARE(m_probe->list()->layoutOf(m_probe->last()).height(), high);
        QCOMPARE(m_probe->list()->layoutOf(m_probe->last()).bubble(), bubble);
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
    m_probe->said(m_probe->note(name));
    const MessageLayout &layout = m_probe->list()->layoutOf(m_probe->last());
    const FileLayout &file = layout.file();
    for (const QString &words :
         {file.nameText(), m_probe->model()->index(m_probe->last()).data(Qt::ToolTipRole).toString(),
          m_probe->model()->index(m_probe->last()).data(Qt::AccessibleTextRole).toString()}) {
        QVERIFY(!words.contains(QChar(0x202E)) && !words.contains(QChar(0x2028)));
        QVERIFY(!words.contains(QChar(0x200B)));
    }
    QVERIFY(!file.nameText().isEmpty() && !file.nameText().contains(u'\n'));
    QVERIFY(layout.bubble().contains(file.rect()));
    const QString end = name.right(4);
    if (end == u".exe" || end == u".pdf") // an ending is never cut off
        QVERIFY(file.nameText().contains(end));
    QVERIFY(!m_probe->page->grab().isNull());
}

void FileBubbleTest::captionStandsAndStandInDoesNot()
{
    m_probe->said(m_probe->note(QStringLiteral("a.odt")));
    QVERIFY(m_probe->list()->layoutOf(m_probe->last()).text().height() == 0);
    m_probe->said(m_probe->note(QStringLiteral("b.odt")), QStringLiteral("Look at **page two**"));
    const MessageLayout &layout = m_probe->list()->layoutOf(m_probe->last());
    QVERIFY(layout.text().height() > 0);
    QVERIFY(layout.text().top() > layout.file().rect().bottom());
    QVERIFY(layout.time().top() >= layout.text().bottom()); // its line is that of Save
    QVERIFY(m_probe->model()
                ->index(m_probe->last())
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("page two")));
}

void FileBubbleTest::erasedHasNoFile()
{
    m_probe->said(m_probe->note(QStringLiteral("lesson.pdf")));
    RoomChange change;
    change.number = m_probe->number;
    change.name = QStringLiteral("Ravi");
    change.act = Act::Erase;
    m_probe->model()->messagesChanged({change});
    QVERIFY(m_probe->shown(m_probe->last()).isNull());
    QVERIFY(!m_probe->model()
                 ->index(m_probe->last())
                 .data(Qt::AccessibleTextRole)
                 .toString()
                 .contains(QStringLiteral("lesson")));
}

void FileBubbleTest::folderIsOpenedNeverTheFile()
{
    QSignalSpy opened(m_probe->page->files(), &ChatFiles::folderRequested);
    const FileNote file = m_probe->said(m_probe->note(QStringLiteral("run.exe")));
    m_probe->tell(7, file, false, TransferState::Done, 0, Code::FileCancelled,
                  QStringLiteral("/home/me/files/run.exe"));
    m_probe->click(m_probe->last(), FileAction::OpenFolder);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].toString(), QStringLiteral("/home/me/files"));
}

void FileBubbleTest::aTextIsNoFile()
{
    m_probe->model()->messagesArrived({talk::said(++m_probe->number, QStringLiteral("Ravi"),
                                                  QStringLiteral("📎 not a file.pdf"), talk::today(10, 40))});
    QVERIFY(m_probe->shown(m_probe->last()).isNull());
    QVERIFY(m_probe->list()->layoutOf(m_probe->last()).text().height() > 0);
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
