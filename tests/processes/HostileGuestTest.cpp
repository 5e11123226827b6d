// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// Over 500 hostile guests of the program's host; each is refused by the code of PROTOCOL.md, and the host
/// serves on.
class HostileGuestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileGuest_data() { PeerSuite::run(QStringLiteral("hostile_guest_suite")); }
    void hostileGuest() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::HostileGuestTest)
#include "HostileGuestTest.moc"
