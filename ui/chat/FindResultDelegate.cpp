// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FindResultDelegate.h"

#include "FindMarks.h"
#include "FindResults.h"
#include "Theme.h"
#include "WaxwingStyle.h"

#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace waxwing {

namespace {

constexpr qsizetype before = 24; ///< characters above which what stands before a mark is left out
constexpr qsizetype most = 300;
constexpr int lines = 2;

struct Places
{
    QRect name, where, when, text;
};

/// Who, and in which conversation: the longer of both gives way, neither takes all.
Places placesIn(const QRect &row, const Theme &theme, const QString &name, const QString &where,
                int whenWidth)
{
    const QFontMetrics strong(theme.font(Type::Strong));
    const QRect inside = row.adjusted(theme.gap(16), theme.px(8), -theme.gap(16), -theme.px(8));
    Places places;
    const int high = strong.height();
    const int wide = std::min(whenWidth, inside.width() / 2);
    places.when = QRect(inside.right() + 1 - wide, inside.top(), wide, high);
    const int gap = theme.px(8);
    const int room = inside.width() - wide - 2 * gap;
    const int nameWide = strong.horizontalAdvance(name) + 1;
    const int whereWide = QFontMetrics(theme.font(Type::Caption)).horizontalAdvance(where) + 1;
    const int named = std::min(nameWide, std::max(room - whereWide, room / 2));
    places.name = QRect(inside.left(), inside.top(), named, high);
    places.where = QRect(inside.left() + named + gap, inside.top(), room - named, high);
    places.text = QRect(inside.left(), inside.top() + high + theme.px(2), inside.width(),
                        inside.height() - high - theme.px(2));
    return places;
}

} // namespace

QString FindResultDelegate::excerpt(const QString &line, TextMarks *marks) const
{
    *marks = m_words.marksIn(line);
    qsizetype begin = 0;
    if (!marks->isEmpty() && marks->first().first > 2 * before) {
        begin = marks->first().first - before;
        const qsizetype blank = line.indexOf(u' ', begin); // not within a word, where there are any
        if (blank >= 0 && blank < marks->first().first)
            begin = blank + 1;
        else if (line.at(begin).isLowSurrogate())
            ++begin;
    }
    const QString lead = begin > 0 ? QStringLiteral("… ") : QString();
    QString result = lead + line.mid(begin, most);
    for (auto &[at, length] : *marks)
        at += lead.size() - begin;
    marks->removeIf([&](const auto &mark) { return mark.first + mark.second > result.size(); });
    return result;
}

void FindResultDelegate::paintText(QPainter *painter, const QRect &rect, const QString &line,
                                   bool plain) const
{
    const Theme theme = Theme::of();
    TextMarks marks;
    const QString text = excerpt(line, &marks);
    QTextLayout layout(text, theme.font(Type::Body));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    layout.setTextOption(option);
    layout.beginLayout();
    qreal y = 0;
    for (int i = 0; i < lines; ++i) {
        QTextLine part = layout.createLine();
        if (!part.isValid())
            break;
        part.setLineWidth(rect.width());
        part.setPosition(QPointF(0, y));
        y += std::ceil(part.height());
    }
    layout.endLayout();
    painter->setPen(theme.tokens().text);
    layout.draw(painter, rect.topLeft(),
                plain ? QList<QTextLayout::FormatRange>() : findMarks(marks, theme.tokens()), rect);
}

void FindResultDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.widget);
    const Tokens &tokens = theme.tokens();
    const QString when = index.data(FindResults::WhenRole).toString();
    const QFont caption = theme.font(Type::Caption);
    const QFontMetrics captionMetrics(caption);
    const QString name = index.data(FindResults::NameRole).toString();
    const QString where = index.data(FindResults::WhereRole).toString();
    const Places places =
        placesIn(option.rect, theme, name, where, captionMetrics.horizontalAdvance(when) + 1);
    const auto at = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hover = option.state.testFlag(QStyle::State_MouseOver);
    if (selected || hover)
        painter->fillRect(option.rect, selected ? tokens.select : tokens.hover);
    const bool toLeft = option.direction == Qt::RightToLeft;
    const int flags = Qt::AlignVCenter | Qt::TextSingleLine | Qt::AlignAbsolute;
    const bool mine = index.data(FindResults::MineRole).toBool();
    painter->setFont(theme.font(Type::Strong));
    painter->setPen(mine || selected || tokens.highContrast ? tokens.text : theme.sender(name));
    painter->drawText(at(places.name), flags | (toLeft ? Qt::AlignRight : Qt::AlignLeft),
                      painter->fontMetrics().elidedText(name, Qt::ElideRight, places.name.width()));
    painter->setFont(caption);
    painter->setPen(selected ? tokens.text : tokens.muted);
    painter->drawText(at(places.where), flags | (toLeft ? Qt::AlignRight : Qt::AlignLeft),
                      captionMetrics.elidedText(where, Qt::ElideRight, places.where.width()));
    painter->drawText(at(places.when), flags | (toLeft ? Qt::AlignLeft : Qt::AlignRight),
                      captionMetrics.elidedText(when, Qt::ElideRight, places.when.width()));
    paintText(painter, at(places.text), index.data().toString(), false);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), tokens.line);
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.widget->window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintRounded(painter, option.rect.adjusted(2, 2, -2, -3), theme.px(radius::inner), Qt::transparent,
                     tokens.accent, 2);
    painter->restore();
}

QSize FindResultDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme theme = Theme::of(option.widget);
    const int strong = QFontMetrics(theme.font(Type::Strong)).height();
    const int body = QFontMetrics(theme.font(Type::Body)).height();
    return {theme.px(120), strong + lines * body + theme.px(2) + 2 * theme.px(8) + 1};
}

} // namespace waxwing
