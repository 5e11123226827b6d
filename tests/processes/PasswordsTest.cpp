// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QTest>

namespace waxwing {

/// Passwords that are changed, and set anew by the host's one-time code: the program, killed meanwhile, and
/// peers written from PROTOCOL.md alone that break every rule.
class PasswordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passwords_data() { PeerSuite::run(QStringLiteral("password_suite")); }
    void passwords() { PeerSuite::judge(); }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::PasswordsTest)
#include "PasswordsTest.moc"
