// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FrameView.h"

#include "FrameDelegate.h"
#include "FrameHeader.h"
#include "FrameLog.h"
#include "FrameModel.h"
#include "Theme.h"
#include "WaxwingStyle.h"

#include <QContextMenuEvent>
#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace waxwing {

namespace {

constexpr int rowUnits = 27;
constexpr int leastName = 150;

} // namespace

FrameView::FrameView(FrameModel *model, QWidget *parent) : QTableView(parent), m_frames(model)
{
    setHorizontalHeader(new FrameHeader(this));
    setModel(model);
    setItemDelegate(new FrameDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setAccessibleName(tr("Frames"));
    prepareHeader();
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_isMoving)
            m_followEnd = value >= verticalScrollBar()->maximum() - 2;
    });
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { onRowsRemoved(first, last); });
    connect(model, &QAbstractItemModel::modelReset, this, [this] { restorePlace(); });
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { keepPlace(); });
    refreshSizes();
}

void FrameView::prepareHeader()
{
    verticalHeader()->hide();
    verticalHeader()->setAccessibleName(tr("Rows"));
    horizontalHeader()->setAccessibleName(tr("Columns"));
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(8);
    horizontalHeader()->setStretchLastSection(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(FrameModel::Name, QHeaderView::Stretch);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QHeaderView::customContextMenuRequested, this, &FrameView::showColumnMenu);
}

void FrameView::refreshSizes()
{
    const Theme theme = Theme::of(this);
    verticalHeader()->setDefaultSectionSize(theme.px(rowUnits));
    verticalScrollBar()->setSingleStep(theme.px(rowUnits));
    refreshColumns();
}

std::vector<int> FrameView::widths() const
{
    const Theme theme = Theme::of(this);
    const auto wide = [&](const char *sample) {
        return QFontMetrics(font()).horizontalAdvance(QLatin1String(sample)) + theme.px(18);
    };
    return {wide("100000"), wide("00:00:00.000"), theme.px(36),  theme.px(120), theme.px(leastName),
            wide("0000"),   wide("Record"),       wide("65569"), theme.px(120)};
}

/// The columns, the most needed first.
std::vector<int> FrameView::order() const
{
    using Column = FrameModel::Column;
    std::vector<int> all{Column::Name,   Column::Direction, Column::Time,    Column::Key, Column::Size,
                         Column::Number, Column::Record,    Column::Verdict, Column::Peer};
    if (m_peerWanted) {
        all.pop_back();
        all.insert(all.begin() + 3, Column::Peer);
    }
    return all;
}

/// What was asked for stands, and the view scrolls sideways where that is too much. Of the rest goes what
/// there is no room for, the least needed first. The name takes what is left.
void FrameView::refreshColumns()
{
    const std::vector<int> wide = widths();
    const auto isIn = [](quint16 set, int column) { return ((set >> column) & 1U) != 0; };
    const auto always = [&](int column) {
        return column == FrameModel::Name || column == FrameModel::Direction || isIn(m_shownAlways, column);
    };
    int left = viewport()->width();
    for (int column = 0; column < FrameModel::ColumnCount; ++column)
        left -= always(column) && !isIn(m_hiddenAlways, column) ? wide[std::size_t(column)] : 0;
    const bool isOver = left < 0 && m_shownAlways != 0;
    horizontalHeader()->setSectionResizeMode(FrameModel::Name,
                                             isOver ? QHeaderView::Fixed : QHeaderView::Stretch);
    setHorizontalScrollBarPolicy(isOver ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    bool fits = true;
    for (const int column : order()) {
        bool isShown = always(column);
        if (isIn(m_hiddenAlways, column)) {
            isShown = false;
        } else if (!isShown) {
            left -= wide[std::size_t(column)];
            fits = fits && left >= 0;
            isShown = fits;
        }
        setColumnHidden(column, !isShown);
        if (column != FrameModel::Name || isOver)
            setColumnWidth(column, wide[std::size_t(column)]);
    }
}

void FrameView::setColumnWanted(int column, bool wanted)
{
    const auto bit = quint16(1U << column);
    m_shownAlways = quint16(wanted ? m_shownAlways | bit : m_shownAlways & ~bit);
    m_hiddenAlways = quint16(wanted ? m_hiddenAlways & ~bit : m_hiddenAlways | bit);
    refreshColumns();
}

void FrameView::forgetWantedColumns()
{
    restoreColumns(0);
}

quint32 FrameView::saveColumns() const
{
    return quint32(m_shownAlways) << 16 | m_hiddenAlways;
}

void FrameView::restoreColumns(quint32 columns)
{
    constexpr quint32 all = (1U << FrameModel::ColumnCount) - 1 - (1U << FrameModel::Name);
    m_shownAlways = quint16(columns >> 16 & all);
    m_hiddenAlways = quint16(columns & all & ~quint32(m_shownAlways));
    refreshColumns();
}

QMenu *FrameView::makeColumnMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < FrameModel::ColumnCount; ++column) {
        QAction *action =
            menu->addAction(model()->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != FrameModel::Name);
        connect(action, &QAction::triggered, this, [this, column](bool on) { setColumnWanted(column, on); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("As &room allows")), &QAction::triggered, this,
            &FrameView::forgetWantedColumns);
    return menu;
}

void FrameView::showColumnMenu(const QPoint &point)
{
    makeColumnMenu()->popup(horizontalHeader()->mapToGlobal(point));
}

void FrameView::setPeerWanted(bool wanted)
{
    if (m_peerWanted == wanted)
        return;
    m_peerWanted = wanted;
    refreshColumns();
}

void FrameView::goToEnd()
{
    const QScopedValueRollback guard(m_isMoving, true);
    m_followEnd = true;
    scrollToBottom();
}

void FrameView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QTableView::rowsInserted(parent, start, end);
    if (m_followEnd)
        goToEnd();
}

void FrameView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    // What was chosen is forgotten: nothing else is chosen in its place.
    if (currentIndex().isValid() && currentIndex().row() >= start && currentIndex().row() <= end)
        selectionModel()->clear();
    QTableView::rowsAboutToBeRemoved(parent, start, end);
}

void FrameView::onRowsRemoved(int first, int last)
{
    if (m_followEnd) {
        goToEnd();
        return;
    }
    const QScopedValueRollback guard(m_isMoving, true);
    const int height = verticalHeader()->defaultSectionSize() * (last - first + 1);
    const int value = verticalScrollBar()->value();
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(std::max(0, value - height));
}

void FrameView::keepPlace()
{
    const int top = rowAt(0);
    m_place.top = top >= 0 && m_place.log ? m_frames->numberAt(top) : 0;
    m_place.offset = top >= 0 ? rowViewportPosition(top) : 0;
    m_place.chosen = chosenNumbers();
    if (const quint64 current = currentNumber(); current != 0) {
        m_place.chosen.removeOne(current);
        m_place.chosen.prepend(current);
    }
}

/// Of the same log; another begins at its end.
void FrameView::restorePlace()
{
    const QScopedValueRollback guard(m_isMoving, true);
    const Place place = std::exchange(m_place, {m_frames->log(), 0, 0, {}});
    executeDelayedItemsLayout();
    if (place.log != m_frames->log() || !place.log)
        return;
    const bool follows = m_followEnd;
    choose(place.chosen);
    m_followEnd = follows;
    if (follows)
        return goToEnd();
    const int row = m_frames->rowFrom(place.top);
    if (place.top != 0 && row < m_frames->rowCount())
        verticalScrollBar()->setValue(row * verticalHeader()->defaultSectionSize() - place.offset);
}

void FrameView::reset()
{
    const QScopedValueRollback guard(m_isMoving, true);
    QTableView::reset();
}

void FrameView::keyboardSearch(const QString &letters)
{
    Q_EMIT typed(letters);
}

QList<quint64> FrameView::chosenNumbers() const
{
    QList<quint64> numbers;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        numbers.append(m_frames->numberAt(index.row()));
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

quint64 FrameView::currentNumber() const
{
    return currentIndex().isValid() ? m_frames->numberAt(currentIndex().row()) : 0;
}

void FrameView::choose(const QList<quint64> &numbers)
{
    QItemSelection chosen;
    QModelIndex current;
    for (const quint64 number : numbers) {
        const int row = m_frames->rowOf(number);
        if (row < 0)
            continue;
        const QModelIndex index = m_frames->index(row, 0);
        chosen.select(index, index);
        if (!current.isValid())
            current = m_frames->index(row, FrameModel::Name);
    }
    if (!current.isValid())
        return;
    const QScopedValueRollback guard(m_isChoosing, true);
    m_followEnd = false;
    selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    selectionModel()->select(chosen, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(current, QAbstractItemView::EnsureVisible);
}

void FrameView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (!current.isValid())
        return;
    m_followEnd = m_followEnd && current.row() == m_frames->rowCount() - 1; // what is read stays in view
    Q_EMIT frameChosen(m_frames->numberAt(current.row()), !m_isChoosing);
}

void FrameView::focusInEvent(QFocusEvent *event)
{
    // The newest that is in view; else the table would begin with its first row, far away.
    if (!currentIndex().isValid() && m_frames->rowCount() > 0) {
        const QScopedValueRollback guard(m_isChoosing, true);
        const int seen = rowAt(viewport()->height() - 1);
        const int last = m_frames->rowCount() - 1;
        setCurrentIndex(m_frames->index(m_followEnd || seen < 0 ? last : seen, FrameModel::Name));
    }
    QTableView::focusInEvent(event);
}

void FrameView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    refreshColumns();
    if (m_followEnd)
        goToEnd();
}

void FrameView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_frames != nullptr)
        refreshSizes();
}

void FrameView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    if (currentIndex().isValid())
        Q_EMIT menuRequested(byKeyboard ? viewport()->mapToGlobal(visualRect(currentIndex()).center())
                                        : event->globalPos());
}

void FrameView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested();
        return;
    }
    // Home and End by rows; a table takes them for columns.
    const bool isHome = event->key() == Qt::Key_Home;
    if ((isHome || event->key() == Qt::Key_End) && model()->rowCount() > 0) {
        const int row = isHome ? 0 : model()->rowCount() - 1;
        setCurrentIndex(model()->index(row, FrameModel::Name));
        if (!isHome)
            goToEnd();
        return;
    }
    QTableView::keyPressEvent(event);
}

void FrameView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!hasFocus() || !currentIndex().isValid() || !window()->testAttribute(Qt::WA_KeyboardFocusChange))
        return;
    QPainter painter(viewport());
    const QRect row(0, rowViewportPosition(currentIndex().row()), viewport()->width(),
                    rowHeight(currentIndex().row()));
    paintFocusRing(&painter, row, Theme::of(this).px(radius::inner), this);
}

} // namespace waxwing
