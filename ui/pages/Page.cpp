// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Page.h"

#include "Button.h"
#include "Field.h"
#include "ScrolledColumn.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

namespace waxwing {

Page::Page(Way way, int widest, QWidget *parent)
    : QScrollArea(parent), m_content(new ScrolledColumn), m_row(new QHBoxLayout), m_widest(widest)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto *rows = new QVBoxLayout(m_content);
    rows->setSpacing(0);
    if (way == Way::Back) {
        m_back = new Button(Button::Kind::Flat, tr("Back"), m_content);
        m_back->setIconName(QStringLiteral("back"));
        connect(m_back, &Button::clicked, this, &Page::backRequested);
        auto *backRow = new QHBoxLayout;
        backRow->addWidget(m_back);
        backRow->addStretch();
        rows->addLayout(backRow);
        m_content->metrics([backRow](const Theme &theme) {
            backRow->setContentsMargins(theme.gap(18), 0, theme.gap(18), 0);
        });
    }
    rows->addItem(new QSpacerItem(0, way == Way::Back ? 8 : 0, QSizePolicy::Minimum, QSizePolicy::Expanding));
    rows->setStretch(rows->count() - 1, 2);
    rows->addLayout(m_row);
    rows->addStretch(3);
    m_content->metrics([this, rows, way](const Theme &theme) {
        rows->setContentsMargins(0, theme.gap(way == Way::Back ? 13 : 28), 0,
                                 theme.gap(way == Way::Back ? 20 : 28));
        m_row->setContentsMargins(theme.gap(24), 0, theme.gap(24), 0);
    });
    setWidget(m_content);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { onFocusMoved(now); });
}

/// A window that closes as it dies moves the focus, when this is no Page any more.
Page::~Page()
{
    disconnect(qApp, nullptr, this, nullptr);
}

void Page::setColumn(QWidget *column)
{
    m_row->addStretch(0);
    m_row->addWidget(column, 1);
    m_row->addStretch(0);
    m_content->metrics([this, column](const Theme &theme) { column->setMaximumWidth(theme.px(m_widest)); });
}

void Page::setTabChain(const QList<QWidget *> &widgets)
{
    QList<QWidget *> chain = widgets;
    if (m_back != nullptr)
        chain.append(m_back);
    for (qsizetype i = 1; i < chain.size(); ++i)
        QWidget::setTabOrder(chain[i - 1], chain[i]);
}

void Page::focusFirst()
{
    if (QWidget *first = firstFocus())
        first->setFocus(Qt::OtherFocusReason);
}

QSize Page::sizeHint() const
{
    return {900, 640};
}

QSize Page::minimumSizeHint() const
{
    return {320, 240};
}

void Page::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    if (focusWidget() == nullptr || !focusWidget()->isVisibleTo(this))
        focusFirst();
}

void Page::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_back != nullptr && m_back->isEnabled())
        Q_EMIT backRequested();
    else
        QScrollArea::keyPressEvent(event);
}

QWidget *Page::partAround(QWidget *focused) const
{
    for (QWidget *at = focused; at != nullptr && at != m_content; at = at->parentWidget()) {
        if (qobject_cast<Field *>(at) != nullptr)
            return at;
    }
    return focused;
}

void Page::onFocusMoved(QWidget *focused)
{
    if (m_part)
        m_part->removeEventFilter(this);
    m_part.clear();
    m_focused.clear();
    if (focused == nullptr || !m_content->isAncestorOf(focused))
        return;
    m_focused = focused;
    m_part = partAround(focused);
    m_part->installEventFilter(this);
    showFocused();
}

/// A sentence that appears below the field makes its part grow, or move: then it is brought into view as
/// well.
bool Page::eventFilter(QObject *watched, QEvent *event)
{
    const bool changed = event->type() == QEvent::Resize || event->type() == QEvent::Move;
    if (watched == m_part && changed)
        QMetaObject::invokeMethod(this, &Page::showFocused, Qt::QueuedConnection);
    return QScrollArea::eventFilter(watched, event);
}

void Page::showFocused()
{
    if (!m_focused || !m_part)
        return;
    const auto placeOf = [this](const QWidget *widget) {
        return QRect(widget->mapTo(m_content, QPoint(0, 0)), widget->size());
    };
    const int high = viewport()->height();
    const int around = std::min(Theme::of(this).px(12), high / 8); // a ring, and that it goes on
    const QRect focused = placeOf(m_focused);
    QRect shown = placeOf(m_part);
    if (shown.height() + 2 * around > high)
        shown.setTop(focused.top());
    if (shown.height() + 2 * around > high)
        shown = focused;
    QScrollBar *bar = verticalScrollBar();
    bar->setValue(std::max(bar->value(), shown.bottom() + 1 + around - high));
    bar->setValue(std::min(bar->value(), shown.top() - around));
}

} // namespace waxwing
