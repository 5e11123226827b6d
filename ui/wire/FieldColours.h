// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FieldGroup.h"
#include "Theme.h"

#include <QRectF>

class QPainter;

namespace waxwing {

/// The ground of a field of that group (LOOK "Fields"); in high contrast an outline.
QColor fieldColour(const Theme &theme, FieldGroup group);
void paintFieldGround(QPainter *painter, const QRectF &rect, const Theme &theme, FieldGroup group);

/// The fixed-width font of bytes and of readable values.
QFont byteFont(const Theme &theme);

} // namespace waxwing
