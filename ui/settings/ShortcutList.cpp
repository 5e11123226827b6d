// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ShortcutList.h"

#include "WaxwingStyle.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QVBoxLayout>

namespace waxwing {

namespace {

constexpr int headingRole = Qt::UserRole + 1;

class RowDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme = Theme::of(option.widget);
        const Tokens &tokens = theme.tokens();
        const bool isHeading = index.data(headingRole).toBool();
        const bool isKeys = index.column() == 1;
        const bool isCurrent = option.state.testFlag(QStyle::State_HasFocus);
        if (isCurrent)
            paintRounded(painter, option.rect, theme.px(radius::inner), tokens.select, Qt::transparent, 0);
        const QFont font =
            isKeys ? theme.font(Type::Code) : theme.font(isHeading ? Type::Strong : Type::Body);
        painter->setFont(font);
        painter->setPen(isHeading ? tokens.muted : tokens.text);
        const QRect place = option.rect.adjusted(theme.px(6), 0, -theme.px(6), 0);
        const QString words =
            QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, place.width());
        painter->drawText(place,
                          static_cast<int>(isHeading ? Qt::AlignBottom : Qt::AlignVCenter) |
                              static_cast<int>(isKeys ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextSingleLine,
                          words);
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme = Theme::of(option.widget);
        const QFont font = theme.font(index.column() == 1 ? Type::Code : Type::Body);
        return {QFontMetrics(font).horizontalAdvance(index.data().toString()) + 2 * theme.px(6) + 2,
                theme.px(index.data(headingRole).toBool() && index.row() > 0 ? 36 : 28)};
    }
};

} // namespace

ShortcutList::ShortcutList(const QList<ShortcutGroup> &groups, QWidget *parent)
    : SettingPart(parent), m_table(new QTableWidget(0, 2, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->viewport()->setAutoFillBackground(false);
    m_table->setAccessibleName(tr("Actions and their keys"));
    m_table->setHorizontalHeaderLabels({tr("Action"), tr("Keys")});
    m_table->horizontalHeader()->setAccessibleName(tr("Columns"));
    m_table->verticalHeader()->setAccessibleName(tr("Rows"));
    m_table->horizontalHeader()->hide();
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(1);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    for (const ShortcutGroup &group : groups) {
        addHeading(group.title);
        for (const auto &[words, keys] : group.actions)
            addAction(words, keys);
    }
    connect(m_table, &QTableWidget::currentCellChanged, this, [this] {
        if (m_table->hasFocus() && m_table->currentIndex().isValid())
            Q_EMIT currentShown(m_table->visualRect(m_table->currentIndex()));
    });
    metrics([this](const Theme &) { fitHeight(); });
}

void ShortcutList::addHeading(const QString &title)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    auto *item = new QTableWidgetItem(title);
    item->setFlags(Qt::ItemIsEnabled);
    item->setData(headingRole, true);
    m_table->setItem(row, 0, item);
    m_table->setSpan(row, 0, 1, 2);
}

void ShortcutList::addAction(const QString &words, const QString &keys)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    auto *name = new QTableWidgetItem(words);
    name->setData(Qt::AccessibleTextRole, tr("%1: %2", "action, keys").arg(words, keys));
    m_table->setItem(row, 0, name);
    m_table->setItem(row, 1, new QTableWidgetItem(keys));
}

int ShortcutList::filter(const QString &needle)
{
    int hits = 0;
    int heading = -1;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (m_table->item(row, 0)->data(headingRole).toBool()) {
            heading = row;
            m_table->setRowHidden(heading, true); // until one of its actions fits
            continue;
        }
        const bool isShown =
            fits({m_table->item(row, 0)->text(), m_table->item(row, 1)->text(), m_table->accessibleName(),
                  heading < 0 ? QString() : m_table->item(heading, 0)->text()},
                 needle);
        m_table->setRowHidden(row, !isShown);
        if (isShown && heading >= 0)
            m_table->setRowHidden(heading, false);
        hits += isShown ? 1 : 0;
    }
    setVisible(hits > 0);
    fitHeight();
    return hits;
}

void ShortcutList::fitHeight()
{
    m_table->resizeRowsToContents();
    m_table->setFixedHeight(m_table->verticalHeader()->length());
}

void ShortcutList::changeEvent(QEvent *event)
{
    SettingPart::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        QMetaObject::invokeMethod(
            this, [this] { fitHeight(); }, Qt::QueuedConnection);
}

} // namespace waxwing
