// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// A guest written from PROTOCOL.md alone comes back to the program's host, killed and restarted in between.
class ComingBackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comingBack_data() { PeerSuite::run(QStringLiteral("replay_suite")); }
    void comingBack() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::ComingBackTest)
#include "ComingBackTest.moc"
