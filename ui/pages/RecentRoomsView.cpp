// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RecentRoomsView.h"

#include "RecentRoomDelegate.h"
#include "Theme.h"

#include <QKeyEvent>
#include <QWheelEvent>

namespace waxwing {

RecentRoomsView::RecentRoomsView(QWidget *parent) : QListView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    viewport()->setAutoFillBackground(false); // the sheet below shows through
    setItemDelegate(new RecentRoomDelegate(this));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Recent rooms"));
    connect(this, &QListView::clicked, this, &RecentRoomsView::chosen);
}

void RecentRoomsView::setModel(QAbstractItemModel *model)
{
    QListView::setModel(model);
    const auto resize = [this] { updateGeometry(); }; // the page scrolls, not the list
    connect(model, &QAbstractItemModel::modelReset, this, resize);
    connect(model, &QAbstractItemModel::rowsInserted, this, resize);
    connect(model, &QAbstractItemModel::rowsRemoved, this, resize);
}

QSize RecentRoomsView::sizeHint() const
{
    const int rows = model() != nullptr ? model()->rowCount() : 0;
    return {Theme::of(this).px(240), rows * Theme::of(this).px(extent::room)};
}

QSize RecentRoomsView::minimumSizeHint() const
{
    return {Theme::of(this).px(120), sizeHint().height()};
}

void RecentRoomsView::keyPressEvent(QKeyEvent *event)
{
    const bool choose =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (choose && currentIndex().isValid())
        Q_EMIT chosen(currentIndex());
    else
        QListView::keyPressEvent(event);
}

void RecentRoomsView::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid() && model() != nullptr && model()->rowCount() > 0)
        setCurrentIndex(model()->index(0, 0));
    else
        Q_EMIT currentShown(visualRect(currentIndex()));
}

void RecentRoomsView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        scheduleDelayedItemsLayout(); // the rows' heights are kept otherwise
        updateGeometry();
    }
}

void RecentRoomsView::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // the page scrolls
}

void RecentRoomsView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid() && hasFocus())
        Q_EMIT currentShown(visualRect(current));
}

} // namespace waxwing
