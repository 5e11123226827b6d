// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QListView>

namespace waxwing {

/// The recent rooms on their sheet: as high as its rows, so that the page alone scrolls. A click, Enter
/// or Space chooses.
class RecentRoomsView final : public QListView
{
    Q_OBJECT

public:
    explicit RecentRoomsView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(const QModelIndex &index);
    void currentShown(const QRect &rect); ///< where the current row is, for the page to scroll there

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
};

} // namespace waxwing
