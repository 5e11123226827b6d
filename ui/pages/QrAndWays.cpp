// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "QrAndWays.h"

#include <QStyle>
#include <QWidget>

namespace waxwing {

QrAndWays::QrAndWays(QWidget *square, QWidget *rest, QWidget *parent) : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    addWidget(square);
    addWidget(rest);
}

QrAndWays::~QrAndWays()
{
    qDeleteAll(m_items);
}

void QrAndWays::setThreshold(int width)
{
    m_threshold = width;
    invalidate();
}

void QrAndWays::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

QLayoutItem *QrAndWays::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int QrAndWays::heightForWidth(int width) const
{
    return place(QRect(0, 0, width, 0), false);
}

QSize QrAndWays::sizeHint() const
{
    return {m_threshold, heightForWidth(m_threshold)};
}

QSize QrAndWays::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size;
}

void QrAndWays::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    place(rect, true);
}

int QrAndWays::place(const QRect &rect, bool move) const
{
    if (m_items.size() < 2)
        return 0;
    const QSize square = m_items[0]->sizeHint();
    const bool stacked = rect.width() < m_threshold;
    const int width = stacked ? rect.width() : rect.width() - square.width() - spacing();
    const int rest =
        m_items[1]->hasHeightForWidth() ? m_items[1]->heightForWidth(width) : m_items[1]->sizeHint().height();
    if (move) {
        const QRect first(rect.left() + (stacked ? (rect.width() - square.width()) / 2 : 0), rect.top(),
                          square.width(), square.height());
        const QRect second(stacked ? rect.left() : first.right() + 1 + spacing(),
                           stacked ? first.bottom() + 1 + spacing() : rect.top(), width, rest);
        const Qt::LayoutDirection direction = parentWidget()->layoutDirection();
        m_items[0]->setGeometry(QStyle::visualRect(direction, rect, first));
        m_items[1]->setGeometry(QStyle::visualRect(direction, rect, second));
    }
    return stacked ? square.height() + spacing() + rest : std::max(square.height(), rest);
}

} // namespace waxwing
