// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MessageLayout.h"

#include "ChatWords.h"
#include "FileWords.h"
#include "MessageOffers.h"
#include "Unicode.h"

#include <QCoreApplication>
#include <cmath>

namespace waxwing {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("MessageLayout", text);
}

QFont sized(QFont font, qreal factor)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(static_cast<int>(std::lround(font.pixelSize() * factor)));
    return font;
}

QFont dayFont(const Theme &theme)
{
    QFont font = theme.font(Type::Caption);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

QPair<int, int> chatColumn(int width, const Theme &theme)
{
    const int column = std::max(1, std::min(width - 2 * theme.gap(20), theme.px(820)));
    return {(width - column) / 2, column};
}

MessageMetrics::MessageMetrics(const Theme &theme, int wide)
    : width(wide), columnLeft(chatColumn(wide, theme).first), columnWidth(chatColumn(wide, theme).second),
      padX(theme.px(12)), padY(theme.px(7)), between(theme.px(10)), within(theme.px(2)), avatar(theme.px(32)),
      avatarGap(theme.px(8)), leading(theme.px(1)), icon(theme.px(14)), tick(theme.px(18)),
      metaGap(theme.px(10)), failureGap(theme.px(14)), corner(theme.px(radius::sheet)),
      smallCorner(theme.px(radius::inner)), quotePadX(theme.px(8)), quotePadY(theme.px(4)),
      quoteBar(theme.px(3)), quoteGap(theme.px(5)), body(theme.font(Type::Body)),
      emoji(sized(theme.font(Type::Body), 2)), strong(theme.font(Type::Strong)),
      caption(theme.font(Type::Caption)), code(theme.font(Type::Code)), day(dayFont(theme)), bodyLine(body),
      strongLine(strong), captionLine(caption), dayLine(day)
{
    code.setWeight(QFont::Normal);
}

int MessageMetrics::textMost(bool mine) const
{
    const int most = 500 * avatar / 32; // 500 at this text size
    const int share = mine ? columnWidth * 80 / 100 : columnWidth * 92 / 100 - avatar - avatarGap;
    return std::max(avatar, std::min(most, share) - 2 * padX);
}

int MessageMetrics::lineRowHeight() const
{
    return captionLine.height() + 2 * padY + within;
}

MessageLayout::MessageLayout(const ConversationModel::Row &row, Context context,
                             const MessageMetrics &metrics)
    : m_context(context)
{
    if (row.kind == ConversationModel::Kind::Said)
        layOutMessage(row, metrics);
    else
        layOutLine(row, metrics);
}

void MessageLayout::layOutLine(const ConversationModel::Row &row, const MessageMetrics &metrics)
{
    const bool unread = row.kind == ConversationModel::Kind::Unread;
    m_rich.text = unread ? ChatWords::unread(static_cast<int>(row.count)) : row.text;
    m_text.setText(m_rich.text);
    m_text.setFont(unread ? metrics.day : metrics.caption);
    m_text.setCacheEnabled(true);
    QTextOption option(Qt::AlignHCenter);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text.setTextOption(option);
    const int natural = placeLines(metrics.columnWidth, 0, 0);
    const int high = static_cast<int>(std::ceil(m_text.boundingRect().height()));
    m_textRect = QRect(metrics.columnLeft, metrics.padY + metrics.within / 2, metrics.columnWidth, high);
    m_bubble =
        QRect(metrics.columnLeft + (metrics.columnWidth - natural) / 2, m_textRect.top(), natural, high);
    m_height = high + 2 * metrics.padY + metrics.within;
}

QList<QTextLayout::FormatRange> MessageLayout::formats(const MessageMetrics &metrics) const
{
    QList<QTextLayout::FormatRange> ranges;
    for (const TextSpan &span : m_rich.spans) {
        QTextLayout::FormatRange range;
        range.start = span.start;
        range.length = span.length;
        if ((span.look & CodeLook) != 0) {
            range.format.setFontFamilies(metrics.code.families());
            range.format.setFontFixedPitch(true);
        }
        if ((span.look & BoldLook) != 0)
            range.format.setFontWeight(QFont::Bold);
        if ((span.look & ItalicLook) != 0)
            range.format.setFontItalic(true);
        ranges.append(range);
    }
    return ranges;
}

int MessageLayout::placeLines(int width, int quoteInset, int leading)
{
    // Gives the widest line. A quoted line stands in by quoteInset.
    const bool rightToLeft = m_text.textOption().textDirection() == Qt::RightToLeft;
    qreal y = 0;
    qreal widest = 0;
    m_text.beginLayout();
    for (QTextLine line = m_text.createLine(); line.isValid(); line = m_text.createLine()) {
        const bool quoted = quoteInset > 0 && (m_rich.lookAt(line.textStart()) & QuoteLook) != 0;
        const int inset = quoted ? quoteInset : 0;
        line.setLineWidth(width - inset);
        line.setPosition(QPointF(rightToLeft ? 0 : inset, y));
        y += std::ceil(line.height()) + leading;
        widest = std::max(widest, line.naturalTextWidth() + inset);
    }
    m_text.endLayout();
    return std::min(width, static_cast<int>(std::ceil(widest)));
}

void MessageLayout::layOutText(const MessageMetrics &metrics, int most)
{
    m_text.setText(m_rich.text);
    m_text.setFont(m_rich.emojiAlone ? metrics.emoji : metrics.body);
    m_text.setFormats(formats(metrics));
    m_text.setCacheEnabled(true);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(m_rich.text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    m_text.setTextOption(option);
    m_quoteInset = metrics.avatarGap + metrics.within;
    const int natural = placeLines(most, m_quoteInset, metrics.leading);
    const qreal high = m_text.lineCount() == 0 ? 0 : [this] {
        const QTextLine last = m_text.lineAt(m_text.lineCount() - 1);
        return last.y() + std::ceil(last.height());
    }();
    m_textRect = QRect(0, 0, natural, static_cast<int>(high));
}

/// Name and quote above the text; gives how wide they want to be.
int MessageLayout::layOutHead(const ConversationModel::Row &row, const MessageMetrics &metrics, int most)
{
    int wide = 0;
    if (!row.mine && m_context.groupFirst) {
        m_nameText = visible(row.name);
        const int shield = m_context.verified ? metrics.icon + metrics.within * 3 : 0;
        const int name = std::min(most - shield, metrics.strongLine.horizontalAdvance(m_nameText));
        if (name == most - shield) // else a rounded width would cut a name that has room
            m_nameText = metrics.strongLine.elidedText(m_nameText, Qt::ElideRight, name);
        m_name = QRect(0, 0, name, metrics.strongLine.height() + metrics.leading);
        wide = name + shield;
    }
    m_quote = QuoteLayout(m_context.quote, metrics, most);
    if (!m_isErased)
        m_file = FileLayout(m_context.file, metrics, most);
    return std::max({wide, m_quote.size().width(), m_file.size().width()});
}

void MessageLayout::layOutMessage(const ConversationModel::Row &row, const MessageMetrics &metrics)
{
    m_isErased = row.isErased;
    if (m_isErased) {
        m_rich.text = ChatWords::erased(row.mine);
        m_rich.spans = {{0, static_cast<int>(m_rich.text.size()), ItalicLook, {}}};
    } else {
        // What stands in for a file where nobody knows files is not said twice.
        m_rich =
            m_context.file.isNull() || !FileWords::isStandIn(row.text) ? parseMessage(row.text) : RichText();
    }
    const int most = metrics.textMost(row.mine);
    if (m_context.file.isNull() || !m_rich.text.isEmpty())
        layOutText(metrics, most);
    m_timeText = row.isEdited && !m_isErased ? words("edited %1").arg(ChatWords::time(row.timeMs))
                                             : ChatWords::time(row.timeMs);
    const bool rightToLeft = m_text.textOption().textDirection() == Qt::RightToLeft;
    const int tick = row.mine && !m_isErased ? metrics.tick + metrics.within * 2 : 0;
    const int meta = metrics.captionLine.horizontalAdvance(m_timeText) + tick;
    int inside = m_textRect.width();
    const QTextLine last = m_text.lineCount() > 0 ? m_text.lineAt(m_text.lineCount() - 1) : QTextLine();
    const int lastWidth =
        last.isValid() ? static_cast<int>(std::ceil(last.x() + last.naturalTextWidth())) : 0;
    int head = layOutHead(row, metrics, most);
    const bool hasActions = m_file.actionsWidth() > 0;
    if (hasActions) // they stand on the line of the time
        head = std::max(head, std::min(most, m_file.actionsWidth() + meta));
    const bool ownLine =
        rightToLeft || hasActions || m_rich.text.isEmpty() || lastWidth + metrics.metaGap + meta > most;
    inside = std::max(inside, ownLine ? meta : lastWidth + metrics.metaGap + meta);
    inside = std::max(inside, head);
    if (rightToLeft && inside != most)
        placeLines(inside, m_quoteInset, metrics.leading); // so that its right edge is the bubble's
    m_textRect.setWidth(inside);
    placeInBubble(row, metrics, inside, meta, ownLine);
    if (row.mine && row.state == MessageState::Failed)
        placeFailure(row, metrics);
}

/// Gives the height of what stands above the text.
int MessageLayout::placeHead(const MessageMetrics &metrics, QPoint corner, int inside)
{
    int high = 0;
    if (!m_name.isNull()) {
        m_name.moveTo(corner);
        high = m_name.height();
        if (m_context.verified)
            m_shield = QRect(m_name.right() + 1 + metrics.within * 3,
                             m_name.top() + (high - metrics.icon) / 2, metrics.icon, metrics.icon);
    }
    if (!m_quote.isNull())
        high = placeQuote(metrics, corner, inside, high);
    if (m_file.isNull())
        return high;
    if (m_file.card().isPicture() && high == 0) // as near to the edge above as at the sides
        high = m_file.bleed() > 0 ? 2 * metrics.within - metrics.padY : 0;
    else if (high > 0)
        high += metrics.within;
    m_file.place(corner + QPoint(0, high));
    return high + m_file.size().height() + (m_rich.text.isEmpty() ? 0 : metrics.within);
}

int MessageLayout::placeQuote(const MessageMetrics &metrics, QPoint corner, int inside, int high)
{
    // Under a name a little air more; alone it stands as near to the edge as to the sides.
    high += metrics.within;
    m_quoteRect = QRect(corner + QPoint(0, high), QSize(inside, m_quote.size().height()));
    return high + m_quoteRect.height() + metrics.quoteGap;
}

void MessageLayout::placeInBubble(const ConversationModel::Row &row, const MessageMetrics &metrics,
                                  int inside, int metaWidth, bool ownLine)
{
    const int top = m_context.groupFirst ? metrics.between : metrics.within;
    const int wide = inside + 2 * metrics.padX;
    const int left = row.mine ? metrics.columnLeft + metrics.columnWidth - wide
                              : metrics.columnLeft + metrics.avatar + metrics.avatarGap;
    const int x = left + metrics.padX;
    const int head = placeHead(metrics, QPoint(x, top + metrics.padY), inside);
    const int extra = ownLine ? metrics.captionLine.height() : 0;
    m_bubble = QRect(left, top, wide, head + m_textRect.height() + extra + 2 * metrics.padY);
    m_textRect.moveTo(x, top + metrics.padY + head);
    // The time's baseline is the last line's, or it has a line of its own.
    int baseline = m_textRect.bottom() + 1 + metrics.captionLine.ascent();
    if (!ownLine && m_text.lineCount() > 0) {
        const QTextLine last = m_text.lineAt(m_text.lineCount() - 1);
        baseline = m_textRect.top() + static_cast<int>(std::lround(last.y() + last.ascent()));
    }
    const int right = x + inside;
    m_time = QRect(right - metaWidth, baseline - metrics.captionLine.ascent(),
                   metrics.captionLine.horizontalAdvance(m_timeText), metrics.captionLine.height());
    if (!m_file.isNull())
        m_file.placeActions({x, m_time.top()});
    if (row.mine && !m_isErased)
        m_tick = QRect(right - metrics.tick, m_time.center().y() - metrics.tick / 2 + 1, metrics.tick,
                       metrics.tick);
    if (!row.mine && m_context.groupLast)
        m_avatar =
            QRect(metrics.columnLeft, m_bubble.bottom() + 1 - metrics.avatar, metrics.avatar, metrics.avatar);
    m_height = m_bubble.bottom() + 1;
    // A lone short line is lower than its avatar in some fonts: the row holds both.
    if (m_avatar.isValid() && m_avatar.top() < 0)
        m_avatar.moveTop(0);
}

void MessageLayout::placeFailure(const ConversationModel::Row &row, const MessageMetrics &metrics)
{
    m_failureText = (row.changes ? words("Change not sent: %1") : words("Not sent: %1"))
                        .arg(ChatWords::failure(row.reason, row.changes));
    const int high = metrics.captionLine.height() + metrics.within * 2;
    const int top = m_bubble.bottom() + 1 + metrics.within * 2;
    const int right = metrics.columnLeft + metrics.columnWidth;
    const int discard = metrics.captionLine.horizontalAdvance(words("Discard"));
    const int retry = metrics.captionLine.horizontalAdvance(words("Retry"));
    m_discard = QRect(right - discard, top, discard, high);
    if (MessageOffers::canRetry(row))
        m_retry = QRect(m_discard.left() - metrics.failureGap - retry, top, retry, high);
    const int ways = m_retry.isValid() ? m_retry.left() : m_discard.left();
    const int room = ways - metrics.failureGap - metrics.columnLeft;
    m_failureText = metrics.captionLine.elidedText(m_failureText, Qt::ElideRight, room);
    const int wide = std::min(room, metrics.captionLine.horizontalAdvance(m_failureText));
    m_failure = QRect(ways - metrics.failureGap - wide, top, wide, high);
    m_height = top + high;
}

MessageLayout::Hit MessageLayout::hitAt(QPoint point) const
{
    if (m_retry.isValid() && m_retry.adjusted(-4, -2, 4, 2).contains(point))
        return {Part::Retry, {}, {}};
    if (m_discard.isValid() && m_discard.adjusted(-4, -2, 4, 2).contains(point))
        return {Part::Discard, {}, {}};
    if (!m_bubble.contains(point))
        return {};
    if (m_quoteRect.contains(point))
        return {Part::Quote, {}, {}};
    if (const FileAction action = m_file.actionAt(point); action != FileAction::None)
        return {Part::File, {}, action};
    const QPointF inText = point - m_textRect.topLeft();
    for (int i = 0; i < m_text.lineCount() && !m_rich.spans.isEmpty(); ++i) {
        const QTextLine line = m_text.lineAt(i);
        if (!line.naturalTextRect().contains(inText))
            continue;
        const QUrl link = m_rich.linkAt(line.xToCursor(inText.x(), QTextLine::CursorOnCharacter));
        if (!link.isEmpty())
            return {Part::Link, link, {}};
    }
    return {Part::Bubble, {}, {}};
}

} // namespace waxwing
