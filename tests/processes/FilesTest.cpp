// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// Files arrive whole or not at all, go on from where they were, and take up no more than they may.
class FilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void files_data() { PeerSuite::run(QStringLiteral("files_suite")); }
    void files() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::FilesTest)
#include "FilesTest.moc"
