// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// Rooms are found across networks and on one PC, by our own program and by a plain querier.
class DiscoveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void discovery_data() { PeerSuite::run(QStringLiteral("discovery_suite")); }
    void discovery() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::DiscoveryTest)
#include "DiscoveryTest.moc"
