// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileTalk.h"
#include "HostFixture.h"
#include "LinkPair.h"
#include "Sha256.h"

#include <QDir>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace waxwing;
using namespace waxwing::test;

namespace {

constexpr int patience = 20'000;
constexpr quint64 theId = 77;
const Bytes digests(const Bytes &content)
{
    Sha256 hash;
    hash.add(content);
    return hash.finish();
}

} // namespace

/// What a guest does with files where disk, vault and host do not do as they should (PROTOCOL 8.11): a real
/// link, whose other end the test speaks for.
class GuestFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void fullDiskKeepsThePart();
    void nothingIsMadeBeforeItIsNoted();
    void whatGotItsNameIsNotTakenAgain();
    void wholePartAsksNobody();
    void beyondAllSizes();
    void saidAlready();
    void hostHasItThoughItsSourceIsGone();
    void tookInsideAChunk();
    void pausedWhileItIsMeasured_data();
    void pausedWhileItIsMeasured();
    void whatWasSkippedIsNotReadAgain();
    void vaultThatCannotBeWrittenIsTold();

private:
    bool links();
    bool opensVault();
    template <class M> std::optional<M> heard()
    {
        const auto isOne = [](const Message &message) { return std::holds_alternative<M>(message); };
        const auto find = [&] { return std::find_if(m_heard.begin(), m_heard.end(), isOne); };
        if (!QTest::qWaitFor([&] { return find() != m_heard.end(); }, patience))
            return {};
        const auto found = find();
        const M one = std::get<M>(*found);
        m_heard.erase(m_heard.begin(), found + 1);
        return one;
    }
    [[nodiscard]] bool isShown(TransferState state) const
    {
        return QTest::qWaitFor([&] { return !m_shown.isEmpty() && m_shown.last().state == state; }, patience);
    }
    [[nodiscard]] FileNote note() const
    {
        return {Bytes(limits::fileIdSize, 'f'), QStringLiteral("f.bin"), quint64(m_content.size()),
                digests(m_content)};
    }
    QString written(const QString &name, const Bytes &content) const
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("no file");
        return file.fileName();
    }
    [[nodiscard]] QStringList lie() const { return QDir(m_folder->path()).entryList(QDir::Files); }
    void chunk(qsizetype at) const
    {
        m_pair->host->send(FileChunk{note().id, quint64(at), m_content.mid(at, limits::chunkBytes)});
    }
    /// As an earlier run left it.
    void restores(const KeptTransfer &kept)
    {
        bool isKept = false;
        m_vault->keepTransfer(kept, [&] { isKept = true; });
        QVERIFY(QTest::qWaitFor([&] { return isKept; }, patience));
        m_vault->close();
        QVERIFY(opensVault());
        m_talk->restore();
    }

    const Bytes m_content = Bytes(2 * limits::chunkBytes + 100, 'c');
    std::unique_ptr<HostFixture> m_keys; ///< and clock and pool; no room is opened
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<StoreThread> m_store;
    std::unique_ptr<StoreThread> m_files;
    std::unique_ptr<VaultShelf> m_shelf;
    GuestServices m_services;
    std::unique_ptr<FactQueue> m_facts;
    std::unique_ptr<VaultKeeper> m_vault;
    std::unique_ptr<FileTalk> m_talk;
    std::unique_ptr<LinkPair> m_pair;
    std::vector<Message> m_heard;   ///< by the host
    std::optional<Error> m_refused; ///< what the host said was refused
    QList<TransferView> m_shown;
};

void GuestFilesTest::init()
{
    m_keys = std::make_unique<HostFixture>(QStringLiteral(WAXWING_SOURCE_DIR));
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<StoreThread>();
    m_files = std::make_unique<StoreThread>(QStringLiteral("files"));
    m_shelf = std::make_unique<VaultShelf>(*m_store, m_keys->clock, m_keys->random);
    m_services = {};
    m_services.clock = &m_keys->clock;
    m_services.random = &m_keys->random;
    m_services.jobs = &m_keys->jobs;
    m_services.store = m_store.get();
    m_services.files = m_files.get();
    m_services.vaults = m_shelf.get();
    m_services.profileFolder = m_keys->folder();
    m_services.settings = hostSettings();
    m_services.showsFiles = true;
    m_facts = std::make_unique<FactQueue>();
    m_vault = std::make_unique<VaultKeeper>(m_services);
    m_talk = std::make_unique<FileTalk>(m_services, *m_vault, *m_facts);
    connect(m_facts.get(), &FactQueue::gathered, this, [this](const RoomFacts &facts) {
        for (const RoomFact &fact : facts) {
            if (const auto *transfers = std::get_if<TransfersFact>(&fact))
                m_shown += transfers->transfers;
        }
    });
}

void GuestFilesTest::cleanup()
{
    m_talk.reset();
    m_pair.reset();
    m_vault.reset();
    m_shelf.reset();
    m_files.reset();
    m_store.reset();
    m_heard.clear();
    m_shown.clear();
    m_refused.reset();
}

/// As far as `file_limits`.
bool GuestFilesTest::links()
{
    m_pair = std::make_unique<LinkPair>(Wire::Pipe, m_services.settings, m_keys->oneTimeKey(),
                                        m_keys->identity("host.p8"));
    if (!m_pair->admit())
        return false;
    connect(m_pair->host.get(), &Link::received, this,
            [this](const Message &message) { m_heard.push_back(message); });
    connect(m_pair->guest.get(), &Link::received, this, [this](const Message &message) {
        const auto taken = m_talk->receive(message);
        if (taken && !*taken)
            m_refused = taken->error();
    });
    features::Common common = {};
    common.files = true;
    m_talk->enter(m_pair->guest.get(), common);
    m_pair->host->send(FileLimits{1ULL << 31, 1ULL << 31});
    return true;
}

bool GuestFilesTest::opensVault()
{
    QSignalSpy opened(m_vault.get(), &VaultKeeper::opened);
    m_vault->open("a host's key", QStringLiteral("ada"), SecretBytes(toSpan(Bytes("a password"))));
    return opened.size() == 1 || opened.wait(patience);
}

/// It waits for the person, with all that came.
void GuestFilesTest::fullDiskKeepsThePart()
{
#ifdef Q_OS_UNIX
    QVERIFY(links());
    m_talk->take(theId, note(), m_folder->path(), {});
    QCOMPARE(heard<GetFile>()->offset, 0u);
    ::rlimit before = {};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
    const ::rlimit full = {rlim_t(limits::chunkBytes), before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &full);
    chunk(0);
    chunk(limits::chunkBytes);
    const auto stop = heard<StopFile>();
    ::setrlimit(RLIMIT_FSIZE, &before);
    (void)std::signal(SIGXFSZ, ignored);
    QVERIFY(stop);
    QCOMPARE(Code{stop->code}, Code::FilePaused);
    QVERIFY(isShown(TransferState::Paused));
    QCOMPARE(m_shown.last().reason, Code::StorageFailed);
    QCOMPARE(lie().size(), 1);
    m_pair->host->send(FileRefused{note().id, quint8(Code::FilePaused)});
    m_talk->resume(theId);
    QCOMPARE(heard<GetFile>()->offset, quint64(limits::chunkBytes));
    chunk(limits::chunkBytes);
    chunk(2 * limits::chunkBytes);
    m_pair->host->send(FileSent{note().id});
    QVERIFY(isShown(TransferState::Done));
    QCOMPARE(lie(), QStringList{QStringLiteral("f.bin")});
#else
    QSKIP("NEEDS RLIMIT_FSIZE (Unix): a full disk was NOT tried");
#endif
}

/// A run that is cut off leaves nothing that nobody knows of.
void GuestFilesTest::nothingIsMadeBeforeItIsNoted()
{
    QVERIFY(opensVault() && links());
    const auto gate = std::make_shared<QSemaphore>();
    m_store->post([gate] { gate->acquire(); });
    m_talk->take(theId, note(), m_folder->path(), {});
    QVERIFY(isShown(TransferState::Waiting));
    m_files->drain();
    const QStringList made = lie();
    gate->release();
    QCOMPARE(made, QStringList());
    QVERIFY(heard<GetFile>());
    QCOMPARE(lie().size(), 1);
}

/// The run before gave it its name, and was killed before the vault heard of that.
void GuestFilesTest::whatGotItsNameIsNotTakenAgain()
{
    QVERIFY(opensVault());
    KeptTransfer kept;
    kept.id = theId;
    kept.note = note();
    kept.path = m_folder->path();
    kept.part = QStringLiteral("f.bin.66666666.part");
    const QString path = written(QStringLiteral("f.bin"), m_content);
    restores(kept);
    QVERIFY(links());
    QVERIFY(isShown(TransferState::Done));
    QCOMPARE(m_shown.last().path, path);
    QCOMPARE(lie(), QStringList{QStringLiteral("f.bin")});
    QVERIFY(m_heard.empty());
}

/// The room may keep it no longer.
void GuestFilesTest::wholePartAsksNobody()
{
    QVERIFY(opensVault());
    KeptTransfer kept;
    kept.id = theId;
    kept.note = note();
    kept.path = m_folder->path();
    kept.part = QStringLiteral("f.bin.66666666.part");
    written(kept.part, m_content);
    restores(kept);
    QVERIFY(links());
    QVERIFY(isShown(TransferState::Done));
    QCOMPARE(lie(), QStringList{QStringLiteral("f.bin")});
    QVERIFY(m_heard.empty());
}

void GuestFilesTest::beyondAllSizes()
{
    QVERIFY(links());
    FileNote large = note();
    large.size = std::numeric_limits<qint64>::max();
    m_talk->take(theId, large, m_folder->path(), {});
    QVERIFY(isShown(TransferState::Failed));
    QCOMPARE(m_shown.last().reason, Code::FileTooLarge);
}

/// By an earlier run, which could not note it: it is not said twice.
void GuestFilesTest::saidAlready()
{
    QSignalSpy uploaded(m_talk.get(), &FileTalk::uploaded);
    QVERIFY(links());
    m_talk->send(theId, written(QStringLiteral("source"), m_content), {});
    const auto put = heard<PutFile>();
    QVERIFY(put);
    m_pair->host->send(FileRefused{put->file, quint8(Code::FileUnknown)});
    QVERIFY(isShown(TransferState::Done));
    QVERIFY(uploaded.isEmpty());
}

void GuestFilesTest::hostHasItThoughItsSourceIsGone()
{
    QSignalSpy uploaded(m_talk.get(), &FileTalk::uploaded);
    const QString source = written(QStringLiteral("source"), m_content);
    m_talk->send(theId, source, {});
    QVERIFY(isShown(TransferState::Waiting));
    QVERIFY(QFile::remove(source));
    QVERIFY(links());
    const auto put = heard<PutFile>();
    QVERIFY(put);
    m_pair->host->send(FileKept{put->file});
    QVERIFY(isShown(TransferState::Done));
    QCOMPARE(uploaded.size(), 1);
    m_talk->send(theId + 1, written(QStringLiteral("source"), m_content), {});
    const auto next = heard<PutFile>();
    QVERIFY(next && QFile::remove(source));
    m_pair->host->send(PutFrom{next->file, 0});
    QVERIFY(isShown(TransferState::Failed));
    QCOMPARE(m_shown.last().reason, Code::FileChanged);
    QCOMPARE(Code{heard<StopFile>()->code}, Code::FileCancelled);
}

void GuestFilesTest::tookInsideAChunk()
{
    QVERIFY(links());
    m_talk->send(theId, written(QStringLiteral("source"), m_content), {});
    const auto put = heard<PutFile>();
    QVERIFY(put);
    m_pair->host->send(PutFrom{put->file, 0});
    QVERIFY(heard<FileChunk>());
    m_pair->host->send(FileTook{put->file, 5});
    QVERIFY(QTest::qWaitFor([&] { return m_refused.has_value(); }, patience));
    QCOMPARE(m_refused->code, Code::Unexpected);
}

void GuestFilesTest::pausedWhileItIsMeasured_data()
{
    QTest::addColumn<QString>("to");
    QTest::newRow("the room") << QString();
    QTest::newRow("one member") << QStringLiteral("ravi");
}

/// Nobody is told of it until it goes on.
void GuestFilesTest::pausedWhileItIsMeasured()
{
    QFETCH(QString, to);
    QSignalSpy told(&m_talk->direct(), &DirectFiles::toTell);
    m_talk->direct().setTalk({[](const QString &typed) { return typed; }, {}});
    m_talk->direct().setTalking(true);
    QVERIFY(links());
    const auto gate = std::make_shared<QSemaphore>();
    m_files->post([gate] { gate->acquire(); });
    m_talk->send(theId, written(QStringLiteral("source"), m_content), {to, {}});
    m_talk->pause(theId);
    gate->release();
    QVERIFY(isShown(TransferState::Paused));
    QVERIFY(told.isEmpty() && !told.wait(100));
    m_talk->resume(theId);
    if (to.isEmpty())
        QVERIFY(heard<PutFile>());
    else
        QVERIFY(told.size() == 1 || told.wait(patience));
}

/// A disk so slow that the host waits no longer: each try goes on where the one before was.
void GuestFilesTest::whatWasSkippedIsNotReadAgain()
{
#ifndef Q_OS_LINUX
    QSKIP("NEEDS /proc/self/fd (Linux): whether a slow file stays open was NOT looked at");
#endif
    const auto isOpen = [](const QString &path) {
        const QFileInfoList handles =
            QDir(QStringLiteral("/proc/self/fd")).entryInfoList(QDir::Files | QDir::System);
        return std::any_of(handles.begin(), handles.end(),
                           [&](const QFileInfo &handle) { return handle.symLinkTarget() == path; });
    };
    QFile large(written(QStringLiteral("large"), {}));
    QVERIFY(large.resize(128LL << 20)); // eight slices
    const quint64 place = quint64(limits::chunkBytes) * 2'000;
    const auto gate = std::make_shared<QSemaphore>();
    bool isGated = false;
    connect(m_facts.get(), &FactQueue::gathered, this, [&] {
        const bool moves = !m_shown.isEmpty() && m_shown.last().state == TransferState::Moving;
        if (moves && !std::exchange(isGated, true))
            m_files->post([gate] { gate->acquire(); });
    });
    QVERIFY(links());
    m_talk->send(theId, large.fileName(), {});
    const auto put = heard<PutFile>();
    QVERIFY(put);
    m_pair->host->send(PutFrom{put->file, place});
    QVERIFY(QTest::qWaitFor([&] { return isGated; }, patience));
    m_pair->host->send(FileRefused{put->file, quint8(Code::FilePaused)});
    QVERIFY(isShown(TransferState::Waiting));
    QVERIFY(isOpen(large.fileName()));
    gate->release();
    QVERIFY(heard<PutFile>());
    m_pair->host->send(PutFrom{put->file, place});
    const auto chunk = heard<FileChunk>();
    QVERIFY(chunk && chunk->offset == place);
    m_pair->host->send(FileTook{put->file, place + quint64(limits::chunkBytes)});
    QVERIFY(!m_refused);
}

void GuestFilesTest::vaultThatCannotBeWrittenIsTold()
{
    QVERIFY(opensVault() && links());
    QSignalSpy told(m_vault.get(), &VaultKeeper::transferNotKept);
    const auto session = m_vault->session();
    m_store->post([session] { session->close(); });
    m_talk->take(theId, note(), m_folder->path(), {});
    QVERIFY(told.size() == 1 || told.wait(patience));
    QVERIFY(heard<GetFile>()); // and it is taken all the same
}

QTEST_GUILESS_MAIN(GuestFilesTest)
#include "GuestFilesTest.moc"
