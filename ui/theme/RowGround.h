// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Theme.h"

class QPainter;
class QStyleOptionViewItem;

namespace waxwing {

/// Behind a row of a list at the left of a chat: chosen, under the pointer, or ringed for the keyboard.
void paintRowGround(QPainter *painter, const QStyleOptionViewItem &option, const Theme &theme, bool isChosen);

} // namespace waxwing
