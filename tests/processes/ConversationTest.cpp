// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// A host and its guests, each a process and a profile of its own, over loopback.
class ConversationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void conversation_data() { PeerSuite::run(QStringLiteral("conversation_suite")); }
    void conversation() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::ConversationTest)
#include "ConversationTest.moc"
