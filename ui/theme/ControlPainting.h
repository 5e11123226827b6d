// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStyle>

class QPainter;
class QRect;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComplex;
class QStyleOptionMenuItem;
class QWidget;

namespace waxwing {

/// How the style's controls look (LOOK, tokens and means); WaxwingStyle says when each is drawn.
namespace controls {

bool focusedByKeyboard(const QStyleOption *option);

/// A button's ground, border and ring, by its kind.
void drawButtonPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget);
/// A button's icon and words.
void drawButtonLabel(const QStyleOptionButton *button, QPainter *painter, const QWidget *widget);
/// A field's ground and border: wrong, focused or at rest.
void drawEditPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget);
/// The circle of a radio button, the square of a check box.
void drawIndicator(QStyle::PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                   const QWidget *widget);
void drawMenuBarItem(const QStyleOptionMenuItem *item, QPainter *painter, const QWidget *widget);
/// The thumb alone, at `slider`; nothing where there is nothing to scroll.
void drawScrollBar(const QStyleOptionComplex *option, const QRect &slider, QPainter *painter,
                   const QWidget *widget);

} // namespace controls

} // namespace waxwing
