// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "History.h"

#include "VaultKeeper.h"
#include "VaultPlace.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <functional>

using namespace waxwing;

namespace {

constexpr int patience = 20'000;

class SetClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override { return now; }
    [[nodiscard]] qint64 monotonicMs() const override { return now; }
    std::atomic<qint64> now = 1'700'000'000'000;
};

using Place = test::VaultPlace<SetClock>;

SecretBytes secret(const char *password)
{
    return SecretBytes(toSpan(password));
}

const Bytes host = "a host's key";
const QString me = QStringLiteral("Maria");

} // namespace

/// VaultKeeper and History over real files, the store's thread and the pool.
class HistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_place = std::make_unique<Place>(); }
    void keepsAndOpens();
    void twoWindowsShareOneFile();
    void twoWindowsMakeOneIdentity();
    void anotherPasswordIsAQuestion();
    void anEarlierPasswordOpens();
    void damageIsAQuestion();
    void whatIsNoDatabase();
    void putAsideNotUnderAnotherWindow();
    void closingDropsAnswers();
    void pagesComeInOrder();
    void searchTellsAtOnceAndStops();
    void exports();
    void anExportThatFailsLeavesNothing();
    void wipeAndRetentionAreTold();
    void outlivesTheShelf();

private:
    /// Opens, and gives whether it did.
    bool opens(VaultKeeper &keeper, const char *password = "a password")
    {
        QSignalSpy opened(&keeper, &VaultKeeper::opened);
        keeper.open(host, me, secret(password));
        return opened.wait(patience);
    }
    static bool keeps(VaultKeeper &keeper, quint64 first, quint64 last, char file = 0)
    {
        KeptTurn turn;
        for (quint64 number = first; number <= last; ++number) {
            StoredMessage message;
            message.number = number;
            message.name = QStringLiteral("Ravi");
            message.text = QStringLiteral("text %1").arg(number);
            message.timeMs = static_cast<qint64>(number) * 1'000;
            if (file != 0)
                message.file = FileNote{Bytes(16, file), QStringLiteral("cat.png"), 3, Bytes(32, 'd')};
            turn.arrived.push_back(message);
        }
        turn.history = Bytes(16, 'h');
        turn.nextNumber = last + 1;
        bool done = false;
        keeper.keep(turn, [&done](const Result<void> &kept) { done = kept.has_value(); });
        return QTest::qWaitFor([&done] { return done; }, patience);
    }
    QString path() const
    {
        return m_place->folder.filePath(QStringLiteral("vaults/") + VaultDatabase::fileName(host, me));
    }
    QStringList aside() const
    {
        return QDir(m_place->folder.filePath(QStringLiteral("vaults")))
            .entryList({QStringLiteral("*.old-*")}, QDir::Files);
    }
    static Bytes read(const QString &file)
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : Bytes();
    }

    std::unique_ptr<Place> m_place;
};

void HistoryTest::keepsAndOpens()
{
    Bytes device;
    {
        VaultKeeper keeper(m_place->services);
        QVERIFY(opens(keeper));
        QVERIFY(keeper.isOpenFor(host, me) && keeper.session());
        QCOMPARE(keeper.start().last, quint64(0));
        device = keeper.contents().device;
        QVERIFY(keeps(keeper, 1, 20));
        std::vector<qint64> ids;
        keeper.addOutgoing({{0, 0, QStringLiteral("waits"), {}, {}, 1, {}}},
                           [&ids](const Result<std::vector<qint64>> &given) { ids = *given; });
        QTRY_COMPARE_WITH_TIMEOUT(ids.size(), std::size_t(1), patience);
    }
    VaultKeeper keeper(m_place->services);
    QVERIFY(opens(keeper));
    QCOMPARE(keeper.contents().device, device);
    QCOMPARE(keeper.contents().nextNumber, quint64(21));
    QCOMPARE(keeper.contents().outbox.size(), std::size_t(1));
    QCOMPARE(keeper.start().last, quint64(20));
    QVERIFY(aside().isEmpty());
}

void HistoryTest::twoWindowsShareOneFile()
{
    VaultKeeper one(m_place->services);
    VaultKeeper two(m_place->services);
    QVERIFY(opens(one));
    QVERIFY(opens(two));
    QCOMPARE(one.session().get(), two.session().get());
    QCOMPARE(one.contents().device, two.contents().device);
    QVERIFY(keeps(one, 1, 3));
    one.close();
    QVERIFY(keeps(two, 4, 5)); // still open
    History history;
    history.open(two.session(), two.start());
    two.close();
    QSignalSpy pages(&history, &History::pageRead);
    history.readEnd(10);
    QVERIFY(pages.wait(patience));
    QCOMPARE(pages.first().first().value<HistoryPage>().messages.size(), 5);
    history.close();
    QVERIFY(opens(one)); // closed by the last, and opened anew
}

void HistoryTest::twoWindowsMakeOneIdentity()
{
    VaultKeeper one(m_place->services);
    VaultKeeper two(m_place->services);
    QSignalSpy first(&one, &VaultKeeper::opened);
    QSignalSpy second(&two, &VaultKeeper::opened);
    one.open(host, me, secret("a password"));
    two.open(host, me, secret("a password"));
    QTRY_VERIFY_WITH_TIMEOUT(first.size() == 1 && second.size() == 1, patience);
    QCOMPARE(one.contents().device, two.contents().device);
    QCOMPARE(one.contents().identity->publicKey().spki(), two.contents().identity->publicKey().spki());
}

void HistoryTest::anotherPasswordIsAQuestion()
{
    Bytes device;
    {
        VaultKeeper keeper(m_place->services);
        QVERIFY(opens(keeper));
        device = keeper.contents().device;
    }
    m_place->store.drain();
    const Bytes before = read(path());
    VaultKeeper keeper(m_place->services);
    QSignalSpy troubled(&keeper, &VaultKeeper::troubled);
    QSignalSpy opened(&keeper, &VaultKeeper::opened);
    keeper.open(host, me, secret("another one"));
    QVERIFY(troubled.wait(patience));
    QCOMPARE(troubled.first().first().value<VaultTrouble>(), VaultTrouble::WrongPassword);
    QVERIFY(keeper.isTroubled() && !keeper.session() && opened.isEmpty());
    keeper.open(host, me, secret("another one")); // a link made anew asks nothing twice
    keeper.retryWith(secret("not it, either"));
    QTRY_COMPARE_WITH_TIMEOUT(troubled.size(), 2, patience);
    QCOMPARE(read(path()), before);
    QVERIFY(aside().isEmpty());
    keeper.putAsideAndGoOn();
    QVERIFY(opened.wait(patience));
    QVERIFY(!keeper.isTroubled());
    QVERIFY(keeper.contents().device != device);
    QCOMPARE(aside().size(), 1);
    QCOMPARE(read(m_place->folder.filePath(QStringLiteral("vaults/") + aside().first())), before);
}

void HistoryTest::anEarlierPasswordOpens()
{
    Bytes device;
    {
        VaultKeeper keeper(m_place->services);
        QVERIFY(opens(keeper, "the earlier one"));
        device = keeper.contents().device;
        QVERIFY(keeps(keeper, 1, 5));
    }
    {
        VaultKeeper keeper(m_place->services);
        QSignalSpy troubled(&keeper, &VaultKeeper::troubled);
        keeper.open(host, me, secret("the present one"));
        QVERIFY(troubled.wait(patience));
        QSignalSpy opened(&keeper, &VaultKeeper::opened);
        keeper.retryWith(secret("the earlier one"));
        QVERIFY(opened.wait(patience));
        QCOMPARE(keeper.contents().device, device);
        QCOMPARE(keeper.start().last, quint64(5));
    }
    {
        VaultKeeper keeper(m_place->services);
        QVERIFY(opens(keeper, "the present one"));
        QCOMPARE(keeper.contents().device, device);
    }
    VaultKeeper keeper(m_place->services);
    QSignalSpy troubled(&keeper, &VaultKeeper::troubled);
    keeper.open(host, me, secret("the earlier one"));
    QVERIFY(troubled.wait(patience));
}

void HistoryTest::damageIsAQuestion()
{
    {
        VaultKeeper keeper(m_place->services);
        QVERIFY(opens(keeper));
        QVERIFY(keeps(keeper, 1, 5));
    }
    m_place->store.drain();
    const Bytes whole = read(path());
    {
        Database database; // the wrap, as a bad disk would
        QVERIFY(whole.size() > 0);
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.resize(whole.size() - 4'096);
    }
    VaultKeeper keeper(m_place->services);
    QSignalSpy troubled(&keeper, &VaultKeeper::troubled);
    keeper.open(host, me, secret("a password"));
    QVERIFY(troubled.wait(patience));
    QCOMPARE(troubled.first().first().value<VaultTrouble>(), VaultTrouble::Damaged);
    QCOMPARE(read(path()).size(), whole.size() - 4'096);
    keeper.retryWith(secret("a password")); // no question of passwords
    QSignalSpy opened(&keeper, &VaultKeeper::opened);
    keeper.close();
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(whole); // a copy is put back
    }
    QVERIFY(opens(keeper));
    QCOMPARE(keeper.start().last, quint64(5));
}

void HistoryTest::whatIsNoDatabase()
{
    QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no database");
    file.close();
    VaultKeeper keeper(m_place->services);
    QSignalSpy troubled(&keeper, &VaultKeeper::troubled);
    QSignalSpy failed(&keeper, &VaultKeeper::failed);
    keeper.open(host, me, secret("a password"));
    QVERIFY(troubled.wait(patience));
    QSignalSpy opened(&keeper, &VaultKeeper::opened);
    keeper.putAsideAndGoOn();
    QVERIFY(opened.wait(patience));
    QCOMPARE(aside().size(), 1);
    keeper.close();
    m_place->store.drain();
    QVERIFY(QFile::remove(path()) && QDir().mkpath(path()));
    keeper.open(host, me, secret("a password"));
    QVERIFY(failed.wait(patience));
    QCOMPARE(failed.first().first().value<Error>().code, Code::StorageFailed);
}

void HistoryTest::putAsideNotUnderAnotherWindow()
{
    VaultKeeper one(m_place->services);
    QVERIFY(opens(one));
    VaultKeeper two(m_place->services);
    QSignalSpy troubled(&two, &VaultKeeper::troubled);
    QSignalSpy failed(&two, &VaultKeeper::failed);
    two.open(host, me, secret("another one"));
    QVERIFY(troubled.wait(patience));
    two.putAsideAndGoOn();
    QVERIFY(failed.wait(patience));
    QCOMPARE(failed.first().first().value<Error>().code, Code::ProfileInUse);
    QVERIFY(keeps(one, 1, 1));
}

void HistoryTest::closingDropsAnswers()
{
    VaultKeeper keeper(m_place->services);
    QVERIFY(opens(keeper));
    bool told = false;
    KeptTurn turn;
    turn.nextNumber = 9;
    keeper.keep(turn, [&told](const Result<void> &) { told = true; });
    keeper.close();
    keeper.keep(turn, [&told](const Result<void> &) { told = true; });
    QVERIFY(opens(keeper));
    QVERIFY(!told);
    QCOMPARE(keeper.contents().nextNumber, quint64(9)); // kept all the same
    History history;
    history.open(keeper.session(), keeper.start());
    QSignalSpy pages(&history, &History::pageRead);
    QVERIFY(history.readEnd(5) != 0);
    history.close();
    QCOMPARE(history.readEnd(5), quint64(0));
    m_place->store.drain();
    QCoreApplication::processEvents();
    QVERIFY(pages.isEmpty());
}

void HistoryTest::pagesComeInOrder()
{
    VaultKeeper keeper(m_place->services);
    QVERIFY(opens(keeper));
    QVERIFY(keeps(keeper, 1, 60));
    History history;
    QSignalSpy opened(&history, &History::opened);
    history.open(keeper.session(), keeper.start());
    QCOMPARE(opened.size(), 1);
    QList<HistoryPage> pages;
    connect(&history, &History::pageRead, this, [&pages](const HistoryPage &page) { pages.append(page); });
    const quint64 end = history.readEnd(5);
    const quint64 before = history.readBefore(10, 3);
    const quint64 after = history.readAfter(10, 3);
    const quint64 around = history.readAround(30, 1); // at least one on either side
    QVERIFY(pages.isEmpty());                         // never inside of the call
    QTRY_COMPARE_WITH_TIMEOUT(pages.size(), 4, patience);
    QCOMPARE(pages[0].question, end);
    QCOMPARE(pages[0].messages.last().number, quint64(60));
    QVERIFY(pages[0].isLast);
    QCOMPARE(pages[1].question, before);
    QCOMPARE(pages[1].messages.first().number, quint64(7));
    QCOMPARE(pages[2].question, after);
    QCOMPARE(pages[2].messages.first().number, quint64(11));
    QCOMPARE(pages[3].question, around);
    QCOMPARE(pages[3].messages.first().number, quint64(29));
    QCOMPARE(pages[3].messages.last().number, quint64(30));
    history.setLastRead(40);
    history.setDraft(QStringLiteral("half"));
    VaultKeeper other(m_place->services);
    QVERIFY(opens(other));
    QCOMPARE(other.start().lastRead, quint64(40));
    QCOMPARE(other.start().draft, QStringLiteral("half"));
}

void HistoryTest::searchTellsAtOnceAndStops()
{
    VaultKeeper keeper(m_place->services);
    QVERIFY(opens(keeper));
    QVERIFY(keeps(keeper, 1, 4'000));
    History history;
    history.open(keeper.session(), keeper.start());
    QSignalSpy hits(&history, &History::hitsFound);
    QSignalSpy ended(&history, &History::searchEnded);
    SearchQuery query;
    query.words = QStringLiteral("TEXT");
    const quint64 question = history.search(query);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, patience);
    QCOMPARE(ended.first().first().toULongLong(), question);
    QVERIFY(hits.size() >= 20); // by slices
    const auto first = hits.first().at(1).value<QList<SearchHit>>();
    QCOMPARE(first.first().message.number, quint64(4'000));
    QCOMPARE(first.first().marks, (TextMarks{{0, 4}}));
    // The one before ends with the next, and nothing of it comes any more.
    hits.clear();
    history.search(query);
    query.words = QStringLiteral("\"text 17\"");
    query.toMs = 18'000;
    const quint64 second = history.search(query);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, patience);
    QCOMPARE(hits.size(), 1);
    QCOMPARE(hits.first().first().toULongLong(), second);
    hits.clear();
    history.search({QStringLiteral("text"), {}, 0, 0, false});
    history.cancelSearch();
    m_place->store.drain();
    QCoreApplication::processEvents();
    QVERIFY(hits.isEmpty());
    QCOMPARE(ended.size(), 2);
}

void HistoryTest::exports()
{
    VaultKeeper keeper(m_place->services);
    QVERIFY(opens(keeper));
    QVERIFY(keeps(keeper, 1, 1'100));
    History history;
    history.open(keeper.session(), keeper.start());
    QSignalSpy exported(&history, &History::exported);
    QSignalSpy progressed(&history, &History::exportProgressed);
    const QString file = m_place->folder.filePath(QStringLiteral("talk.json"));
    const quint64 question = history.exportTo(file, ExportFormat::Json);
    QVERIFY(exported.wait(patience));
    QCOMPARE(exported.first().first().toULongLong(), question);
    QCOMPARE(QJsonDocument::fromJson(read(file)).array().size(), 1'100);
    QVERIFY(progressed.size() >= 4);
    QCOMPARE(progressed.last().at(1).toULongLong(), quint64(1'100));
    history.exportTo(m_place->folder.filePath(QStringLiteral("talk.html")), ExportFormat::Html);
    QVERIFY(exported.wait(patience));
    QCOMPARE(read(m_place->folder.filePath(QStringLiteral("talk.html"))).count("class=\"message"), 1'100);
}

void HistoryTest::anExportThatFailsLeavesNothing()
{
    VaultKeeper keeper(m_place->services);
    QVERIFY(opens(keeper));
    QVERIFY(keeps(keeper, 1, 2'000));
    History history;
    history.open(keeper.session(), keeper.start());
    QSignalSpy failed(&history, &History::failed);
    QSignalSpy exported(&history, &History::exported);
    const quint64 question =
        history.exportTo(m_place->folder.filePath(QStringLiteral("no/such/folder.txt")), ExportFormat::Text);
    QVERIFY(failed.wait(patience));
    QCOMPARE(failed.first().first().toULongLong(), question);
    QCOMPARE(failed.first().at(1).value<Error>().code, Code::StorageFailed);
    const QString file = m_place->folder.filePath(QStringLiteral("talk.txt"));
    {
        QFile before(file);
        QVERIFY(before.open(QIODevice::WriteOnly));
        before.write("what was there");
    }
    // The store takes its next step only when it is let, so that no export is through before it is cancelled.
    QSemaphore step;
    std::atomic<bool> isFree = false;
    const std::function<void()> turnstile = [&] {
        step.acquire();
        if (!isFree)
            m_place->store.post(turnstile);
    };
    const auto setFree = [&] {
        isFree = true;
        step.release();
        m_place->store.drain();
    };
    const auto atEnd = qScopeGuard(setFree);
    m_place->store.post(turnstile);
    QSignalSpy progressed(&history, &History::exportProgressed);
    history.exportTo(file, ExportFormat::Text);
    const auto hasProgressed = [&] {
        if (step.available() == 0)
            step.release();
        return !progressed.isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasProgressed(), patience);
    history.cancelExport();
    setFree();
    history.readEnd(1);
    QSignalSpy pages(&history, &History::pageRead);
    QVERIFY(pages.wait(patience));
    history.close(); // and the thread that writes has ended
    QTRY_COMPARE_WITH_TIMEOUT(QDir(m_place->folder.path()).entryList({QStringLiteral("talk*")}).size(), 1,
                              patience);
    QCOMPARE(read(file), Bytes("what was there"));
    QVERIFY(exported.isEmpty());
    QCOMPARE(failed.size(), 1);
}

void HistoryTest::wipeAndRetentionAreTold()
{
    constexpr qint64 day = 24LL * 60 * 60 * 1'000;
    VaultKeeper keeper(m_place->services);
    QVERIFY(opens(keeper));
    QVERIFY(keeps(keeper, 1, 500));
    History history;
    history.open(keeper.session(), keeper.start());
    QSignalSpy wiped(&history, &History::wiped);
    QSignalSpy filesGone(&history, &History::filesGone);
    QSignalSpy pages(&history, &History::pageRead);
    m_place->clock.now += 10 * day;
    QVERIFY(keeps(keeper, 501, 510));
    m_place->vaults.setKeepDays(20);
    m_place->store.drain();
    m_place->vaults.setKeepDays(5);
    QVERIFY(wiped.wait(patience));
    history.readEnd(1'000);
    QVERIFY(pages.wait(patience));
    QCOMPARE(pages.last().first().value<HistoryPage>().messages.size(), 10);
    QCOMPARE(filesGone.size(), 0); // none of them had any
    QVERIFY(keeps(keeper, 511, 511, 'f'));
    history.wipe();
    QTRY_COMPARE_WITH_TIMEOUT(wiped.size(), 2, patience);
    QCOMPARE(filesGone.size(), 1);
    QCOMPARE(filesGone.last().first().value<QList<Bytes>>(), QList<Bytes>{Bytes(16, 'f')});
    QVERIFY(keeps(keeper, 512, 512, 'g'));
    history.close();
    bool isGone = false;
    QObject context;
    keeper.session()->listenForFiles(&context, [&isGone] { isGone = true; });
    m_place->clock.now += 10 * day;
    m_place->vaults.setKeepDays(4);
    QTRY_VERIFY_WITH_TIMEOUT(isGone, patience);
    QCOMPARE(filesGone.size(), 1);
    history.open(keeper.session(), keeper.start()); // who comes later hears of it all the same
    QCOMPARE(filesGone.size(), 2);
    QCOMPARE(filesGone.last().first().value<QList<Bytes>>(), QList<Bytes>{Bytes(16, 'g')});
    history.close();
    history.open(keeper.session(), keeper.start());
    QCOMPARE(filesGone.size(), 2);
    history.readEnd(1'000);
    QVERIFY(pages.wait(patience));
    QVERIFY(pages.last().first().value<HistoryPage>().messages.isEmpty());
    history.wipe(); // nothing is there, and it is said all the same
    QTRY_COMPARE_WITH_TIMEOUT(wiped.size(), 3, patience);
    history.wipe(516); // shown already, but not yet in the vault
    QTRY_COMPARE_WITH_TIMEOUT(wiped.size(), 4, patience);
    QVERIFY(keeps(keeper, 512, 519));
    history.readEnd(1'000);
    QVERIFY(pages.wait(patience));
    QCOMPARE(pages.last().first().value<HistoryPage>().messages.size(), 3);
    QCOMPARE(pages.last().first().value<HistoryPage>().messages.first().number, quint64(517));
    m_place->vaults.setKeepDays(-1);
    QVERIFY(keeps(keeper, 520, 521));
    history.readEnd(1'000);
    QVERIFY(pages.wait(patience));
    QVERIFY(pages.last().first().value<HistoryPage>().messages.isEmpty());
    keeper.close();
    QVERIFY(opens(keeper));
    QCOMPARE(keeper.contents().nextNumber, quint64(522));
}

void HistoryTest::outlivesTheShelf()
{
    History history;
    VaultKeeper keeper(m_place->services);
    QVERIFY(opens(keeper));
    history.open(keeper.session(), keeper.start());
    keeper.close();
    {
        // As an engine ends before a window.
        auto other = std::make_unique<Place>();
        VaultKeeper elsewhere(other->services);
        QVERIFY(opens(elsewhere));
        history.open(elsewhere.session(), elsewhere.start());
        elsewhere.close();
        other.reset();
    }
    QSignalSpy pages(&history, &History::pageRead);
    QVERIFY(history.readEnd(5) != 0); // nobody answers any more
    history.setDraft(QStringLiteral("x"));
    history.wipe();
    history.search({QStringLiteral("x"), {}, 0, 0, false});
    QCoreApplication::processEvents();
    QVERIFY(pages.isEmpty());
}

QTEST_GUILESS_MAIN(HistoryTest)
#include "HistoryTest.moc"
