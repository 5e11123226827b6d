// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace waxwing {

/// A suite of tests/processes/peer, written in Python so that it shares no line with the program: it runs the
/// program and tells of each of its cases. Used by a test with one data row a case:
///     void holds_data() { PeerSuite::run(QStringLiteral("hostile_guest_suite")); }
///     void holds() { PeerSuite::judge(); }
class PeerSuite
{
public:
    /// Runs the suite to its end, at most `timeoutMs`, and adds a row a case. What a suite fails to tell (it
    /// crashed, it took too long, it told of no case) is a row of its own that fails.
    static void run(const QString &suite, int timeoutMs = 1'150'000);

    /// Passes, skips or fails the current row.
    static void judge();
};

} // namespace waxwing
