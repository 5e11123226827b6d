// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FieldLegend.h"

#include "FieldColours.h"
#include "WaxwingStyle.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace waxwing {

namespace {
constexpr std::size_t mostItems = 12;

/// In high contrast all grounds are alike: a square would tell nothing.
int swatchWidth(const Theme &theme)
{
    return theme.tokens().highContrast ? theme.px(8) : theme.px(14) + theme.px(6);
}

} // namespace

FieldLegend::FieldLegend(QWidget *parent) : Composite(parent)
{
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FieldLegend::show(const FrameMarks *marks)
{
    m_marks = marks;
    m_mark = -1;
    m_items.clear();
    for (int mark = 0; mark < marks->outerCount() && m_items.size() < mostItems; ++mark) {
        const FrameMark &one = (*marks)[mark];
        const bool isContainer = mark + 1 < marks->outerCount() && (*marks)[mark + 1].at < one.at + one.size;
        if (!isContainer)
            m_items.push_back({mark, one.label()});
    }
    setAccessibleName(tr("Fields: %1").arg(labels().join(QStringLiteral(", "))));
    updateGeometry();
    update();
}

QStringList FieldLegend::labels() const
{
    QStringList all;
    for (const Item &item : m_items)
        all.append(item.label);
    return all;
}

void FieldLegend::setMark(int mark)
{
    if (m_mark == mark)
        return;
    m_mark = mark;
    update();
}

std::vector<QRect> FieldLegend::places(int width) const
{
    const Theme theme = Theme::of(this);
    const QFontMetrics metrics(theme.font(Type::Caption));
    const int height = std::max(metrics.height(), theme.px(14)) + theme.px(4);
    const int swatch = swatchWidth(theme);
    std::vector<QRect> result;
    int x = 0;
    int y = 0;
    for (const Item &item : m_items) {
        const int needed = std::min(width, swatch + metrics.horizontalAdvance(item.label) + 2);
        if (x > 0 && x + needed > width) {
            x = 0;
            y += height;
        }
        result.emplace_back(x, y, needed, height);
        x += needed + theme.px(12);
    }
    return result;
}

int FieldLegend::heightForWidth(int width) const
{
    const std::vector<QRect> all = places(width);
    return all.empty() ? Theme::of(this).px(18) : all.back().bottom() + 1;
}

QSize FieldLegend::sizeHint() const
{
    const int wide = std::max(width(), Theme::of(this).px(300));
    return {wide, heightForWidth(wide)};
}

QSize FieldLegend::minimumSizeHint() const
{
    return {Theme::of(this).px(100), Theme::of(this).px(18)};
}

void FieldLegend::paintItem(QPainter &painter, const Item &item, const QRect &place) const
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    const bool isMarked = item.mark == m_mark;
    if (tokens.highContrast) {
        if (isMarked)
            paintRounded(&painter, place, theme.px(radius::inner), Qt::transparent, tokens.accent, 2);
        paintWords(painter, item, place);
        return;
    }
    const int side = theme.px(14);
    const QRect swatch = QStyle::visualRect(
        layoutDirection(), place, QRect(place.left(), place.top() + (place.height() - side) / 2, side, side));
    paintRounded(&painter, swatch, theme.px(radius::inner),
                 fieldColour(theme, (*m_marks)[item.mark].field.group),
                 isMarked ? tokens.accent : tokens.outline, isMarked ? 2 : 1);
    paintWords(painter, item,
               QStyle::visualRect(layoutDirection(), place, place.adjusted(swatchWidth(theme), 0, 0, 0)));
}

void FieldLegend::paintWords(QPainter &painter, const Item &item, const QRect &place) const
{
    const Theme theme = Theme::of(this);
    const QRect words = theme.tokens().highContrast ? place.adjusted(theme.px(4), 0, 0, 0) : place;
    painter.setPen(theme.tokens().text);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(item.label, Qt::ElideRight, words.width()));
}

void FieldLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(Theme::of(this).font(Type::Caption));
    const std::vector<QRect> all = places(width());
    for (std::size_t i = 0; i < m_items.size(); ++i)
        paintItem(painter, m_items[i], QStyle::visualRect(layoutDirection(), rect(), all[i]));
}

void FieldLegend::mouseMoveEvent(QMouseEvent *event)
{
    const std::vector<QRect> all = places(width());
    int found = -1;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (QStyle::visualRect(layoutDirection(), rect(), all[i]).contains(event->position().toPoint()))
            found = m_items[i].mark;
    }
    Q_EMIT marked(found);
}

void FieldLegend::leaveEvent(QEvent *event)
{
    Composite::leaveEvent(event);
    Q_EMIT marked(-1);
}

} // namespace waxwing
