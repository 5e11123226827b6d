// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// Host and guests are killed and cut off at random instants; WAXWING_KILLS says how many (200 for a long
/// run).
class ExactlyOnceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void once_data() { PeerSuite::run(QStringLiteral("exactly_once_suite")); }
    void once() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::ExactlyOnceTest)
#include "ExactlyOnceTest.moc"
