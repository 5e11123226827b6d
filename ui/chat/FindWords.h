// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "VaultValues.h"

#include <QString>

namespace waxwing {

/// What is looked for, as the window marks it in the texts that it shows: by the rules of the search itself.
class FindWords
{
public:
    FindWords() = default;
    FindWords(const QString &words, bool matchCase) : m_words(words.trimmed()), m_matchCase(matchCase) {}

    [[nodiscard]] bool isEmpty() const { return m_words.isEmpty(); }
    [[nodiscard]] TextMarks marksIn(const QString &text) const;
    friend bool operator==(const FindWords &, const FindWords &) = default;

private:
    QString m_words;
    bool m_matchCase = false;
};

} // namespace waxwing
