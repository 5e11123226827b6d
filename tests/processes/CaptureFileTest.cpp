// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// The program's own capture files beside what Wireshark's tools captured of the same connections.
class CaptureFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void capture_data() { PeerSuite::run(QStringLiteral("capture_suite")); }
    void capture() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::CaptureFileTest)
#include "CaptureFileTest.moc"
