// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// An implementation made from core/PROTOCOL.md alone reproduces its worked example and talks with the
/// program.
class InteropTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void example_data() { PeerSuite::run(QStringLiteral("example_suite")); }
    void example() { PeerSuite::judge(); }
    void direct_data() { PeerSuite::run(QStringLiteral("direct_suite")); }
    void direct() { PeerSuite::judge(); }
    void interop_data() { PeerSuite::run(QStringLiteral("interop_suite")); }
    void interop() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::InteropTest)
#include "InteropTest.moc"
