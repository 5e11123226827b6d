// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FieldRules.h"

#include <algorithm>

namespace waxwing {

void FeatureNames::read(CborReader &reader, QStringList &names) const
{
    const quint64 count = reader.array();
    if (count > limits::featuresMost)
        return reader.refuse("too many features");
    BytesView previous;
    for (quint64 i = 0; i < count && !reader.hasRefused(); ++i) {
        const BytesView name = reader.textString();
        const bool isPlain =
            std::all_of(name.begin(), name.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
        if (name.isEmpty() || name.size() > limits::featureBytes || !isPlain)
            return reader.refuse("not the name of a feature");
        if (!(previous < name))
            return reader.refuse("features not rising");
        previous = name;
        names.append(QString::fromLatin1(name));
    }
}

} // namespace waxwing
