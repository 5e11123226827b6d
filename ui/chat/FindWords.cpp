// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FindWords.h"

#include "TextFinder.h"

namespace waxwing {

TextMarks FindWords::marksIn(const QString &text) const
{
    if (isEmpty())
        return {};
    const QByteArray utf8 = text.toUtf8();
    TextFinder finder(m_words, m_matchCase);
    return finder.fits(utf8) ? finder.marks(text) : TextMarks();
}

} // namespace waxwing
