// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Clock.h"

namespace waxwing::test {

/// A clock that stands until it is moved.
class FakeClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override { return 1'700'000'000'000 + m_ms; }
    [[nodiscard]] qint64 monotonicMs() const override { return 1'000'000 + m_ms; }
    void advance(qint64 ms) { m_ms += ms; }

private:
    qint64 m_ms = 0;
};

} // namespace waxwing::test
