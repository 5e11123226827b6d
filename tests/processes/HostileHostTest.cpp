// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// Over 150 hostile hosts of the program's guest: each is refused by the code of PROTOCOL.md, and learns
/// nothing.
class HostileHostTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileHost_data() { PeerSuite::run(QStringLiteral("hostile_host_suite")); }
    void hostileHost() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::HostileHostTest)
#include "HostileHostTest.moc"
