// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace waxwing {

/// Where time comes from, so that a test can hold it still.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual qint64 wallMs() const = 0;      ///< ms since 1970, UTC; may jump
    [[nodiscard]] virtual qint64 monotonicMs() const = 0; ///< ms since some start; never goes back
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override;
    [[nodiscard]] qint64 monotonicMs() const override;
};

} // namespace waxwing
