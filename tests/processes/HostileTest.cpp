// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// Over 100 hostile guests of the program's host and hosts of its guest; each is refused by the code of
/// PROTOCOL.md.
class HostileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileGuest_data() { PeerSuite::run(QStringLiteral("hostile_guest_suite")); }
    void hostileGuest() { PeerSuite::judge(); }
    void hostileHost_data() { PeerSuite::run(QStringLiteral("hostile_host_suite")); }
    void hostileHost() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::HostileTest)
#include "HostileTest.moc"
