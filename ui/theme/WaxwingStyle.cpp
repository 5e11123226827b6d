// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "WaxwingStyle.h"

#include "Button.h"
#include "ControlPainting.h"
#include "LateIcon.h"
#include "Theme.h"

#include <QLineEdit>
#include <QPainter>
#include <QPointer>
#include <QStyleOption>
#include <QWidget>

namespace waxwing {

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
        controls::drawButtonPanel(option, painter, widget);
        return;
    case PE_PanelLineEdit:
        controls::drawEditPanel(option, painter, widget);
        return;
    case PE_IndicatorRadioButton:
    case PE_IndicatorCheckBox:
        controls::drawIndicator(element, option, painter, widget);
        return;
    case PE_FrameFocusRect:
        if (controls::focusedByKeyboard(option))
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

void WaxwingStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel:
        proxy()->drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
        return;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            controls::drawButtonLabel(button, painter, widget);
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
            controls::drawMenuBarItem(item, painter, widget);
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void WaxwingStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                      QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        controls::drawScrollBar(option, subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget),
                                painter, widget);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
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
        switch (Button::kindOf(widget)) {
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
        const Button::Kind kind = Button::kindOf(widget);
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

QIcon WaxwingStyle::standardIcon(StandardPixmap picture, const QStyleOption *option,
                                 const QWidget *widget) const
{
    // Every menu bar asks for it, for the day when it gets too narrow.
    if (picture == SP_ToolBarHorizontalExtensionButton && option == nullptr)
        return lateIcon(
            [base = QPointer(baseStyle()), picture] { return base ? base->standardIcon(picture) : QIcon(); });
    return QProxyStyle::standardIcon(picture, option, widget);
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
