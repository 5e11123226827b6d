// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// Hosts and guests that are stopped or killed come back with everything that was acknowledged.
class CrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void crash_data() { PeerSuite::run(QStringLiteral("crash_suite")); }
    void crash() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::CrashTest)
#include "CrashTest.moc"
