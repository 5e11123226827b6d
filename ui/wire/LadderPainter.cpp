// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LadderPainter.h"

#include "Icons.h"
#include "WaxwingStyle.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace waxwing {

namespace {

constexpr int wrapped = Qt::TextWordWrap;

QColor arrowColour(const Tokens &tokens, bool sent)
{
    return sent ? tokens.accent : tokens.warn;
}

QColor mixed(const QColor &colour, const QColor &ground)
{
    constexpr float share = 0.5F;
    return QColor::fromRgbF(colour.redF() * share + ground.redF() * (1 - share),
                            colour.greenF() * share + ground.greenF() * (1 - share),
                            colour.blueF() * share + ground.blueF() * (1 - share));
}

} // namespace

Tokens LadderPainter::dimmed(const Tokens &tokens)
{
    Tokens pale = tokens;
    if (tokens.highContrast)
        return pale;
    pale.text = tokens.muted;
    for (QColor *colour : {&pale.accent, &pale.warn, &pale.ok, &pale.bad})
        *colour = mixed(*colour, tokens.canvas);
    return pale;
}

qreal LadderPainter::left() const
{
    if (isNarrow())
        return m_theme.px(36);
    return std::round(m_width * (m_width < m_theme.px(700) ? 0.23 : 0.25));
}

qreal LadderPainter::textHeight(Type type, const QString &text, qreal width) const
{
    if (text.isEmpty())
        return 0;
    const QFontMetricsF metrics(m_theme.font(type));
    return std::ceil(
        metrics.boundingRect(QRectF(0, 0, width, 10'000), Qt::AlignHCenter | wrapped, text).height());
}

void LadderPainter::text(QPainter *painter, Type type, const QColor &colour, const QRectF &place, int align,
                         const QString &words) const
{
    painter->setFont(m_theme.font(type));
    painter->setPen(colour);
    painter->drawText(place, align | Qt::AlignAbsolute | wrapped, words);
}

// ---- Heads

int LadderPainter::headHeight() const
{
    return int(std::ceil(QFontMetricsF(m_theme.font(Type::Strong)).height() +
                         QFontMetricsF(m_theme.font(Type::Caption)).height())) +
           m_theme.px(10) + m_theme.px(12);
}

/// One line of a head, cut in the middle where it is too long.
void LadderPainter::line(QPainter *painter, Type type, const QColor &colour, const QRectF &place,
                         const QString &words) const
{
    const QFontMetricsF metrics(m_theme.font(type));
    painter->setFont(m_theme.font(type));
    painter->setPen(colour);
    painter->drawText(place, Qt::AlignHCenter | Qt::AlignTop | Qt::TextSingleLine,
                      metrics.elidedText(words, Qt::ElideMiddle, place.width()));
}

void LadderPainter::paintHead(QPainter *painter, int top, const LadderParties &parties,
                              bool isGuestHere) const
{
    const Tokens &tokens = m_theme.tokens();
    const qreal half = std::min<qreal>(left() - m_theme.px(14), m_theme.px(110));
    const qreal wide = isNarrow() ? m_width / 2.0 - m_theme.px(18) : 2 * half;
    const qreal height = headHeight() - m_theme.px(12);
    const auto head = [&](qreal x, const QString &name, const QString &place, bool isHere) {
        const QRectF box(x, top + m_theme.px(12), wide, height);
        paintRounded(painter, box, m_theme.px(radius::band), tokens.window,
                     isHere ? tokens.outline : tokens.line, tokens.highContrast ? 2 : 1);
        const QRectF inside = box.adjusted(m_theme.px(8), m_theme.px(5), -m_theme.px(8), -m_theme.px(5));
        const qreal nameHeight = QFontMetricsF(m_theme.font(Type::Strong)).height();
        line(painter, Type::Strong, tokens.text, inside, name);
        line(painter, Type::Caption, tokens.muted, inside.adjusted(0, nameHeight, 0, 0), place);
    };
    head(isNarrow() ? m_theme.px(12) : left() - half, parties.guest, parties.guestPlace, isGuestHere);
    head(isNarrow() ? m_width - m_theme.px(12) - wide : right() - half, parties.host, parties.hostPlace,
         !isGuestHere);
}

// ---- Where things lie

LadderPainter::Layout LadderPainter::layoutOf(const LadderRow &row) const
{
    if (!row.isStep)
        return layoutOfBand(row);
    Layout at;
    const bool beginsPanel = !row.panel.isEmpty();
    const qreal gap = beginsPanel ? m_theme.px(8) : 0;
    const qreal above = gap + (beginsPanel ? m_theme.px(20) : m_theme.px(10));
    const qreal inner = right() - left() - m_theme.px(30);
    const qreal titleHeight = textHeight(Type::Strong, row.title, inner);
    at.title = QRectF(left() + m_theme.px(15), above, inner, titleHeight);
    at.arrow = std::round(above + titleHeight + m_theme.px(5));
    at.under = QRectF(left() + m_theme.px(15), at.arrow + m_theme.px(5), inner,
                      textHeight(Type::Caption, row.under, inner));
    const qreal side = left() - m_theme.px(18) - m_theme.px(20);
    const qreal noteHeight = isNarrow() ? 0 : textHeight(Type::Caption, row.note, side);
    const qreal noteTop = std::max(at.arrow - noteHeight / 2, gap + m_theme.px(beginsPanel ? 24 : 2));
    at.note =
        QRectF(row.step.fromGuest ? m_theme.px(20) : right() + m_theme.px(18), noteTop, side, noteHeight);
    const qreal bottom = std::max(at.under.bottom() + m_theme.px(10), at.note.bottom() + m_theme.px(4));
    const qreal below = row.endsPanel ? m_theme.px(4) : 0;
    at.panel = QRectF(m_theme.px(12), gap, m_width - 2 * m_theme.px(12), bottom + below - gap);
    at.height = std::ceil(bottom + 2 * below);
    return at;
}

LadderPainter::Layout LadderPainter::layoutOfBand(const LadderRow &row) const
{
    Layout at;
    const qreal icon = m_theme.px(16) + m_theme.px(10);
    const qreal inner = right() - left() - m_theme.px(30) - icon;
    const QFontMetricsF metrics(m_theme.font(Type::Strong));
    const qreal width = std::min(inner, std::ceil(metrics.horizontalAdvance(row.title)) + 2);
    const qreal words = textHeight(Type::Strong, row.title, width);
    const qreal gap = m_theme.px(6);
    const qreal inside = std::max<qreal>(words + m_theme.px(16), m_theme.px(44));
    at.panel = QRectF(m_theme.px(12), gap, m_width - 2 * m_theme.px(12), inside);
    at.title = QRectF((m_width - width - icon) / 2 + icon, gap + (inside - words) / 2, width, words);
    at.arrow = gap + inside / 2;
    at.height = std::ceil(inside + 2 * gap);
    return at;
}

int LadderPainter::heightOf(const LadderRow &row) const
{
    return int(layoutOf(row).height);
}

// ---- Painting

void LadderPainter::paint(QPainter *painter, int top, const LadderRow &row, const State &state) const
{
    const Tokens &tokens = m_theme.tokens();
    const Layout at = layoutOf(row);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (row.isStep)
        paintPanel(painter, at.panel.translated(0, top), row);
    if (state.isCurrent) {
        const QRectF ground(m_theme.px(4), top + 1, m_width - 2 * m_theme.px(4), at.height - 2);
        paintRounded(painter, ground, m_theme.px(radius::band), tokens.select,
                     state.hasRing ? tokens.accent : QColor(Qt::transparent), 2);
    }
    if (!row.isStep)
        paintGround(painter, at.panel.translated(0, top), row.tone);
    paintLifelines(painter, top, top + at.height);
    const Tokens pale = state.isDimmed ? dimmed(tokens) : tokens;
    LadderPainter pen({pale, m_theme.scale()}, m_width);
    pen.m_isPale = state.isDimmed && !tokens.highContrast;
    if (row.isStep)
        pen.paintStep(painter, top, row, at);
    else
        pen.paintBand(painter, top, row, at);
    painter->restore();
}

void LadderPainter::paintLifelines(QPainter *painter, qreal top, qreal bottom) const
{
    painter->setPen(QPen(m_theme.tokens().outline, m_theme.scale() * 1.5, Qt::SolidLine, Qt::FlatCap));
    painter->drawLine(QPointF(left(), top), QPointF(left(), bottom));
    painter->drawLine(QPointF(right(), top), QPointF(right(), bottom));
}

/// A row's slice of the ground of its key; round where the ground begins and ends.
void LadderPainter::paintPanel(QPainter *painter, const QRectF &place, const LadderRow &row) const
{
    if (!row.isSealed)
        return;
    const Tokens &tokens = m_theme.tokens();
    const qreal corner = m_theme.px(radius::band);
    const bool begins = !row.panel.isEmpty();
    painter->save();
    painter->setClipRect(place.adjusted(-2, 0, 2, 0));
    const QRectF whole = place.adjusted(0, begins ? 0 : -2 * corner, 0, row.endsPanel ? 0 : 2 * corner);
    const bool isEven = row.step.epoch.value_or(0) % 2 == 0;
    paintRounded(painter, whole, corner, isEven ? tokens.tint : tokens.bubble,
                 tokens.highContrast ? tokens.outline : QColor(Qt::transparent), 2);
    painter->restore();
    if (!begins)
        return;
    const qreal end = isNarrow() ? right() - m_theme.px(12) : place.right() - m_theme.px(10);
    text(painter, Type::Caption, isEven ? tokens.accent : tokens.muted,
         QRectF(place.left(), place.top() + m_theme.px(5), end - place.left(), m_theme.px(18)),
         Qt::AlignRight | Qt::AlignTop, row.panel);
}

void LadderPainter::paintArrow(QPainter *painter, qreal y, const LadderRow &row) const
{
    const Tokens &tokens = m_theme.tokens();
    const QColor colour = arrowColour(tokens, row.step.sent);
    const qreal circle = m_theme.px(9);
    const bool isToRight = row.step.fromGuest;
    const qreal from = isToRight ? left() : right();
    const qreal to = isToRight ? right() - 1 : left() + 1;
    const qreal barb = m_theme.px(8) * (isToRight ? -1 : 1);
    painter->setPen(QPen(colour, m_theme.scale() * 1.8, Qt::SolidLine, Qt::RoundCap));
    painter->drawLine(QPointF(from, y), QPointF(to, y));
    painter->drawLine(QPointF(to, y), QPointF(to + barb, y - m_theme.px(5)));
    painter->drawLine(QPointF(to, y), QPointF(to + barb, y + m_theme.px(5)));
    if (!m_isPale)
        painter->setPen(Qt::NoPen);
    painter->setBrush(m_isPale ? tokens.canvas : colour); // pale: a ring, its number legible
    painter->drawEllipse(QPointF(from, y), circle, circle);
    QFont font = m_theme.font(Type::Strong, row.number > 99 ? 0.65 : 0.85);
    painter->setFont(font);
    painter->setPen(m_isPale ? tokens.muted : tokens.canvas);
    painter->drawText(QRectF(from - 2 * circle, y - circle, 4 * circle, 2 * circle), Qt::AlignCenter,
                      QString::number(row.number));
}

void LadderPainter::paintStep(QPainter *painter, int top, const LadderRow &row, const Layout &at) const
{
    const Tokens &tokens = m_theme.tokens();
    text(painter, Type::Strong, tokens.text, at.title.translated(0, top), Qt::AlignHCenter | Qt::AlignTop,
         row.title);
    paintArrow(painter, top + at.arrow, row);
    text(painter, Type::Caption, tokens.muted, at.under.translated(0, top), Qt::AlignHCenter | Qt::AlignTop,
         row.under);
    if (!isNarrow())
        text(painter, Type::Caption, tokens.muted, at.note.translated(0, top),
             (row.step.fromGuest ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop, row.note);
}

/// Of a band.
void LadderPainter::paintGround(QPainter *painter, const QRectF &place, Tone tone) const
{
    const Tokens &tokens = m_theme.tokens();
    QColor edge = Qt::transparent;
    if (tokens.highContrast)
        edge = tokens.colour(tone);
    else if (tone == Tone::Muted)
        edge = tokens.line;
    paintRounded(painter, place, m_theme.px(radius::band), tokens.tintFor(tone), edge,
                 tokens.highContrast ? 2 : 1);
}

void LadderPainter::paintBand(QPainter *painter, int top, const LadderRow &row, const Layout &at) const
{
    const Tokens &tokens = m_theme.tokens();
    const qreal icon = m_theme.px(16);
    const QRectF title = at.title.translated(0, top);
    paintIcon(painter, row.icon,
              QRectF(title.left() - icon - m_theme.px(10), top + at.arrow - icon / 2, icon, icon),
              tokens.colour(row.tone));
    text(painter, Type::Strong, tokens.text, title, Qt::AlignHCenter | Qt::AlignTop, row.title);
}

} // namespace waxwing
