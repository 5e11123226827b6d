// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Seal.h"

#include "Icons.h"
#include "Theme.h"

#include <QPainter>

namespace waxwing {

Seal::Seal(int side, QWidget *parent) : QWidget(parent), m_side(side)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Seal::sizeHint() const
{
    const int side = Theme::of(this).px(m_side);
    return {side, side};
}

void Seal::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSeal(&painter, rect());
}

} // namespace waxwing
