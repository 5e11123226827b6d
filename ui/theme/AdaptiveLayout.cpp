// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "AdaptiveLayout.h"

#include <QStyle>
#include <QWidget>

namespace waxwing {

AdaptiveLayout::AdaptiveLayout(Mode mode, QWidget *parent) : QLayout(parent), m_mode(mode)
{
    setContentsMargins(0, 0, 0, 0);
}

AdaptiveLayout::~AdaptiveLayout()
{
    qDeleteAll(m_items);
}

void AdaptiveLayout::setThreshold(int width)
{
    m_threshold = width;
    invalidate();
}

void AdaptiveLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
    invalidate();
}

QLayoutItem *AdaptiveLayout::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem *AdaptiveLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int AdaptiveLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QList<QLayoutItem *> AdaptiveLayout::shown() const
{
    QList<QLayoutItem *> result;
    for (QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            result.append(item);
    }
    return result;
}

int AdaptiveLayout::rowWidth() const
{
    int width = 0;
    int widest = 0;
    const QList<QLayoutItem *> items = shown();
    for (const QLayoutItem *item : items) {
        width += item->sizeHint().width();
        widest = std::max(widest, item->minimumSize().width());
    }
    if (m_mode == Mode::Equal)
        width = widest * static_cast<int>(items.size());
    return width + spacing() * std::max(0, static_cast<int>(items.size()) - 1);
}

bool AdaptiveLayout::isStackedAt(int width) const
{
    // What leads leaves the rest, which wraps: only the threshold tells when that is too little.
    return width < (m_mode == Mode::Lead ? m_threshold : std::max(m_threshold, rowWidth()));
}

int AdaptiveLayout::heightOf(const QLayoutItem *item, int width)
{
    // The minimum of a wrapped label is that of its hint, which is narrower and so higher than it will be.
    return item->hasHeightForWidth() ? item->heightForWidth(width) : item->sizeHint().height();
}

int AdaptiveLayout::heightForWidth(int width) const
{
    const QMargins edge = contentsMargins();
    return place(QRect(0, 0, width - edge.left() - edge.right(), 0), false) + edge.top() + edge.bottom();
}

QSize AdaptiveLayout::sizeHint() const
{
    const QMargins edge = contentsMargins();
    const int width = std::max(rowWidth(), m_threshold) + edge.left() + edge.right();
    return {width, heightForWidth(width)};
}

QSize AdaptiveLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : shown())
        size = size.expandedTo(item->minimumSize());
    return size.grownBy(contentsMargins());
}

void AdaptiveLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    m_stacked = isStackedAt(contentsRect().width());
    place(contentsRect(), true);
}

int AdaptiveLayout::place(const QRect &rect, bool move) const
{
    if (shown().isEmpty())
        return 0;
    if (isStackedAt(rect.width()))
        return placeStacked(rect, move);
    if (m_mode == Mode::Lead)
        return placeLead(rect, move);
    return m_mode == Mode::Equal ? placeEqual(rect, move) : placeEnds(rect, move);
}

int AdaptiveLayout::placeLead(const QRect &rect, bool move) const
{
    const QList<QLayoutItem *> items = shown();
    const Qt::LayoutDirection direction = parentWidget()->layoutDirection();
    int x = rect.left();
    int height = 0;
    for (QLayoutItem *item : items) {
        const bool last = item == items.last();
        const int width = last ? rect.right() + 1 - x : item->sizeHint().width();
        const int high = heightOf(item, width);
        if (move)
            item->setGeometry(QStyle::visualRect(direction, rect, QRect(x, rect.top(), width, high)));
        x += width + spacing();
        height = std::max(height, high);
    }
    return height;
}

int AdaptiveLayout::placeStacked(const QRect &rect, bool move) const
{
    QList<QLayoutItem *> items = shown();
    if (m_mode == Mode::Ends)
        std::reverse(items.begin(), items.end()); // the primary act first
    int y = rect.top();
    for (QLayoutItem *item : items) {
        const int height = heightOf(item, rect.width());
        if (move)
            item->setGeometry(QRect(rect.left(), y, rect.width(), height));
        y += height + spacing();
    }
    return y - spacing() - rect.top();
}

int AdaptiveLayout::placeEqual(const QRect &rect, bool move) const
{
    const QList<QLayoutItem *> items = shown();
    const int number = static_cast<int>(items.size());
    const int width = (rect.width() - spacing() * (number - 1)) / number;
    int height = 0;
    for (const QLayoutItem *item : items)
        height = std::max(height, heightOf(item, width));
    if (!move)
        return height;
    const Qt::LayoutDirection direction = parentWidget()->layoutDirection();
    for (int i = 0; i < number; ++i) {
        const int x = rect.left() + i * (width + spacing());
        const int wide = i == number - 1 ? rect.right() + 1 - x : width;
        items[i]->setGeometry(QStyle::visualRect(direction, rect, QRect(x, rect.top(), wide, height)));
    }
    return height;
}

int AdaptiveLayout::placeEnds(const QRect &rect, bool move) const
{
    const QList<QLayoutItem *> items = shown();
    int height = 0;
    for (const QLayoutItem *item : items)
        height = std::max(height, item->sizeHint().height());
    if (!move)
        return height;
    const Qt::LayoutDirection direction = parentWidget()->layoutDirection();
    const auto put = [&](QLayoutItem *item, int x) {
        const QSize size = item->sizeHint();
        const QRect at(x, rect.top() + (height - size.height()) / 2, size.width(), size.height());
        item->setGeometry(QStyle::visualRect(direction, rect, at));
    };
    int right = rect.right() + 1;
    const bool firstAtLeft = !m_items.first()->isEmpty();
    for (qsizetype i = items.size() - 1; i >= (firstAtLeft ? 1 : 0); --i) {
        right -= items[i]->sizeHint().width();
        put(items[i], right);
        right -= spacing();
    }
    if (firstAtLeft)
        put(items.first(), rect.left());
    return height;
}

} // namespace waxwing
