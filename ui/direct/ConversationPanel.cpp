// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ConversationPanel.h"

#include "ConversationDelegate.h"
#include "ConversationListModel.h"
#include "Label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListView>

namespace waxwing {

namespace {

constexpr int fewestRows = 3; ///< that a low window shows of many

} // namespace

ConversationPanel::ConversationPanel(QWidget *parent)
    : Composite(parent), m_model(new ConversationListModel(this)), m_view(new QListView(this))
{
    auto *title = new Label(Type::Strong, tr("Conversations"), this);
    title->setBuddy(m_view);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(0);
    auto *head = new QHBoxLayout; // as that of the people
    head->addWidget(title);
    head->addStretch();
    column->addLayout(head);
    column->addWidget(m_view);
    prepareView();
    metrics([this, column, head](const Theme &theme) {
        head->setContentsMargins(theme.gap(16), 0, theme.gap(16), theme.px(6));
        column->setContentsMargins(0, 0, 0, theme.px(14));
        m_view->doItemsLayout();
        refreshHeight();
    });
    const auto refresh = [this] { refreshHeight(); };
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        refreshHeight();
        if (const int row = m_model->rowOf(m_current); row >= 0)
            m_view->setCurrentIndex(m_model->index(row));
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, refresh);
}

void ConversationPanel::prepareView()
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ConversationDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setSelectionMode(QAbstractItemView::NoSelection);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setTabKeyNavigation(false);
    m_view->setMouseTracking(true);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->setAccessibleName(tr("Conversations"));
    const auto choose = [this](const QModelIndex &index) {
        Q_EMIT chosen(index.data(ConversationListModel::NameRole).toString());
    };
    connect(m_view, &QListView::clicked, this, choose);
    connect(m_view, &QListView::activated, this, choose);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                if (index.isValid())
                    m_current = index.data(ConversationListModel::NameRole).toString();
            });
}

void ConversationPanel::refreshHeight()
{
    const int row = Theme::of(this).px(ConversationDelegate::height);
    const int all = parentWidget() == nullptr ? QWIDGETSIZE_MAX : parentWidget()->height() * 2 / 5;
    const int rows = std::max(std::min(fewestRows, m_model->rowCount()), all / row);
    m_view->setFixedHeight(row * std::min(rows, m_model->rowCount()));
}

bool ConversationPanel::event(QEvent *event)
{
    if (event->type() == QEvent::ParentChange && parentWidget() != nullptr) {
        parentWidget()->installEventFilter(this);
        refreshHeight();
    }
    return Composite::event(event);
}

bool ConversationPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        refreshHeight();
    return Composite::eventFilter(watched, event);
}

} // namespace waxwing
