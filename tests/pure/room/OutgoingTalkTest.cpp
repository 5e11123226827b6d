// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TalkPlace.h"

#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString asha = QStringLiteral("asha");
const QString ravi = QStringLiteral("ravi");

} // namespace

/// What a person says, between the keyboard and the vault (PROTOCOL 8.3).
class OutgoingTalkTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWaitsOfAnotherAccountStaysInItsVault();
    void whatFailsWhileItIsBeingKept_data();
    void whatFailsWhileItIsBeingKept();
};

void OutgoingTalkTest::whatWaitsOfAnotherAccountStaysInItsVault()
{
    TalkPlace place;
    QVERIFY(place.open(asha));
    place.talk.say(1, plain(QStringLiteral("from asha")));
    place.talk.stop(Code::Cancelled, false);
    place.talk.reset();
    QCOMPARE(place.kept(asha).size(), std::size_t(1)); // and is restored
    QVERIFY(place.open(ravi));                         // the log-in of asha came to nothing
    place.talk.say(2, plain(QStringLiteral("from ravi")));
    place.talk.showRestored(ravi);
    QTest::qWait(50);
    QVERIFY(place.shown.isEmpty());
    place.talk.stop(Code::Cancelled, false);
    const auto ravis = place.kept(ravi);
    QCOMPARE(ravis.size(), std::size_t(1));
    QCOMPARE(ravis.front().text, QStringLiteral("from ravi"));
    const auto ashas = place.kept(asha);
    QCOMPARE(ashas.size(), std::size_t(1));
    QCOMPARE(ashas.front().text, QStringLiteral("from asha"));
    QVERIFY(!ashas.front().failed);
}

void OutgoingTalkTest::whatFailsWhileItIsBeingKept_data()
{
    QTest::addColumn<bool>("isUnderWay");
    QTest::newRow("not yet") << false;
    QTest::newRow("under way") << true;
}

/// The room ends for good: it has failed, in the vault too, and can be discarded.
void OutgoingTalkTest::whatFailsWhileItIsBeingKept()
{
    QFETCH(bool, isUnderWay);
    TalkPlace place;
    QVERIFY(place.open(asha));
    place.talk.say(1, plain(QStringLiteral("stays")));
    place.talk.say(2, plain(QStringLiteral("goes")));
    if (isUnderWay)
        QCoreApplication::sendPostedEvents(&place.talk); // it is handed to the vault, which has not answered
    place.talk.stop(Code::RoomClosed, true);
    place.store.drain();
    QTest::qWait(50);
    place.talk.discard(2);
    const auto kept = place.kept(asha);
    QCOMPARE(kept.size(), std::size_t(1));
    QCOMPARE(kept.front().text, QStringLiteral("stays"));
    QCOMPARE(kept.front().failed, std::optional(Code::RoomClosed));
}

QTEST_GUILESS_MAIN(OutgoingTalkTest)
#include "OutgoingTalkTest.moc"
