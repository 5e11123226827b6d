// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ForeignText.h"

#include "Unicode.h"

namespace waxwing {

QString foreignText(const QString &text)
{
    return visible(text);
}

} // namespace waxwing
