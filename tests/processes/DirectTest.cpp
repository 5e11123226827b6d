// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// Two members talk alone through a host that cannot read it: programs, and a member made from PROTOCOL.md.
class DirectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void direct_data() { PeerSuite::run(QStringLiteral("direct_talk_suite")); }
    void direct() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::DirectTest)
#include "DirectTest.moc"
