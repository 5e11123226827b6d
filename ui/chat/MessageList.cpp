// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MessageList.h"

#include "ConversationModel.h"
#include "JumpButton.h"
#include "MessageDelegate.h"

#include <QApplication>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QResizeEvent>

namespace waxwing {

namespace {
constexpr int measuredEachWay = 250; ///< of very many rows, whose layout costs more than a few measures
constexpr int measuredInWindow = 50; ///< of a window onto the history
constexpr int manyRows = 20'000;
constexpr int nearRows = 30;
constexpr int measuredAtEnd = 120; ///< a tall screen full of short rows, and what is near it
} // namespace

MessageList::MessageList(ConversationModel *model, QWidget *parent)
    : QListView(parent), m_conversation(model), m_delegate(new MessageDelegate(model, this)),
      m_jump(new JumpButton(this))
{
    // Before the view hears of it: what it lays out then must have the rows that are left.
    connect(model, &QAbstractItemModel::rowsRemoved, m_delegate,
            [this](const QModelIndex &, int first, int last) { m_delegate->rowsRemoved(first, last); });
    setModel(model);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(false);
    setResizeMode(QListView::Fixed); // resizeEvent does it at once
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(
        Qt::ScrollBarAlwaysOn); // its place is reserved; the style draws it only where needed
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setBackgroundRole(QPalette::Base); // also above a short talk
    setAutoFillBackground(true);
    setAccessibleName(tr("Messages"));
    m_jump->hide();
    connect(m_jump, &JumpButton::clicked, this, &MessageList::jumpToEnd);
    connect(model, &ConversationModel::cameFromOthers, this, &MessageList::onCameFromOthers);
    m_delegate->setWidth(viewport()->width());
}

const MessageLayout &MessageList::layoutOf(int row) const
{
    return m_delegate->layoutOf(row);
}

QSize MessageList::minimumSizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(160), theme.px(80)};
}

MessageList::Anchor MessageList::anchorNow() const
{
    // The lowest row in view: what stands just above the composer is what the eye holds.
    const int row = visibleRows().second;
    if (row < 0)
        return {};
    const QModelIndex index = m_conversation->index(row);
    return {index, visualRect(index).top()};
}

void MessageList::restore(const Anchor &anchor)
{
    QScrollBar *bar = verticalScrollBar();
    if (m_followEnd) {
        bar->setValue(bar->maximum());
    } else if (anchor.row.isValid()) {
        bar->setValue(bar->value() + visualRect(anchor.row).top() - anchor.top);
    }
}

QPair<int, int> MessageList::visibleRows() const
{
    const int count = m_conversation->rowCount();
    if (count == 0 || viewport()->height() <= 0)
        return {-1, -1};
    const int x = viewport()->width() / 2;
    const QModelIndex first = indexAt(QPoint(x, 0));
    const QModelIndex last = indexAt(QPoint(x, viewport()->height() - 1));
    return {first.isValid() ? first.row() : 0, last.isValid() ? last.row() : count - 1};
}

bool MessageList::measureNear()
{
    const auto [first, last] = visibleRows();
    if (first < 0)
        return false;
    const int end = m_conversation->rowCount() - 1;
    bool known = true;
    for (int row = std::max(0, first - nearRows); known && row <= std::min(end, last + nearRows); ++row)
        known = m_delegate->isMeasured(row);
    if (known)
        return false;
    // A row that is alone, like one just arrived, does not need its neighbours: they are known already.
    const int each = end < manyRows ? measuredInWindow : measuredEachWay;
    return m_delegate->measure(std::max(0, first - each), std::min(end, last + each));
}

void MessageList::layOut(const Anchor &anchor)
{
    QListView::doItemsLayout();
    restore(anchor);
}

void MessageList::doItemsLayout()
{
    if (m_layingOut)
        return;
    m_stale = !isVisible();
    if (m_stale)
        return; // what nobody sees costs nothing; showEvent makes up for it
    {
        const QScopedValueRollback guard(m_layingOut, true);
        const Anchor anchor = m_anchor;
        m_delegate->setWidth(viewport()->width());
        const int count = m_conversation->rowCount();
        if (m_followEnd && count > 0) // what will be seen is known before the first layout
            m_delegate->measure(std::max(0, count - measuredAtEnd), count - 1);
        layOut(anchor);
        for (int round = 0; round < 3 && measureNear(); ++round)
            layOut(anchor);
    }
    holdAtUnread();
    followScroll();
    viewport()->update();
}

void MessageList::showEvent(QShowEvent *event)
{
    if (m_stale)
        doItemsLayout();
    QListView::showEvent(event);
}

void MessageList::updateGeometries()
{
    if (m_fitting) { // from within the margins set below
        QListView::updateGeometries();
        return;
    }
    const QScopedValueRollback guard(m_fitting, true);
    QListView::updateGeometries();
    // A short talk stands at the bottom, and below the last message there is always a little air.
    const int air = Theme::of(this).px(4); // and below that the line that says who writes
    const int whole = contentsRect().height();
    const int content = contentsSize().height();
    const int above = std::max(0, whole - content - air);
    if (viewportMargins().top() != above)
        setViewportMargins(0, above, 0, 0);
    QScrollBar *bar = verticalScrollBar();
    bar->setRange(0, std::max(0, content + air - whole));
    bar->setPageStep(std::max(1, viewport()->height()));
    bar->setSingleStep(Theme::of(this).px(20));
    if (m_followEnd)
        bar->setValue(bar->maximum());
    placeJump();
}

void MessageList::scrollContentsBy(int dx, int dy)
{
    QListView::scrollContentsBy(dx, dy);
    if (m_layingOut || m_fitting)
        return;
    m_followEnd = isAtBottom();
    const Anchor anchor = anchorNow();
    if (measureNear()) {
        const QScopedValueRollback guard(m_layingOut, true);
        layOut(anchor);
    }
    letUnreadGo();
    followScroll();
}

void MessageList::followScroll()
{
    const bool before = m_jump->isHidden();
    m_anchor = m_followEnd ? Anchor() : anchorNow();
    if (m_followEnd)
        m_since = 0;
    updateJump();
    if (before != m_followEnd)
        Q_EMIT atEndChanged(m_followEnd);
    Q_EMIT scrolled();
}

bool MessageList::isAtBottom() const
{
    const QScrollBar *bar = verticalScrollBar();
    return !m_conversation->hasNewer() && bar->value() >= bar->maximum() - endTolerance;
}

void MessageList::jumpToEnd()
{
    if (m_conversation->hasNewer()) {
        Q_EMIT endRequested();
        return;
    }
    m_followEnd = true;
    if (m_conversation->rowCount() == 0)
        return;
    m_stale = m_stale || !isVisible();
    if (!m_stale) {
        const QScopedValueRollback guard(m_layingOut, true);
        const int count = m_conversation->rowCount();
        m_delegate->measure(std::max(0, count - measuredAtEnd), count - 1);
        layOut({});
    }
    followScroll();
}

void MessageList::updateJump()
{
    m_jump->setCount(m_since);
    m_jump->setVisible(!m_followEnd);
    m_jump->raise();
}

void MessageList::placeJump()
{
    const Theme theme = Theme::of(this);
    const QSize size = m_jump->sizeHint();
    const int right = width() - verticalScrollBar()->width() - theme.gap(16);
    m_jump->setGeometry(QRect(QPoint(right - size.width(), height() - theme.gap(11) - size.height()), size));
}

void MessageList::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    if (viewport()->width() != m_delegate->width())
        doItemsLayout();
    else
        updateGeometries();
    if (!m_followEnd && !m_layingOut) {
        const QScopedValueRollback guard(m_layingOut, true);
        restore(m_anchor);
    }
    placeJump();
}

void MessageList::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    switch (event->type()) {
    case QEvent::ApplicationFontChange:
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::PaletteChange:
    case QEvent::LanguageChange:
        if (m_delegate == nullptr)
            return;
        m_delegate->refresh();
        scheduleDelayedItemsLayout();
        viewport()->update();
        break;
    default:
        break;
    }
}

void MessageList::rowsInserted(const QModelIndex &parent, int start, int end)
{
    m_delegate->rowsInserted(start, end);
    QListView::rowsInserted(parent, start, end);
}

void MessageList::onCameFromOthers(int count)
{
    if (m_followEnd)
        return;
    m_since += count;
    updateJump();
}

void MessageList::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                              const QList<int> &roles)
{
    if (roles.size() == 1 && roles.first() == ConversationModel::FileRole) {
        // A few times a second: what keeps its height is painted, and nothing is laid out.
        if (m_delegate->refreshFile(topLeft.row()))
            scheduleDelayedItemsLayout();
        QListView::dataChanged(topLeft, bottomRight, roles);
        return;
    }
    m_delegate->rowsChanged(topLeft.row(), bottomRight.row());
    QListView::dataChanged(topLeft, bottomRight, roles);
    scheduleDelayedItemsLayout();
}

void MessageList::reset()
{
    if (m_delegate != nullptr)
        m_delegate->reset();
    m_followEnd = !m_conversation->hasNewer();
    if (m_followEnd)
        m_since = 0;
    m_anchor = {};
    QListView::reset();
}

} // namespace waxwing
