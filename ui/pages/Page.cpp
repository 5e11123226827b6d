// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Page.h"

#include "Button.h"
#include "Composite.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollBar>
#include <QVBoxLayout>

namespace waxwing {

Page::Page(Way way, int widest, QWidget *parent)
    : QScrollArea(parent), m_content(new Composite), m_row(new QHBoxLayout), m_widest(widest)
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
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { showFocused(now); });
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

void Page::showFocused(QWidget *focused)
{
    if (focused != nullptr && isAncestorOf(focused) && m_content->isAncestorOf(focused))
        ensureWidgetVisible(focused, 0, 40);
}

} // namespace waxwing
