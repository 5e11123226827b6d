// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

namespace waxwing {

/// One point of a short list: a dot and a wrapped sentence.
class BulletLabel final : public Composite
{
    Q_OBJECT

public:
    explicit BulletLabel(const QString &sentence, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace waxwing
