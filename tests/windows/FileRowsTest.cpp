// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FilesProbe.h"
#include "MessageOffers.h"

#include <QDir>
#include <QSignalSpy>

using namespace waxwing;
using State = FileCard::State;

/// Rows of files that are on their way to the room, and pictures that come by themselves.
class FileRowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_probe = std::make_unique<FilesProbe>(); }
    void cleanup() { m_probe.reset(); }
    void uploadHasARowUntilItIsSaid();
    void cancelledUploadGoes();
    void failedUploadIsTriedAgainOrDiscarded();
    void uploadCannotBeEditedOrErased();
    void pictureComesByItself();
    void largePictureWaitsForAClick();
    void pictureOfEarlierIsFound();
    void onlyAFewComeAtOnce();
    void pictureGoesWithItsErasedMessage();
    void pictureIsClickedOpen();

private:
    std::unique_ptr<FilesProbe> m_probe;
};

void FileRowsTest::uploadHasARowUntilItIsSaid()
{
    FileNote file = m_probe->note(QStringLiteral("mine.zip"));
    const FileNote asked{file.id, file.name, file.size, {}};
    m_probe->tell(9, asked, true, TransferState::Waiting);
    QCOMPARE(m_probe->model()->row(m_probe->last()).localId, RoomFiles::uploadRow | 9);
    QVERIFY(m_probe->model()->row(m_probe->last()).mine);
    m_probe->said(m_probe->note(QStringLiteral("theirs.zip"))); // what others say stands above what waits
    QCOMPARE(m_probe->model()->row(m_probe->last()).localId, RoomFiles::uploadRow | 9);
    m_probe->tell(9, asked, true, TransferState::Moving, 500'000);
    QCOMPARE(m_probe->shown(m_probe->last()).card().percent(), 50);
    QVERIFY(m_probe->model()
                ->index(m_probe->last())
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("sending, 50 percent")));
    m_probe->tell(9, asked, true, TransferState::Done, 1'000'000);
    const int rows = m_probe->model()->rowCount();
    RoomMessage message = talk::mine(3, QStringLiteral("📎 mine.zip"), talk::today(10, 41));
    message.file = file;
    m_probe->model()->messageWaits(message);
    QCOMPARE(m_probe->model()->rowCount(), rows); // one for the other
    QCOMPARE(m_probe->model()->row(m_probe->last()).localId, 3U);
    QCOMPARE(m_probe->state(m_probe->last()), State::Sent);
    message = talk::confirmed(3, ++m_probe->number, message.text, message.timeMs);
    message.file = file;
    m_probe->model()->messagesArrived({message});
    QCOMPARE(m_probe->model()->rowCount(), rows);
    QCOMPARE(m_probe->model()->row(m_probe->last()).number, m_probe->number);
}

void FileRowsTest::cancelledUploadGoes()
{
    const FileNote file = m_probe->note(QStringLiteral("mine.zip"));
    m_probe->tell(9, file, true, TransferState::Moving, 10);
    const int rows = m_probe->model()->rowCount();
    QSignalSpy cancel(&m_probe->files(), &RoomFiles::cancelRequested);
    m_probe->click(m_probe->last(), FileAction::Cancel);
    QCOMPARE(cancel.count(), 1);
    m_probe->tell(9, file, true, TransferState::Failed, 10, Code::FileCancelled);
    QCOMPARE(m_probe->model()->rowCount(), rows - 1);
}

void FileRowsTest::failedUploadIsTriedAgainOrDiscarded()
{
    const FileNote file = m_probe->note(QStringLiteral("mine.zip"));
    m_probe->tell(9, file, true, TransferState::Failed, 10, Code::FileChanged);
    QVERIFY(m_probe->list()->layoutOf(m_probe->last()).isStuck());
    QSignalSpy sent(&m_probe->files(), &RoomFiles::sendRequested);
    const int rows = m_probe->model()->rowCount();
    m_probe->click(m_probe->last(), FileAction::Retry);
    QCOMPARE(sent.count(), 1);
    QCOMPARE(sent[0][0].toString(), QStringLiteral("/home/me/it"));
    QCOMPARE(m_probe->model()->rowCount(), rows - 1);
    m_probe->tell(10, m_probe->note(QStringLiteral("other.zip")), true, TransferState::Failed, 10,
                  Code::FilesFull);
    QVERIFY(m_probe->shown(m_probe->last()).card().reason.contains(QStringLiteral("host")));
    m_probe->click(m_probe->last(), FileAction::Discard);
    QCOMPARE(m_probe->model()->rowCount(), rows - 1);
}

void FileRowsTest::uploadCannotBeEditedOrErased()
{
    m_probe->tell(9, m_probe->note(QStringLiteral("mine.zip")), true, TransferState::Moving, 10);
    MessageOffers offers = MessageOffers::of(*m_probe->model(), m_probe->last(), true);
    QVERIFY(!offers.edit && !offers.erase && !offers.retry && !offers.discard && !offers.answer);
    RoomMessage message = talk::confirmed(0, ++m_probe->number, QStringLiteral("📎 x"), talk::today(10, 41));
    message.file = m_probe->note(QStringLiteral("x"));
    message.mine = true;
    m_probe->model()->messagesArrived({message});
    offers = MessageOffers::of(*m_probe->model(), m_probe->model()->rowOfNumber(m_probe->number), true);
    QVERIFY(offers.erase && offers.answer && !offers.edit);
}

void FileRowsTest::pictureComesByItself()
{
    QSignalSpy taken(&m_probe->files(), &RoomFiles::takeRequested);
    const FileNote file = m_probe->said(m_probe->note(QStringLiteral("tower.png"), 5'000));
    (void)m_probe->shown(m_probe->last());
    QTRY_COMPARE(taken.count(), 1);
    const QString folder = taken[0][1].toString();
    QVERIFY(folder.startsWith(m_probe->profile.path() + QStringLiteral("/pictures/")));
    m_probe->tell(7, file, false, TransferState::Done, 5'000, Code::FileCancelled,
                  m_probe->picture(QStringLiteral("tower.png"), {960, 720}));
    QTRY_VERIFY(m_probe->shown(m_probe->last()).card().isPicture());
    QCOMPARE(m_probe->shown(m_probe->last()).card().picture,
             QSize(480, 360)); // less where the column has less
    const QSize stands = m_probe->shown(m_probe->last()).picture().size();
    QCOMPARE(stands, QSize(480, 360).scaled(stands.width(), 360, Qt::KeepAspectRatio));
    QVERIFY(m_probe->list()
                ->layoutOf(m_probe->last())
                .bubble()
                .contains(m_probe->shown(m_probe->last()).picture()));
    const int high = m_probe->list()->layoutOf(m_probe->last()).height();
    QTRY_VERIFY(!m_probe->files().pictures().image(file.id).isNull());
    QCOMPARE(m_probe->list()->layoutOf(m_probe->last()).height(), high); // its place was kept
    QVERIFY(m_probe->model()
                ->index(m_probe->last())
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("Picture tower.png")));
}

void FileRowsTest::largePictureWaitsForAClick()
{
    QSignalSpy taken(&m_probe->files(), &RoomFiles::takeRequested);
    m_probe->files().setPictureBound(0);
    m_probe->said(m_probe->note(QStringLiteral("any.png"), 5'000));
    (void)m_probe->shown(m_probe->last());
    m_probe->files().setPictureBound(1LL << 20);
    const FileNote large = m_probe->said(m_probe->note(QStringLiteral("large.png"), 5'000'000));
    (void)m_probe->shown(m_probe->last());
    (void)m_probe->shown(m_probe->last() - 1);
    QTRY_COMPARE(taken.count(), 1); // the small one, now that the bound is higher
    QVERIFY(qvariant_cast<FileNote>(taken[0][0]).id != large.id);
    QVERIFY(!m_probe->shown(m_probe->last()).actionRect(FileAction::Save).isNull());
}

void FileRowsTest::pictureOfEarlierIsFound()
{
    const QString made = m_probe->picture(QStringLiteral("made.png"), {100, 80});
    const FileNote file =
        m_probe->note(QStringLiteral("tower.png"), static_cast<quint64>(QFileInfo(made).size()));
    QVERIFY(QDir().mkpath(m_probe->files().folderOf(file.id)));
    QVERIFY(QFile::copy(made, m_probe->files().folderOf(file.id) + QStringLiteral("/tower.png")));
    QSignalSpy taken(&m_probe->files(), &RoomFiles::takeRequested);
    m_probe->said(file);
    (void)m_probe->shown(m_probe->last());
    QTRY_VERIFY(m_probe->shown(m_probe->last()).card().isPicture());
    QCOMPARE(taken.count(), 0);
}

void FileRowsTest::onlyAFewComeAtOnce()
{
    QSignalSpy taken(&m_probe->files(), &RoomFiles::takeRequested);
    for (int i = 0; i < 10; ++i) {
        m_probe->said(m_probe->note(QStringLiteral("p%1.png").arg(i), 5'000));
        (void)m_probe->shown(m_probe->last());
    }
    QTRY_COMPARE(taken.count(), RoomFiles::mostByThemselves);
    const auto first = qvariant_cast<FileNote>(taken[0][0]);
    m_probe->tell(1, first, false, TransferState::Failed, 0, Code::FileUnknown);
    QCOMPARE(taken.count(), RoomFiles::mostByThemselves + 1);
}

void FileRowsTest::pictureGoesWithItsErasedMessage()
{
    RoomFiles &files = m_probe->files();
    const auto keep = [&](const FileNote &note) {
        QDir().mkpath(files.folderOf(note.id));
        const QString path = files.folderOf(note.id) + QStringLiteral("/cat.png");
        QFile::copy(m_probe->picture(QStringLiteral("cat.png"), {40, 30}), path);
        files.setTaken(note.id, path);
        return path;
    };
    const FileNote erased = m_probe->said(m_probe->note(QStringLiteral("cat.png")));
    const quint64 number = m_probe->number;
    const FileNote other = m_probe->said(m_probe->note(QStringLiteral("cat.png")));
    const QString gone = keep(erased);
    const QString stays = keep(other);
    const QString saved = m_probe->picture(QStringLiteral("saved.png"), {40, 30});
    QVERIFY(QFile::exists(gone) && QFile::exists(stays) && QFile::exists(saved));
    QSignalSpy told(m_probe->model(), &ConversationModel::fileErased);
    RoomChange change;
    change.number = number;
    change.name = QStringLiteral("Ravi");
    change.act = Act::Erase;
    m_probe->model()->messagesChanged({change});
    QTRY_COMPARE(told.count(), 1);
    QCOMPARE(told.first().first().toByteArray(), erased.id);
    QTRY_VERIFY(!QFile::exists(files.folderOf(erased.id)));
    QVERIFY(files.pathOf(erased.id).isEmpty());
    QVERIFY(QFile::exists(stays) && QFile::exists(saved));
}

void FileRowsTest::pictureIsClickedOpen()
{
    const QString path = m_probe->picture(QStringLiteral("tower.png"), {300, 200});
    const FileNote file = m_probe->note(QStringLiteral("tower.png"), 100);
    m_probe->files().setTaken(file.id, path);
    m_probe->said(file);
    (void)m_probe->shown(m_probe->last());
    QTRY_VERIFY(m_probe->shown(m_probe->last()).card().isPicture());
    QTRY_VERIFY(!m_probe->list()->visualRect(m_probe->model()->index(m_probe->last())).isNull());
    const QPoint at = m_probe->list()->visualRect(m_probe->model()->index(m_probe->last())).topLeft() +
                      m_probe->shown(m_probe->last()).picture().center();
    QTest::mouseClick(m_probe->list()->viewport(), Qt::LeftButton, {}, at);
    QVERIFY(m_probe->page->files()->viewer());
}

QTEST_MAIN(FileRowsTest)
#include "FileRowsTest.moc"
