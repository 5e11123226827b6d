// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "OtherHand.h"
#include "VaultFixture.h"
#include "VaultSchema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>
#include <limits>

using namespace waxwing;

#define OPEN(session)                                                                                        \
    const auto session = m_fixture->open();                                                                  \
    QVERIFY(session)

class VaultSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<VaultFixture>(); }
    void aClosedOneAnswersWithAnError();
    void keepsMessagesAsTheyAre();
    void pages();
    void repeatedNumbersAreLeftAlone();
    void changesNeedTheirAuthor();
    void reachNeverFalls();
    void aTurnIsKeptAsAWhole();
    void outboxSurvives();
    void ownReachOfTheLast();
    void placeAndDraft();
    void numberingAnewLosesNothing();
    void oneHistoryNumberedAnew();
    void quotesOfReplies();
    void search();
    void searchInSlices();
    void retention();
    void filesOfWhatIsGoneAreTold();
    void wipeLeavesNothingInTheFile();
    void keepsNothingWhenAsked();
    void valuesAreSealedInTheirPlace();
    void damagedRowsAreLeftOutAndCounted();
    void aFullDisk();
    void firstVersionMigrates();
    void wrapsAreReplaced();

private:
    void change(const QString &sql) { QVERIFY(otherHand::change(m_fixture->path(), sql)); }
    static QList<quint64> found(VaultSession &session, const SearchQuery &query)
    {
        SearchRun run(query);
        QList<quint64> numbers;
        while (!run.isOver) {
            const auto slice = session.search(run);
            if (!slice)
                return {};
            for (const FoundMessage &hit : *slice)
                numbers.append(hit.message.number);
        }
        return numbers;
    }
    static void removeAll(VaultSession &session, qint64 before)
    {
        for (;;) {
            const auto over = session.removeOldest(before);
            QVERIFY(over);
            if (*over)
                break;
        }
        QVERIFY(session.finishRemoval(true));
    }
    std::unique_ptr<VaultFixture> m_fixture;
};

void VaultSessionTest::aClosedOneAnswersWithAnError()
{
    const auto closed = m_fixture->closed();
    QCOMPARE(closed->contents().error().code, Code::StorageFailed);
    QCOMPARE(closed->keep({}).error().code, Code::StorageFailed);
    QCOMPARE(closed->end(5).error().code, Code::StorageFailed);
    QCOMPARE(closed->addOutgoing({}).error().code, Code::StorageFailed);
    SearchRun run({});
    QCOMPARE(closed->search(run).error().code, Code::StorageFailed);
    QCOMPARE(closed->removeOldest(1).error().code, Code::StorageFailed);
    OPEN(session);
    session->close();
    QCOMPARE(session->start().error().code, Code::StorageFailed);
}

void VaultSessionTest::keepsMessagesAsTheyAre()
{
    StoredMessage message = VaultFixture::message(limits::largestInteger, true);
    message.text = QStringLiteral("Zażółć 日本 😀\nzweite Zeile");
    message.replyTo = 7;
    message.isEdited = true;
    message.delivered = 3;
    message.of = 4;
    message.seen = 2;
    KeptTurn turn;
    turn.arrived = {message};
    turn.history = VaultFixture::history(1);
    {
        OPEN(session);
        QVERIFY(session->keep(turn));
    }
    OPEN(session);
    const auto page = session->end(5);
    QVERIFY(page && page->isFirst && page->isLast);
    QCOMPARE(page->messages.size(), std::size_t(1));
    const StoredMessage &kept = page->messages.front();
    QCOMPARE(kept.number, message.number);
    QCOMPARE(kept.name, message.name);
    QCOMPARE(kept.device, message.device);
    QCOMPARE(kept.counter, message.counter);
    QCOMPARE(kept.text, message.text);
    QCOMPARE(kept.timeMs, message.timeMs);
    QCOMPARE(kept.replyTo, message.replyTo);
    QVERIFY(kept.mine && kept.isEdited && !kept.isErased);
    QCOMPARE(kept.delivered, message.delivered);
    QCOMPARE(kept.of, message.of);
    QCOMPARE(kept.seen, message.seen);
    turn.arrived = {VaultFixture::message(0)};
    QCOMPARE(session->keep(turn).error().code, Code::Internal);
}

void VaultSessionTest::pages()
{
    OPEN(session);
    auto page = session->end(10);
    QVERIFY(page && page->messages.empty() && page->isFirst && page->isLast);
    QVERIFY(session->keep(VaultFixture::turn(1, 100)));
    page = session->end(10);
    QCOMPARE(VaultFixture::numbers(*page), (QList<quint64>{91, 92, 93, 94, 95, 96, 97, 98, 99, 100}));
    QVERIFY(page->isLast && !page->isFirst);
    page = session->before(91, 3);
    QCOMPARE(VaultFixture::numbers(*page), (QList<quint64>{88, 89, 90}));
    QVERIFY(!page->isLast && !page->isFirst);
    page = session->before(4, 10);
    QCOMPARE(VaultFixture::numbers(*page), (QList<quint64>{1, 2, 3}));
    QVERIFY(page->isFirst);
    page = session->before(1, 10);
    QVERIFY(page->messages.empty() && page->isFirst && !page->isLast);
    page = session->after(97, 10);
    QCOMPARE(VaultFixture::numbers(*page), (QList<quint64>{98, 99, 100}));
    QVERIFY(page->isLast && !page->isFirst);
    page = session->after(0, 2);
    QCOMPARE(VaultFixture::numbers(*page), (QList<quint64>{1, 2}));
    QVERIFY(page->isFirst);
    page = session->after(100, 2);
    QVERIFY(page->messages.empty() && page->isLast);
    page = session->around(50, 4);
    QCOMPARE(VaultFixture::numbers(*page), (QList<quint64>{48, 49, 50, 51}));
    QVERIFY(!page->isFirst && !page->isLast);
    page = session->around(1'000, 4);
    QCOMPARE(VaultFixture::numbers(*page), (QList<quint64>{99, 100}));
    QVERIFY(page->isLast);
    page = session->around(1, 4);
    QCOMPARE(VaultFixture::numbers(*page), (QList<quint64>{1, 2}));
    QVERIFY(page->isFirst);
}

void VaultSessionTest::repeatedNumbersAreLeftAlone()
{
    OPEN(session);
    QVERIFY(session->keep(VaultFixture::turn(1, 5)));
    KeptTurn again = VaultFixture::turn(3, 7);
    again.arrived[0].text = QStringLiteral("another");
    QVERIFY(session->keep(again));
    const auto page = session->end(50);
    QCOMPARE(VaultFixture::numbers(*page), (QList<quint64>{1, 2, 3, 4, 5, 6, 7}));
    QCOMPARE(page->messages.at(2).text, QStringLiteral("text 3"));
    // One that comes late stands in its place.
    QVERIFY(session->keep(VaultFixture::turn(20, 20)));
    QVERIFY(session->keep(VaultFixture::turn(10, 10)));
    QCOMPARE(VaultFixture::numbers(*session->end(3)), (QList<quint64>{7, 10, 20}));
}

void VaultSessionTest::changesNeedTheirAuthor()
{
    OPEN(session);
    KeptTurn turn = VaultFixture::turn(1, 4);
    turn.changes = {{1, QStringLiteral("Ravi"), QStringLiteral("mended"), Act::Edit},
                    {2, QStringLiteral("Eve"), QStringLiteral("forged"), Act::Edit},
                    {3, QStringLiteral("Ravi"), {}, Act::Erase},
                    {4, QStringLiteral("Ravi"), QStringLiteral("no change"), Act::Reply},
                    {9, QStringLiteral("Ravi"), QStringLiteral("nobody's"), Act::Edit}};
    QVERIFY(session->keep(turn));
    KeptTurn later = VaultFixture::turn(5, 5);
    later.changes = {{3, QStringLiteral("Ravi"), QStringLiteral("back again"), Act::Edit}};
    QVERIFY(session->keep(later));
    const auto page = session->end(10);
    QCOMPARE(page->messages.at(0).text, QStringLiteral("mended"));
    QVERIFY(page->messages.at(0).isEdited);
    QCOMPARE(page->messages.at(1).text, QStringLiteral("text 2"));
    QVERIFY(!page->messages.at(1).isEdited);
    QVERIFY(page->messages.at(2).isErased && page->messages.at(2).text.isEmpty());
    QCOMPARE(page->messages.at(3).text, QStringLiteral("text 4"));
    QCOMPARE(page->messages.size(), std::size_t(5));
}

void VaultSessionTest::reachNeverFalls()
{
    OPEN(session);
    KeptTurn turn;
    turn.history = VaultFixture::history(1);
    turn.arrived = {VaultFixture::message(1, true), VaultFixture::message(2)};
    turn.reached = {{1, 2, 3, 0}, {1, 1, 3, 1}, {2, 9, 9, 9}, {77, 1, 1, 1}};
    QVERIFY(session->keep(turn));
    const auto page = session->end(10);
    QCOMPARE(page->messages.at(0).delivered, quint64(2));
    QCOMPARE(page->messages.at(0).of, quint64(3));
    QCOMPARE(page->messages.at(0).seen, quint64(1));
    QCOMPARE(page->messages.at(1).delivered, quint64(0)); // another's
}

void VaultSessionTest::aTurnIsKeptAsAWhole()
{
    OPEN(session);
    QVERIFY(session->keep(VaultFixture::turn(1, 3)));
    const auto ids = session->addOutgoing({{0, 0, QStringLiteral("waits"), {}, {}, 5, {}}});
    QVERIFY(ids);
    KeptTurn bad = VaultFixture::turn(4, 5, 2); // another history id, too
    bad.arrived.push_back(VaultFixture::message(0));
    bad.settled = *ids;
    QVERIFY(!session->keep(bad));
    QCOMPARE(VaultFixture::numbers(*session->end(10)), (QList<quint64>{1, 2, 3}));
    const auto contents = session->contents();
    QCOMPARE(contents->outbox.size(), std::size_t(1));
    QCOMPARE(contents->history, VaultFixture::history(1));
    QCOMPARE(contents->nextNumber, quint64(4));
    QVERIFY(session->keep(VaultFixture::turn(4, 5)));
    QCOMPARE(VaultFixture::numbers(*session->end(10)), (QList<quint64>{1, 2, 3, 4, 5}));
}

void VaultSessionTest::outboxSurvives()
{
    OutgoingMessage said{0, 0, QStringLiteral("Zażółć"), {}, {}, 17, {}};
    OutgoingMessage reply{0, 12, QStringLiteral("yes"), Act::Reply, 5, 18, Code::TextTooLong};
    OutgoingMessage erase{0, 13, {}, Act::Erase, limits::largestInteger, 19, {}};
    std::vector<qint64> ids;
    {
        OPEN(session);
        const auto added = session->addOutgoing({said, reply, erase});
        QVERIFY(added);
        ids = *added;
        QCOMPARE(ids.size(), std::size_t(3));
        said.id = ids[0];
        said.counter = 11;
        said.failed = Code::NoAnswer;
        QVERIFY(session->changeOutgoing({said}));
    }
    {
        OPEN(session);
        const auto waiting = session->contents()->outbox;
        QCOMPARE(waiting.size(), std::size_t(3));
        QCOMPARE(waiting[0].id, ids[0]);
        QCOMPARE(waiting[0].counter, quint64(11));
        QCOMPARE(waiting[0].text, said.text);
        QVERIFY(!waiting[0].act && !waiting[0].target);
        QCOMPARE(*waiting[0].failed, Code::NoAnswer);
        QCOMPARE(waiting[0].timeMs, 17);
        QCOMPARE(*waiting[1].act, Act::Reply);
        QCOMPARE(*waiting[1].target, quint64(5));
        QCOMPARE(*waiting[1].failed, Code::TextTooLong);
        QCOMPARE(*waiting[2].act, Act::Erase);
        QCOMPARE(*waiting[2].target, limits::largestInteger);
        QVERIFY(!waiting[2].failed && waiting[2].text.isEmpty());
        QVERIFY(session->removeOutgoing({ids[1]}));
        KeptTurn turn = VaultFixture::turn(1, 1);
        turn.settled = {ids[2], 999};
        turn.counter = 13;
        QVERIFY(session->keep(turn));
        // An id is given once, as long as it may be spoken of.
        QVERIFY(session->removeOutgoing({ids[0]}));
        QVERIFY(session->addOutgoing({said})->front() > ids[2]);
    }
    OPEN(session);
    QCOMPARE(session->contents()->outbox.size(), std::size_t(1));
    QCOMPARE(session->contents()->counter, quint64(13));
}

void VaultSessionTest::ownReachOfTheLast()
{
    OPEN(session);
    KeptTurn turn = VaultFixture::turn(1, 1);
    turn.arrived.push_back(VaultFixture::message(2, true));
    turn.arrived.push_back(VaultFixture::message(5'000, true));
    turn.arrived.push_back(VaultFixture::message(5'001, true));
    turn.arrived.back().device = RoomFixture::device(9); // another of my devices
    turn.reached = {{5'000, 1, 2, 1}};
    QVERIFY(session->keep(turn));
    const auto own = session->contents()->own;
    QCOMPARE(own.size(), std::size_t(1));
    QCOMPARE(own[0].number, quint64(5'000));
    QCOMPARE(own[0].delivered, quint64(1));
    QCOMPARE(own[0].of, quint64(2));
    QCOMPARE(own[0].seen, quint64(1));
}

void VaultSessionTest::placeAndDraft()
{
    {
        OPEN(session);
        const auto fresh = session->start();
        QVERIFY(fresh && fresh->lastRead == 0 && fresh->last == 0 && fresh->draft.isEmpty());
        QVERIFY(session->keep(VaultFixture::turn(1, 9)));
        QVERIFY(session->setLastRead(6));
        QVERIFY(session->setLastRead(4));
        QVERIFY(session->setDraft(QStringLiteral("half a sent…")));
    }
    {
        OPEN(session);
        const auto start = session->start();
        QCOMPARE(start->lastRead, quint64(6));
        QCOMPARE(start->last, quint64(9));
        QCOMPARE(start->draft, QStringLiteral("half a sent…"));
        QVERIFY(session->setDraft({}));
    }
    QVERIFY(!RoomFixture::read(m_fixture->path()).contains("half a sent"));
    OPEN(session);
    QVERIFY(session->start()->draft.isEmpty());
}

void VaultSessionTest::numberingAnewLosesNothing()
{
    QObject window;
    int told = 0;
    {
        OPEN(session);
        session->listen(&window, [&told] { ++told; });
        KeptTurn turn = VaultFixture::turn(1, 5);
        turn.arrived[4].replyTo = 2;
        QVERIFY(session->keep(turn));
        QVERIFY(session->setLastRead(4));
        KeptTurn anew = VaultFixture::turn(1, 3, 2);
        anew.changes = {{4, QStringLiteral("Ravi"), QStringLiteral("wrong one"), Act::Edit}};
        QVERIFY(session->keep(anew));
    }
    QTRY_COMPARE(told, 1);
    OPEN(session);
    const auto page = session->end(50);
    QCOMPARE(page->messages.size(), std::size_t(8));
    QStringList texts;
    for (std::size_t i = 0; i < 8; ++i) {
        const StoredMessage &message = page->messages[i];
        texts.append(message.text);
        QCOMPARE(isOfEarlierNumbering(message.number), i < 5);
        if (i > 0)
            QVERIFY(inOrder(page->messages[i - 1].number) < inOrder(message.number));
    }
    QCOMPARE(texts.at(3), QStringLiteral("text 4"));
    QCOMPARE(texts.at(5), QStringLiteral("text 1"));
    QCOMPARE(page->messages[4].replyTo, page->messages[1].number);
    QCOMPARE(session->start()->lastRead, page->messages[3].number);
    QCOMPARE(session->start()->last, quint64(3));
    const auto earlier = session->before(page->messages[2].number, 10);
    QCOMPARE(VaultFixture::numbers(*earlier),
             (QList<quint64>{page->messages[0].number, page->messages[1].number}));
    QVERIFY(earlier->isFirst);
    const auto over = session->after(page->messages[4].number, 2);
    QCOMPARE(VaultFixture::numbers(*over), (QList<quint64>{1, 2}));
    QVERIFY(session->setLastRead(2));
    QCOMPARE(session->start()->lastRead, quint64(2));
    QVERIFY(session->setLastRead(page->messages[4].number));
    QCOMPARE(session->start()->lastRead, quint64(2));
    QCOMPARE(found(*session, {QStringLiteral("text"), {}, 0, 0, false}).size(), 8);
}

/// The host's file is an older copy: its history is the same, and numbers come a second time.
void VaultSessionTest::oneHistoryNumberedAnew()
{
    KeptTurn anew = VaultFixture::turn(4, 5, 2);
    anew.history = VaultFixture::history(1);
    anew.arrived.front().text = QStringLiteral("another");
    {
        OPEN(session);
        QVERIFY(session->keep(VaultFixture::turn(1, 5)));
        QCOMPARE(session->contents()->run, 1u);
        QVERIFY(session->keep(anew));
        QVERIFY(session->keep(anew)); // by another window of the same account
        QCOMPARE(session->contents()->run, 2u);
        KeptTurn edit;
        edit.run = 2;
        edit.changes = {{4, QStringLiteral("Ravi"), QStringLiteral("mended"), Act::Edit}};
        QVERIFY(session->keep(edit));
    }
    OPEN(session);
    const auto page = session->end(50);
    QCOMPARE(page->messages.size(), std::size_t(7));
    QCOMPARE(page->messages[3].text, QStringLiteral("text 4"));
    QCOMPARE(page->messages[5].text, QStringLiteral("mended"));
    QCOMPARE(session->contents()->run, 2u);
}

void VaultSessionTest::quotesOfReplies()
{
    OPEN(session);
    KeptTurn turn = VaultFixture::turn(1, 20);
    turn.arrived[18].replyTo = 3;
    turn.arrived[19].replyTo = 18;
    turn.arrived[17].replyTo = 999'999; // kept no longer
    QVERIFY(session->keep(turn));
    const auto page = session->end(5);
    QCOMPARE(page->quoted.size(), std::size_t(1));
    QCOMPARE(page->quoted[0].number, quint64(3));
    QCOMPARE(page->quoted[0].text, QStringLiteral("text 3"));
    QVERIFY(session->end(20)->quoted.empty());
}

void VaultSessionTest::search()
{
    OPEN(session);
    KeptTurn turn = VaultFixture::turn(1, 300);
    turn.arrived[99].text = QStringLiteral("Der Bus hält in der Straße");
    turn.arrived[199].name = QStringLiteral("Zoë");
    turn.changes = {{100, QStringLiteral("Ravi"), QStringLiteral("In der Straße hält der Bus"), Act::Edit},
                    {30, QStringLiteral("Ravi"), {}, Act::Erase}};
    QVERIFY(session->keep(turn));
    const auto query = [](const char16_t *words) {
        SearchQuery wanted;
        wanted.words = QString::fromUtf16(words);
        return wanted;
    };
    QCOMPARE(found(*session, query(u"STRASSE bus")), QList<quint64>{100});
    QCOMPARE(found(*session, query(u"\"text 29\"")),
             (QList<quint64>{299, 298, 297, 296, 295, 294, 293, 292, 291, 290, 29})); // newest first
    QVERIFY(found(*session, query(u"\"text 30\"")) == QList<quint64>{300}); // an erased one is not found
    SearchQuery wanted;
    wanted.person = QStringLiteral("ZOË");
    QCOMPARE(found(*session, wanted), QList<quint64>{200});
    wanted = query(u"text");
    wanted.fromMs = VaultFixture::message(10).timeMs;
    wanted.toMs = VaultFixture::message(12).timeMs;
    QCOMPARE(found(*session, wanted), (QList<quint64>{11, 10}));
    wanted = query(u"TEXT");
    wanted.matchCase = true;
    QVERIFY(found(*session, wanted).isEmpty());
    SearchRun run(query(u"hält"));
    const auto hits = session->search(run);
    QCOMPARE(hits->size(), std::size_t(1));
    QCOMPARE(hits->front().marks, (TextMarks{{14, 4}}));
    QVERIFY(run.isOver);
}

void VaultSessionTest::searchInSlices()
{
    OPEN(session);
    QVERIFY(session->keep(VaultFixture::turn(1, 3'000)));
    SearchRun run({QStringLiteral("text"), {}, 0, 0, false});
    QList<quint64> numbers;
    int slices = 0;
    while (!run.isOver) {
        const auto slice = session->search(run);
        QVERIFY(slice);
        ++slices;
        for (const FoundMessage &hit : *slice)
            numbers.append(hit.message.number);
        if (slices == 1)
            QVERIFY(session->keep(VaultFixture::turn(3'001, 3'010))); // goes on beside it
    }
    QVERIFY(slices >= 15); // 200 hits at most each
    QCOMPARE(numbers.size(), 3'000);
    QCOMPARE(numbers.first(), quint64(3'000));
    QVERIFY(std::is_sorted(numbers.rbegin(), numbers.rend()));
}

void VaultSessionTest::retention()
{
    OPEN(session);
    QVERIFY(session->keep(VaultFixture::turn(1, 250)));
    m_fixture->clock.now += 1'000;
    QVERIFY(session->keep(VaultFixture::turn(251, 260)));
    const auto id = session->addOutgoing({{0, 0, QStringLiteral("waits"), {}, {}, 5, {}}});
    QVERIFY(id);
    removeAll(*session, m_fixture->clock.now - 1'000); // nothing is older
    QCOMPARE(session->end(1'000)->messages.size(), std::size_t(260));
    removeAll(*session, m_fixture->clock.now);
    auto page = session->end(1'000);
    QCOMPARE(page->messages.size(), std::size_t(10));
    QVERIFY(page->isFirst && page->isLast);
    QCOMPARE(page->messages.front().number, quint64(251));
    QCOMPARE(session->contents()->outbox.size(), std::size_t(1));
    QCOMPARE(session->contents()->nextNumber, quint64(261));
    QVERIFY(session->keep(VaultFixture::turn(261, 262)));
    QCOMPARE(session->end(1'000)->messages.size(), std::size_t(12));
}

/// Of what was erased or became too old, also before anybody listened.
void VaultSessionTest::filesOfWhatIsGoneAreTold()
{
    const auto withFile = [](quint64 number, char file) {
        KeptTurn turn = VaultFixture::turn(number, number);
        turn.arrived.front().file = FileNote{Bytes(16, file), QStringLiteral("cat.png"), 7, Bytes(32, 'd')};
        return turn;
    };
    const auto changes = [](quint64 number, Act act) {
        KeptTurn turn;
        turn.history = VaultFixture::history(1);
        turn.nextNumber = 10;
        turn.changes = {{number, QStringLiteral("Ravi"), QStringLiteral("new"), act}};
        return turn;
    };
    OPEN(session);
    QVERIFY(session->keep(withFile(1, 'a')));
    QVERIFY(session->keep(withFile(2, 'b')));
    m_fixture->clock.now += 1'000;
    QVERIFY(session->keep(withFile(3, 'c')));
    QVERIFY(session->keep(changes(2, Act::Edit)));
    QVERIFY(session->keep(changes(2, Act::Erase)));
    int told = 0;
    int changed = 0;
    QObject window;
    session->listen(&window, [&changed] { ++changed; });
    session->listenForFiles(&window, [&told] { ++told; });
    QCOMPARE(session->takeGoneFiles(), QList<Bytes>{Bytes(16, 'b')});
    QVERIFY(session->takeGoneFiles().isEmpty());
    QVERIFY(session->keep(changes(2, Act::Erase)));
    removeAll(*session, m_fixture->clock.now);
    QTRY_COMPARE(changed, 1);
    QCOMPARE(told, 1);
    QVERIFY(session->keep(changes(3, Act::Erase)));
    QTRY_COMPARE(told, 2);
    QCOMPARE(session->takeGoneFiles(), (QList<Bytes>{Bytes(16, 'a'), Bytes(16, 'c')}));
}

void VaultSessionTest::wipeLeavesNothingInTheFile()
{
    {
        OPEN(session);
        KeptTurn turn = VaultFixture::turn(1, 2'000);
        turn.arrived[5].text = QString(20'000, QLatin1Char('x')); // on pages of its own
        QVERIFY(session->keep(turn));
        QVERIFY(session->addOutgoing({{0, 0, QStringLiteral("waits"), {}, {}, 5, {}}}));
        QVERIFY(session->setLastRead(1'000));
    }
    const auto sealed =
        otherHand::read(m_fixture->path(), QStringLiteral("SELECT substr(content, 20, 24) FROM message"));
    QVERIFY(sealed && sealed->size() == 2'000);
    const auto standInFile = [&] {
        const Bytes all = RoomFixture::read(m_fixture->path()) +
                          RoomFixture::read(m_fixture->path() + QStringLiteral("-wal"));
        return std::count_if(sealed->begin(), sealed->end(),
                             [&](const Bytes &piece) { return all.contains(piece); });
    };
    QVERIFY(standInFile() > 1'990); // some lie over the edge of a page
    const qint64 before = QFileInfo(m_fixture->path()).size();
    OPEN(session);
    removeAll(*session, std::numeric_limits<qint64>::max());
    QCOMPARE(standInFile(), 0);
    QCOMPARE(QFileInfo(m_fixture->path() + QStringLiteral("-wal")).size(), 0);
    QVERIFY(QFileInfo(m_fixture->path()).size() < before / 5);
    QVERIFY(session->end(5)->messages.empty());
    QCOMPARE(session->contents()->outbox.size(), std::size_t(1));
    QCOMPARE(session->contents()->nextNumber, quint64(2'001));
    QVERIFY(session->keep(VaultFixture::turn(2'001, 2'003)));
    QCOMPARE(VaultFixture::numbers(*session->end(5)), (QList<quint64>{2'001, 2'002, 2'003}));
}

void VaultSessionTest::keepsNothingWhenAsked()
{
    OPEN(session);
    session->keepNothing(true);
    QVERIFY(session->keep(VaultFixture::turn(1, 5)));
    QVERIFY(session->end(5)->messages.empty());
    QCOMPARE(session->contents()->nextNumber, quint64(6));
    session->keepNothing(false);
    QVERIFY(session->keep(VaultFixture::turn(6, 6)));
    QCOMPARE(session->end(5)->messages.size(), std::size_t(1));
}

void VaultSessionTest::valuesAreSealedInTheirPlace()
{
    {
        OPEN(session);
        QVERIFY(session->keep(VaultFixture::turn(1, 4)));
    }
    QVERIFY(!RoomFixture::read(m_fixture->path()).contains("text 1"));
    QVERIFY(!RoomFixture::read(m_fixture->path()).contains("Ravi"));
    change(QStringLiteral("UPDATE message SET content = (SELECT content FROM message WHERE id = 2) "
                          "WHERE id = 1"));
    change(QStringLiteral("UPDATE message SET number = 9 WHERE id = 3"));
    OPEN(session);
    const auto page = session->end(10);
    QCOMPARE(VaultFixture::numbers(*page), (QList<quint64>{2, 4}));
    QCOMPARE(page->damaged, 2);
}

void VaultSessionTest::damagedRowsAreLeftOutAndCounted()
{
    {
        OPEN(session);
        QVERIFY(session->keep(VaultFixture::turn(1, 100)));
    }
    change(QStringLiteral("UPDATE message SET content = zeroblob(60) WHERE number BETWEEN 41 AND 60"));
    OPEN(session);
    // A page that would be empty goes on to what opens.
    const auto up = session->before(61, 5);
    QCOMPARE(VaultFixture::numbers(*up), (QList<quint64>{36, 37, 38, 39, 40}));
    QCOMPARE(up->damaged, 20);
    const auto down = session->after(40, 5);
    QCOMPARE(VaultFixture::numbers(*down), (QList<quint64>{61, 62, 63, 64, 65}));
    SearchRun run({QStringLiteral("text"), {}, 0, 0, false});
    int hits = 0;
    while (!run.isOver)
        hits += static_cast<int>(session->search(run)->size());
    QCOMPARE(hits, 80);
    QCOMPARE(run.damaged, 20);
    KeptTurn turn = VaultFixture::turn(41, 41);
    turn.changes = {{45, QStringLiteral("Ravi"), QStringLiteral("x"), Act::Edit}};
    QVERIFY(session->keep(turn)); // stays as it is
    session->close();
    change(QStringLiteral("INSERT INTO outbox (id, conversation, content) VALUES (7, 1, zeroblob(60))"));
    OPEN(again);
    QCOMPARE(again->contents().error().code, Code::StorageDamaged); // what waits is never lost silently
}

void VaultSessionTest::aFullDisk()
{
    VaultDatabase file;
    QVERIFY(m_fixture->open());
    QVERIFY(file.openFile(m_fixture->folder(), m_fixture->name(), 24));
    ValueSealer sealer(m_fixture->key, m_fixture->random);
    VaultMessages messages(file.database(), sealer);
    QVERIFY(messages.load());
    quint64 kept = 0;
    Result<void> done;
    while (kept < 5'000 && done) {
        done = file.database().transaction(Durability::Normal,
                                           [&] { return messages.add(VaultFixture::message(kept + 1), 1); });
        kept += done ? 1 : 0;
    }
    QCOMPARE(done.error().code, Code::StorageFailed);
    QVERIFY(kept > 10);
    QVERIFY(messages.load());
    file.close();
    OPEN(session);
    const auto page = session->end(1'000);
    QCOMPARE(page->messages.size(), std::size_t(kept));
    QVERIFY(session->keep(VaultFixture::turn(kept + 1, kept + 10)));
}

void VaultSessionTest::firstVersionMigrates()
{
    DatabaseKind first = vaultSchema();
    first.versions.resize(1);
    QVERIFY(QDir().mkpath(m_fixture->folder() + QStringLiteral("/vaults")));
    QVERIFY(Database::make(m_fixture->path(), first, [this](Database &database) -> Result<void> {
        const auto sealed = [this](const char *column, std::span<const quint8> value) {
            return sealValue(m_fixture->key, {QLatin1StringView("self"), QLatin1StringView(column), 1, 1},
                             value, m_fixture->random);
        };
        const SecretBytes pkcs8 = VaultFixture::identity()->privateKey();
        const Bytes position = Bytes::fromHex("00000000000000290000000000000007") + VaultFixture::history(1);
        const auto wrap =
            database.change(QStringLiteral("INSERT INTO wrap (salt, iterations, wrapped) VALUES (?, 1, ?)"),
                            {Bytes(16, 's'), Bytes(60, 'w')});
        const auto self = database.change(
            QStringLiteral("INSERT INTO self (id, identity, device, position) VALUES (1, ?, ?, ?)"),
            {sealed("identity", pkcs8.span()), sealed("device", toSpan(RoomFixture::device(1))),
             sealed("position", toSpan(position))});
        return wrap && self ? Result<void>() : failure(Code::Internal);
    }));
    {
        const auto session = m_fixture->closed();
        QVERIFY(session->openFile(m_fixture->folder(), m_fixture->name()));
        const auto wraps = session->wraps();
        QCOMPARE(wraps->front().state, StoredWrap::State::Unchecked);
        QVERIFY(session->unlock(m_fixture->key, wraps->front()));
        const auto contents = session->contents();
        QCOMPARE(contents->nextNumber, quint64(41));
        QCOMPARE(contents->counter, quint64(7));
        QCOMPARE(contents->history, VaultFixture::history(1));
        QVERIFY(session->keep(VaultFixture::turn(41, 42)));
    }
    OPEN(session);
    QCOMPARE(session->wraps()->front().state, StoredWrap::State::Whole); // told from now on
    QCOMPARE(VaultFixture::numbers(*session->end(5)), (QList<quint64>{41, 42}));
}

void VaultSessionTest::wrapsAreReplaced()
{
    {
        OPEN(session);
        QVERIFY(session->replaceWraps({Bytes(16, 't'), 2, Bytes(60, 'v')}));
    }
    {
        OPEN(session);
        const auto wraps = session->wraps();
        QCOMPARE(wraps->size(), std::size_t(1));
        QCOMPARE(wraps->front().wrap.salt, Bytes(16, 't'));
        QCOMPARE(wraps->front().state, StoredWrap::State::Whole);
    }
    change(QStringLiteral("UPDATE wrap SET salt = x'00112233445566778899aabbccddeeff'"));
    const auto session = m_fixture->closed();
    QVERIFY(session->openFile(m_fixture->folder(), m_fixture->name()));
    QCOMPARE(session->wraps()->front().state, StoredWrap::State::Damaged);
}

QTEST_GUILESS_MAIN(VaultSessionTest)
#include "VaultSessionTest.moc"
