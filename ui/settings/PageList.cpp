// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PageList.h"

#include "Icons.h"
#include "Theme.h"
#include "WaxwingStyle.h"

#include <QEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace waxwing {

namespace {

constexpr int iconRole = Qt::UserRole + 1;

class PageDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme = Theme::of(option.widget);
        const Tokens &tokens = theme.tokens();
        const QRect row = option.rect;
        const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
        const bool isFocused = option.state.testFlag(QStyle::State_HasFocus) &&
                               option.widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
        QColor ground = Qt::transparent;
        if (isCurrent)
            ground = tokens.select;
        else if (option.state.testFlag(QStyle::State_MouseOver))
            ground = tokens.hover;
        paintRounded(painter, row.adjusted(0, 1, 0, -1), theme.px(radius::control), ground,
                     isFocused ? tokens.accent : QColor(Qt::transparent), 2);
        const int side = theme.px(extent::iconButtonIcon);
        const QRect iconAt(row.left() + theme.px(10), row.top() + (row.height() - side) / 2, side, side);
        paintIcon(painter, index.data(iconRole).toString(), QStyle::visualRect(option.direction, row, iconAt),
                  isCurrent ? tokens.accent : tokens.muted);
        const int left = iconAt.right() + 1 + theme.px(10);
        const QRect words(left, row.top(), row.right() - theme.px(6) - left, row.height());
        const QFont font = theme.font(isCurrent ? Type::Strong : Type::Body);
        painter->setFont(font);
        painter->setPen(tokens.text);
        painter->drawText(
            QStyle::visualRect(option.direction, row, words),
            Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
            QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, words.width()));
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {1, Theme::of(option.widget).px(extent::control)};
    }
};

} // namespace

PageList::PageList(QWidget *parent) : QListWidget(parent)
{
    setItemDelegate(new PageDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("Pages"));
}

void PageList::addPage(const QString &title, const QString &icon)
{
    auto *item = new QListWidgetItem(title, this);
    item->setData(iconRole, icon);
}

QSize PageList::sizeHint() const
{
    const Theme theme = Theme::of(this);
    int words = 0;
    for (int row = 0; row < count(); ++row)
        words = std::max(words, QFontMetrics(theme.font(Type::Strong)).horizontalAdvance(item(row)->text()));
    return {words + theme.px(10 + extent::iconButtonIcon + 10 + 14), theme.px(200)};
}

QSize PageList::minimumSizeHint() const
{
    return {sizeHint().width(), Theme::of(this).px(80)};
}

void PageList::changeEvent(QEvent *event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        scheduleDelayedItemsLayout();
        updateGeometry();
    }
}

} // namespace waxwing
