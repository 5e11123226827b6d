// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// Full disks, damaged and read-only profiles end in words and lose nothing.
class StorageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storage_data() { PeerSuite::run(QStringLiteral("storage_suite")); }
    void storage() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::StorageTest)
#include "StorageTest.moc"
