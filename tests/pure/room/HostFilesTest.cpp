// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Features.h"
#include "HostFixture.h"
#include "OtherHand.h"
#include "Sha256.h"

#include <QDir>
#include <QSemaphore>
#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

constexpr qsizetype chunkSize = limits::chunkBytes;
const QString asha = QStringLiteral("asha");
const QString ravi = QStringLiteral("ravi");

} // namespace

/// What a host does with files beyond moving them: how long they stay, whose turn it is, whom they reach
/// (PROTOCOL 8.11).
class HostFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void limitsStandBehindTheRoster();
    void largestIsWhatAnAccountMayGive();
    void memberOfTheBaseGetsTheText();
    void replayBringsTheFile();
    void whatComesOfAnAttemptStaysForAnHour();
    void wholeButUnsaidStaysForADay();
    void whoStallsGivesWay();
    void countsAnAccountsUnsaid();
    void roomsBoundEndsWhatMoves();
    void whatIsNotWrittenYetCountsToo();
    void oneAccountHasAQuarterOfTheRoom();
    void oneAccountHasSomeOfTheTurns();
    void goesOnWhereItStopped();
    void goesOnAfterACrash();
    void lacksItsEndAfterACrash();
    void lookingAtALongOneLetsOthersPass();
    void rowThatDoesNotOpenIsForgotten();
    void nothingHalfIsOffered();
    void saidOnceAndByItsOwner();
    void saidIsNotPutAgain();
    void cancelledAsItBecameWhole();
    void olderThanIsKeptGoes();
    void erasedInTheSameBreath();
    void unsaidIsNobodysToTake();
    void whoGoesWithMuchUnderWay();
    void whoHasAllAndTellsNothing();
    void erasedWhileItsLastTookIsAwaited();
    void pausedAndPutAgainWhileItIsFinished();
    void forgottenBeforeItIsWrittenDown();

private:
    std::unique_ptr<RawGuest> knowing(const QStringList &features = features::withFiles())
    {
        auto guest = std::make_unique<RawGuest>(*m_room);
        guest->features = features;
        return guest;
    }
    static Bytes idOf(char mark) { return Bytes(limits::fileIdSize, mark); }
    static Bytes digestOf(const Bytes &content)
    {
        Sha256 hash;
        hash.add(content);
        return hash.finish();
    }
    /// From `put_from` on, up to `until`.
    static void chunks(RawGuest &guest, const Bytes &file, const Bytes &content, qsizetype from,
                       qsizetype until)
    {
        for (qsizetype at = from; at < until; at += chunkSize)
            guest.send(FileChunk{file, quint64(at), content.mid(at, chunkSize)});
    }
    static bool gives(RawGuest &guest, const Bytes &file, const Bytes &content)
    {
        guest.send(PutFile{file, QStringLiteral("a.bin"), quint64(content.size())});
        const auto from = guest.take<PutFrom>();
        if (!from)
            return false;
        chunks(guest, file, content, qsizetype(from->offset), content.size());
        guest.send(PutEnd{file, digestOf(content)});
        const auto kept = guest.take<FileKept>();
        return kept && kept->file == file;
    }
    static void says(RawGuest &guest, quint64 counter, const Bytes &file)
    {
        guest.send(Say{counter, QStringLiteral("a file"), {}, {}, file});
    }
    [[nodiscard]] QStringList spool()
    {
        m_room->files().drain();
        return QDir(m_room->folder() + QStringLiteral("/room/files")).entryList(QDir::Files);
    }

    std::unique_ptr<HostFixture> m_room;
    const Bytes m_content = Bytes(3 * chunkSize + 100, 'c');
};

void HostFilesTest::init()
{
    Settings settings = hostSettings();
    settings.fileTickMs = 20;
    m_room = std::make_unique<HostFixture>(QStringLiteral(WAXWING_SOURCE_DIR), settings);
}

void HostFilesTest::limitsStandBehindTheRoster()
{
    m_room->options.settings.largestFile = 12'345;
    QVERIFY(m_room->open());
    auto guest = knowing();
    QVERIFY(guest->enters(asha));
    const auto limits = guest->take<FileLimits>();
    QVERIFY(limits);
    QCOMPARE(limits->largest, 12'345u);
    guest->send(PutFile{idOf('a'), QStringLiteral("x"), 12'346});
    QCOMPARE(Code{guest->take<FileRefused>()->code}, Code::FileTooLarge);
}

void HostFilesTest::largestIsWhatAnAccountMayGive()
{
    m_room->options.settings.unsaidFiles = 2 * chunkSize;
    QVERIFY(m_room->open());
    auto guest = knowing();
    QVERIFY(guest->enters(asha));
    QCOMPARE(guest->take<FileLimits>()->largest, quint64(2 * chunkSize));
    guest->send(PutFile{idOf('a'), QStringLiteral("x"), 2 * chunkSize + 1});
    QCOMPARE(Code{guest->take<FileRefused>()->code}, Code::FileTooLarge);
    QVERIFY(gives(*guest, idOf('b'), Bytes(2 * chunkSize, 'b')));
}

void HostFilesTest::memberOfTheBaseGetsTheText()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    auto base = knowing({});
    auto other = knowing({features::files()});
    QVERIFY(giver->enters(asha) && base->enters(ravi, RawGuest::deviceNamed(2), "host.p8"));
    QVERIFY(other->enters(QStringLiteral("mei"), RawGuest::deviceNamed(3)));
    QVERIFY(gives(*giver, idOf('a'), m_content));
    says(*giver, 1, idOf('a'));
    const auto plain = base->take<Said>();
    QVERIFY(plain && !plain->file && !plain->digest);
    QCOMPARE(plain->text, QStringLiteral("a file"));
    const auto whole = other->take<Said>();
    QVERIFY(whole && whole->file);
    QCOMPARE(*whole->file, idOf('a'));
    QCOMPARE(*whole->size, quint64(m_content.size()));
    QCOMPARE(*whole->digest, digestOf(m_content));
    QCOMPARE(*whole->fileName, QStringLiteral("a.bin"));
    base->send(GetFile{idOf('a'), 0});
    QCOMPARE(base->end(), std::optional(Code::Unexpected));
}

void HostFilesTest::replayBringsTheFile()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha));
    QVERIFY(gives(*giver, idOf('a'), m_content));
    says(*giver, 1, idOf('a'));
    QVERIFY(giver->take<Ack>());
    QVERIFY(m_room->close());
    QVERIFY(m_room->open());
    auto back = knowing();
    back->resume = {0, giver->welcome.history};
    QVERIFY(back->enters(asha));
    const auto said = back->take<Said>();
    QVERIFY(said && said->file);
    QCOMPARE(*said->digest, digestOf(m_content));
    back->send(GetFile{idOf('a'), quint64(chunkSize)});
    Bytes got;
    while (got.size() < m_content.size() - chunkSize)
        got += back->take<FileChunk>()->bytes;
    QVERIFY(back->take<FileSent>());
    QCOMPARE(got, m_content.mid(chunkSize));
    auto plain = knowing({features::replay()});
    plain->resume = {0, giver->welcome.history};
    QVERIFY(plain->enters(asha));
    const auto text = plain->take<Said>();
    QVERIFY(text && !text->file);
}

void HostFilesTest::whatComesOfAnAttemptStaysForAnHour()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha));
    giver->send(PutFile{idOf('a'), QStringLiteral("a"), quint64(m_content.size())});
    QVERIFY(giver->take<PutFrom>());
    chunks(*giver, idOf('a'), m_content, 0, 2 * chunkSize);
    QTRY_COMPARE(spool().size(), 1);
    giver.reset();
    QTRY_COMPARE(m_room->people, 0);
    m_room->clock.advance(3'590'000);
    QTest::qWait(100);
    QCOMPARE(spool().size(), 1);
    m_room->clock.advance(60'000);
    QTRY_COMPARE(spool().size(), 0);
}

void HostFilesTest::wholeButUnsaidStaysForADay()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha) && gives(*giver, idOf('a'), m_content));
    m_room->clock.advance(2 * 3'600'000);
    QTest::qWait(100);
    QCOMPARE(spool().size(), 1);
    m_room->clock.advance(24 * 3'600'000);
    QTRY_COMPARE(spool().size(), 0);
    says(*giver, 1, idOf('a'));
    const auto said = giver->take<Said>();
    QVERIFY(said && !said->file);
}

void HostFilesTest::whoStallsGivesWay()
{
    m_room->options.settings.filesMovingAtOnce = 1;
    QVERIFY(m_room->open());
    auto slow = knowing();
    auto next = knowing();
    QVERIFY(slow->enters(asha) && next->enters(ravi, RawGuest::deviceNamed(2), "host.p8"));
    slow->send(PutFile{idOf('a'), QStringLiteral("a"), quint64(m_content.size())});
    QVERIFY(slow->take<PutFrom>());
    chunks(*slow, idOf('a'), m_content, 0, chunkSize);
    QTRY_COMPARE(spool().size(), 1);
    next->send(PutFile{idOf('b'), QStringLiteral("b"), quint64(m_content.size())});
    QVERIFY(next->takeAll<PutFrom>().empty());
    m_room->clock.advance(30'000);
    const auto refused = slow->take<FileRefused>();
    QVERIFY(refused);
    QCOMPARE(Code{refused->code}, Code::FilePaused);
    QVERIFY(next->take<PutFrom>());
    chunks(*slow, idOf('a'), m_content, chunkSize, 2 * chunkSize); // crossed with it
    chunks(*next, idOf('b'), m_content, 0, m_content.size());
    next->send(PutEnd{idOf('b'), digestOf(m_content)});
    QVERIFY(next->take<FileKept>());
    slow->send(PutFile{idOf('a'), QStringLiteral("a"), quint64(m_content.size())});
    const auto from = slow->take<PutFrom>();
    QVERIFY(from);
    QCOMPARE(from->offset, quint64(chunkSize));
}

void HostFilesTest::countsAnAccountsUnsaid()
{
    m_room->options.settings.unsaidFilesMost = 3;
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha));
    for (const char mark : {'a', 'b', 'c'})
        QVERIFY(gives(*giver, idOf(mark), m_content));
    giver->send(PutFile{idOf('d'), QStringLiteral("d"), 1});
    QCOMPARE(Code{giver->take<FileRefused>()->code}, Code::TooManyFiles);
    auto other = knowing();
    QVERIFY(other->enters(ravi, RawGuest::deviceNamed(2), "host.p8"));
    QVERIFY(gives(*other, idOf('e'), m_content));
    says(*giver, 1, idOf('a'));
    QVERIFY(giver->take<Ack>());
    QVERIFY(gives(*giver, idOf('d'), m_content));
}

void HostFilesTest::roomsBoundEndsWhatMoves()
{
    m_room->options.settings.filesTogether = 4 * m_content.size() + 2 * chunkSize;
    QVERIFY(m_room->open());
    auto two = knowing();
    QVERIFY(two->enters(ravi, RawGuest::deviceNamed(2), "host.p8"));
    two->send(PutFile{idOf('b'), QStringLiteral("b"), quint64(m_content.size())});
    QVERIFY(two->take<PutFrom>()); // by then there is room for it
    std::vector<std::unique_ptr<RawGuest>> others;
    for (const char mark : {'p', 'q', 'r', 's'}) {
        others.push_back(knowing());
        QVERIFY(others.back()->enters(asha + QLatin1Char(mark), RawGuest::deviceNamed(mark)));
        QVERIFY(gives(*others.back(), idOf(mark), m_content));
    }
    chunks(*two, idOf('b'), m_content, 0, m_content.size());
    QCOMPARE(Code{two->take<FileRefused>()->code}, Code::FilesFull);
    QTRY_COMPARE(spool().size(), 4);
    two->send(PutFile{idOf('c'), QStringLiteral("c"), quint64(m_content.size())});
    QCOMPARE(Code{two->take<FileRefused>()->code}, Code::FilesFull);
    two->send(Say{1, QStringLiteral("talk goes on")});
    QVERIFY(two->take<Ack>());
}

void HostFilesTest::whatIsNotWrittenYetCountsToo()
{
    m_room->options.settings.unsaidFiles = 4 * chunkSize;
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha));
    for (const char mark : {'a', 'b'}) {
        giver->send(PutFile{idOf(mark), QStringLiteral("a"), quint64(m_content.size())});
        QVERIFY(giver->take<PutFrom>());
    }
    const auto gate = std::make_shared<QSemaphore>();
    m_room->files().post([gate] { gate->acquire(); });
    chunks(*giver, idOf('a'), m_content, 0, 3 * chunkSize);
    chunks(*giver, idOf('b'), m_content, 0, 2 * chunkSize);
    const auto refused = giver->take<FileRefused>();
    gate->release();
    QVERIFY(refused);
    QCOMPARE(refused->file, idOf('b'));
    QCOMPARE(Code{refused->code}, Code::TooManyFiles);
}

/// Its oldest go for its newest; others' stay.
void HostFilesTest::oneAccountHasAQuarterOfTheRoom()
{
    m_room->options.settings.filesTogether = 4 * 7 * chunkSize;
    QVERIFY(m_room->open());
    auto other = knowing();
    auto giver = knowing();
    QVERIFY(other->enters(ravi, RawGuest::deviceNamed(2), "host.p8") && giver->enters(asha));
    giver->send(PutFile{idOf('z'), QStringLiteral("z"), 7 * chunkSize + 1});
    QCOMPARE(Code{giver->take<FileRefused>()->code}, Code::FileTooLarge);
    QVERIFY(gives(*other, idOf('o'), m_content));
    says(*other, 1, idOf('o'));
    quint64 counter = 0;
    for (const char mark : {'a', 'b', 'c'}) {
        QVERIFY(gives(*giver, idOf(mark), m_content));
        says(*giver, ++counter, idOf(mark));
        QVERIFY(giver->take<Ack>());
    }
    QCOMPARE(spool().size(), 3);
    for (const char mark : {'a', 'b', 'c', 'o'}) {
        giver->send(GetFile{idOf(mark), 0});
        if (mark == 'a') {
            QCOMPARE(Code{giver->take<FileRefused>()->code}, Code::FileUnknown);
            continue;
        }
        QVERIFY(giver->take<FileSent>());
        giver->send(FileTook{idOf(mark), quint64(m_content.size())});
    }
    giver.reset();
    QVERIFY(m_room->close() && m_room->open()); // counted again
    auto back = knowing();
    QVERIFY(back->enters(asha));
    QVERIFY(gives(*back, idOf('d'), m_content));
    QCOMPARE(spool().size(), 3);
    back->send(GetFile{idOf('b'), 0});
    QCOMPARE(Code{back->take<FileRefused>()->code}, Code::FileUnknown);
}

/// However many links it has.
void HostFilesTest::oneAccountHasSomeOfTheTurns()
{
    QVERIFY(m_room->open());
    std::vector<std::unique_ptr<RawGuest>> links;
    int moving = 0;
    char device = 0;
    for (const char *identity : {"member.p8", "host.p8", "callee.p8"}) {
        links.push_back(knowing());
        QVERIFY(links.back()->enters(asha, RawGuest::deviceNamed(++device), identity));
        for (const char mark : {'a', 'b'})
            links.back()->send(PutFile{idOf(char(mark + 2 * device)), QStringLiteral("x"), 10});
        moving += int(links.back()->takeAll<PutFrom>(moving < 4 ? 2 : 0).size());
    }
    QCOMPARE(moving, 4);
    auto other = knowing();
    QVERIFY(other->enters(ravi, RawGuest::deviceNamed(2), "host.p8"));
    QVERIFY(gives(*other, idOf('o'), m_content));
    links.front().reset();
    QVERIFY(links.back()->take<PutFrom>());
}

void HostFilesTest::goesOnWhereItStopped()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha));
    giver->send(PutFile{idOf('a'), QStringLiteral("a.bin"), quint64(m_content.size())});
    QVERIFY(giver->take<PutFrom>());
    chunks(*giver, idOf('a'), m_content, 0, 2 * chunkSize);
    QTRY_VERIFY(!spool().isEmpty());
    const QFile file(m_room->folder() + QStringLiteral("/room/files/") + spool().front());
    QTRY_COMPARE(file.size(), 2 * (chunkSize + 28)); // what is not, a stop throws away
    giver->send(StopFile{idOf('a'), quint8(Code::FilePaused)});
    QCOMPARE(Code{giver->take<FileRefused>()->code}, Code::FilePaused);
    giver.reset();
    auto back = knowing();
    QVERIFY(back->enters(asha));
    back->send(PutFile{idOf('a'), QStringLiteral("a.bin"), quint64(m_content.size())});
    const auto from = back->take<PutFrom>();
    QVERIFY(from);
    QCOMPARE(from->offset, quint64(2 * chunkSize));
    chunks(*back, idOf('a'), m_content, 2 * chunkSize, m_content.size());
    back->send(PutEnd{idOf('a'), digestOf(m_content)});
    QVERIFY(back->take<FileKept>());
    back->send(PutFile{idOf('a'), QStringLiteral("a.bin"), quint64(m_content.size())}); // `kept` was lost
    QVERIFY(back->take<FileKept>());
    back->send(StopFile{idOf('z'), quint8(Code::FileCancelled)}); // of nothing: nothing
    back->send(Say{1, QStringLiteral("still here")});
    QVERIFY(back->take<Ack>());
}

void HostFilesTest::goesOnAfterACrash()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha));
    giver->send(PutFile{idOf('a'), QStringLiteral("a.bin"), quint64(m_content.size())});
    QVERIFY(giver->take<PutFrom>());
    chunks(*giver, idOf('a'), m_content, 0, 2 * chunkSize);
    QTRY_VERIFY(!spool().isEmpty());
    QFile file(m_room->folder() + QStringLiteral("/room/files/") + spool().front());
    QTRY_COMPARE(file.size(), 2 * (chunkSize + 28));
    giver.reset();
    m_room->kill();
    QVERIFY(file.resize(file.size() - 10)); // torn
    QFile orphan(m_room->folder() + QStringLiteral("/room/files/00ff"));
    QVERIFY(orphan.open(QIODevice::WriteOnly));
    QVERIFY(m_room->open());
    auto back = knowing();
    QVERIFY(back->enters(asha));
    back->send(PutFile{idOf('a'), QStringLiteral("a.bin"), quint64(m_content.size())});
    const auto from = back->take<PutFrom>();
    QVERIFY(from);
    QCOMPARE(from->offset, quint64(chunkSize));
    QVERIFY(!orphan.exists());
}

void HostFilesTest::lacksItsEndAfterACrash()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha) && gives(*giver, idOf('a'), m_content) && gives(*giver, idOf('b'), {}));
    QVERIFY(gives(*giver, idOf('c'), m_content));
    says(*giver, 1, idOf('a'));
    QVERIFY(giver->take<Ack>());
    const QStringList names = spool();
    giver.reset();
    m_room->kill();
    for (const QString &name : names) {
        QFile file(m_room->folder() + QStringLiteral("/room/files/") + name);
        QVERIFY(file.resize(file.size() - 1));
    }
    QVERIFY(m_room->open());
    auto back = knowing();
    QVERIFY(back->enters(asha));
    QCOMPARE(spool(), QStringList());
    back->send(GetFile{idOf('a'), 0});
    QCOMPARE(Code{back->take<FileRefused>()->code}, Code::FileUnknown);
    back->send(PutFile{idOf('b'), QStringLiteral("a.bin"), 0});
    QVERIFY(back->take<FileKept>()); // of nothing there is all
    QVERIFY(gives(*back, idOf('c'), m_content));
}

void HostFilesTest::lookingAtALongOneLetsOthersPass()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha));
    const Bytes content(70 * chunkSize, 'l');
    const PutFile put{idOf('a'), QStringLiteral("a.bin"), quint64(content.size())};
    giver->send(put);
    QVERIFY(giver->take<PutFrom>());
    for (qsizetype at = 0; at < 68 * chunkSize; at += 4 * chunkSize) {
        chunks(*giver, idOf('a'), content, at, at + 4 * chunkSize);
        QVERIFY(giver->take<FileTook>());
    }
    giver.reset();
    m_room->kill();
    QVERIFY(m_room->open());
    auto back = knowing();
    QVERIFY(back->enters(asha));
    const auto first = std::make_shared<QSemaphore>();
    const auto between = std::make_shared<QSemaphore>();
    m_room->files().post([first] { first->acquire(); });
    back->send(put);
    back->send(Say{1, QStringLiteral("the put is there")});
    QVERIFY(back->take<Ack>());
    m_room->files().post([between] { between->acquire(); }); // somebody else's, and then one more
    first->release();
    (void)back->takeAll<Ack>();
    m_room->files().post([between] { between->acquire(); });
    between->release();
    const auto tooSoon = back->takeAll<PutFrom>(); // the second slice is through, and no more
    between->release();
    QVERIFY(tooSoon.empty());
    const auto from = back->take<PutFrom>();
    QVERIFY(from);
    QCOMPARE(from->offset, quint64(68 * chunkSize));
}

void HostFilesTest::rowThatDoesNotOpenIsForgotten()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha) && gives(*giver, idOf('a'), m_content));
    giver.reset();
    QVERIFY(m_room->close());
    QVERIFY(otherHand::change(m_room->folder() + QStringLiteral("/room/room.sqlite"),
                              QStringLiteral("UPDATE file SET content = zeroblob(length(content))")) == 1);
    QVERIFY(m_room->open());
    auto back = knowing();
    QVERIFY(back->enters(asha));
    QVERIFY(gives(*back, idOf('a'), m_content)); // and its name is free
}

void HostFilesTest::nothingHalfIsOffered()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha));
    giver->send(PutFile{idOf('a'), QStringLiteral("a.bin"), quint64(m_content.size())});
    QVERIFY(giver->take<PutFrom>());
    chunks(*giver, idOf('a'), m_content, 0, m_content.size()); // all but `put_end`
    giver->send(GetFile{idOf('a'), 0});
    QCOMPARE(Code{giver->take<FileRefused>()->code}, Code::FileUnknown);
    says(*giver, 1, idOf('a'));
    const auto said = giver->take<Said>();
    QVERIFY(said && !said->file);
}

void HostFilesTest::saidOnceAndByItsOwner()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    auto thief = knowing();
    QVERIFY(giver->enters(asha) && thief->enters(ravi, RawGuest::deviceNamed(2), "host.p8"));
    QVERIFY(gives(*giver, idOf('a'), m_content));
    says(*thief, 1, idOf('a'));
    const auto stolen = thief->take<Said>();
    QVERIFY(stolen && !stolen->file);
    says(*giver, 1, idOf('a'));
    says(*giver, 2, idOf('a'));
    QVERIFY(thief->take<Said>()->file);
    QVERIFY(!thief->take<Said>()->file);
}

/// Who lost its memory of having said it would say it again, without the file.
void HostFilesTest::saidIsNotPutAgain()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha) && gives(*giver, idOf('a'), m_content));
    const auto gate = std::make_shared<QSemaphore>();
    m_room->store().post([gate] { gate->acquire(); });
    says(*giver, 1, idOf('a'));
    giver->send(PutFile{idOf('a'), QStringLiteral("a.bin"), quint64(m_content.size())});
    const auto refused = giver->take<FileRefused>();
    gate->release();
    QVERIFY(refused);
    QCOMPARE(Code{refused->code}, Code::FilePaused); // it may come to nothing
    QVERIFY(giver->take<Said>()->file);
    giver->send(PutFile{idOf('a'), QStringLiteral("a.bin"), quint64(m_content.size())});
    QCOMPARE(Code{giver->take<FileRefused>()->code}, Code::FileUnknown);
}

void HostFilesTest::cancelledAsItBecameWhole()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    auto other = knowing();
    QVERIFY(giver->enters(asha) && other->enters(ravi, RawGuest::deviceNamed(2), "host.p8"));
    QVERIFY(gives(*giver, idOf('a'), m_content) && gives(*giver, idOf('b'), m_content));
    says(*giver, 1, idOf('b'));
    QVERIFY(giver->take<Ack>());
    other->send(StopFile{idOf('a'), quint8(Code::FileCancelled)}); // not its own
    giver->send(StopFile{idOf('a'), quint8(Code::FilePaused)});    // not forgotten
    giver->send(StopFile{idOf('b'), quint8(Code::FileCancelled)}); // said
    giver->send(PutFile{idOf('a'), QStringLiteral("a.bin"), quint64(m_content.size())});
    other->send(Say{1, QStringLiteral("still here")});
    QVERIFY(other->take<Ack>() && giver->take<FileKept>());
    QCOMPARE(spool().size(), 2);
    giver->send(StopFile{idOf('a'), quint8(Code::FileCancelled)});
    QTRY_COMPARE(spool().size(), 1);
    giver->send(GetFile{idOf('b'), 0});
    QVERIFY(giver->take<FileSent>());
}

void HostFilesTest::olderThanIsKeptGoes()
{
    m_room->options.settings.replayMessages = 3;
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha) && gives(*giver, idOf('a'), m_content));
    says(*giver, 1, idOf('a'));
    for (quint64 counter = 2; counter < 20; ++counter) {
        giver->send(Say{counter, QStringLiteral("later")});
        QVERIFY(giver->take<Ack>());
    }
    QTRY_COMPARE(spool().size(), 0);
    giver->send(GetFile{idOf('a'), 0});
    QCOMPARE(Code{giver->take<FileRefused>()->code}, Code::FileUnknown);
}

void HostFilesTest::erasedInTheSameBreath()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha) && gives(*giver, idOf('a'), m_content));
    QCOMPARE(spool().size(), 1);
    giver->link().send(Say{1, QStringLiteral("a file"), {}, {}, idOf('a')});
    giver->link().send(Say{2, erasedText(), Act::Erase, giver->welcome.next});
    QVERIFY(giver->take<Ack>());
    QTRY_COMPARE(spool().size(), 0);
    giver->send(GetFile{idOf('a'), 0});
    QCOMPARE(Code{giver->take<FileRefused>()->code}, Code::FileUnknown);
}

void HostFilesTest::unsaidIsNobodysToTake()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha) && gives(*giver, idOf('a'), m_content));
    giver->send(GetFile{idOf('a'), 0});
    QCOMPARE(Code{giver->take<FileRefused>()->code}, Code::FileUnknown);
}

/// Ending one begins the next of those that waited, and that may end at once.
void HostFilesTest::whoGoesWithMuchUnderWay()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha));
    quint64 counter = 0;
    const Bytes many(36 * chunkSize, 'm'); // more than a window
    for (const char mark : {'a', 'b'}) {
        giver->send(PutFile{idOf(mark), QStringLiteral("a.bin"), quint64(many.size())});
        QVERIFY(giver->take<PutFrom>());
        chunks(*giver, idOf(mark), many, 0, limits::fileWindow);
        quint64 told = 0;
        while (told < quint64(many.size() - limits::fileWindow)) {
            const auto took = giver->take<FileTook>();
            QVERIFY(took);
            told = took->file == idOf(mark) ? took->offset : told;
        }
        chunks(*giver, idOf(mark), many, limits::fileWindow, many.size());
        giver->send(PutEnd{idOf(mark), digestOf(many)});
        QVERIFY(giver->take<FileKept>());
        says(*giver, ++counter, idOf(mark));
        QVERIFY(giver->take<Ack>());
    }
    for (const char mark : {'x', 'y', 'z'}) {
        QVERIFY(gives(*giver, idOf(mark), {}));
        says(*giver, ++counter, idOf(mark));
        QVERIFY(giver->take<Ack>());
    }
    auto taker = knowing();
    QVERIFY(taker->enters(ravi, RawGuest::deviceNamed(2), "host.p8"));
    for (const char mark : {'a', 'b', 'x', 'y', 'z'}) // two move, three wait, and are nothing
        taker->send(GetFile{idOf(mark), 0});
    taker->send(PutFile{idOf('p'), QStringLiteral("p"), 10});
    taker->send(PutFile{idOf('q'), QStringLiteral("q"), 10});
    taker->send(PutFile{idOf('r'), QStringLiteral("r"), 10});
    QVERIFY(taker->take<FileChunk>());
    taker.reset();
    QTRY_COMPARE(m_room->people, 1);
    giver->send(GetFile{idOf('x'), 0});
    QVERIFY(giver->take<FileSent>());
}

void HostFilesTest::whoHasAllAndTellsNothing()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha) && gives(*giver, idOf('a'), m_content));
    says(*giver, 1, idOf('a'));
    QVERIFY(giver->take<Ack>());
    giver->send(GetFile{idOf('a'), 0});
    QVERIFY(giver->take<FileSent>());
    m_room->clock.advance(31'000);
    QVERIFY(giver->takeAll<FileRefused>().empty());
    giver->send(FileTook{idOf('a'), quint64(m_content.size())}); // late, and no harm
    giver->send(GetFile{idOf('a'), 0});
    QVERIFY(giver->take<FileSent>());
}

void HostFilesTest::erasedWhileItsLastTookIsAwaited()
{
    m_room->options.settings.filesMovingAtOnce = 1;
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha) && gives(*giver, idOf('a'), m_content) &&
            gives(*giver, idOf('b'), m_content));
    says(*giver, 1, idOf('a'));
    says(*giver, 2, idOf('b'));
    QVERIFY(giver->take<Ack>());
    giver->send(GetFile{idOf('a'), 0});
    QVERIFY(giver->take<FileSent>());
    giver->send(GetFile{idOf('b'), 0}); // waits for the turn
    giver->send(Say{3, erasedText(), Act::Erase, giver->welcome.next});
    QVERIFY(giver->take<FileChunk>());
    giver->send(FileTook{idOf('a'), quint64(m_content.size())});
    giver->send(StopFile{idOf('b'), quint8(Code::FileCancelled)});
    QCOMPARE(giver->take<FileRefused>()->file, idOf('b'));
    giver->send(GetFile{idOf('a'), 0});
    const auto refused = giver->take<FileRefused>();
    QVERIFY(refused);
    QCOMPARE(refused->file, idOf('a'));
}

/// What the disk says of the first attempt is not taken for the second, which would be cut short, or be
/// whole while it moves.
void HostFilesTest::pausedAndPutAgainWhileItIsFinished()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha));
    const Bytes content(chunkSize + chunkSize / 2, 'h');
    const PutFile put{idOf('a'), QStringLiteral("a.bin"), quint64(content.size())};
    giver->send(put);
    QVERIFY(giver->take<PutFrom>());
    chunks(*giver, idOf('a'), content, 0, content.size());
    const auto written = [this] {
        const QStringList names = spool();
        return names.isEmpty()
                   ? 0
                   : QFileInfo(m_room->folder() + QStringLiteral("/room/files/") + names.front()).size();
    };
    QTRY_COMPARE(written(), content.size() + 2 * 28);
    QTest::qWait(50); // the host has heard of it
    giver->send(PutEnd{idOf('a'), digestOf(content)});
    giver->send(StopFile{idOf('a'), quint8(Code::FilePaused)});
    giver->send(put);
    QCOMPARE(Code{giver->take<FileRefused>()->code}, Code::FilePaused); // of the stop
    QCOMPARE(Code{giver->take<FileRefused>()->code}, Code::FilePaused); // of the put
    while (giver->takeAll<FileKept>().empty())
        giver->send(put);
    QCOMPARE(written(), content.size() + 2 * 28);
    says(*giver, 1, idOf('a'));
    QVERIFY(giver->take<Said>()->file);
    giver->send(Say{2, erasedText(), Act::Erase, giver->welcome.next});
    QTRY_COMPARE(spool().size(), 0);
    chunks(*giver, idOf('a'), content, 0, chunkSize);
    QCOMPARE(giver->end(), std::optional(Code::Unexpected));
    auto other = knowing();
    QVERIFY(other->enters(asha));
}

void HostFilesTest::forgottenBeforeItIsWrittenDown()
{
    QVERIFY(m_room->open());
    auto giver = knowing();
    QVERIFY(giver->enters(asha));
    const PutFile put{idOf('a'), QStringLiteral("a.bin"), quint64(m_content.size())};
    const auto gate = std::make_shared<QSemaphore>();
    m_room->store().post([gate] { gate->acquire(); });
    giver->send(put);
    giver->send(StopFile{idOf('a'), quint8(Code::FileCancelled)});
    giver->send(put);
    QCOMPARE(Code{giver->take<FileRefused>()->code}, Code::FileCancelled);
    QCOMPARE(Code{giver->take<FileRefused>()->code}, Code::FilePaused);
    gate->release();
    m_room->store().drain();
    giver->send(put);
    const auto from = giver->take<PutFrom>();
    QVERIFY(from);
    QCOMPARE(from->offset, 0u);
    chunks(*giver, idOf('a'), m_content, 0, m_content.size());
    giver->send(PutEnd{idOf('a'), digestOf(m_content)});
    QVERIFY(giver->take<FileKept>());
}

QTEST_GUILESS_MAIN(HostFilesTest)
#include "HostFilesTest.moc"
