// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HandshakePage.h"
#include "HostControl.h"
#include "KeyBands.h"
#include "KeysPage.h"
#include "LadderModel.h"
#include "LinkChooser.h"
#include "TraceControl.h"
#include "TwoDesks.h"

#include <QComboBox>

#include <optional>

using namespace waxwing;
using Kind = HandshakeStep::Kind;

/// Ladder and keys of a room that two people really opened, joined and talked in.
class WireOfARoomTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ladderAndKeysOfBothSides();
};

namespace {

/// Of both ends, or what one end sent, in its order: frames that cross on the way stand in another order at
/// each.
std::vector<Kind> kindsOf(const HandshakePage &page, std::optional<bool> fromGuest = {})
{
    std::vector<Kind> kinds;
    for (const LadderRow &row : page.model()->rows()) {
        if (row.isStep && row.step.fromGuest == fromGuest.value_or(row.step.fromGuest))
            kinds.push_back(row.step.kind);
    }
    return kinds;
}

void open(QWidget &page)
{
    page.resize(620, 760);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
}

} // namespace

void WireOfARoomTest::ladderAndKeysOfBothSides()
{
    TwoDesks desks;
    QVERIFY(desks.enterBoth());
    QVERIFY(desks.host.goToChat());
    for (int i = 0; i < 7; ++i)
        QVERIFY(desks.guest.say(QStringLiteral("message %1").arg(i)));
    QVERIFY(desks.guest.reads(QStringLiteral("message 6"), MessageState::Delivered));
    QVERIFY(desks.host.reads(QStringLiteral("message 6")));

    HandshakePage ofGuest;
    ofGuest.setLog(desks.guest.client()->trace()->log());
    open(ofGuest);
    QTRY_VERIFY(ofGuest.model()->steps() >= 15);
    const std::vector<Kind> atGuest = kindsOf(ofGuest);
    const std::vector<Kind> beginning{Kind::GuestHello, Kind::HostHello, Kind::Ready, Kind::HostProof,
                                      Kind::Lobby};
    QVERIFY(std::equal(beginning.begin(), beginning.end(), atGuest.begin()));
    const std::vector<Kind> end{Kind::ClientFirst, Kind::ServerFirst, Kind::ClientFinal, Kind::ServerFinal,
                                Kind::Identity,    Kind::Resume,      Kind::Refresh,     Kind::Refreshed,
                                Kind::RefreshEnd,  Kind::Welcome};
    QVERIFY(std::equal(end.rbegin(), end.rend(), atGuest.rbegin()));
    QCOMPARE(ofGuest.model()->parties().guest, QStringLiteral("ravi"));
    QCOMPARE(ofGuest.model()->parties().host, QStringLiteral("Lab 3"));
    QVERIFY(ofGuest.model()->parties().hostPlace.contains(QStringLiteral("127.0.0.1")));

    auto *room = desks.host.window().findChild<HostControl *>();
    QVERIFY(room);
    HandshakePage ofHost;
    ofHost.setLog(room->trace()->log());
    open(ofHost);
    for (const bool guest : {true, false}) // the guest's link is the newest
        QTRY_COMPARE(kindsOf(ofHost, guest), kindsOf(ofGuest, guest));
    QVERIFY(ofHost.chooser()->isVisible()); // with the host's own window
    QVERIFY(ofHost.chooser()->box()->itemText(0).contains(QStringLiteral("no network")));

    KeysPage keys;
    keys.setLog(desks.guest.client()->trace()->log());
    open(keys);
    QTRY_COMPARE(keys.model()->timeline().epochs(true).size(), 4U); // 0, 1, 2 after the login, 3 after five
    QTRY_COMPARE(keys.model()->timeline().epochs(true).back().talk, 2U);
    QCOMPARE(keys.model()->timeline().updateEvery(), 5U);
    Q_EMIT keys.bands()->bandChosen(true, 2);
    QStringList falls;
    for (int i = 0; i < keys.model()->rowCount(); ++i) {
        if (keys.model()->index(i).data(KeyModel::FallsRole).toBool())
            falls << keys.model()->talkOf(i).text;
    }
    QCOMPARE(falls.size(), 5);
    QCOMPARE(falls.first(), QStringLiteral("message 0"));
    QCOMPARE(falls.last(), QStringLiteral("message 4"));
}

QTEST_MAIN(WireOfARoomTest)
#include "WireOfARoomTest.moc"
