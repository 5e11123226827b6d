// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QRectF>
#include <QString>

class QPainter;

namespace waxwing {

class Theme;

/// One or two capitals for a name: the first grapheme of its first and of its last word.
QString initials(const QString &name);

/// A disc in the sender's colour with the initials; in high contrast a ring.
void paintAvatar(QPainter *painter, const QRectF &rect, const QString &name, const Theme &theme);

} // namespace waxwing
