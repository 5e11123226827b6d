// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Tokens.h"

#include <QIcon>
#include <QRectF>
#include <QString>

class QPainter;

namespace waxwing {

/// The icons of resources/icons, drawn as paths in the colour of the moment: names as the files
/// ("shield-ok", "copy"). Stroke 1.75 on the 24 grid, 2.1 up to 16 px.
/// `stroke` on the 24 grid instead, where it is not 0.
void paintIcon(QPainter *painter, const QString &name, const QRectF &rect, const QColor &colour,
               qreal stroke = 0);

/// The same, kept as a picture of size logical pixels (QPixmapCache): for rows that are painted often.
QPixmap iconPixmap(const QString &name, int size, const QColor &colour, qreal devicePixelRatio,
                   qreal stroke = 0);

/// For menus and line edits: takes the tone's colour when it is painted, so it follows the theme.
QIcon themedIcon(const QString &name, Tone tone = Tone::Text);

/// The wax seal. Up to 24 px without ring and eye and with a larger head.
void paintSeal(QPainter *painter, const QRectF &rect);
QIcon appIcon();
/// The same up to 48 px, what frames and task bars show: a fortieth of the points to draw and to send.
QIcon smallAppIcon();

} // namespace waxwing
