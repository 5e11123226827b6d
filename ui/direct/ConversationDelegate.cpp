// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ConversationDelegate.h"

#include "Avatar.h"
#include "ConversationListModel.h"
#include "Icons.h"
#include "RowGround.h"
#include "WaxwingStyle.h"

#include <QLocale>
#include <QPainter>
#include <QWidget>

namespace waxwing {

namespace {

using Model = ConversationListModel;
using Mark = ConversationEntry::Mark;

constexpr int mostCounted = 999;

QColor groundOf(const QStyleOptionViewItem &option, const QModelIndex &index, const Tokens &tokens)
{
    if (index.data(Model::OpenRole).toBool())
        return tokens.select;
    return option.state.testFlag(QStyle::State_MouseOver) ? tokens.hover : tokens.window;
}

void paintRoom(QPainter *painter, const QRectF &at, const Theme &theme)
{
    const Tokens &tokens = theme.tokens();
    paintRounded(painter, at, theme.px(radius::control), tokens.tint,
                 tokens.highContrast ? tokens.accent : QColor(Qt::transparent), 1);
    painter->setFont(theme.font(Type::Strong));
    painter->setPen(tokens.accent);
    painter->drawText(at, Qt::AlignCenter, QStringLiteral("#"));
}

/// Filled: here; a ring alone: away.
void paintPresence(QPainter *painter, const QRectF &avatar, bool isHere, const QColor &ground,
                   const Theme &theme)
{
    const Tokens &tokens = theme.tokens();
    const qreal side = theme.px(9);
    const QRectF at(avatar.right() - side + theme.px(2), avatar.bottom() - side + theme.px(2), side, side);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ground);
    painter->drawEllipse(at.adjusted(-2, -2, 2, 2));
    painter->setPen(QPen(isHere ? tokens.ok : tokens.outline, 1.5));
    painter->setBrush(isHere ? tokens.ok : ground);
    painter->drawEllipse(at.adjusted(0.75, 0.75, -0.75, -0.75));
}

/// At the end of the row; gives how wide it is.
int paintCount(QPainter *painter, const QStyleOptionViewItem &option, int unread, int right,
               const Theme &theme)
{
    if (unread == 0)
        return 0;
    const Tokens &tokens = theme.tokens();
    QFont font = theme.font(Type::Caption);
    font.setWeight(QFont::DemiBold);
    const QString words =
        unread > mostCounted ? QLocale().toString(mostCounted) + u'+' : QLocale().toString(unread);
    const int high = theme.px(18);
    const int wide = std::max(high, QFontMetrics(font).horizontalAdvance(words) + theme.px(11));
    const QRect row = option.rect;
    const QRect at = QStyle::visualRect(
        option.direction, row, QRect(right - wide, row.top() + (row.height() - high) / 2, wide, high));
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens.fill);
    painter->drawRoundedRect(at, high / 2.0, high / 2.0);
    painter->setFont(font);
    painter->setPen(tokens.fillText);
    painter->drawText(at, Qt::AlignCenter | Qt::TextSingleLine, words);
    return wide + theme.px(8);
}

/// Shield, warning or pencil, before the number; gives how wide it is.
int paintMark(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, int right,
              const Theme &theme)
{
    const auto mark = static_cast<Mark>(index.data(Model::MarkRole).toInt());
    const bool isDraft = index.data(Model::DraftRole).toBool() && !index.data(Model::OpenRole).toBool();
    int used = 0;
    const auto put = [&](const QString &icon, const QColor &colour) {
        const int side = theme.px(14);
        const QRect row = option.rect;
        const QRect at(right - used - side, row.top() + (row.height() - side) / 2, side, side);
        paintIcon(painter, icon, QStyle::visualRect(option.direction, row, at), colour);
        used += side + theme.px(7);
    };
    const Tokens &tokens = theme.tokens();
    if (mark == Mark::Compared)
        put(QStringLiteral("shield-ok"), tokens.ok);
    if (mark == Mark::Changed)
        put(QStringLiteral("shield-alert"), tokens.bad);
    if (isDraft)
        put(QStringLiteral("pencil"), tokens.muted);
    return used;
}

} // namespace

void ConversationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.widget);
    const QRect row = option.rect;
    const bool isRoom = index.data(Model::RoomRole).toBool();
    const int unread = index.data(Model::UnreadRole).toInt();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(painter, option, theme, index.data(Model::OpenRole).toBool());
    const int side = theme.px(26);
    const QRect place = QStyle::visualRect(
        option.direction, row,
        QRect(row.left() + theme.gap(16), row.top() + (row.height() - side) / 2, side, side));
    if (isRoom) {
        paintRoom(painter, place, theme);
    } else {
        paintAvatar(painter, place, index.data(Model::NameRole).toString(), theme);
        paintPresence(painter, place, index.data(Model::HereRole).toBool(),
                      groundOf(option, index, theme.tokens()), theme);
    }
    int right = row.right() + 1 - theme.gap(14);
    right -= paintCount(painter, option, unread, right, theme);
    right -= paintMark(painter, option, index, right, theme);
    const int left = row.left() + theme.gap(16) + side + theme.px(10);
    QFont font = option.font;
    if (unread > 0)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(theme.tokens().text);
    const int wide = std::max(0, right - left);
    painter->drawText(QStyle::visualRect(option.direction, row, QRect(left, row.top(), wide, row.height())),
                      Qt::AlignVCenter | Qt::TextSingleLine | Qt::AlignAbsolute |
                          (option.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft),
                      QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, wide));
    painter->restore();
}

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {1, Theme::of(option.widget).px(height)};
}

} // namespace waxwing
