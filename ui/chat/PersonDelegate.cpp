// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PersonDelegate.h"

#include "Avatar.h"
#include "Icons.h"
#include "PeopleModel.h"
#include "Theme.h"
#include "WaxwingStyle.h"

#include <QPainter>
#include <QWidget>

namespace waxwing {

namespace {

void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const Theme &theme)
{
    const Tokens &tokens = theme.tokens();
    const QRect inside = option.rect.adjusted(theme.gap(6), 1, -theme.gap(6), -1);
    const bool ring = option.state.testFlag(QStyle::State_HasFocus) &&
                      option.widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
    QColor ground = Qt::transparent;
    if (option.state.testFlag(QStyle::State_Selected))
        ground = tokens.select;
    else if (ring)
        ground = tokens.tint;
    else if (option.state.testFlag(QStyle::State_MouseOver))
        ground = tokens.hover;
    paintRounded(painter, inside, theme.px(radius::control), ground,
                 ring ? tokens.accent : QColor(Qt::transparent), 2);
}

} // namespace

void PersonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.widget);
    const Tokens &tokens = theme.tokens();
    const bool newKey = index.data(PeopleModel::NewKeyRole).toBool();
    const bool shield = index.data(PeopleModel::ShieldRole).toBool();
    const QString tag = newKey ? tr("new key") : index.data(PeopleModel::TagRole).toString();
    const QRect row = option.rect;
    const auto at = [&](const QRect &rect) { return QStyle::visualRect(option.direction, row, rect); };
    painter->save();
    paintGround(painter, option, theme);
    const int avatar = theme.px(26);
    const int side = theme.gap(16);
    paintAvatar(painter,
                at(QRect(row.left() + side, row.top() + (row.height() - avatar) / 2, avatar, avatar)),
                index.data(PeopleModel::NameRole).toString(), theme);
    const int mark = theme.px(14);
    const QRect markAt(row.right() + 1 - theme.gap(14) - mark, row.top() + (row.height() - mark) / 2, mark,
                       mark);
    if (newKey)
        paintIcon(painter, QStringLiteral("key"), at(markAt), tokens.warn);
    else if (shield)
        paintIcon(painter, QStringLiteral("shield-ok"), at(markAt), tokens.ok);
    const QFont caption = theme.font(Type::Caption);
    const int left = row.left() + side + avatar + theme.px(10);
    const int tagWidth = tag.isEmpty() ? 0 : QFontMetrics(caption).horizontalAdvance(tag);
    const bool alone = tagWidth == 0 && !newKey && !shield; // the name may have it all
    const int right = alone ? markAt.right() + 1 : markAt.left() - theme.px(9);
    const QString name = index.data().toString();
    const int nameWidth = option.fontMetrics.horizontalAdvance(name);
    const bool tagFits =
        tagWidth > 0 && std::min(nameWidth, theme.px(60)) + theme.px(8) + tagWidth <= right - left;
    const int nameRoom = right - left - (tagFits ? tagWidth + theme.px(8) : 0);
    const bool tagGoes = tagFits && nameWidth > nameRoom && !newKey;
    const int flags = Qt::AlignVCenter | Qt::TextSingleLine | Qt::AlignAbsolute |
                      (option.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    painter->setFont(option.font);
    painter->setPen(tokens.text);
    const int room = tagGoes ? right - left : nameRoom;
    painter->drawText(at(QRect(left, row.top(), room, row.height())), flags,
                      option.fontMetrics.elidedText(name, Qt::ElideRight, room));
    if (tagFits && !tagGoes) {
        painter->setFont(caption);
        painter->setPen(newKey ? tokens.warn : tokens.muted);
        painter->drawText(at(QRect(right - tagWidth, row.top(), tagWidth, row.height())), flags, tag);
    }
    painter->restore();
}

QSize PersonDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {1, Theme::of(option.widget).px(extent::person)};
}

} // namespace waxwing
