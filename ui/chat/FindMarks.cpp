// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FindMarks.h"

namespace waxwing {

QList<QTextLayout::FormatRange> findMarks(const TextMarks &marks, const Tokens &tokens)
{
    QList<QTextLayout::FormatRange> result;
    for (const auto &[begin, length] : marks) {
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(begin);
        range.length = static_cast<int>(length);
        range.format.setBackground(tokens.highContrast ? tokens.fill : tokens.warnTint);
        range.format.setForeground(tokens.highContrast ? tokens.fillText : tokens.text);
        if (!tokens.highContrast) { // a ground alone is too faint on some bubbles
            range.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
            range.format.setUnderlineColor(tokens.warn);
        }
        result.append(range);
    }
    return result;
}

} // namespace waxwing
