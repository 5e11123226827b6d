// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SettingPart.h"

#include <algorithm>

namespace waxwing {

bool SettingPart::fits(const QStringList &words, const QString &needle)
{
    const QString all = words.join(u'\n');
    const QStringList wanted = needle.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(wanted.begin(), wanted.end(),
                       [&all](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

int SettingPart::filter(const QString &needle)
{
    const bool isShown = fits(m_words, needle);
    setVisible(isShown);
    return isShown ? 1 : 0;
}

} // namespace waxwing
