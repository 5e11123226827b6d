// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Tile.h"

#include "Icons.h"
#include "WaxwingStyle.h"

#include <QEvent>
#include <QPainter>

namespace waxwing {

Tile::Tile(const QString &icon, Tone tone, Shape shape, int side, QWidget *parent)
    : QWidget(parent), m_icon(icon), m_tone(tone), m_shape(shape),
      m_side(side > 0                 ? side
             : shape == Shape::Tinted ? extent::tile
                                      : extent::iconRow)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Tile::setIcon(const QString &icon, Tone tone)
{
    m_icon = icon;
    m_tone = tone;
    update();
}

QSize Tile::sizeHint() const
{
    const int side = Theme::of(this).px(m_side);
    return {side, side};
}

void Tile::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    QRectF icon(rect());
    if (m_shape == Shape::Tinted) {
        paintRounded(&painter, rect(), theme.px(radius::band + 1), tokens.tintFor(m_tone),
                     tokens.highContrast ? tokens.line : QColor(Qt::transparent), 2);
        const qreal inset = width() * (1 - qreal(extent::iconTile) / extent::tile) / 2;
        icon.adjust(inset, inset, -inset, -inset);
    }
    paintIcon(&painter, m_icon, icon, tokens.colour(m_tone));
}

void Tile::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace waxwing
