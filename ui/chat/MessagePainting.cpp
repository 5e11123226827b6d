// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// How a MessageLayout is drawn; where things stand is decided in MessageLayout.cpp.
#include "MessageLayout.h"

#include "Avatar.h"
#include "FindMarks.h"
#include "Icons.h"
#include "WaxwingStyle.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

namespace waxwing {

namespace {

/// A rectangle with its own radius at each corner, clockwise from the top left.
QPainterPath cornered(const QRectF &rect, qreal topLeft, qreal topRight, qreal bottomRight, qreal bottomLeft)
{
    QPainterPath path;
    path.moveTo(rect.left() + topLeft, rect.top());
    path.lineTo(rect.right() - topRight, rect.top());
    path.arcTo(rect.right() - 2 * topRight, rect.top(), 2 * topRight, 2 * topRight, 90, -90);
    path.lineTo(rect.right(), rect.bottom() - bottomRight);
    path.arcTo(rect.right() - 2 * bottomRight, rect.bottom() - 2 * bottomRight, 2 * bottomRight,
               2 * bottomRight, 0, -90);
    path.lineTo(rect.left() + bottomLeft, rect.bottom());
    path.arcTo(rect.left(), rect.bottom() - 2 * bottomLeft, 2 * bottomLeft, 2 * bottomLeft, 270, -90);
    path.lineTo(rect.left(), rect.top() + topLeft);
    path.arcTo(rect.left(), rect.top(), 2 * topLeft, 2 * topLeft, 180, -90);
    path.closeSubpath();
    return path;
}

QString tickName(MessageState state)
{
    switch (state) {
    case MessageState::Waiting:
        return QStringLiteral("clock");
    case MessageState::Sent:
        return QStringLiteral("check");
    case MessageState::Delivered:
        return QStringLiteral("ticks");
    case MessageState::Seen:
        return QStringLiteral("eye");
    case MessageState::Failed:
        break;
    }
    return QStringLiteral("alert");
}

} // namespace

void MessageLayout::paint(QPainter *painter, const QPoint &origin, const QRect &clip,
                          const ConversationModel::Row &row, const MessageMetrics &metrics,
                          const Theme &theme, Looks looks) const
{
    painter->save();
    painter->setLayoutDirection(Qt::LeftToRight); // places are fixed; the text has its own direction
    painter->translate(origin);
    if (row.kind != ConversationModel::Kind::Said) {
        paintLine(painter, row, metrics, theme, looks.ring);
    } else {
        paintBubble(painter, row, metrics, theme, looks);
        if (!m_name.isNull())
            paintName(painter, row, metrics, theme, looks.selected);
        if (!m_quote.isNull())
            m_quote.paint(painter, m_quoteRect, metrics, theme);
        if (!m_file.isNull())
            m_file.paint(painter, looks.picture, metrics, theme, looks.selected);
        paintText(painter, clip.translated(-origin), metrics, theme, looks.find);
        paintMeta(painter, row, metrics, theme);
        if (m_failure.isValid())
            paintFailure(painter, metrics, theme);
        if (m_avatar.isValid())
            paintAvatar(painter, m_avatar, row.name, theme);
    }
    painter->restore();
}

void MessageLayout::paintLine(QPainter *painter, const ConversationModel::Row &row,
                              const MessageMetrics &metrics, const Theme &theme, bool ring) const
{
    const Tokens &tokens = theme.tokens();
    const bool unread = row.kind == ConversationModel::Kind::Unread;
    painter->setPen(unread ? tokens.accent : tokens.muted);
    m_text.draw(painter, m_textRect.topLeft());
    if (row.kind != ConversationModel::Kind::Notice) {
        const int thick = unread || tokens.highContrast ? 2 : 1;
        const int y = m_bubble.center().y();
        const int right = metrics.columnLeft + metrics.columnWidth;
        const QColor colour = unread ? tokens.accent : tokens.line;
        painter->fillRect(
            QRect(metrics.columnLeft, y, m_bubble.left() - metrics.padX - metrics.columnLeft, thick), colour);
        painter->fillRect(
            QRect(m_bubble.right() + 1 + metrics.padX, y, right - m_bubble.right() - 1 - metrics.padX, thick),
            colour);
    }
    if (ring)
        paintRounded(painter, m_bubble.adjusted(-metrics.padX / 2, -4, metrics.padX / 2, 4),
                     metrics.smallCorner, Qt::transparent, tokens.accent, 2);
}

void MessageLayout::paintBubble(QPainter *painter, const ConversationModel::Row &row,
                                const MessageMetrics &metrics, const Theme &theme, Looks looks) const
{
    const Tokens &tokens = theme.tokens();
    const bool failed = m_failure.isValid() || isStuck();
    QColor ground = failed ? tokens.badTint : row.mine ? tokens.own : tokens.bubble;
    QColor line = failed ? tokens.bad : row.mine ? tokens.ownLine : tokens.bubbleLine;
    qreal width = !row.mine ? 1.5 : failed && !tokens.highContrast ? 1 : 2;
    if (m_isErased) { // nothing is in it any more
        ground = Qt::transparent;
        line = tokens.line;
        width = 1;
    }
    if (looks.selected)
        ground = tokens.select;
    if (looks.selected || looks.ring) {
        line = tokens.accent;
        width = 2;
    }
    const bool edged = line.alpha() > 0;
    const qreal inset = edged ? width / 2 : 0;
    const QRectF rect = QRectF(m_bubble).adjusted(inset, inset, -inset, -inset);
    const qreal big = metrics.corner - inset;
    const qreal small = std::max(1.0, metrics.smallCorner - inset);
    const qreal speaker = m_context.groupFirst ? big : small;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(edged ? QPen(line, width) : QPen(Qt::NoPen));
    painter->setBrush(ground);
    painter->drawPath(row.mine ? cornered(rect, big, speaker, small, big)
                               : cornered(rect, speaker, big, big, small));
}

void MessageLayout::paintName(QPainter *painter, const ConversationModel::Row &row,
                              const MessageMetrics &metrics, const Theme &theme, bool selected) const
{
    // A sender's colour is chosen to be read on the bubble's ground alone.
    const bool plain = selected || theme.tokens().highContrast;
    painter->setFont(metrics.strong);
    painter->setPen(plain ? theme.tokens().text : theme.sender(row.name));
    painter->drawText(m_name, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::AlignAbsolute,
                      m_nameText);
    if (m_shield.isValid())
        painter->drawPixmap(m_shield, iconPixmap(QStringLiteral("shield-ok"), m_shield.width(),
                                                 theme.tokens().ok, painter->device()->devicePixelRatioF()));
}

void MessageLayout::paintText(QPainter *painter, const QRect &clip, const MessageMetrics &metrics,
                              const Theme &theme, const FindWords *find) const
{
    const Tokens &tokens = theme.tokens();
    QList<QTextLayout::FormatRange> colours;
    bool quotes = false;
    for (const TextSpan &span : m_rich.spans) {
        quotes = quotes || (span.look & QuoteLook) != 0;
        if ((span.look & (LinkLook | QuoteLook)) == 0)
            continue;
        QTextLayout::FormatRange range;
        range.start = span.start;
        range.length = span.length;
        const bool link = (span.look & LinkLook) != 0;
        range.format.setForeground(link ? tokens.accent : tokens.bubbleMuted);
        range.format.setFontUnderline(link);
        colours.append(range);
    }
    if (find != nullptr && !m_isErased)
        colours += findMarks(find->marksIn(m_rich.text), tokens);
    painter->setPen(m_isErased ? tokens.muted : tokens.text);
    m_text.draw(painter, m_textRect.topLeft(), colours, clip);
    if (!quotes)
        return;
    const bool rightToLeft = m_text.textOption().textDirection() == Qt::RightToLeft;
    const int thick = metrics.within;
    const int x = rightToLeft ? m_textRect.right() + 1 - thick : m_textRect.left();
    for (int i = 0; i < m_text.lineCount(); ++i) {
        const QTextLine line = m_text.lineAt(i);
        if ((m_rich.lookAt(line.textStart()) & QuoteLook) != 0)
            painter->fillRect(QRectF(x, m_textRect.top() + line.y(), thick, std::ceil(line.height())),
                              tokens.outline);
    }
}

void MessageLayout::paintMeta(QPainter *painter, const ConversationModel::Row &row,
                              const MessageMetrics &metrics, const Theme &theme) const
{
    const Tokens &tokens = theme.tokens();
    painter->setFont(metrics.caption);
    painter->setPen(tokens.bubbleMuted);
    painter->drawText(m_time, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::AlignAbsolute,
                      m_timeText);
    if (!m_tick.isValid())
        return;
    const MessageState state = isStuck() ? MessageState::Failed : row.state;
    const bool reached = state == MessageState::Delivered || state == MessageState::Seen;
    const QColor colour = reached                         ? tokens.accent
                          : state == MessageState::Failed ? tokens.bad
                                                          : tokens.bubbleMuted;
    // Ticks are bold, to be told apart at arm's length; two need more room than what stands alone.
    const bool one = state == MessageState::Sent;
    const bool two = reached;
    const int side = two ? m_tick.width() : metrics.icon + metrics.leading;
    const QPoint corner(m_tick.right() + 1 - side, m_tick.center().y() + 1 - side / 2);
    painter->drawPixmap(corner, iconPixmap(tickName(state), side, colour,
                                           painter->device()->devicePixelRatioF(), one || two ? 2.4 : 0));
}

void MessageLayout::paintFailure(QPainter *painter, const MessageMetrics &metrics, const Theme &theme) const
{
    const Tokens &tokens = theme.tokens();
    const int flags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::AlignAbsolute;
    painter->setFont(metrics.caption);
    painter->setPen(tokens.bad);
    painter->drawText(m_failure, flags, m_failureText);
    painter->setPen(tokens.accent);
    QFont underlined = metrics.caption;
    underlined.setUnderline(true);
    painter->setFont(underlined);
    if (m_retry.isValid())
        painter->drawText(m_retry, flags, QCoreApplication::translate("MessageLayout", "Retry"));
    painter->drawText(m_discard, flags, QCoreApplication::translate("MessageLayout", "Discard"));
}

} // namespace waxwing
