// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

namespace waxwing {

class ElidedLabel;
class Tile;

/// "Mei is writing…": a caption whose place is always kept free, so that nothing moves when it comes and
/// goes.
class WritingLine final : public Composite
{
    Q_OBJECT

public:
    explicit WritingLine(QWidget *parent = nullptr);

    void setWriters(const QStringList &names);
    [[nodiscard]] QString words() const;

private:
    Tile *m_icon;
    ElidedLabel *m_words;
};

} // namespace waxwing
