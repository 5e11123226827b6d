// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "WaxwingStyle.h"

#include "Button.h"
#include "Icons.h"
#include "Theme.h"

#include <QLineEdit>
#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace waxwing {

namespace {

Button::Kind kindOf(const QWidget *widget)
{
    const auto *button = qobject_cast<const Button *>(widget);
    return button != nullptr ? button->kind() : Button::Kind::Outlined;
}

bool focusedByKeyboard(const QStyleOption *option)
{
    return option->state.testFlag(QStyle::State_HasFocus) &&
           option->state.testFlag(QStyle::State_KeyboardFocusChange);
}

QColor groundBehind(const QWidget *widget)
{
    return widget != nullptr ? widget->palette().color(QPalette::Button) : QColor(Qt::white);
}

QColor labelColour(const QStyleOptionButton *button, const QWidget *widget, const Tokens &tokens)
{
    if (!button->state.testFlag(QStyle::State_Enabled))
        return tokens.disabledText;
    switch (kindOf(widget)) {
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

void paintRounded(QPainter *painter, const QRectF &rect, qreal radius, const QColor &ground,
                  const QColor &border, qreal width)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool edged = width > 0 && border.alpha() > 0;
    painter->setPen(edged ? QPen(border, width) : QPen(Qt::NoPen));
    painter->setBrush(ground.alpha() > 0 ? QBrush(ground) : QBrush(Qt::NoBrush));
    const qreal inset = edged ? width / 2 : 0;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
    painter->restore();
}

void paintFocusRing(QPainter *painter, const QRectF &rect, qreal radius, const QWidget *widget)
{
    paintRounded(painter, rect, radius, Qt::transparent, Theme::of(widget).tokens().accent, 2);
}

WaxwingStyle::WaxwingStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void WaxwingStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) != nullptr || qobject_cast<QLineEdit *>(widget) != nullptr)
        widget->setAttribute(Qt::WA_Hover);
}

void WaxwingStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        drawButtonPanel(option, painter, widget);
        return;
    case PE_PanelLineEdit:
        drawEditPanel(option, painter, widget);
        return;
    case PE_IndicatorRadioButton:
    case PE_IndicatorCheckBox:
        drawIndicator(element, option, painter, widget);
        return;
    case PE_FrameFocusRect:
        if (focusedByKeyboard(option))
            paintFocusRing(painter, option->rect, Theme::of(widget).px(radius::control), widget);
        return;
    case PE_FrameDefaultButton:
    case PE_FrameStatusBarItem:
    case PE_FrameLineEdit:
        return;
    case PE_PanelMenuBar:
        return;
    case PE_PanelMenu: // in high contrast a menu lies on the same ground as the page
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        painter->setPen(Theme::of(widget).tokens().outline);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void WaxwingStyle::drawButtonPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const Theme theme = Theme::of(widget);
    const Tokens &tokens = theme.tokens();
    const bool enabled = option->state.testFlag(State_Enabled);
    const bool hover = enabled && option->state.testFlag(State_MouseOver);
    const bool down = enabled && (option->state & (State_Sunken | State_On)).toInt() != 0;
    const bool focus = focusedByKeyboard(option);
    const qreal corner = theme.px(radius::control);
    const QRectF rect(option->rect);
    switch (kindOf(widget)) {
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

void WaxwingStyle::drawButtonLabel(const QStyleOptionButton *button, QPainter *painter, const QWidget *widget)
{
    const Theme theme = Theme::of(widget);
    const QColor colour = labelColour(button, widget, theme.tokens());
    const auto *own = qobject_cast<const Button *>(widget);
    const QString icon = own != nullptr ? own->iconName() : QString();
    const Button::Kind kind = kindOf(widget);
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
            at = visualRect(button->direction, button->rect, at);
        paintIcon(painter, icon, at, colour);
    }
    QRect text(x + side + between, button->rect.top(), button->rect.right() - x - side - between + 1,
               button->rect.height());
    if (mirrored)
        text = visualRect(button->direction, button->rect, text);
    painter->setPen(colour);
    const QString words = textWidth <= text.width()
                              ? button->text
                              : button->fontMetrics.elidedText(button->text, Qt::ElideRight, text.width(),
                                                               Qt::TextShowMnemonic);
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine,
                      words);
}

void WaxwingStyle::drawEditPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const Theme theme = Theme::of(widget);
    const Tokens &tokens = theme.tokens();
    if (widget != nullptr && widget->property("bare").toBool())
        return; // an edit inside a panel that draws the border itself
    const bool enabled = option->state.testFlag(State_Enabled);
    const bool wrong = widget != nullptr && widget->property("wrong").toBool();
    const bool focus = option->state.testFlag(State_HasFocus);
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

void WaxwingStyle::drawIndicator(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget)
{
    const Theme theme = Theme::of(widget);
    const Tokens &tokens = theme.tokens();
    const bool on = option->state.testFlag(State_On);
    const bool enabled = option->state.testFlag(State_Enabled);
    const QRectF rect(option->rect);
    const qreal corner = element == PE_IndicatorRadioButton ? rect.width() / 2 : theme.px(radius::inner);
    const QColor fill = enabled ? tokens.fill : tokens.disabledText;
    if (!on) {
        paintRounded(painter, rect, corner, tokens.canvas, enabled ? tokens.outline : tokens.line,
                     tokens.highContrast ? 2 : 1.3);
        return;
    }
    paintRounded(painter, rect, corner, fill, Qt::transparent, 0);
    if (element == PE_IndicatorRadioButton) {
        const qreal inset = rect.width() * 0.31;
        paintRounded(painter, rect.adjusted(inset, inset, -inset, -inset), rect.width(), tokens.fillText,
                     Qt::transparent, 0);
    } else {
        paintIcon(painter, QStringLiteral("check"), rect.adjusted(1, 1, -1, -1), tokens.fillText);
    }
}

void WaxwingStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel:
        proxy()->drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
        return;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            drawButtonLabel(button, painter, widget);
        return;
    case CE_PushButton:
        // Without Fusion's own focus frame: the panel draws it.
        proxy()->drawControl(CE_PushButtonBevel, option, painter, widget);
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton inner = *button;
            inner.rect = subElementRect(SE_PushButtonContents, option, widget);
            proxy()->drawControl(CE_PushButtonLabel, &inner, painter, widget);
        }
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, Theme::of(widget).tokens().window);
        return;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            drawMenuBarItem(item, painter, widget);
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void WaxwingStyle::drawMenuBarItem(const QStyleOptionMenuItem *item, QPainter *painter, const QWidget *widget)
{
    const Theme theme = Theme::of(widget);
    const Tokens &tokens = theme.tokens();
    painter->fillRect(item->rect, tokens.window);
    const bool active = item->state.testFlag(State_Selected) || item->state.testFlag(State_Sunken);
    if (active)
        paintRounded(painter, item->rect.adjusted(1, 3, -1, -3), theme.px(radius::inner),
                     tokens.highContrast ? tokens.select : tokens.hover, Qt::transparent, 0);
    painter->setPen(tokens.text);
    painter->drawText(item->rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, item->text);
}

void WaxwingStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                      QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        drawScrollBar(option, subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget), painter,
                      widget);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void WaxwingStyle::drawScrollBar(const QStyleOptionComplex *option, const QRect &slider, QPainter *painter,
                                 const QWidget *widget)
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (bar == nullptr || bar->maximum <= bar->minimum)
        return;
    const Tokens &tokens = Theme::of(widget).tokens();
    const QRectF thumb = QRectF(slider).adjusted(2, 2, -2, -2);
    const bool grabbed =
        option->state.testFlag(State_MouseOver) || option->activeSubControls == SC_ScrollBarSlider;
    paintRounded(painter, thumb, std::min(thumb.width(), thumb.height()) / 2,
                 grabbed ? tokens.muted : tokens.scrollThumb, Qt::transparent, 0);
}

int WaxwingStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    const Theme theme = Theme::of(widget);
    switch (metric) {
    case PM_ScrollBarExtent:
        return std::max(10, theme.gap(10));
    case PM_ScrollBarSliderMin:
        return 36;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return theme.px(17);
    case PM_RadioButtonLabelSpacing:
    case PM_CheckBoxLabelSpacing:
        return theme.px(9);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ButtonDefaultIndicator:
    case PM_MenuBarPanelWidth:
    case PM_ScrollView_ScrollBarOverlap:
        return 0;
    case PM_SmallIconSize:
    case PM_LineEditIconSize:
        return theme.px(16);
    case PM_ButtonIconSize:
        return theme.px(extent::iconButtonIcon);
    case PM_MenuBarItemSpacing:
        return 0;
    case PM_MenuBarVMargin:
        return 2;
    case PM_MenuBarHMargin:
        return 8;
    case PM_SplitterWidth:
        return 1;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize WaxwingStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                     const QWidget *widget) const
{
    const Theme theme = Theme::of(widget);
    switch (type) {
    case CT_PushButton: {
        const auto *button = qobject_cast<const Button *>(widget);
        const auto *given = qstyleoption_cast<const QStyleOptionButton *>(option);
        const int text = given != nullptr && !given->text.isEmpty()
                             ? given->fontMetrics.size(Qt::TextShowMnemonic, given->text).width()
                             : 0;
        const bool icon = button != nullptr && !button->iconName().isEmpty();
        const int inside = text + (icon ? button->iconSide() + (text > 0 ? theme.px(7) : 0) : 0);
        switch (kindOf(widget)) {
        case Button::Kind::Link:
            return {inside, theme.px(extent::link)};
        case Button::Kind::Icon:
            return {theme.px(extent::iconButton), theme.px(extent::iconButton)};
        case Button::Kind::Flat:
            return {inside + theme.px(20), theme.px(extent::iconButton)};
        case Button::Kind::Filled:
        case Button::Kind::Outlined:
            return {std::max(inside + 2 * theme.px(16), theme.px(88)), theme.px(extent::control)};
        }
        return size;
    }
    case CT_LineEdit:
        return {size.width() + 2 * theme.px(8), theme.px(extent::control)};
    case CT_RadioButton:
    case CT_CheckBox: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width(), std::max(base.height(), theme.px(25))};
    }
    case CT_MenuBarItem:
        return {size.width() + 2 * theme.px(9), theme.px(31)};
    default:
        return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

QRect WaxwingStyle::subElementRect(SubElement element, const QStyleOption *option,
                                   const QWidget *widget) const
{
    if (element == SE_LineEditContents) {
        const int side = Theme::of(widget).px(8);
        return option->rect.adjusted(side, 2, -side, -2);
    }
    if (element == SE_PushButtonContents) {
        const Button::Kind kind = kindOf(widget);
        const int side =
            kind == Button::Kind::Filled || kind == Button::Kind::Outlined ? Theme::of(widget).px(6) : 0;
        return option->rect.adjusted(side, 0, -side, 0);
    }
    if (element == SE_RadioButtonFocusRect || element == SE_CheckBoxFocusRect) {
        const int side = Theme::of(widget).px(5);
        return QProxyStyle::subElementRect(element, option, widget).adjusted(-side, 0, side, 0) &
               option->rect;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect WaxwingStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                   const QWidget *widget) const
{
    if (control != CC_ScrollBar)
        return QProxyStyle::subControlRect(control, option, part, widget);
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (bar == nullptr)
        return {};
    // The groove is the whole bar: no arrow buttons.
    const bool upright = bar->orientation == Qt::Vertical;
    const int length = upright ? bar->rect.height() : bar->rect.width();
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    int thumb = length;
    if (range > 0) {
        thumb = static_cast<int>(qint64(length) * bar->pageStep / (range + bar->pageStep));
        thumb = std::min(length, std::max(thumb, pixelMetric(PM_ScrollBarSliderMin, option, widget)));
    }
    const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb,
                                              bar->upsideDown);
    const auto piece = [&](int from, int size) {
        return upright ? QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), size)
                       : QRect(bar->rect.left() + from, bar->rect.top(), size, bar->rect.height());
    };
    QRect result;
    if (part == SC_ScrollBarSlider)
        result = piece(start, thumb);
    else if (part == SC_ScrollBarGroove)
        result = bar->rect;
    else if (part == SC_ScrollBarSubPage)
        result = piece(0, start);
    else if (part == SC_ScrollBarAddPage)
        result = piece(start + thumb, length - start - thumb);
    return upright ? result : visualRect(bar->direction, bar->rect, result);
}

int WaxwingStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_ScrollBar_Transient:
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 0;
    case SH_UnderlineShortcut:
        return 0;
    case SH_LineEdit_PasswordCharacter:
        return 0x2022;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace waxwing
