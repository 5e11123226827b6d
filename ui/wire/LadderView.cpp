// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LadderView.h"

#include "LadderPainter.h"

#include <QEvent>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace waxwing {

class LadderView::Delegate final : public QStyledItemDelegate
{
public:
    explicit Delegate(LadderView *view) : QStyledItemDelegate(view), m_view(view) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        LadderPainter::State state;
        const QModelIndex current = m_view->currentIndex();
        state.isCurrent = current.row() == index.row();
        state.isDimmed = current.isValid() && !state.isCurrent;
        state.hasRing = state.isCurrent && m_view->hasFocus() &&
                        m_view->window()->testAttribute(Qt::WA_KeyboardFocusChange);
        LadderPainter(Theme::of(m_view), option.rect.width())
            .paint(painter, option.rect.top(), m_view->m_ladder->row(index.row()), state);
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const int width = m_view->viewport()->width();
        return {1, LadderPainter(Theme::of(m_view), width).heightOf(m_view->m_ladder->row(index.row()))};
    }

private:
    LadderView *m_view;
};

/// Who stands at the two lifelines. Stays while the steps are scrolled; the rows say it in words.
class LadderView::Head final : public QWidget
{
public:
    explicit Head(LadderView *view) : QWidget(view), m_view(view) {}

    [[nodiscard]] int heightAt(int width) const { return LadderPainter(Theme::of(this), width).headHeight(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillRect(rect(), theme.tokens().canvas);
        if (m_view->m_ladder->rowCount() > 0)
            LadderPainter(theme, width())
                .paintHead(&painter, 0, m_view->m_ladder->parties(), m_view->m_ladder->isGuestHere());
    }

private:
    LadderView *m_view;
};

LadderView::LadderView(LadderModel *model, QWidget *parent)
    : QListView(parent), m_ladder(model), m_head(new Head(this))
{
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setItemDelegate(new Delegate(this));
    setModel(model);
    setAccessibleName(tr("Steps of the handshake"));
    setAccessibleDescription(tr("Up and Down step through, Enter shows the frame, Escape shows all alike."));
    connect(this, &QListView::clicked, this, &LadderView::ask);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        updateGeometries();
        m_head->update();
    });
}

void LadderView::ask(const QModelIndex &index)
{
    if (const quint64 frame = index.data(LadderModel::FrameRole).toULongLong())
        Q_EMIT frameRequested(frame);
}

void LadderView::step(int by)
{
    const int rows = m_ladder->rowCount();
    if (rows == 0)
        return;
    const QModelIndex current = currentIndex();
    const int next = current.isValid() ? current.row() + by : by > 0 ? 0 : rows - 1;
    setCurrentIndex(m_ladder->index(qBound(0, next, rows - 1)));
}

void LadderView::updateGeometries()
{
    if (m_isFitting)
        return;
    m_isFitting = true;
    const int width = this->width() - verticalScrollBar()->sizeHint().width();
    const int height = m_ladder->rowCount() > 0 ? m_head->heightAt(width) : 0;
    setViewportMargins(0, height, 0, 0);
    m_head->setGeometry(viewport()->x(), 0, viewport()->width(), height);
    QListView::updateGeometries();
    m_isFitting = false;
}

void LadderView::resizeEvent(QResizeEvent *event)
{
    scheduleDelayedItemsLayout(); // rows are as high as their words at this width
    QListView::resizeEvent(event);
}

void LadderView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        scheduleDelayedItemsLayout();
        m_head->update();
    }
}

void LadderView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Right:
        return step(1);
    case Qt::Key_Up:
    case Qt::Key_Left:
        return step(-1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return ask(currentIndex());
    case Qt::Key_Escape:
        if (currentIndex().isValid()) {
            setCurrentIndex({});
            return;
        }
        break;
    default:
        break;
    }
    QListView::keyPressEvent(event);
}

/// Without QListView's own way, which makes the first row current: nothing is dimmed before a step was taken.
void LadderView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void LadderView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    viewport()->update();
    Q_EMIT rowChanged(current.isValid() ? current.row() : -1);
}

} // namespace waxwing
