// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RecentRoomDelegate.h"

#include "Icons.h"
#include "RecentRoomsModel.h"
#include "Theme.h"
#include "WaxwingStyle.h"

#include <QPainter>

namespace waxwing {

namespace {

/// Where the parts of a row stand, left to right; mirrored where the text runs the other way.
struct Places
{
    QRect icon, name, caption, date, arrow, line;
};

Places placesIn(const QRect &row, const Theme &theme, int dateWidth)
{
    Places places;
    const int icon = theme.px(22);
    places.icon = QRect(row.left() + theme.gap(23), row.center().y() - icon / 2 + 1, icon, icon);
    const int arrow = theme.px(16);
    places.arrow = QRect(row.right() - theme.gap(19) - arrow, row.center().y() - arrow / 2 + 1, arrow, arrow);
    const int left = places.icon.right() + theme.gap(18);
    places.date = QRect(places.arrow.left() - theme.px(6) - dateWidth, row.top(), dateWidth, row.height());
    const int width = places.date.left() - theme.px(12) - left;
    const int middle = row.center().y() + 1;
    const int high = theme.px(19);
    places.name = QRect(left, middle - high + theme.px(1), width, high);
    places.caption = QRect(left, middle, width, high);
    places.line = QRect(left, row.bottom(), row.right() - theme.gap(17) - left, 1);
    return places;
}

} // namespace

void RecentRoomDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.widget);
    const Tokens &tokens = theme.tokens();
    const QString date = index.data(RecentRoomsModel::DateRole).toString();
    const QFont caption = theme.font(Type::Caption);
    const QFontMetrics captionMetrics(caption, option.widget);
    const Places places = placesIn(option.rect, theme, captionMetrics.horizontalAdvance(date));
    const auto at = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    painter->save();
    const QRect inside = option.rect.adjusted(theme.gap(5), theme.px(3), -theme.gap(5), -theme.px(3));
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.widget->window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
        paintRounded(painter, inside, theme.px(radius::control), tokens.tint, tokens.accent, 2);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        paintRounded(painter, inside, theme.px(radius::control), tokens.hover, Qt::transparent, 0);
    }
    const bool verified = index.data(RecentRoomsModel::VerifiedRole).toBool();
    if (const QString icon = index.data(RecentRoomsModel::IconRole).toString(); !icon.isEmpty())
        paintIcon(painter, icon, at(places.icon), tokens.muted);
    else
        paintIcon(painter, verified ? QStringLiteral("shield-ok") : QStringLiteral("shield-ask"),
                  at(places.icon), verified ? tokens.ok : tokens.warn);
    const int flags = Qt::AlignVCenter | Qt::TextSingleLine |
                      (option.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft) |
                      Qt::AlignAbsolute;
    painter->setPen(tokens.text);
    painter->setFont(theme.font(Type::Strong));
    painter->drawText(at(places.name), flags,
                      painter->fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(),
                                                        Qt::ElideRight, places.name.width()));
    painter->setFont(caption);
    painter->setPen(tokens.muted);
    painter->drawText(at(places.caption), flags,
                      captionMetrics.elidedText(index.data(RecentRoomsModel::CaptionRole).toString(),
                                                Qt::ElideMiddle, places.caption.width()));
    painter->drawText(at(places.date), flags, date);
    paintIcon(painter, option.direction == Qt::RightToLeft ? QStringLiteral("back") : QStringLiteral("next"),
              at(places.arrow), tokens.muted);
    if (index.row() + 1 < index.model()->rowCount())
        painter->fillRect(at(places.line), tokens.line);
    painter->restore();
}

QSize RecentRoomDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme theme = Theme::of(option.widget);
    return {theme.px(200), theme.px(extent::room)};
}

} // namespace waxwing
