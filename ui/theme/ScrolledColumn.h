// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

namespace waxwing {

/// What a scroll area that never scrolls sideways holds: as high as its words are at its width. By its least
/// size, which wrapped words have at their own narrow hint, it would end in a blank.
class ScrolledColumn final : public Composite
{
    Q_OBJECT

public:
    using Composite::Composite;

    [[nodiscard]] QSize minimumSizeHint() const override
    {
        const QSize least = Composite::minimumSizeHint();
        return hasHeightForWidth() ? QSize(least.width(), 0) : least; // nothing wrapped: that is its height
    }
};

} // namespace waxwing
