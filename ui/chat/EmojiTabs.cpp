// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "EmojiTabs.h"

#include "EmojiTable.h"
#include "Icons.h"
#include "Theme.h"
#include "WaxwingStyle.h"

#include <QEvent>
#include <QPainter>

namespace waxwing {

EmojiTabs::EmojiTabs(QWidget *parent) : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(true);
    setUsesScrollButtons(false);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(tr("Kinds of emoji"));
    const QString names[] = {tr("Used last"),      tr("Smileys"), tr("People"),     tr("Animals and nature"),
                             tr("Food and drink"), tr("Places"),  tr("Activities"), tr("Objects"),
                             tr("Symbols"),        tr("Flags")};
    const char16_t *const pictures[] = {u"",           u"\U0001F600", u"\U0001F44B", u"\U0001F43B",
                                        u"\U0001F34E", u"\U0001F697", u"\u26BD",     u"\U0001F4A1",
                                        u"\U0001F523", u"\U0001F3C1"};
    static_assert(std::size(pictures) == emoji::groupCount + 1);
    for (int tab = 0; tab <= emoji::groupCount; ++tab) {
        addTab(QString::fromUtf16(pictures[tab]));
        setTabToolTip(tab, names[tab]);
        setAccessibleTabName(tab, names[tab]);
    }
}

QSize EmojiTabs::tabSizeHint(int) const
{
    const Theme theme = Theme::of(this);
    return {theme.px(34), theme.px(36)};
}

QSize EmojiTabs::minimumTabSizeHint(int index) const
{
    return tabSizeHint(index);
}

void EmojiTabs::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    const QPoint pointer = mapFromGlobal(QCursor::pos());
    painter.setFont(theme.font(Type::Body, 1.25));
    for (int tab = 0; tab < count(); ++tab) {
        const QRect place = tabRect(tab);
        const bool chosen = tab == currentIndex();
        if (underMouse() && place.contains(pointer) && !chosen)
            paintRounded(&painter, QRectF(place).adjusted(1, 2, -1, -5), theme.px(radius::inner),
                         tokens.hover, Qt::transparent, 0);
        const QRect inner = place.adjusted(0, 0, 0, -theme.px(4));
        const int icon = theme.px(extent::iconButtonIcon);
        if (tabText(tab).isEmpty())
            paintIcon(&painter, QStringLiteral("clock"),
                      QRectF(inner.center().x() - icon / 2.0, inner.center().y() - icon / 2.0, icon, icon),
                      chosen ? tokens.text : tokens.muted);
        else
            painter.drawText(inner, Qt::AlignCenter | Qt::TextSingleLine, tabText(tab));
        const int line = theme.px(3);
        if (chosen)
            painter.fillRect(QRect(place.left() + theme.px(4), place.bottom() - line + 1,
                                   place.width() - theme.px(8), line),
                             tokens.accent);
        if (chosen && hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
            paintFocusRing(&painter, QRectF(place).adjusted(1, 1, -1, -5), theme.px(radius::inner), this);
    }
}

void EmojiTabs::changeEvent(QEvent *event)
{
    QTabBar::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace waxwing
