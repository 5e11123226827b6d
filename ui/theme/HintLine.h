// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

namespace waxwing {

class Label;
class Tile;

/// A caption below a control: a hint without icon, or icon and sentence. Hidden while it says nothing.
class HintLine final : public Composite
{
    Q_OBJECT

public:
    explicit HintLine(QWidget *parent = nullptr, Type type = Type::Caption);

    void say(const QString &words);                                 ///< a hint, muted
    void say(const QString &icon, Tone tone, const QString &words); ///< Bad colours the words too
    [[nodiscard]] QString words() const;
    [[nodiscard]] Tone tone() const { return m_tone; }

private:
    Tile *m_icon;
    Label *m_words;
    Tone m_tone = Tone::Muted;
};

} // namespace waxwing
