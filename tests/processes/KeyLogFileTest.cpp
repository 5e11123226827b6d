// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// The program's key logs, read by an implementation made from core/PROTOCOL.md alone, and who is told of
/// them.
class KeyLogFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keyLog_data() { PeerSuite::run(QStringLiteral("keylog_suite")); }
    void keyLog() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::KeyLogFileTest)
#include "KeyLogFileTest.moc"
