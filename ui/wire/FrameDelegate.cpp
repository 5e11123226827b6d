// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FrameDelegate.h"

#include "FrameModel.h"
#include "Icons.h"
#include "Theme.h"

#include <QPainter>
#include <QWidget>

namespace waxwing {

namespace {

QColor wordsColour(const QModelIndex &index, const Tokens &tokens)
{
    const int column = index.column();
    const bool isJudged = column == FrameModel::Name || column == FrameModel::Verdict;
    if (isJudged && !index.data(FrameModel::RefusalRole).toString().isEmpty())
        return tokens.bad;
    const bool isQuiet =
        column == FrameModel::Time || column == FrameModel::Number || column == FrameModel::Verdict;
    return isQuiet ? tokens.muted : tokens.text;
}

void paintArrow(QPainter *painter, const QRect &rect, const QModelIndex &index, const Theme &theme)
{
    const bool isSent = index.data(FrameModel::SentRole).toBool();
    const int side = theme.px(extent::iconButtonIcon);
    const QPixmap arrow =
        iconPixmap(isSent ? QStringLiteral("sent") : QStringLiteral("came"), side,
                   theme.colour(isSent ? Tone::Accent : Tone::Warn), painter->device()->devicePixelRatioF());
    painter->drawPixmap(rect.left() + (rect.width() - side) / 2, rect.top() + (rect.height() - side) / 2,
                        arrow);
}

} // namespace

void FrameDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.widget);
    const Tokens &tokens = theme.tokens();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, tokens.select);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, tokens.hover);
    if (index.column() == FrameModel::Direction) {
        paintArrow(painter, option.rect, index, theme);
        return;
    }
    QString words = index.data().toString();
    QRect place = option.rect.adjusted(theme.px(8), 0, -theme.px(8), 0);
    const QString refusal = index.data(FrameModel::RefusalRole).toString();
    if (index.column() == FrameModel::Name && !refusal.isEmpty()) {
        words += QStringLiteral(" · ") + refusal;
        const int side = theme.px(extent::iconRow);
        const QRect icon =
            QStyle::visualRect(option.direction, place,
                               QRect(place.left(), place.top() + (place.height() - side) / 2, side, side));
        painter->drawPixmap(icon.topLeft(), iconPixmap(QStringLiteral("alert"), side, tokens.bad,
                                                       painter->device()->devicePixelRatioF()));
        place = QStyle::visualRect(option.direction, place, place.adjusted(side + theme.px(6), 0, 0, 0));
    }
    painter->setFont(option.font);
    painter->setPen(wordsColour(index, tokens));
    const auto aligned = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->drawText(place, int(QStyle::visualAlignment(option.direction, aligned)) | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(words, Qt::ElideRight, place.width()));
}

} // namespace waxwing
