// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RowGround.h"

#include "WaxwingStyle.h"

#include <QPainter>
#include <QStyleOptionViewItem>
#include <QWidget>

namespace waxwing {

void paintRowGround(QPainter *painter, const QStyleOptionViewItem &option, const Theme &theme, bool isChosen)
{
    const Tokens &tokens = theme.tokens();
    const QRect inside = option.rect.adjusted(theme.gap(6), 1, -theme.gap(6), -1);
    const bool ring = option.state.testFlag(QStyle::State_HasFocus) &&
                      option.widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
    QColor ground = Qt::transparent;
    if (isChosen)
        ground = tokens.select;
    else if (ring)
        ground = tokens.tint;
    else if (option.state.testFlag(QStyle::State_MouseOver))
        ground = tokens.hover;
    paintRounded(painter, inside, theme.px(radius::control), ground,
                 ring ? tokens.accent : QColor(Qt::transparent), 2);
}

} // namespace waxwing
