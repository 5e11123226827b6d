// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// What a sniffer gets of a registration, a login and a chat.
class WireTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wire_data() { PeerSuite::run(QStringLiteral("wire_suite")); }
    void wire() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::WireTest)
#include "WireTest.moc"
