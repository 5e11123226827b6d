// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "KeyRowPainter.h"

#include "FrameSummary.h"
#include "Icons.h"
#include "KeyWords.h"
#include "WaxwingStyle.h"

#include <QPainter>

namespace waxwing {

void KeyRowPainter::paint(QPainter *painter, const QRect &row, int at, const State &state) const
{
    const Tokens &tokens = m_theme.tokens();
    const KeyTimeline::Entry &entry = m_view.keys()->entry(at);
    const KeyRowsView::Geometry place = m_view.geometryOf(row);
    const QRect talk(place.arrow.left() - m_theme.px(4), row.top(),
                     row.right() - place.arrow.left() + m_theme.px(4) - m_theme.gap(4), row.height());
    const bool falls = !entry.isBegin && m_view.keys()->fall().covers(entry.sent, entry.epoch);
    QColor ground = Qt::transparent;
    if (state.isSelected)
        ground = tokens.select;
    else if (falls)
        ground = tokens.badTint;
    paintRounded(painter, QRectF(talk).adjusted(0, 1, 0, -1), m_theme.px(radius::inner), ground,
                 state.hasRing ? tokens.accent : QColor(Qt::transparent), 2);
    paintBand(painter, place.sending, true, at, state);
    paintBand(painter, place.receiving, false, at, state);
    if (entry.isBegin)
        paintBegin(painter, place, at);
    else
        paintTalk(painter, place, at);
}

quint32 KeyRowPainter::epochAt(int at, bool sent) const
{
    const KeyTimeline::Entry &entry = m_view.keys()->entry(at);
    return entry.sent == sent ? entry.epoch : entry.otherEpoch;
}

/// A row's slice: round and with the key's number where the band begins, round where it ends.
void KeyRowPainter::paintBand(QPainter *painter, const QRect &place, bool sent, int at,
                              const State &state) const
{
    const Tokens &tokens = m_theme.tokens();
    const KeyModel &keys = *m_view.keys();
    const quint32 number = epochAt(at, sent);
    const KeyEpoch *epoch = keys.timeline().epoch(sent, number);
    if (epoch == nullptr)
        return;
    const bool begins = at == 0 || epochAt(at - 1, sent) != number;
    const bool ends = state.isLast || epochAt(at + 1, sent) != number;
    const bool falls = keys.fall().covers(sent, number);
    QColor ground = number % 2 == 0 ? tokens.hover : tokens.window;
    QColor edge = tokens.highContrast ? tokens.outline : QColor(Qt::transparent);
    if (epoch->isCurrent) {
        ground = tokens.tint;
        edge = tokens.accent;
    }
    if (falls) {
        ground = tokens.badTint;
        edge = tokens.bad;
    }
    const int corner = m_theme.px(radius::inner);
    painter->save();
    painter->setClipRect(place, Qt::IntersectClip);
    paintRounded(painter, QRectF(place).adjusted(0, begins ? 2 : -2 * corner, 0, ends ? -1 : 2 * corner),
                 corner, ground, edge, 1.5);
    painter->restore();
    if (!begins)
        return;
    painter->setFont(m_theme.font(Type::Caption));
    painter->setPen(falls ? tokens.bad : epoch->isCurrent ? tokens.text : tokens.muted);
    painter->drawText(place, Qt::AlignCenter | Qt::TextSingleLine, KeyWords::key(number));
}

void KeyRowPainter::paintArrow(QPainter *painter, const QRect &place, bool sent) const
{
    const Tokens &tokens = m_theme.tokens();
    const qreal y = place.center().y() + 0.5;
    const qreal left = place.left() + 1;
    const qreal right = place.right() - 1;
    const qreal tip = sent ? right : left;
    const qreal barb = m_theme.px(5) * (sent ? -1 : 1);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(
        QPen(sent ? tokens.accent : tokens.warn, 1.6 * m_theme.scale(), Qt::SolidLine, Qt::RoundCap));
    painter->drawLine(QPointF(left, y), QPointF(right, y));
    painter->drawLine(QPointF(tip, y), QPointF(tip + barb, y - m_theme.px(4)));
    painter->drawLine(QPointF(tip, y), QPointF(tip + barb, y + m_theme.px(4)));
}

void KeyRowPainter::paintTalk(QPainter *painter, const KeyRowsView::Geometry &place, int at) const
{
    const Tokens &tokens = m_theme.tokens();
    const KeyModel &keys = *m_view.keys();
    const KeyTimeline::Entry &entry = keys.entry(at);
    paintArrow(painter, place.arrow, entry.sent);
    const int flags = Qt::AlignVCenter | Qt::AlignLeft | Qt::AlignAbsolute | Qt::TextSingleLine;
    painter->setFont(m_theme.font(Type::Caption));
    painter->setPen(tokens.muted);
    if (!place.time.isEmpty())
        painter->drawText(place.time, flags, FrameSummary::clock(entry.timeNs));
    paintWords(painter, place.words, keys.talkOf(at));
    if (!place.mark.isEmpty())
        paintMark(painter, place.mark, keys.fall().covers(entry.sent, entry.epoch));
}

/// Who, then what was said: each runs in its own direction, whatever the other's and the window's is.
void KeyRowPainter::paintWords(QPainter *painter, QRect place, const KeyModel::Talk &talk) const
{
    painter->save();
    painter->setFont(m_theme.font(Type::Body));
    painter->setPen(m_theme.tokens().text);
    const QFontMetrics metrics(painter->font());
    const auto draw = [&](const QString &words, Qt::LayoutDirection direction) {
        if (place.width() <= 0)
            return;
        const QString shown = metrics.elidedText(words, Qt::ElideRight, place.width());
        painter->setLayoutDirection(direction);
        painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::AlignAbsolute | Qt::TextSingleLine,
                          shown);
        place.setLeft(place.left() + metrics.horizontalAdvance(shown));
    };
    if (!talk.name.isEmpty())
        draw(talk.lead(), Qt::LeftToRight);
    draw(talk.text, talk.text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter->restore();
}

void KeyRowPainter::paintMark(QPainter *painter, const QRect &place, bool falls) const
{
    const Tokens &tokens = m_theme.tokens();
    const QColor colour = falls ? tokens.bad : tokens.ok;
    const int side = m_theme.px(14);
    paintIcon(painter, falls ? QStringLiteral("lock-open") : QStringLiteral("lock"),
              QRectF(place.left(), place.center().y() - side / 2.0 + 0.5, side, side), colour);
    if (place.width() < 2 * side)
        return; // too narrow for the word; a screen reader says it
    painter->setFont(m_theme.font(Type::Caption));
    painter->setPen(colour);
    painter->drawText(place.adjusted(side + m_theme.px(6), 0, 0, 0),
                      Qt::AlignVCenter | Qt::AlignLeft | Qt::AlignAbsolute | Qt::TextSingleLine,
                      KeyWords::fallsOrStands(falls));
}

void KeyRowPainter::paintBegin(QPainter *painter, const KeyRowsView::Geometry &place, int at) const
{
    const KeyTimeline::Entry &entry = m_view.keys()->entry(at);
    const KeyEpoch *epoch = m_view.keys()->timeline().epoch(entry.sent, entry.epoch);
    if (epoch == nullptr)
        return;
    const Tokens &tokens = m_theme.tokens();
    const int side = m_theme.px(14);
    paintIcon(painter, QStringLiteral("key"),
              QRectF(place.arrow.left() + 2, place.arrow.center().y() - side / 2.0 + 0.5, side, side),
              tokens.muted);
    const int right = place.mark.isEmpty() ? place.words.right() : place.mark.right();
    const int left = place.arrow.right() + m_theme.px(7);
    const QRect room(left, place.arrow.top(), right - left, place.arrow.height());
    painter->setFont(m_theme.font(Type::Caption));
    painter->setPen(tokens.muted);
    painter->drawText(
        room, Qt::AlignVCenter | Qt::AlignLeft | Qt::AlignAbsolute | Qt::TextSingleLine,
        QFontMetrics(painter->font()).elidedText(KeyWords::begins(*epoch), Qt::ElideRight, room.width()));
}

} // namespace waxwing
