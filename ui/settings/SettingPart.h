// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

#include <QStringList>

namespace waxwing {

/// A part of a page of settings: it can be found by its words and put back to what it was as delivered.
class SettingPart : public Composite
{
    Q_OBJECT

public:
    using Composite::Composite;

    /// Shows what fits (every word of it, wherever) and gives how much that is; empty: all.
    virtual int filter(const QString &needle);
    [[nodiscard]] virtual bool isNormal() const { return true; }
    virtual void reset() {}

    [[nodiscard]] const QStringList &words() const { return m_words; }

Q_SIGNALS:
    void changed();

protected:
    void addWords(const QString &words) { m_words.append(words); } ///< by which it is found
    [[nodiscard]] static bool fits(const QStringList &words, const QString &needle);

private:
    QStringList m_words;
};

} // namespace waxwing
