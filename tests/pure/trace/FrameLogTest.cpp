// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FrameLog.h"

#include <QRandomGenerator>
#include <QTest>

#include <atomic>
#include <thread>

using namespace waxwing;

/// The ring of what travelled: what it keeps, what it forgets, and that any thread may look.
class FrameLogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbersAreConsecutive();
    void theOldestGoesByCount();
    void theOldestGoesByBytes();
    void oneThatIsTooLargeIsForgottenAtOnce();
    void whatIsKeptIsWhatCame();
    void aContentForManyIsKeptOnce();
    void aFrameOfNoLinkIsDropped();
    void linksTellTheirState();
    void aLinkIsForgottenWithItsLastFrame();
    void aLinkThatLivesIsNeverForgotten();
    void nothingIsKeptWhereNothingMayBe();
    void readersInOtherThreads();

private:
    static PassingFrame frameOf(quint64 link, qsizetype size = 40)
    {
        static const Bytes bytes(10'000, 'x');
        PassingFrame frame;
        frame.link = link;
        frame.bytes = BytesView(bytes).first(size);
        return frame;
    }
};

void FrameLogTest::numbersAreConsecutive()
{
    FrameLog log;
    QCOMPARE(log.first(), 1u);
    QCOMPARE(log.end(), 1u);
    QVERIFY(!log.frame(1));
    const quint64 link = log.addLink({});
    QCOMPARE(link, 1u);
    log.add(frameOf(link));
    log.add(frameOf(link));
    log.add(frameOf(link));
    QCOMPARE(log.first(), 1u);
    QCOMPARE(log.end(), 4u);
    for (quint64 number = 1; number < 4; ++number)
        QCOMPARE(log.frame(number)->number, number);
    QVERIFY(!log.frame(0));
    QVERIFY(!log.frame(4));
    QCOMPARE(log.frames(1, 3, 79).size(), 2u); // of 40 bytes each
    QCOMPARE(log.frames(1, 3, 1).size(), 1u);
    QCOMPARE(log.frames(2, 1).size(), 1u);
    QCOMPARE(log.frames(2, 100).size(), 2u);
    QCOMPARE(log.frames(2, std::numeric_limits<quint64>::max()).size(), 2u);
    QCOMPARE(log.frames(0, 2).size(), 1u); // 0 is none's
    QVERIFY(log.frames(4, 5).empty());
    QVERIFY(log.frames(std::numeric_limits<quint64>::max(), 5).empty());
}

void FrameLogTest::theOldestGoesByCount()
{
    FrameLog log({3, 1'000'000});
    const quint64 link = log.addLink({});
    for (int i = 0; i < 5; ++i)
        log.add(frameOf(link));
    QCOMPARE(log.first(), 3u);
    QCOMPARE(log.end(), 6u);
    QVERIFY(!log.frame(2));
    QCOMPARE(log.frames(1, 10).front().number, 3u);
}

void FrameLogTest::theOldestGoesByBytes()
{
    FrameLog log({100, 1'000});
    const quint64 link = log.addLink({});
    for (int i = 0; i < 10; ++i)
        log.add(frameOf(link, 300));
    QVERIFY(log.end() - log.first() >= 2u && log.end() - log.first() <= 3u);
    // What was inside counts as well.
    PassingFrame opened = frameOf(link, 300);
    opened.hasContent = true;
    const Bytes content(190, 'y');
    opened.content = content;
    log.add(opened);
    QVERIFY(log.end() - log.first() < 3u);
    QCOMPARE(log.frame(11)->content(), BytesView(content));
    QCOMPARE(log.frame(11)->bytes().size(), 300);
}

void FrameLogTest::oneThatIsTooLargeIsForgottenAtOnce()
{
    FrameLog log({100, 1'000});
    const quint64 link = log.addLink({});
    log.add(frameOf(link, 10));
    log.add(frameOf(link, 5'000));
    QCOMPARE(log.first(), log.end());
    QCOMPARE(log.end(), 3u);
    log.add(frameOf(link, 500));
    QCOMPARE(log.frame(3)->bytes().size(), 500);
}

/// Frames of every size, of contents of their own and of contents for many, against what was put in.
void FrameLogTest::whatIsKeptIsWhatCame()
{
    FrameLog log({40, 4'096});
    const quint64 link = log.addLink({});
    QRandomGenerator random(7);
    std::vector<Bytes> frames(1);
    std::vector<Bytes> contents(1);
    Bytes shared;
    for (int n = 1; n <= 3'000; ++n) {
        PassingFrame frame;
        frame.link = link;
        frames.emplace_back(random.bounded(700), char(n));
        const bool isShared = random.bounded(2) == 0;
        if (!isShared || random.bounded(6) == 0)
            shared = Bytes(random.bounded(400), char(n + 1));
        contents.push_back(shared);
        frame.bytes = frames.back();
        frame.content = contents.back();
        frame.hasContent = true;
        frame.detail = n % 7 == 0 ? QString::number(n) : QString();
        log.add(frame, isShared ? &shared : nullptr);
        for (const TracedFrame &kept : log.frames(1, std::numeric_limits<quint64>::max())) {
            QCOMPARE(kept.bytes(), BytesView(frames[std::size_t(kept.number)]));
            QCOMPARE(kept.content(), BytesView(contents[std::size_t(kept.number)]));
            QCOMPARE(kept.detail, kept.number % 7 == 0 ? QString::number(kept.number) : QString());
        }
        QVERIFY(log.end() == quint64(n) + 1 && log.end() - log.first() <= 40);
        QVERIFY(log.end() - log.first() >= qMin<quint64>(quint64(n), 2));
    }
}

void FrameLogTest::aContentForManyIsKeptOnce()
{
    FrameLog log({100'000, 100'000});
    const quint64 link = log.addLink({});
    const Bytes content(1'000, 'c');
    for (int n = 0; n < 600; ++n) {
        PassingFrame frame = frameOf(link, 100);
        frame.hasContent = true;
        frame.content = content;
        log.add(frame, &content);
    }
    QCOMPARE(log.first(), 1u); // 70 KB, not 660
    QCOMPARE(log.frame(600)->content(), BytesView(content));
}

void FrameLogTest::aFrameOfNoLinkIsDropped()
{
    FrameLog log;
    log.add(frameOf(7));
    QCOMPARE(log.end(), 1u);
}

void FrameLogTest::linksTellTheirState()
{
    FrameLog log;
    TracedLink made;
    made.id = 99; // not its to say
    made.peerAddress = QStringLiteral("192.0.2.7");
    const quint64 link = log.addLink(made);
    quint64 version = log.linksVersion();
    const auto hasChanged = [&] { return std::exchange(version, log.linksVersion()) != version; };
    QVERIFY(log.link(link) && !log.link(99));
    log.nameLink(link, QStringLiteral("asha"));
    QVERIFY(hasChanged());
    log.setLinkRandom(link, Bytes(32, 'r'));
    QVERIFY(hasChanged());
    log.add(frameOf(link));
    QVERIFY(!hasChanged());
    log.endLink(link, {Code::Left, {}}, true, 5);
    QVERIFY(hasChanged());
    QCOMPARE(log.link(link)->peerAddress, QStringLiteral("192.0.2.7"));
    QCOMPARE(log.link(link)->peerName, QStringLiteral("asha"));
    QCOMPARE(log.link(link)->random, Bytes(32, 'r'));
    QCOMPARE(log.link(link)->end.code, Code::Left);
    QCOMPARE(log.link(link)->endNs, 5);
    QVERIFY(log.link(link)->endedByPeer);
    log.nameLink(99, QStringLiteral("nobody"));
    QVERIFY(!hasChanged());
}

void FrameLogTest::aLinkIsForgottenWithItsLastFrame()
{
    FrameLog log({2, 1'000'000});
    const quint64 first = log.addLink({});
    log.add(frameOf(first));
    log.endLink(first, {Code::Left, {}}, false, 5);
    const quint64 second = log.addLink({});
    log.add(frameOf(second));
    QCOMPARE(log.links().size(), 2u);
    QCOMPARE(log.links().front().id, first);
    log.add(frameOf(second)); // the frame of the first one goes
    QVERIFY(!log.link(first));
    QCOMPARE(log.links().size(), 1u);
    const quint64 silent = log.addLink({});
    QVERIFY(log.link(silent));
    log.endLink(silent, {Code::Lost, {}}, false, 6); // nothing of it is kept
    QVERIFY(!log.link(silent));
    QCOMPARE(log.addLink({}), silent + 1); // never used again
}

void FrameLogTest::aLinkThatLivesIsNeverForgotten()
{
    FrameLog log({1, 1'000'000});
    const quint64 quiet = log.addLink({});
    log.add(frameOf(quiet));
    const quint64 loud = log.addLink({});
    for (int i = 0; i < 5; ++i)
        log.add(frameOf(loud));
    QVERIFY(log.link(quiet));
    log.endLink(quiet, {Code::Left, {}}, false, 5);
    QVERIFY(!log.link(quiet));
}

void FrameLogTest::nothingIsKeptWhereNothingMayBe()
{
    FrameLog log({0, 0});
    const quint64 link = log.addLink({});
    log.add(frameOf(link));
    QCOMPARE(log.first(), log.end());
    QCOMPARE(log.end(), 2u);
    QVERIFY(log.link(link));
    log.endLink(link, {Code::Left, {}}, false, 5);
    QVERIFY(log.links().empty());
}

void FrameLogTest::readersInOtherThreads()
{
    FrameLog log({500, 1'000'000});
    std::atomic<bool> isDone = false;
    std::atomic<int> wrong = 0;
    const auto read = [&] {
        quint64 seen = 0;
        while (!isDone) {
            const quint64 end = log.end();
            wrong += end < seen ? 1 : 0;
            seen = end;
            quint64 expected = 0;
            for (const TracedFrame &frame : log.frames(end > 100 ? end - 100 : 0, 100)) {
                wrong += (expected != 0 && frame.number != expected) || frame.bytes().size() != 40 ? 1 : 0;
                expected = frame.number + 1;
            }
            for (const TracedLink &link : log.links())
                wrong += link.id == 0 ? 1 : 0;
        }
    };
    std::thread one(read);
    std::thread two(read);
    for (int i = 0; i < 50; ++i) {
        const quint64 link = log.addLink({});
        for (int n = 0; n < 200; ++n)
            log.add(frameOf(link));
        log.endLink(link, {Code::Left, {}}, false, 5);
    }
    isDone = true;
    one.join();
    two.join();
    QCOMPARE(wrong.load(), 0);
    QCOMPARE(log.end(), 10'001u);
}

QTEST_GUILESS_MAIN(FrameLogTest)
#include "FrameLogTest.moc"
