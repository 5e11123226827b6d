// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// What Wireshark shows with the dissector of resources/wireshark: of live captures, of these cut anywhere,
/// of what an enemy sends.
class WiresharkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wireshark_data() { PeerSuite::run(QStringLiteral("wireshark_suite")); }
    void wireshark() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::WiresharkTest)
#include "WiresharkTest.moc"
