// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeoplePanel.h"

#include "ForeignText.h"
#include "Icons.h"
#include "Label.h"
#include "PeopleModel.h"
#include "PersonDelegate.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QSortFilterProxyModel>

namespace waxwing {

namespace {
constexpr int filterFrom = 16;
}

PeoplePanel::PeoplePanel(QWidget *parent)
    : Composite(parent), m_model(new PeopleModel(this)), m_shown(new QSortFilterProxyModel(this)),
      m_count(new Label(Type::Caption, {}, this)), m_filter(new QLineEdit(this)), m_view(new QListView(this)),
      m_nobody(new Label(Type::Caption, tr("Nobody else is here yet."), this)),
      m_column(new QVBoxLayout(this)), m_filterRow(new QHBoxLayout), m_nobodyRow(new QHBoxLayout)
{
    auto *title = new Label(Type::Strong, tr("People"), this);
    m_count->setTone(Tone::Muted);
    m_nobody->setTone(Tone::Muted);
    m_nobody->setWrapped(true);
    m_nobody->hide();
    prepareFilter();
    prepareView();
    auto *head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_count);
    m_column->addLayout(head);
    m_filterRow->addWidget(m_filter);
    m_column->addLayout(m_filterRow);
    m_column->addWidget(m_view, 1);
    m_nobodyRow->addWidget(m_nobody);
    m_column->addLayout(m_nobodyRow);
    m_column->addStretch(0);
    m_column->setSpacing(0);
    metrics([this, head](const Theme &theme) {
        m_column->setContentsMargins(0, theme.px(13), 1, 0);
        head->setContentsMargins(theme.gap(16), 0, theme.gap(16), theme.px(6));
        refreshRows();
        m_view->doItemsLayout();
    });
}

void PeoplePanel::prepareFilter()
{
    m_filter->setPlaceholderText(tr("Find a person"));
    m_filter->setAccessibleName(tr("Find a person"));
    m_filter->addAction(themedIcon(QStringLiteral("search"), Tone::Muted), QLineEdit::LeadingPosition);
    m_filter->hide();
    m_shown->setSourceModel(m_model);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    connect(m_filter, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);
}

void PeoplePanel::prepareView()
{
    m_view->setModel(m_shown);
    m_view->setItemDelegate(new PersonDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setTabKeyNavigation(false);
    m_view->setMouseTracking(true);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->setAccessibleName(tr("People"));
    connect(m_view, &QListView::clicked, this, &PeoplePanel::choose);
    connect(m_view, &QListView::activated, this, &PeoplePanel::write);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, &PeoplePanel::showMenu);
}

void PeoplePanel::setPeople(const QList<PersonView> &people)
{
    m_model->setPeople(people);
    m_count->setText(QLocale().toString(people.size()));
    m_nobody->setVisible(people.size() == 1);
    const bool many = people.size() >= filterFrom;
    if (!many)
        m_filter->clear();
    m_filter->setVisible(many);
    refreshRows();
}

void PeoplePanel::refreshRows()
{
    const Theme theme = Theme::of(this);
    const int side = theme.gap(16);
    // A row without a widget takes no room; alone, the line stands right below the one person.
    const bool alone = !m_nobody->isHidden();
    m_filterRow->setContentsMargins(
        m_filter->isHidden() ? QMargins() : QMargins(theme.gap(12), theme.px(2), theme.gap(12), theme.px(8)));
    m_nobodyRow->setContentsMargins(alone ? QMargins(side, theme.px(10), side, theme.px(10)) : QMargins());
    m_view->setMaximumHeight(alone ? theme.px(extent::person) : QWIDGETSIZE_MAX);
    m_column->setStretchFactor(m_view, alone ? 0 : 1);
    m_column->setStretch(m_column->count() - 1, alone ? 1 : 0);
}

void PeoplePanel::setHostShield(const QString &words)
{
    m_model->setHostShield(words);
}

void PeoplePanel::choose(const QModelIndex &index)
{
    if (index.data(PeopleModel::NewKeyRole).toBool())
        Q_EMIT lookedAt(index.data(PeopleModel::NameRole).toString());
}

/// Enter, or a second click.
void PeoplePanel::write(const QModelIndex &index)
{
    choose(index);
    if (m_isMessaging && !index.data(PeopleModel::MeRole).toBool())
        Q_EMIT messageRequested(index.data(PeopleModel::NameRole).toString());
}

QMenu *PeoplePanel::makeMenu(const QModelIndex &index)
{
    if (!m_isMessaging || !index.isValid())
        return nullptr;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const QString name = index.data(PeopleModel::NameRole).toString();
    QString words = tr("Message %1").arg(foreignInside(name));
    QAction *message = menu->addAction(themedIcon(QStringLiteral("message")), words.replace(u'&', "&&"));
    if (index.data(PeopleModel::MeRole).toBool()) {
        message->setEnabled(false);
        message->setToolTip(tr("This is you."));
    }
    connect(message, &QAction::triggered, this, [this, name] { Q_EMIT messageRequested(name); });
    return menu;
}

void PeoplePanel::showMenu(const QPoint &at)
{
    const QModelIndex under = m_view->indexAt(at);
    const QModelIndex index = under.isValid() ? under : m_view->currentIndex(); // by the menu key
    if (QMenu *menu = makeMenu(index))
        menu->popup(m_view->viewport()->mapToGlobal(at));
}

void PeoplePanel::setAbove(QWidget *widget)
{
    m_column->insertWidget(0, widget);
}

void PeoplePanel::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::of(this).tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.window);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    painter.fillRect(QRect(mirrored ? 0 : width() - 1, 0, 1, height()), tokens.line);
}

} // namespace waxwing
