// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PersonDelegate.h"

#include "Avatar.h"
#include "Icons.h"
#include "PeopleModel.h"
#include "RowGround.h"
#include "Theme.h"

#include <QPainter>
#include <QWidget>

namespace waxwing {

namespace {

/// Name and tag in `place`. Too narrow, the tag goes, unless it warns.
void paintWords(QPainter *painter, const QStyleOptionViewItem &option, const QRect &place,
                const QString &name, const QString &tag, bool warns)
{
    const Theme theme = Theme::of(option.widget);
    const QFont caption = theme.font(Type::Caption);
    const int tagWidth = tag.isEmpty() ? 0 : QFontMetrics(caption).horizontalAdvance(tag);
    const int nameWidth = option.fontMetrics.horizontalAdvance(name);
    const int beside = place.width() - tagWidth - theme.px(8);
    const bool tagShown = tagWidth > 0 && (nameWidth <= beside || (warns && theme.px(60) <= beside));
    const int nameRoom = tagShown ? beside : place.width();
    const auto at = [&](int left, int width) {
        return QStyle::visualRect(option.direction, option.rect,
                                  QRect(left, place.top(), width, place.height()));
    };
    const int flags = Qt::AlignVCenter | Qt::TextSingleLine | Qt::AlignAbsolute |
                      (option.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    painter->setFont(option.font);
    painter->setPen(theme.tokens().text);
    painter->drawText(at(place.left(), nameRoom), flags,
                      nameWidth <= nameRoom ? name
                                            : option.fontMetrics.elidedText(name, Qt::ElideRight, nameRoom));
    if (!tagShown)
        return;
    painter->setFont(caption);
    painter->setPen(warns ? theme.tokens().warn : theme.tokens().muted);
    painter->drawText(at(place.right() + 1 - tagWidth, tagWidth), flags, tag);
}

} // namespace

void PersonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.widget);
    const QRect row = option.rect;
    const bool newKey = index.data(PeopleModel::NewKeyRole).toBool();
    const bool shield = index.data(PeopleModel::ShieldRole).toBool();
    painter->save();
    paintRowGround(painter, option, theme, option.state.testFlag(QStyle::State_Selected));
    const int side = theme.gap(16);
    const int avatar = theme.px(26);
    const QRect avatarAt(row.left() + side, row.top() + (row.height() - avatar) / 2, avatar, avatar);
    paintAvatar(painter, QStyle::visualRect(option.direction, row, avatarAt),
                index.data(PeopleModel::NameRole).toString(), theme);
    const int mark = theme.px(14);
    const QRect markAt(row.right() + 1 - theme.gap(14) - mark, row.top() + (row.height() - mark) / 2, mark,
                       mark);
    if (newKey || shield)
        paintIcon(painter, newKey ? QStringLiteral("key") : QStringLiteral("shield-ok"),
                  QStyle::visualRect(option.direction, row, markAt),
                  newKey ? theme.tokens().warn : theme.tokens().ok);
    const QString tag = newKey ? tr("new key") : index.data(PeopleModel::TagRole).toString();
    const bool nameAlone = tag.isEmpty() && !newKey && !shield; // it may have the mark's column, too
    const int left = avatarAt.right() + 1 + theme.px(10);
    const int right = nameAlone ? markAt.right() + 1 : markAt.left() - theme.px(9);
    paintWords(painter, option, QRect(left, row.top(), right - left, row.height()), index.data().toString(),
               tag, newKey);
    painter->restore();
}

QSize PersonDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {1, Theme::of(option.widget).px(extent::person)};
}

} // namespace waxwing
