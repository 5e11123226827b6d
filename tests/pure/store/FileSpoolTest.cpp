// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileSpool.h"
#include "FolderFiles.h"
#include "Limits.h"
#include "MessageCodec.h"
#include "ReceivedFile.h"
#include "SourceFile.h"
#include "SystemRandom.h"

#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sys/syscall.h>
#endif

using namespace waxwing;

#ifdef Q_OS_LINUX
namespace {

QStringList synced; ///< what went to the disk, in its order

} // namespace

/// In place of the system's, so that a test sees what is asked of the disk.
extern "C" int fsync(int handle)
{
    synced.append(QFile::symLinkTarget(QStringLiteral("/proc/self/fd/%1").arg(handle)));
    return int(::syscall(SYS_fsync, handle));
}
#endif

/// Files at the host, at who sends them and at who takes them, piece by piece (PROTOCOL 8.11).
class FileSpoolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_spool = std::make_unique<FileSpool>(m_folder->filePath(QStringLiteral("files")), m_random, 0);
    }
    void whatIsWrittenIsRead();
    void whatIsKeptIsInItsFolder();
    void nothingLiesOpen();
    void whatWasTouchedDoesNotOpen();
    void mendsWhatWasCutOff_data();
    void mendsWhatWasCutOff();
    void othersAreRemoved();
    void sourceIsHashedOnTheWay();
    void sourceInPieces();
    void sourceThatChanges();
    void sourceThatWasReplaced();
    void receivedGetsItsName();
    void receivedGoesOn();
    void receivedFollowsNoLink();
    void receivedIsFoundAgain();
    void receivedKeepsItsPart();
    void namesAreReserved();
    void receivedThatIsNotWhatWasSaid();

private:
    FileSpool::Item item(qint64 size)
    {
        return {m_random.bytes(16), std::make_shared<const SecretBytes>(m_random.secret(32)), size};
    }
    std::vector<Bytes> chunksOf(const Bytes &content)
    {
        std::vector<Bytes> chunks;
        for (qsizetype at = 0; at < content.size(); at += limits::chunkBytes)
            chunks.push_back(content.mid(at, limits::chunkBytes));
        return chunks;
    }
    /// What the chunks bring that would be sent; nothing where one is not what it should be.
    [[nodiscard]] std::vector<Bytes> read(const FileSpool::Item &item, quint64 first, int count) const
    {
        const auto encoded = m_spool->readChunks(item, first, count);
        std::vector<Bytes> contents;
        for (std::size_t at = 0; encoded && at < encoded->size(); ++at) {
            const auto message = decodeMessage((*encoded)[at]);
            const auto *chunk = message ? std::get_if<FileChunk>(&*message) : nullptr;
            if (!chunk || chunk->file != item.id || chunk->offset != (first + at) * limits::chunkBytes)
                return {};
            contents.push_back(chunk->bytes);
        }
        return contents;
    }
    /// Looked at in slices of two chunks.
    [[nodiscard]] qint64 mended(const FileSpool::Item &item) const
    {
        quint64 good = 0;
        while (const int more = m_spool->countGood(item, good, 2))
            good += quint64(more);
        return m_spool->cut(item, good).value_or(-1);
    }
    [[nodiscard]] QString pathOf(const FileSpool::Item &item) const
    {
        return m_folder->filePath(QStringLiteral("files/") + QString::fromLatin1(item.id.toHex()));
    }
    QString written(const QString &name, const Bytes &content)
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("no file");
        return file.fileName();
    }
    static Bytes readAll(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : Bytes();
    }

    SystemRandom m_random;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FileSpool> m_spool;
};

void FileSpoolTest::whatIsWrittenIsRead()
{
    const Bytes content = m_random.bytes(3 * limits::chunkBytes + 5);
    const auto one = item(content.size());
    const auto chunks = chunksOf(content);
    QVERIFY(m_spool->write(one, 0, {chunks[0], chunks[1]}));
    QVERIFY(m_spool->write(one, 2, {chunks[2], chunks[3]}));
    QVERIFY(m_spool->sync(one));
    QCOMPARE(read(one, 0, 10), chunks);
    QCOMPARE(read(one, 3, 1), std::vector<Bytes>{chunks[3]});
    QVERIFY(read(one, 4, 1).empty());
    m_spool->remove(one.id);
    QCOMPARE(m_spool->readChunks(one, 0, 1).error().code, Code::FileUnknown);
}

/// A file that was synced alone is lost with the power where its folder's entry was not written.
void FileSpoolTest::whatIsKeptIsInItsFolder()
{
#ifdef Q_OS_LINUX
    const auto one = item(100);
    QVERIFY(m_spool->write(one, 0, {m_random.bytes(100)}));
    synced.clear();
    QVERIFY(m_spool->sync(one));
    const QString above = QFileInfo(m_folder->path()).canonicalFilePath();
    const QString folder = above + QStringLiteral("/files");
    QCOMPARE(synced, (QStringList{folder + u'/' + QString::fromLatin1(one.id.toHex()), folder, above}));
#else
    QSKIP("NEEDS /proc/self/fd (Linux): what goes to the disk was NOT looked at");
#endif
}

void FileSpoolTest::nothingLiesOpen()
{
    const Bytes content(limits::chunkBytes, 'w');
    const auto one = item(content.size());
    QVERIFY(m_spool->write(one, 0, {content}));
    const Bytes lies = readAll(pathOf(one));
    QCOMPARE(lies.size(), content.size() + 28);
    QVERIFY(!lies.contains(Bytes(16, 'w')));
    QVERIFY(!(QFile::permissions(pathOf(one)) & (QFile::ReadGroup | QFile::ReadOther)));
}

void FileSpoolTest::whatWasTouchedDoesNotOpen()
{
    const auto chunks = chunksOf(m_random.bytes(2 * limits::chunkBytes));
    const auto one = item(2 * limits::chunkBytes);
    QVERIFY(m_spool->write(one, 0, chunks));
    const Bytes whole = readAll(pathOf(one));
    const qsizetype half = whole.size() / 2;
    written(QStringLiteral("files/") + QString::fromLatin1(one.id.toHex()),
            whole.mid(half) + whole.left(half)); // each in the other's place
    QCOMPARE(m_spool->readChunks(one, 0, 1).error().code, Code::FileUnknown);
    const auto another = item(2 * limits::chunkBytes);
    QVERIFY(QFile::rename(pathOf(one), pathOf(another))); // under another key
    QCOMPARE(m_spool->readChunks(another, 0, 1).error().code, Code::FileUnknown);
}

void FileSpoolTest::mendsWhatWasCutOff_data()
{
    QTest::addColumn<qint64>("cutTo");
    QTest::addColumn<qint64>("there");
    const qint64 sealed = limits::chunkBytes + 28;
    QTest::newRow("whole") << 3 * sealed + 33 << 3 * qint64(limits::chunkBytes);
    QTest::newRow("in a chunk") << 2 * sealed + 1'000 << 2 * qint64(limits::chunkBytes);
    QTest::newRow("between") << sealed << qint64(limits::chunkBytes);
    QTest::newRow("in the first") << qint64(5) << qint64(0);
    QTest::newRow("empty") << qint64(0) << qint64(0);
}

void FileSpoolTest::mendsWhatWasCutOff()
{
    QFETCH(qint64, cutTo);
    QFETCH(qint64, there);
    const Bytes content = m_random.bytes(3 * limits::chunkBytes + 5);
    const auto one = item(content.size());
    QVERIFY(m_spool->write(one, 0, chunksOf(content)));
    QVERIFY(QFile::resize(pathOf(one), cutTo));
    QCOMPARE(mended(one), there);
    QVERIFY(m_spool->write(one, quint64(there / limits::chunkBytes), chunksOf(content.mid(there))));
    QCOMPARE(read(one, 0, 10), chunksOf(content));
    QFile file(pathOf(one));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(limits::chunkBytes + 100) &&
            file.write("zeros") == 5);
    file.close();
    QCOMPARE(mended(one), qint64(limits::chunkBytes)); // up to what does not open
}

void FileSpoolTest::othersAreRemoved()
{
    const auto kept = item(10);
    const auto orphan = item(10);
    QVERIFY(m_spool->write(kept, 0, {Bytes(10, 'a')}) && m_spool->write(orphan, 0, {Bytes(10, 'b')}));
    m_spool->removeOthers({kept.id});
    QVERIFY(QFile::exists(pathOf(kept)) && !QFile::exists(pathOf(orphan)));
}

void FileSpoolTest::sourceIsHashedOnTheWay()
{
    const Bytes content = m_random.bytes(20 * 1024 * 1024);
    const auto source = SourceFile::open(written(QStringLiteral("source"), content));
    QVERIFY(source);
    QCOMPARE((*source)->mark().size, content.size());
    bool isThere = false;
    for (int slices = 0; !isThere; ++slices) {
        QVERIFY(slices < 2);
        isThere = *(*source)->skipTowards(17 * 1024 * 1024);
    }
    QCOMPARE(*(*source)->read(3 * 1024 * 1024), content.mid(17 * 1024 * 1024));
    Sha256 hash;
    hash.add(content);
    QCOMPARE(*(*source)->digest(), hash.finish());
}

/// As both kinds of giving read it: from the beginning with a digest, or from where somebody has it.
void FileSpoolTest::sourceInPieces()
{
    const Bytes content = m_random.bytes(5 * limits::chunkBytes + 100);
    const QString path = written(QStringLiteral("source"), content);
    const Bytes file = m_random.bytes(limits::fileIdSize);
    const auto mark = SourceFile::markOf(path);
    QVERIFY(mark && SourceFile::open(path, *mark));
    QCOMPARE(SourceFile::open(path, {mark->size + 1, mark->changedMs}).error().code, Code::FileChanged);
    const auto expected = [&](qint64 offset) {
        return encode(FileChunk{file, quint64(offset), content.mid(offset, limits::chunkBytes)}).content;
    };
    const auto source = SourceFile::open(path, *mark);
    const auto first = (*source)->readChunks(file, 4);
    QVERIFY(first && first->size() == 4);
    for (qint64 at = 0; at < 4; ++at)
        QCOMPARE(first->at(std::size_t(at)), expected(at * limits::chunkBytes));
    const auto last = (*source)->readChunks(file, 4);
    QVERIFY(last && last->size() == 2);
    QCOMPARE(last->back(), expected(5 * limits::chunkBytes)); // what is left of it
    QVERIFY((*source)->readChunks(file, 4)->empty());
    QVERIFY((*source)->digest());
    const auto later = SourceFile::open(path, *mark);
    QVERIFY((*later)->startAt(3 * limits::chunkBytes));
    QCOMPARE(*(*later)->readChunks(file, 1), std::vector<Bytes>{expected(3 * limits::chunkBytes)});
    QVERIFY(QFile::resize(path, 4 * limits::chunkBytes + 1));
    QCOMPARE((*later)->readChunks(file, 2).error().code, Code::FileChanged);
}

void FileSpoolTest::sourceThatChanges()
{
    QCOMPARE(SourceFile::open(m_folder->path()).error().code, Code::FileChanged);
    QCOMPARE(SourceFile::open(m_folder->filePath(QStringLiteral("none"))).error().code, Code::FileChanged);
    const QString path = written(QStringLiteral("source"), Bytes(100, 'a'));
    const auto source = SourceFile::open(path);
    QVERIFY((*source)->read(60));
    QVERIFY(QFile::resize(path, 50));
    QCOMPARE((*source)->read(40).error().code, Code::FileChanged);
    QCOMPARE((*source)->digest().error().code, Code::FileChanged);
    const auto longer = SourceFile::open(path);
    QVERIFY((*longer)->read(50) && QFile::resize(path, 51));
    QCOMPARE((*longer)->digest().error().code, Code::FileChanged);
}

/// With the size and the time that it had: as a copy that keeps times does.
void FileSpoolTest::sourceThatWasReplaced()
{
    const QString path = written(QStringLiteral("source"), Bytes(100, 'a'));
    const QDateTime time = QFileInfo(path).lastModified();
    const auto source = SourceFile::open(path);
    QVERIFY(source && (*source)->read(100));
    const auto rewritten = [&] {
        written(QStringLiteral("source"), Bytes(100, 'b'));
        QFile file(path);
        if (!file.open(QIODevice::ReadWrite) || !file.setFileTime(time, QFileDevice::FileModificationTime))
            qFatal("no time");
        file.close();
        const auto another = SourceFile::open(path);
        return another && (*another)->mark() != (*source)->mark();
    };
    QTRY_VERIFY(rewritten()); // the disk's clock has steps
    QCOMPARE((*source)->digest().error().code, Code::FileChanged);
    const auto moved = SourceFile::open(path);
    QVERIFY(moved && (*moved)->read(100));
    QVERIFY(QFile::rename(written(QStringLiteral("other"), Bytes(100, 'c')), path + QStringLiteral(".new")));
    QCOMPARE(::rename(qPrintable(path + QStringLiteral(".new")), qPrintable(path)), 0);
    QCOMPARE((*moved)->digest().error().code, Code::FileChanged);
}

void FileSpoolTest::receivedGetsItsName()
{
    const QString folder = m_folder->filePath(QStringLiteral("deep/er"));
    Sha256 hash;
    hash.add("content");
    const Bytes digest = hash.finish();
    for (const QString &name :
         {QStringLiteral("x.txt"), QStringLiteral("x (2).txt"), QStringLiteral("x (3).txt")}) {
        const auto file = ReceivedFile::make(folder, QStringLiteral("x.txt"), m_random.bytes(16), 7);
        QVERIFY(file && (*file)->append("content"));
        QVERIFY((*file)->partName().endsWith(QStringLiteral(".part")));
        const auto path = (*file)->finish(QStringLiteral("x.txt"), digest);
        QVERIFY(path);
        QCOMPARE(*path, folder + u'/' + name);
        QCOMPARE(readAll(*path), Bytes("content"));
    }
    QCOMPARE(QDir(folder).entryList(QDir::Files).size(), 3);
}

void FileSpoolTest::receivedGoesOn()
{
    const Bytes content = m_random.bytes(2 * limits::chunkBytes + 77);
    QString part;
    {
        const auto file =
            ReceivedFile::make(m_folder->path(), QStringLiteral("y"), Bytes(16, 'y'), content.size());
        part = (*file)->partName();
        QVERIFY((*file)->append(content.left(limits::chunkBytes)));
        QVERIFY((*file)->append(content.mid(limits::chunkBytes, 100))); // torn
    }
    const auto file = ReceivedFile::reopen(m_folder->path(), part, content.size());
    QVERIFY(file);
    QCOMPARE((*file)->size(), qint64(limits::chunkBytes));
    QVERIFY(*(*file)->countIn());
    QVERIFY((*file)->append(content.mid(limits::chunkBytes)));
    Sha256 hash;
    hash.add(content);
    QCOMPARE(readAll(*(*file)->finish(QStringLiteral("y"), hash.finish())), content);
    QCOMPARE(ReceivedFile::reopen(m_folder->path(), part, 1).error().code, Code::FileUnknown);
}

void FileSpoolTest::receivedFollowsNoLink()
{
    const QString victim = written(QStringLiteral("victim"), "precious");
    const QString folder = m_folder->filePath(QStringLiteral("downloads"));
    QVERIFY(QDir().mkpath(folder));
    const Bytes id(16, 'z');
    const QString part = QStringLiteral("z.%1.part").arg(QString::fromLatin1(id.toHex().left(16)));
    QCOMPARE(::symlink(qPrintable(victim), qPrintable(folder + u'/' + part)), 0);
    QCOMPARE(ReceivedFile::reopen(folder, part, 8).error().code, Code::FileUnknown);
    const auto file = ReceivedFile::make(folder, QStringLiteral("z"), id, 8);
    QVERIFY(file && (*file)->partName() != part);
    QCOMPARE(::link(qPrintable(victim), qPrintable(folder + QStringLiteral("/hard"))), 0);
    QCOMPARE(ReceivedFile::reopen(folder, QStringLiteral("hard"), 8).error().code, Code::FileUnknown);
    QCOMPARE(readAll(victim), Bytes("precious"));
}

/// The word that it is whole was lost: it is not taken twice. One of another content is none.
void FileSpoolTest::receivedIsFoundAgain()
{
    const QString name = QStringLiteral("f.txt");
    Sha256 hash;
    hash.add("content");
    const Bytes digest = hash.finish();
    const QString folder = m_folder->path();
    QCOMPARE(ReceivedFile::findFinished(folder, name, 7, digest), QString());
    written(name, "another");
    QCOMPARE(ReceivedFile::findFinished(folder, name, 7, digest), QString());
    const auto file = ReceivedFile::make(folder, name, m_random.bytes(16), 7);
    QVERIFY((*file)->append("content"));
    const QString path = *(*file)->finish(name, digest);
    QCOMPARE(QFileInfo(path).fileName(), QStringLiteral("f (2).txt"));
    QCOMPARE(ReceivedFile::findFinished(folder, name, 7, digest), path);
    written(QStringLiteral("f (3).txt"), "7 bytes");
    QCOMPARE(ReceivedFile::findFinished(folder, name, 7, digest), path);
}

/// A part whose name nothing noted is its taking's all the same, and nobody else's.
void FileSpoolTest::receivedKeepsItsPart()
{
    const Bytes mark(16, 'm');
    const Bytes content = m_random.bytes(limits::chunkBytes);
    QVERIFY((*ReceivedFile::make(m_folder->path(), QStringLiteral("k"), mark, 100'000))->append(content));
    const auto again = ReceivedFile::make(m_folder->path(), QStringLiteral("k"), mark, 100'000);
    QCOMPARE((*again)->size(), qint64(content.size()));
    const auto other = ReceivedFile::make(m_folder->path(), QStringLiteral("k"), Bytes(16, 'o'), 100'000);
    QCOMPARE((*other)->size(), 0);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 2);
    const auto large = ReceivedFile::make(m_folder->path(), QStringLiteral("k"), Bytes(16, 'l'),
                                          std::numeric_limits<qint64>::max());
    QCOMPARE(large.error().code, Code::StorageFailed);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 2);
}

void FileSpoolTest::namesAreReserved()
{
    const QString folder = m_folder->path();
    const QString from = QStringLiteral("from");
    const QString to = QStringLiteral("to");
    written(from, "content");
    QCOMPARE(folderFiles::renameByReserving(folder, from, to), folderFiles::Renamed::Done);
    QCOMPARE(readAll(folder + u'/' + to), Bytes("content"));
    QVERIFY(!QFile::exists(folder + u'/' + from));
    written(from, "other");
    QCOMPARE(folderFiles::renameByReserving(folder, from, to), folderFiles::Renamed::Taken);
    QCOMPARE(readAll(folder + u'/' + to), Bytes("content"));
    QVERIFY(QFile::remove(folder + u'/' + from));
    QCOMPARE(folderFiles::renameByReserving(folder, from, QStringLiteral("new")),
             folderFiles::Renamed::Failed);
    QVERIFY(!QFile::exists(folder + QStringLiteral("/new")));
}

void FileSpoolTest::receivedThatIsNotWhatWasSaid()
{
    const auto file = ReceivedFile::make(m_folder->path(), QStringLiteral("w"), Bytes(16, 'w'), 3);
    QVERIFY((*file)->append("abc"));
    QCOMPARE((*file)->finish(QStringLiteral("w"), Bytes(32, 0)).error().code, Code::FileDamaged);
    QVERIFY(QDir(m_folder->path()).entryList(QDir::Files).isEmpty());
}

QTEST_GUILESS_MAIN(FileSpoolTest)
#include "FileSpoolTest.moc"
