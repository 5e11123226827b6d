// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// Files between two members, through a host that sees none of them: whole or not at all, over kills and
/// breaks.
class DirectGivingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void files_data() { PeerSuite::run(QStringLiteral("direct_files_suite")); }
    void files() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::DirectGivingTest)
#include "DirectGivingTest.moc"
