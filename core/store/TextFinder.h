// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "VaultValues.h"

#include <QStringList>
#include <string>

namespace waxwing {

/// Looks for words in texts: all of them, in any order; what stands in quotes, one word after the other. A
/// letter is any of its forms in NFKC_Casefold (ß is ss, a wide or a composed letter the plain one), or,
/// where case is to match, its composed form; any run of white space is one blank. Keeps memory from text to
/// text: one thread at a time.
class TextFinder
{
public:
    TextFinder(const QString &words, bool matchCase);

    [[nodiscard]] bool isEmpty() const { return m_wanted.isEmpty(); } ///< then every text fits
    [[nodiscard]] bool fits(BytesView utf8);
    /// Where the words stand in a text that fits.
    [[nodiscard]] TextMarks marks(const QString &text) const;

private:
    bool foldPlain(BytesView utf8);
    [[nodiscard]] bool fitsPlain() const;
    QStringList m_wanted;                 ///< folded
    std::vector<std::string> m_plainOnes; ///< the same in ASCII
    bool m_arePlain = true;               ///< all of them are ASCII
    bool m_matchCase;
    std::string m_folded;
};

} // namespace waxwing
