// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectClient.h"
#include "GivingWindow.h"
#include "HostFixture.h"
#include "HostPlace.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);
const QString asha = QStringLiteral("asha");
const QString ravi = QStringLiteral("ravi");
constexpr qint64 aMiB = 1024 * 1024;
constexpr qint64 longFile = 6 * aMiB; ///< much more than is on its way at once

Settings settingsOfFiles()
{
    Settings settings = quickSettings();
    settings.fileProgressMs = 5;
    settings.fileRetryMs = 50;
    settings.lingerMs = 20; // the room hears of an engine's end only behind it
    return settings;
}

/// Rates that a test never reaches, since the room's clock stands.
Settings settingsOfRoom()
{
    Settings settings = hostSettings();
    settings.messagesAtOnce = 1'000'000;
    settings.recordsAtOnce = 1'000'000;
    return settings;
}

/// Somebody at a PC, and what is told of files there.
class Someone
{
public:
    explicit Someone(const QString &profile = {}, const Settings &settings = settingsOfFiles())
        : visitor(source, settings, profile, true), m_folder(visitor.folder() + u'/')
    {
        QObject::connect(&client(), &RoomClient::transfersChanged, &m_context,
                         [this](const QList<TransferView> &changed) {
                             for (const TransferView &view : changed) {
                                 seen.append(view);
                                 last[view.id] = view;
                                 if (onView)
                                     onView(view);
                             }
                         });
        QObject::connect(client().direct(), &DirectClient::said, &m_context,
                         [this](const DirectSaidFact &fact) { said.append(fact); });
        QObject::connect(client().direct(), &DirectClient::pageRead, &m_context,
                         [this](const DirectPageFact &fact) { page = fact.page; });
    }
    RoomClient &client() { return visitor.client(); }
    DirectClient &direct() { return *client().direct(); }
    /// A file of this size in this person's own folder.
    QString made(const QString &name, qint64 size) const
    {
        QDir().mkpath(m_folder + QStringLiteral("own"));
        const QString path = m_folder + QStringLiteral("own/") + name;
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        Bytes block(aMiB, 'x');
        for (qint64 at = 0; at < size; at += aMiB) {
            block.replace(0, 8, Bytes::number(at).rightJustified(8, '0'));
            file.write(block.first(std::min(aMiB, size - at)));
        }
        return path;
    }
    [[nodiscard]] QString downloads() const { return m_folder + QStringLiteral("taken"); }
    quint64 takes(const DirectSaidFact &fact)
    {
        return client().takeFile(*fact.message.file, downloads(), {fact.name, fact.message.device});
    }
    [[nodiscard]] TransferState state(quint64 id) const { return last.value(id).state; }
    [[nodiscard]] bool isLinked()
    {
        const auto &people = direct().people();
        return std::any_of(people.begin(), people.end(), [](const auto &view) { return view.isLinked; });
    }

    Visitor visitor;
    QList<TransferView> seen;
    QHash<quint64, TransferView> last;
    QList<DirectSaidFact> said;
    DirectPage page;
    std::function<void(const TransferView &)> onView;

private:
    QString m_folder;
    QObject m_context;
};

Bytes digestOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result() : Bytes();
}

/// Moving, with something there.
bool isUnderWay(const TransferView &view)
{
    return view.state == TransferState::Moving && view.done > 0 && view.done < qint64(view.note.size);
}

} // namespace

#define IN_ROOM(person, name)                                                                                \
    do {                                                                                                     \
        ENTERS((person).visitor, m_host, name);                                                              \
        QTRY_VERIFY_WITH_TIMEOUT((person).client().fileLimits().isOffered, patience);                        \
    } while (false)
#define BECOMES(person, id, wanted)                                                                          \
    QTRY_COMPARE_WITH_TIMEOUT((person).last.contains(id) ? (person).state(id) : TransferState(-1), wanted,   \
                              patience)
/// Both are in the room, the file is told, and heard of.
#define TELLS(bytes)                                                                                         \
    IN_ROOM(one, "asha");                                                                                    \
    IN_ROOM(other, "ravi");                                                                                  \
    SEES(one, 2);                                                                                            \
    const QString path = one.made(QStringLiteral("notes.bin"), bytes);                                       \
    [[maybe_unused]] const quint64 given = one.client().sendFile(path, {ravi, {}});                          \
    QTRY_COMPARE_WITH_TIMEOUT(other.said.size(), 1, patience)

/// Files from one member to another (PROTOCOL 16.7), through a room in the test's own thread: what is asked
/// for while a file moves comes before its end, since nothing moves while the test is held up.
class DirectFilesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("QT_NO_THREADED_GLIB", "1"); }
    void init();
    void cleanup();
    void theWindow();
    void whatIsNoPlaceIsNotTaken();
    void aFileOfAnySize_data();
    void aFileOfAnySize();
    void whatIsRefusedAtOnce_data();
    void whatIsRefusedAtOnce();
    void aTakerPausesAndGoesOn();
    void aGiverPausesAndGoesOn();
    void aTakerCancels();
    void aGiverCancels();
    void theMessageIsErased();
    void theFileWasChanged();
    void theFileBecomesShorterMeanwhile();
    void somebodyWhoIsAway();
    void aBreakInTheMiddle();
    void theGiverIsRestarted();
    void theTakerIsRestarted();
    void anIdleLinkIsOneWithoutFiles();
    void manyAtOnce();

private:
    void openRoom(const Settings &settings);

    std::unique_ptr<HostFixture> m_room;
    RoomHost *m_host = nullptr;
};

void DirectFilesTest::init()
{
    openRoom(settingsOfRoom());
}

void DirectFilesTest::openRoom(const Settings &settings)
{
    m_room = std::make_unique<HostFixture>(source, settings);
    QVERIFY(m_room->open());
    m_host = &m_room->host();
}

void DirectFilesTest::cleanup()
{
    m_host = nullptr;
    m_room.reset();
}

// ---- The window

void DirectFilesTest::theWindow()
{
    constexpr qint64 size = 60 * qint64(limits::chunkBytes) + 1;
    GivingWindow window(size, 2 * limits::chunkBytes);
    int chunks = 0;
    while (const int count = window.open()) {
        window.read(count);
        window.sent();
        chunks += count;
    }
    QCOMPARE(chunks, 32);
    QVERIFY(!window.isAllRead());
    QVERIFY(window.take(9 * limits::chunkBytes));
    QCOMPARE(window.open(), 0); // a few are read together
    QVERIFY(window.take(10 * limits::chunkBytes));
    QCOMPARE(window.open(), 8);
    while (const int count = window.open()) {
        window.read(count);
        window.sent();
        QVERIFY(window.take(quint64(window.offset())));
    }
    QVERIFY(window.isAllRead() && window.isTaken());
    QCOMPARE(window.taken(), size);
    QVERIFY(GivingWindow(0, 0).isAllRead() && GivingWindow(0, 0).isTaken());
}

void DirectFilesTest::whatIsNoPlaceIsNotTaken()
{
    constexpr qint64 chunk = limits::chunkBytes;
    GivingWindow window(5 * chunk + 7, 0);
    window.read(4);
    QVERIFY(!window.take(chunk)); // read, and not sent
    window.sent();
    QVERIFY(!window.take(0));
    QVERIFY(!window.take(chunk + 1));
    QVERIFY(!window.take(5 * chunk));
    QVERIFY(!window.take(5 * chunk + 7));
    QVERIFY(window.take(2 * chunk));
    QVERIFY(!window.take(2 * chunk) && !window.take(chunk));
    QVERIFY(GivingWindow::isPlace(5 * chunk + 7, 5 * chunk + 7));
    QVERIFY(!GivingWindow::isPlace(6 * chunk, 5 * chunk + 7));
    QVERIFY(!GivingWindow::isPlace(7, 5 * chunk + 7));
}

// ---- As it should be

void DirectFilesTest::aFileOfAnySize_data()
{
    QTest::addColumn<qint64>("size");
    QTest::newRow("empty") << qint64(0);
    QTest::newRow("a byte") << qint64(1);
    QTest::newRow("a chunk") << qint64(limits::chunkBytes);
    QTest::newRow("a window") << limits::fileWindow;
    QTest::newRow("a window and a byte") << limits::fileWindow + 1;
    QTest::newRow("many windows") << 7 * aMiB + 13;
}

void DirectFilesTest::aFileOfAnySize()
{
    QFETCH(qint64, size);
    Someone one;
    Someone other;
    TELLS(size);
    const DirectMessage &message = other.said.front().message;
    QVERIFY(message.file);
    QCOMPARE(message.file->name, QStringLiteral("notes.bin"));
    QCOMPARE(message.file->size, quint64(size));
    QCOMPARE(message.file->digest, digestOf(path));
    QVERIFY(message.text.startsWith(QStringLiteral("\U0001F4CE notes.bin, ")));
    QTRY_COMPARE_WITH_TIMEOUT(one.said.size(), 1, patience);
    QVERIFY(one.said.front().message.file == message.file);
    QCOMPARE(one.state(given), TransferState::Waiting);
    const quint64 taken = other.takes(other.said.front());
    BECOMES(other, taken, TransferState::Done);
    BECOMES(one, given, TransferState::Done);
    QCOMPARE(digestOf(other.last.value(taken).path), digestOf(path));
    QCOMPARE(QDir(other.downloads()).entryList(QDir::Files), QStringList{QStringLiteral("notes.bin")});
    for (const auto &[person, name] : {std::pair(&one, ravi), std::pair(&other, asha)}) {
        QVERIFY(person->client().transfers().isEmpty());
        QCOMPARE(person->seen.back().party.name, name);
    }
    other.direct().readBefore(asha, 0, 10);
    QTRY_COMPARE_WITH_TIMEOUT(other.page.messages.size(), std::size_t(1), patience);
    QVERIFY(other.page.messages.front().file == message.file);
    // It was for one taking; and the room has nothing of it.
    const quint64 again = other.takes(other.said.front());
    BECOMES(other, again, TransferState::Failed);
    QCOMPARE(other.last.value(again).reason, Code::FileUnknown);
    QVERIFY(QDir(m_room->folder() + QStringLiteral("/room/files")).entryList(QDir::Files).isEmpty());
    QVERIFY(one.visitor.messages.isEmpty() && other.visitor.messages.isEmpty());
}

void DirectFilesTest::manyAtOnce()
{
    constexpr int count = 20; // more than may wait or move
    Someone one;
    Someone other;
    IN_ROOM(one, "asha");
    IN_ROOM(other, "ravi");
    SEES(one, 2);
    for (int n = 0; n < count; ++n)
        one.client().sendFile(one.made(QStringLiteral("%1.bin").arg(n), aMiB + n), {ravi, {}});
    QTRY_COMPARE_WITH_TIMEOUT(other.said.size(), count, patience);
    QList<quint64> taken;
    for (const DirectSaidFact &fact : std::as_const(other.said))
        taken.append(other.takes(fact));
    for (const quint64 id : std::as_const(taken))
        BECOMES(other, id, TransferState::Done);
    QTRY_VERIFY_WITH_TIMEOUT(one.client().transfers().isEmpty(), patience);
    for (int n = 0; n < count; ++n)
        QCOMPARE(QFileInfo(other.downloads() + QStringLiteral("/%1.bin").arg(n)).size(), aMiB + n);
}

// ---- Refused

void DirectFilesTest::whatIsRefusedAtOnce_data()
{
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("name");
    QTest::addColumn<Code>("code");
    QTest::newRow("nobody") << QStringLiteral("nobody") << QStringLiteral("small.bin") << Code::NameUnknown;
    QTest::newRow("oneself") << asha << QStringLiteral("small.bin") << Code::NameUnknown;
    QTest::newRow("no file") << ravi << QStringLiteral("none.bin") << Code::FileChanged;
    QTest::newRow("too large") << ravi << QStringLiteral("large.bin") << Code::FileTooLarge;
}

void DirectFilesTest::whatIsRefusedAtOnce()
{
    QFETCH(QString, to);
    QFETCH(QString, name);
    QFETCH(Code, code);
    Settings settings = settingsOfRoom();
    settings.largestFile = aMiB;
    openRoom(settings);
    Someone one;
    Someone other;
    IN_ROOM(one, "asha");
    IN_ROOM(other, "ravi");
    SEES(one, 2);
    one.made(QStringLiteral("small.bin"), 10);
    const QString folder = QFileInfo(one.made(QStringLiteral("large.bin"), aMiB + 1)).path();
    const quint64 given = one.client().sendFile(folder + u'/' + name, {to, {}});
    BECOMES(one, given, TransferState::Failed);
    QCOMPARE(one.last.value(given).reason, code);
    QVERIFY(one.said.isEmpty() && one.client().transfers().isEmpty());
    const FileNote note{Bytes(16, 'f'), QStringLiteral("x"), quint64(aMiB + 1), Bytes(32, 'd')};
    const quint64 taken = other.client().takeFile(note, other.downloads(), {asha, Bytes(16, 'a')});
    BECOMES(other, taken, TransferState::Failed);
    QCOMPARE(other.last.value(taken).reason, Code::FileTooLarge);
}

// ---- Wishes

void DirectFilesTest::aTakerPausesAndGoesOn()
{
    Someone one;
    Someone other;
    TELLS(longFile);
    qint64 paused = 0;
    other.onView = [&](const TransferView &view) {
        if (isUnderWay(view) && paused == 0)
            other.client().pauseTransfer(view.id);
        if (view.state == TransferState::Paused)
            paused = view.done;
    };
    const quint64 taken = other.takes(other.said.front());
    BECOMES(other, taken, TransferState::Paused);
    BECOMES(one, given, TransferState::Waiting);
    QVERIFY(paused > 0 && paused < longFile);
    other.seen.clear();
    other.client().resumeTransfer(taken);
    BECOMES(other, taken, TransferState::Done);
    for (const TransferView &view : std::as_const(other.seen))
        QVERIFY(view.state != TransferState::Moving || view.done >= paused); // from where it was
    BECOMES(one, given, TransferState::Done);
    QCOMPARE(digestOf(other.last.value(taken).path), digestOf(path));
}

void DirectFilesTest::aGiverPausesAndGoesOn()
{
    Someone one;
    Someone other;
    TELLS(longFile);
    one.onView = [&](const TransferView &view) {
        if (isUnderWay(view))
            one.client().pauseTransfer(view.id);
    };
    const quint64 taken = other.takes(other.said.front());
    BECOMES(one, given, TransferState::Paused);
    one.onView = {};
    BECOMES(other, taken, TransferState::Waiting);
    const qint64 had = other.last.value(taken).done;
    QVERIFY(had < longFile);
    // It asks again by itself, and is told the same, while talk goes on.
    one.direct().tell({ravi, QStringLiteral("a moment")});
    QTRY_COMPARE_WITH_TIMEOUT(other.said.size(), 2, patience);
    one.client().resumeTransfer(given);
    BECOMES(other, taken, TransferState::Done);
    BECOMES(one, given, TransferState::Done);
    QCOMPARE(digestOf(other.last.value(taken).path), digestOf(path));
}

void DirectFilesTest::aTakerCancels()
{
    Someone one;
    Someone other;
    TELLS(longFile);
    other.onView = [&](const TransferView &view) {
        if (isUnderWay(view))
            other.client().cancelTransfer(view.id);
    };
    const quint64 taken = other.takes(other.said.front());
    BECOMES(other, taken, TransferState::Failed);
    QCOMPARE(other.last.value(taken).reason, Code::FileCancelled);
    other.onView = {};
    BECOMES(one, given, TransferState::Waiting); // it may be taken all the same
    QTRY_VERIFY(QDir(other.downloads()).entryList(QDir::Files).isEmpty());
    const quint64 again = other.takes(other.said.front());
    BECOMES(other, again, TransferState::Done);
    BECOMES(one, given, TransferState::Done);
}

void DirectFilesTest::aGiverCancels()
{
    Someone one;
    Someone other;
    TELLS(longFile);
    one.onView = [&](const TransferView &view) {
        if (isUnderWay(view))
            one.client().cancelTransfer(view.id);
    };
    const quint64 taken = other.takes(other.said.front());
    BECOMES(one, given, TransferState::Failed);
    BECOMES(other, taken, TransferState::Failed);
    QCOMPARE(one.last.value(given).reason, Code::FileCancelled);
    QCOMPARE(other.last.value(taken).reason, Code::FileCancelled);
    QTRY_VERIFY(QDir(other.downloads()).entryList(QDir::Files).isEmpty());
    const quint64 again = other.takes(other.said.front());
    BECOMES(other, again, TransferState::Failed);
    QCOMPARE(other.last.value(again).reason, Code::FileUnknown);
}

void DirectFilesTest::theMessageIsErased()
{
    QTemporaryDir folder;
    const QString profile = folder.path() + QStringLiteral("/p");
    Someone other;
    {
        Someone one(profile);
        TELLS(longFile);
        bool isHeld = false;
        one.onView = [&](const TransferView &view) {
            if (!isUnderWay(view) || isHeld)
                return;
            isHeld = other.visitor.hold(); // it takes no more until the vault has the erasure
            one.direct().tell({ravi, {}, Act::Erase, {}, 1});
        };
        const quint64 taken = other.takes(other.said.front());
        BECOMES(one, given, TransferState::Failed);
        QVERIFY(isHeld);
        other.visitor.goOn();
        BECOMES(other, taken, TransferState::Failed);
        QCOMPARE(other.last.value(taken).reason, Code::FileUnknown);
        one.direct().readBefore(ravi, 0, 10);
        QTRY_COMPARE_WITH_TIMEOUT(one.page.messages.size(), std::size_t(1), patience);
        QVERIFY(one.page.messages.front().isErased && !one.page.messages.front().file);
        QTRY_COMPARE_WITH_TIMEOUT(other.said.size(), 2, patience);
        QVERIFY(!other.said.back().message.file && !one.said.back().message.file);
        other.direct().readBefore(asha, 0, 10);
        QTRY_COMPARE_WITH_TIMEOUT(other.page.messages.size(), std::size_t(1), patience);
        QVERIFY(other.page.messages.front().isErased && !other.page.messages.front().file);
    }
    Someone one(profile);
    COMES_BACK(one.visitor, m_host, "asha");
    QTRY_VERIFY_WITH_TIMEOUT(one.client().fileLimits().isOffered, patience);
    QVERIFY(one.client().transfers().isEmpty());
}

void DirectFilesTest::theFileWasChanged()
{
    Someone one;
    Someone other;
    TELLS(aMiB);
    QTRY_COMPARE_WITH_TIMEOUT(one.said.size(), 1, patience);
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append) && file.write("more") == 4);
    file.close();
    const quint64 taken = other.takes(other.said.front());
    BECOMES(other, taken, TransferState::Failed);
    QCOMPARE(other.last.value(taken).reason, Code::FileUnknown);
    BECOMES(one, given, TransferState::Failed);
    QCOMPARE(one.last.value(given).reason, Code::FileChanged);
    QVERIFY(one.isLinked() && other.isLinked());
}

void DirectFilesTest::theFileBecomesShorterMeanwhile()
{
    Someone one;
    Someone other;
    TELLS(longFile);
    other.onView = [&](const TransferView &view) {
        if (isUnderWay(view))
            QFile::resize(path, aMiB);
    };
    const quint64 taken = other.takes(other.said.front());
    BECOMES(other, taken, TransferState::Failed);
    QCOMPARE(other.last.value(taken).reason, Code::FileUnknown);
    BECOMES(one, given, TransferState::Failed);
    QCOMPARE(one.last.value(given).reason, Code::FileChanged);
    QTRY_VERIFY(QDir(other.downloads()).entryList(QDir::Files).isEmpty());
}

// ---- Breaks

void DirectFilesTest::somebodyWhoIsAway()
{
    Someone one;
    Someone other;
    IN_ROOM(one, "asha");
    IN_ROOM(other, "ravi");
    SEES(one, 2);
    one.direct().tell({ravi, QStringLiteral("hello")});
    QTRY_COMPARE_WITH_TIMEOUT(other.said.size(), 1, patience);
    other.client().leave();
    SEES(one, 1);
    const QString path = one.made(QStringLiteral("later.bin"), aMiB);
    const quint64 given = one.client().sendFile(path, {ravi, {}});
    QTRY_COMPARE_WITH_TIMEOUT(one.said.size(), 2, patience);
    COMES_BACK(other.visitor, m_host, "ravi");
    QTRY_COMPARE_WITH_TIMEOUT(other.said.size(), 2, patience);
    one.client().leave();
    SEES(other, 1);
    const quint64 taken = other.takes(other.said.back()); // who gives is away now
    BECOMES(other, taken, TransferState::Waiting);
    COMES_BACK(one.visitor, m_host, "asha");
    BECOMES(other, taken, TransferState::Done);
    BECOMES(one, given, TransferState::Done);
    QCOMPARE(digestOf(other.last.value(taken).path), digestOf(path));
}

/// The giver's link to the room is lost while it moves: it is made anew, and the file goes on by itself.
void DirectFilesTest::aBreakInTheMiddle()
{
    Someone one;
    Someone other;
    TELLS(longFile);
    bool isHeld = false;
    other.onView = [&](const TransferView &view) {
        if (!isUnderWay(view) || isHeld)
            return;
        isHeld = other.visitor.hold(); // it takes no more until the link is lost
        one.visitor.sleptMs = 61'000;
    };
    const quint64 taken = other.takes(other.said.front());
    QTRY_VERIFY_WITH_TIMEOUT(one.visitor.hasStage(RoomStage::Reconnecting), patience);
    QVERIFY(isHeld);
    other.visitor.goOn();
    BECOMES(other, taken, TransferState::Done);
    BECOMES(one, given, TransferState::Done);
    const auto rests = std::count_if(other.seen.begin(), other.seen.end(), [](const TransferView &view) {
        return view.state == TransferState::Waiting && view.done > 0;
    });
    QVERIFY(rests > 0); // it stopped, and what came stayed
    QCOMPARE(digestOf(other.last.value(taken).path), digestOf(path));
}

void DirectFilesTest::theGiverIsRestarted()
{
    QTemporaryDir folder;
    const QString profile = folder.path() + QStringLiteral("/p");
    Someone other;
    quint64 taken = 0;
    quint64 before = 0;
    {
        Someone one(profile);
        TELLS(longFile);
        before = given;
        other.onView = [&](const TransferView &view) {
            if (isUnderWay(view))
                other.client().pauseTransfer(view.id);
        };
        taken = other.takes(other.said.front());
        BECOMES(other, taken, TransferState::Paused);
        other.onView = {};
    }
    const qint64 had = other.last.value(taken).done;
    SEES(other, 1);
    Someone one(profile);
    COMES_BACK(one.visitor, m_host, "asha");
    BECOMES(one, before, TransferState::Waiting);
    other.seen.clear();
    other.client().resumeTransfer(taken);
    BECOMES(other, taken, TransferState::Done);
    BECOMES(one, before, TransferState::Done);
    for (const TransferView &view : std::as_const(other.seen))
        QVERIFY(view.state != TransferState::Moving || view.done >= had);
    QCOMPARE(other.said.size(), 1); // told once
    QVERIFY(one.client().transfers().isEmpty());
}

void DirectFilesTest::theTakerIsRestarted()
{
    QTemporaryDir folder;
    const QString profile = folder.path() + QStringLiteral("/p");
    Someone one;
    quint64 taken = 0;
    qint64 had = 0;
    {
        Someone other(profile);
        TELLS(longFile);
        other.onView = [&](const TransferView &view) {
            if (isUnderWay(view))
                other.client().pauseTransfer(view.id);
        };
        taken = other.takes(other.said.front());
        BECOMES(other, taken, TransferState::Paused);
        had = other.last.value(taken).done;
    }
    SEES(one, 1);
    Someone other(profile);
    COMES_BACK(other.visitor, m_host, "ravi");
    BECOMES(other, taken, TransferState::Paused);
    QCOMPARE(other.last.value(taken).party.name, asha);
    other.client().resumeTransfer(taken);
    BECOMES(other, taken, TransferState::Done);
    for (const TransferView &view : std::as_const(other.seen))
        QVERIFY(view.state != TransferState::Moving || view.done >= had);
    QTRY_VERIFY_WITH_TIMEOUT(one.client().transfers().isEmpty(), patience);
    QCOMPARE(QDir(other.downloads()).entryList(QDir::Files), QStringList{QStringLiteral("notes.bin")});
}

/// A file that is paused where it lies is asked for again, ever less often, over the link that stands.
void DirectFilesTest::anIdleLinkIsOneWithoutFiles()
{
    Settings settings = settingsOfFiles();
    settings.directIdleMs = 300;
    Someone one;
    Someone other({}, settings);
    TELLS(aMiB);
    one.client().pauseTransfer(given);
    BECOMES(one, given, TransferState::Paused);
    const quint64 taken = other.takes(other.said.front());
    const auto asked = [&] {
        return std::count_if(other.seen.begin(), other.seen.end(), [&](const TransferView &view) {
            return view.id == taken && view.state == TransferState::Moving;
        });
    };
    // Over the link that brought the message, or another where that one had idled away meanwhile.
    QTRY_VERIFY_WITH_TIMEOUT(asked() >= 1 && other.isLinked(), patience);
    bool wasCut = false;
    QObject context;
    connect(&other.direct(), &DirectClient::peopleChanged, &context,
            [&] { wasCut = wasCut || !other.isLinked(); });
    QTRY_VERIFY_WITH_TIMEOUT(asked() >= 6, patience);
    QVERIFY(!wasCut);
    one.client().resumeTransfer(given);
    BECOMES(other, taken, TransferState::Done);
    BECOMES(one, given, TransferState::Done);
    QTRY_VERIFY_WITH_TIMEOUT(wasCut, patience); // nothing is left to take
}

QTEST_GUILESS_MAIN(DirectFilesTest)
#include "DirectFilesTest.moc"
