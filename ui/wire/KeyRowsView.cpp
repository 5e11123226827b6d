// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "KeyRowsView.h"

#include "KeyRowPainter.h"
#include "KeyWords.h"
#include "Theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace waxwing {

class KeyRowsView::Delegate final : public QStyledItemDelegate
{
public:
    explicit Delegate(KeyRowsView *view) : QStyledItemDelegate(view), m_view(view) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        KeyRowPainter::State state;
        state.isSelected = option.state.testFlag(QStyle::State_Selected);
        state.hasRing = option.state.testFlag(QStyle::State_HasFocus) &&
                        m_view->window()->testAttribute(Qt::WA_KeyboardFocusChange);
        state.isLast = index.row() + 1 == m_view->keys()->rowCount();
        painter->save();
        KeyRowPainter(*m_view, Theme::of(m_view)).paint(painter, option.rect, index.row(), state);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {1, Theme::of(m_view).px(KeyRowPainter::rowHeight)};
    }

private:
    KeyRowsView *m_view;
};

/// The words above the bands.
class KeyRowsView::Head final : public QWidget
{
public:
    explicit Head(KeyRowsView *view) : QWidget(view), m_view(view) {}

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme theme = Theme::of(this);
        const Geometry at = m_view->geometryOf(rect());
        QPainter painter(this);
        painter.fillRect(rect(), theme.tokens().window);
        painter.fillRect(QRect(0, height() - 1, width(), 1), theme.tokens().line);
        painter.setFont(theme.font(Type::Caption));
        painter.setPen(theme.tokens().muted);
        const int flags = Qt::AlignVCenter | Qt::AlignAbsolute | Qt::TextSingleLine;
        painter.drawText(at.sending, flags | Qt::AlignHCenter, KeyWords::direction(true));
        painter.drawText(at.receiving, flags | Qt::AlignHCenter, KeyWords::direction(false));
        if (!at.time.isEmpty())
            painter.drawText(at.time, flags | Qt::AlignLeft, tr("Time"));
        painter.drawText(at.words, flags | Qt::AlignLeft, tr("Message"));
    }

private:
    KeyRowsView *m_view;
};

KeyRowsView::KeyRowsView(KeyModel *model, QWidget *parent)
    : QListView(parent), m_keys(model), m_head(new Head(this))
{
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setItemDelegate(new Delegate(this));
    setModel(model);
    setAccessibleName(tr("Messages and their keys"));
    setAccessibleDescription(tr("Space chooses a row's key, Enter shows its frame."));
    connect(this, &QListView::doubleClicked, this, &KeyRowsView::ask);
    connect(model, &KeyModel::advanced, viewport(), qOverload<>(&QWidget::update));
    connect(model, &QAbstractItemModel::modelReset, this, [this] { m_isAtEnd = true; });
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { onRowsRemoved(first, last); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_isFitting && !m_isMoving)
            m_isAtEnd = value >= verticalScrollBar()->maximum();
    });
}

KeyRowsView::Geometry KeyRowsView::geometryOf(const QRect &row) const
{
    const Theme theme = Theme::of(this);
    const QFontMetrics metrics(theme.font(Type::Caption));
    const int side = theme.gap(10);
    const int band = std::max({metrics.horizontalAdvance(KeyWords::direction(true)),
                               metrics.horizontalAdvance(KeyWords::direction(false)), theme.px(52)}) +
                     theme.px(6);
    const int between = theme.px(4);
    Geometry at;
    int x = row.left() + side;
    const auto next = [&](int width, int gap) {
        const QRect place(x, row.top(), width, row.height());
        x += width + gap;
        return place;
    };
    at.sending = next(band, between);
    at.receiving = next(band, theme.px(10));
    at.arrow = next(theme.px(18), theme.px(6));
    const int right = row.right() + 1 - side;
    const int time = metrics.horizontalAdvance(QStringLiteral("00:00:00")) + 2;
    const int least = theme.px(96); // of the message; the time goes first, then the mark's word
    int mark = 0;
    if (m_keys->leak().what != KeyLeak::What::Nothing)
        mark = std::max(metrics.horizontalAdvance(KeyWords::fallsOrStands(true)),
                        metrics.horizontalAdvance(KeyWords::fallsOrStands(false))) +
               theme.px(20);
    if (right - x - mark - time - theme.px(20) >= least)
        at.time = next(time, theme.px(10));
    if (mark > 0 && right - x - mark - theme.px(10) < least)
        mark = theme.px(16);
    if (mark > 0)
        at.mark = QRect(right - mark, row.top(), mark, row.height());
    at.words =
        QRect(x, row.top(), std::max(0, right - x - (mark > 0 ? mark + theme.px(10) : 0)), row.height());
    return at;
}

void KeyRowsView::updateGeometries()
{
    if (m_isFitting)
        return;
    m_isFitting = true;
    const int height = Theme::of(this).px(26);
    setViewportMargins(0, height, 0, 0);
    m_head->setGeometry(viewport()->x(), 0, viewport()->width(), height);
    m_head->update();
    QListView::updateGeometries();
    followEnd();
    m_isFitting = false;
}

void KeyRowsView::followEnd()
{
    if (m_isAtEnd)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void KeyRowsView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    const bool wasAtEnd = m_isAtEnd;
    QListView::rowsInserted(parent, start, end);
    m_isAtEnd = wasAtEnd;
}

void KeyRowsView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    // What was chosen is forgotten: nothing else is chosen in its place, and the list goes nowhere.
    if (currentIndex().isValid() && currentIndex().row() >= start && currentIndex().row() <= end)
        selectionModel()->clear();
    QListView::rowsAboutToBeRemoved(parent, start, end);
}

void KeyRowsView::onRowsRemoved(int first, int last)
{
    const QScopedValueRollback guard(m_isMoving, true);
    const int height = Theme::of(this).px(KeyRowPainter::rowHeight) * (last - first + 1);
    const int value = verticalScrollBar()->value();
    executeDelayedItemsLayout();
    if (!m_isAtEnd)
        verticalScrollBar()->setValue(std::max(0, value - height));
}

void KeyRowsView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        scheduleDelayedItemsLayout();
}

void KeyRowsView::ask(const QModelIndex &index)
{
    if (const quint64 frame = index.data(KeyModel::FrameRole).toULongLong())
        Q_EMIT frameRequested(frame);
}

void KeyRowsView::mousePressEvent(QMouseEvent *event)
{
    QListView::mousePressEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (!index.isValid() || event->button() != Qt::LeftButton)
        return;
    const Geometry at = geometryOf(visualRect(index));
    const KeyTimeline::Entry &entry = m_keys->entry(index.row());
    if (at.sending.contains(event->pos()))
        Q_EMIT keyChosen(true, entry.sent ? entry.epoch : entry.otherEpoch);
    else if (at.receiving.contains(event->pos()))
        Q_EMIT keyChosen(false, entry.sent ? entry.otherEpoch : entry.epoch);
}

void KeyRowsView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex current = currentIndex();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return ask(current);
    case Qt::Key_Space:
        if (current.isValid())
            Q_EMIT keyChosen(m_keys->entry(current.row()).sent, m_keys->entry(current.row()).epoch);
        return;
    default:
        QListView::keyPressEvent(event);
    }
}

} // namespace waxwing
