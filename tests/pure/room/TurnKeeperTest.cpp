// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TalkPlace.h"

#include <QSemaphore>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString asha = QStringLiteral("asha");
const Bytes history(limits::historySize, 'h');

StoredMessage message(quint64 number)
{
    StoredMessage message;
    message.number = number;
    message.name = QStringLiteral("ravi");
    message.text = QStringLiteral("text %1").arg(number);
    return message;
}

} // namespace

/// What arrives is kept in order, or comes again.
class TurnKeeperTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void leavingWhileAWriteFails();
    void anotherNumberingWaitsItsTurn();
    void muchBehindASlowWrite();

private:
    /// Brings these as the network does.
    static void take(TurnKeeper &turns, quint64 first, quint64 last)
    {
        for (quint64 number = first; number <= last; ++number)
            turns.turn().arrived.push_back(message(number));
        turns.turn().history = history;
        turns.turn().nextNumber = last + 1;
        turns.boundWaiting(true);
        turns.changed();
    }
};

/// The next start asks for what was not kept, so the place may not be behind it.
void TurnKeeperTest::leavingWhileAWriteFails()
{
    TalkPlace place;
    QVERIFY(place.open(asha));
    place.turns.turn().arrived.push_back(message(0)); // which no vault keeps
    take(place.turns, 1, 3);
    QCoreApplication::sendPostedEvents(&place.turns);
    take(place.turns, 4, 5);
    place.turns.finish();
    place.kept(asha);
    QCOMPARE(place.vault.contents().nextNumber, 0u);
    QCOMPARE(place.vault.start().last, 0u);
}

/// What was not written when the host began to number anew belongs to the numbering before.
void TurnKeeperTest::anotherNumberingWaitsItsTurn()
{
    TalkPlace place;
    QVERIFY(place.open(asha));
    QSemaphore gate;
    place.store.post([&gate] { gate.acquire(); });
    take(place.turns, 1, 3);
    QCoreApplication::sendPostedEvents(&place.turns); // under way
    take(place.turns, 4, 5);
    place.turns.numberAnew();
    QVERIFY(!place.turns.isNumberingKept());
    take(place.turns, 2, 4);
    gate.release();
    QTRY_VERIFY(place.turns.isNumberingKept());
    QTRY_COMPARE(place.turns.keptNext(), 5u);
    place.kept(asha);
    QCOMPARE(place.vault.contents().run, 2u);
    const auto session = place.vault.session();
    int kept = 0;
    place.store.post([&] { kept = static_cast<int>(session->end(50)->messages.size()); });
    place.store.drain();
    QCOMPARE(kept, 8);
}

/// More than is held comes again over another link.
void TurnKeeperTest::muchBehindASlowWrite()
{
    TalkPlace place;
    QVERIFY(place.open(asha));
    QSemaphore gate;
    place.store.post([&gate] { gate.acquire(); });
    take(place.turns, 1, 3);
    QCoreApplication::sendPostedEvents(&place.turns); // under way
    place.turns.turn().settled = {7};
    for (quint64 first = 4; first <= 40'000; first += 1'000) {
        take(place.turns, first, first + 999);
        QVERIFY(place.turns.turn().arrived.size() <= 20'000);
    }
    QVERIFY(place.turns.lacks());
    QCOMPARE(place.turns.turn().settled.size(), 1u); // that does not come again
    gate.release();
    QTRY_COMPARE(place.turns.keptNext(), 4u);
    take(place.turns, 41'000, 41'000); // behind the gap
    QVERIFY(place.turns.turn().arrived.empty());
    place.turns.linkBegan();
    take(place.turns, 4, 5);
    QTRY_COMPARE(place.turns.keptNext(), 6u);
}

QTEST_GUILESS_MAIN(TurnKeeperTest)
#include "TurnKeeperTest.moc"
