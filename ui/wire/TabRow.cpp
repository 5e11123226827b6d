// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TabRow.h"

#include "Theme.h"
#include "WaxwingStyle.h"

#include <QEvent>
#include <QPainter>

namespace waxwing {

TabRow::TabRow(QWidget *parent) : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false);
    setElideMode(Qt::ElideRight);
    setMouseTracking(true);
    setAttribute(Qt::WA_Hover);
}

QSize TabRow::tabSizeHint(int index) const
{
    const Theme theme = Theme::of(this);
    const QFontMetrics metrics(theme.font(Type::Strong));
    return {metrics.horizontalAdvance(tabText(index)) + 2 * theme.px(11), theme.px(40)};
}

QSize TabRow::minimumTabSizeHint(int index) const
{
    return {Theme::of(this).px(48), tabSizeHint(index).height()};
}

void TabRow::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    const QPoint pointer = mapFromGlobal(QCursor::pos());
    for (int tab = 0; tab < count(); ++tab) {
        const QRect place = tabRect(tab);
        const bool isChosen = tab == currentIndex();
        const bool isHovered = underMouse() && place.contains(pointer);
        const QFont font = theme.font(isChosen ? Type::Strong : Type::Body);
        painter.setFont(font);
        painter.setPen(isChosen || isHovered ? tokens.text : tokens.muted);
        painter.drawText(
            place, Qt::AlignCenter | Qt::TextSingleLine,
            QFontMetrics(font).elidedText(tabText(tab), Qt::ElideRight, place.width() - theme.px(8)));
        const int line = theme.px(3);
        if (isChosen)
            painter.fillRect(QRect(place.left() + theme.px(10), place.bottom() - line + 1,
                                   place.width() - theme.px(20), line),
                             tokens.accent);
        if (isChosen && hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
            paintFocusRing(&painter, QRectF(place).adjusted(2, 4, -2, -6), theme.px(radius::control), this);
    }
}

void TabRow::changeEvent(QEvent *event)
{
    QTabBar::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace waxwing
