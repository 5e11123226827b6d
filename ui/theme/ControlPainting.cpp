// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ControlPainting.h"

#include "Button.h"
#include "Icons.h"
#include "Theme.h"
#include "WaxwingStyle.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace waxwing::controls {

namespace {

QColor groundBehind(const QWidget *widget)
{
    return widget != nullptr ? widget->palette().color(QPalette::Button) : QColor(Qt::white);
}

QColor labelColour(const QStyleOptionButton *button, const QWidget *widget, const Tokens &tokens)
{
    if (!button->state.testFlag(QStyle::State_Enabled))
        return tokens.disabledText;
    switch (Button::kindOf(widget)) {
    case Button::Kind::Filled:
        return tokens.fillText;
    case Button::Kind::Link:
        return tokens.accent;
    case Button::Kind::Outlined:
    case Button::Kind::Flat:
    case Button::Kind::Icon:
        break;
    }
    return tokens.text;
}

} // namespace

bool focusedByKeyboard(const QStyleOption *option)
{
    return option->state.testFlag(QStyle::State_HasFocus) &&
           option->state.testFlag(QStyle::State_KeyboardFocusChange);
}

void drawButtonPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const Theme theme = Theme::of(widget);
    const Tokens &tokens = theme.tokens();
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool hover = enabled && option->state.testFlag(QStyle::State_MouseOver);
    const bool down = enabled && (option->state & (QStyle::State_Sunken | QStyle::State_On)).toInt() != 0;
    const bool focus = focusedByKeyboard(option);
    const qreal corner = theme.px(radius::control);
    const QRectF rect(option->rect);
    switch (Button::kindOf(widget)) {
    case Button::Kind::Filled: {
        const QColor fill = !enabled ? tokens.hover : hover || down ? tokens.fillHover : tokens.fill;
        if (!enabled) {
            // Its hairline: dark, the fill alone is hardly told from a sheet.
            paintRounded(painter, rect, corner, fill, tokens.line, tokens.highContrast ? 2 : 1);
        } else if (focus) {
            paintRounded(painter, rect, corner, groundBehind(widget), tokens.accent, 2);
            paintRounded(painter, rect.adjusted(4, 4, -4, -4), corner - 3, fill, Qt::transparent, 0);
        } else {
            paintRounded(painter, rect, corner, fill, Qt::transparent, 0);
        }
        return;
    }
    case Button::Kind::Link:
        if (focus) {
            paintRounded(painter, rect, theme.px(radius::inner), tokens.tint, Qt::transparent, 0);
            painter->fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), tokens.accent);
        } else if (hover) {
            painter->fillRect(QRectF(rect.left(), rect.bottom() - theme.px(5), rect.width(), 1),
                              tokens.accent);
        }
        return;
    case Button::Kind::Flat:
    case Button::Kind::Icon:
        if (hover || down)
            paintRounded(painter, rect, corner, down ? tokens.tint : tokens.hover, Qt::transparent, 0);
        if (focus)
            paintFocusRing(painter, rect, corner, widget);
        return;
    case Button::Kind::Outlined:
        break;
    }
    const QColor ground = down ? tokens.tint : hover ? tokens.hover : tokens.sheet;
    const QColor border = !enabled ? tokens.line : focus ? tokens.accent : tokens.outline;
    paintRounded(painter, rect, corner, ground, border, focus || tokens.highContrast ? 2 : 1);
}

void drawButtonLabel(const QStyleOptionButton *button, QPainter *painter, const QWidget *widget)
{
    const Theme theme = Theme::of(widget);
    const QColor colour = labelColour(button, widget, theme.tokens());
    const auto *own = qobject_cast<const Button *>(widget);
    const QString icon = own != nullptr ? own->iconName() : QString();
    const Button::Kind kind = Button::kindOf(widget);
    const int side = icon.isEmpty() ? 0 : own->iconSide();
    const int between =
        icon.isEmpty() || button->text.isEmpty() ? 0 : theme.px(kind == Button::Kind::Flat ? 6 : 7);
    const int textWidth = button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width();
    const int whole = side + between + textWidth;
    const int lead = kind == Button::Kind::Link ? 0 : theme.px(8);
    int x = button->rect.left() + (button->rect.width() - whole) / 2;
    if (kind == Button::Kind::Link || kind == Button::Kind::Flat)
        x = button->rect.left() + lead;
    x = std::max(x, button->rect.left());
    const bool mirrored = button->direction == Qt::RightToLeft;
    if (side > 0) {
        QRect at(x, button->rect.top() + (button->rect.height() - side) / 2, side, side);
        if (mirrored)
            at = QStyle::visualRect(button->direction, button->rect, at);
        paintIcon(painter, icon, at, colour);
    }
    QRect text(x + side + between, button->rect.top(), button->rect.right() - x - side - between + 1,
               button->rect.height());
    if (mirrored)
        text = QStyle::visualRect(button->direction, button->rect, text);
    painter->setPen(colour);
    const QString words = textWidth <= text.width()
                              ? button->text
                              : button->fontMetrics.elidedText(button->text, Qt::ElideRight, text.width(),
                                                               Qt::TextShowMnemonic);
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine,
                      words);
}

void drawEditPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const Theme theme = Theme::of(widget);
    const Tokens &tokens = theme.tokens();
    if (widget != nullptr && widget->property("bare").toBool())
        return; // an edit inside a panel that draws the border itself
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool wrong = widget != nullptr && widget->property("wrong").toBool();
    const bool focus = option->state.testFlag(QStyle::State_HasFocus);
    QColor border = tokens.outline;
    if (!enabled)
        border = tokens.line;
    else if (wrong)
        border = tokens.bad;
    else if (focus)
        border = tokens.accent;
    paintRounded(painter, option->rect, theme.px(radius::control), enabled ? tokens.canvas : tokens.window,
                 border, wrong || focus || tokens.highContrast ? 2 : 1);
}

void drawIndicator(QStyle::PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                   const QWidget *widget)
{
    const Theme theme = Theme::of(widget);
    const Tokens &tokens = theme.tokens();
    const bool on = option->state.testFlag(QStyle::State_On);
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const QRectF rect(option->rect);
    const qreal corner =
        element == QStyle::PE_IndicatorRadioButton ? rect.width() / 2 : theme.px(radius::inner);
    const QColor fill = enabled ? tokens.fill : tokens.disabledText;
    if (!on) {
        paintRounded(painter, rect, corner, tokens.canvas, enabled ? tokens.outline : tokens.line,
                     tokens.highContrast ? 2 : 1.3);
        return;
    }
    paintRounded(painter, rect, corner, fill, Qt::transparent, 0);
    if (element == QStyle::PE_IndicatorRadioButton) {
        const qreal inset = rect.width() * 0.31;
        paintRounded(painter, rect.adjusted(inset, inset, -inset, -inset), rect.width(), tokens.fillText,
                     Qt::transparent, 0);
    } else {
        paintIcon(painter, QStringLiteral("check"), rect.adjusted(1, 1, -1, -1), tokens.fillText);
    }
}

void drawMenuBarItem(const QStyleOptionMenuItem *item, QPainter *painter, const QWidget *widget)
{
    const Theme theme = Theme::of(widget);
    const Tokens &tokens = theme.tokens();
    painter->fillRect(item->rect, tokens.window);
    const bool active =
        item->state.testFlag(QStyle::State_Selected) || item->state.testFlag(QStyle::State_Sunken);
    if (active)
        paintRounded(painter, item->rect.adjusted(1, 3, -1, -3), theme.px(radius::inner),
                     tokens.highContrast ? tokens.select : tokens.hover, Qt::transparent, 0);
    painter->setPen(tokens.text);
    painter->drawText(item->rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, item->text);
}

void drawScrollBar(const QStyleOptionComplex *option, const QRect &slider, QPainter *painter,
                   const QWidget *widget)
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (bar == nullptr || bar->maximum <= bar->minimum)
        return;
    const Tokens &tokens = Theme::of(widget).tokens();
    const QRectF thumb = QRectF(slider).adjusted(2, 2, -2, -2);
    const bool grabbed = option->state.testFlag(QStyle::State_MouseOver) ||
                         option->activeSubControls == QStyle::SC_ScrollBarSlider;
    paintRounded(painter, thumb, std::min(thumb.width(), thumb.height()) / 2,
                 grabbed ? tokens.muted : tokens.scrollThumb, Qt::transparent, 0);
}

} // namespace waxwing::controls
