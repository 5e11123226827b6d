// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FieldColours.h"

#include <QPainter>

namespace waxwing {

QColor fieldColour(const Theme &theme, FieldGroup group)
{
    return theme.tokens().fields[std::size_t(group)];
}

void paintFieldGround(QPainter *painter, const QRectF &rect, const Theme &theme, FieldGroup group)
{
    if (!theme.tokens().highContrast) {
        painter->fillRect(rect, fieldColour(theme, group));
        return;
    }
    painter->setPen(theme.tokens().outline);
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
}

QFont byteFont(const Theme &theme)
{
    QFont font = theme.font(Type::Code, 0.92);
    font.setWeight(QFont::Normal);
    return font;
}

} // namespace waxwing
