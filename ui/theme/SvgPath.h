// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QPainterPath>
#include <QList>

namespace waxwing {

/// One <path> of our own SVG files: its outline, and its fill where it has one (else it is stroked).
struct SvgShape
{
    QPainterPath path;
    QColor fill;
};

/// The path data of SVG 1.1 §8.3 (M L H V C S Q A Z, absolute and relative). What follows a mistake is
/// left out.
QPainterPath parseSvgPath(QStringView data);

/// All <path> elements of a file of ours, in order. No other element is known: our icons have none, and
/// a real SVG reader would cost more at start than the first window.
QList<SvgShape> parseSvg(QStringView svg);

} // namespace waxwing
