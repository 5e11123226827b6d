// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace waxwing {

/// Paints a cell of the list of frames: no grid, numbers right, what was sent in teal, what came in amber,
/// what was refused in red and with its reason.
class FrameDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace waxwing
