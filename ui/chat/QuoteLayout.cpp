// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "QuoteLayout.h"

#include "MessageLayout.h"
#include "WaxwingStyle.h"

#include <QPainter>
#include <QTextLayout>

namespace waxwing {

namespace {

constexpr qsizetype mostCharacters = 300; ///< two lines never show more

/// The text in at most two lines, the last one shortened.
QStringList twoLines(const QString &text, const QFont &font, const QFontMetrics &metrics, int most)
{
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine first = layout.createLine();
    if (first.isValid())
        first.setLineWidth(most);
    layout.endLayout();
    if (!first.isValid() || first.textLength() >= text.size())
        return {text};
    return {text.left(first.textLength()).trimmed(),
            metrics.elidedText(text.mid(first.textLength()).trimmed(), Qt::ElideRight, most)};
}

} // namespace

QuoteLayout::QuoteLayout(const ConversationModel::Quote &quote, const MessageMetrics &metrics, int most)
{
    using Is = ConversationModel::Quote::Is;
    if (quote.is == Is::Nothing)
        return;
    m_isGone = quote.is != Is::Known;
    m_account = quote.account;
    m_rightToLeft = quote.text.isRightToLeft();
    const int aside = 2 * metrics.quotePadX + metrics.quoteBar;
    const int room = std::max(1, most - aside);
    int wide = 0;
    if (!quote.name.isEmpty()) {
        wide = std::min(room, metrics.dayLine.horizontalAdvance(quote.name) + 1);
        m_name = metrics.dayLine.elidedText(quote.name, Qt::ElideRight, room);
    }
    m_lines = twoLines(quote.text.left(mostCharacters), metrics.caption, metrics.captionLine, room);
    for (const QString &line : std::as_const(m_lines))
        wide = std::max(wide, std::min(room, metrics.captionLine.horizontalAdvance(line) + 1));
    const int high = (m_name.isEmpty() ? 0 : metrics.dayLine.height()) +
                     static_cast<int>(m_lines.size()) * metrics.captionLine.height();
    m_size = {wide + aside, high + 2 * metrics.quotePadY};
}

void QuoteLayout::paint(QPainter *painter, const QRect &place, const MessageMetrics &metrics,
                        const Theme &theme) const
{
    const Tokens &tokens = theme.tokens();
    paintRounded(painter, place, metrics.smallCorner, tokens.canvas,
                 tokens.highContrast ? tokens.line : QColor(Qt::transparent), 1);
    const QColor colour = m_isGone || m_account.isEmpty() ? tokens.outline
                          : tokens.highContrast           ? tokens.text
                                                          : theme.sender(m_account);
    const int x = m_rightToLeft ? place.right() + 1 - metrics.quoteBar : place.left();
    painter->save();
    painter->setClipRect(QRect(x, place.top(), metrics.quoteBar, place.height()));
    paintRounded(painter, place, metrics.smallCorner, colour, Qt::transparent, 0);
    painter->restore();
    const int inset = metrics.quotePadX + (m_rightToLeft ? 0 : metrics.quoteBar);
    QRect line(place.left() + inset, place.top() + metrics.quotePadY,
               place.width() - 2 * metrics.quotePadX - metrics.quoteBar, metrics.dayLine.height());
    const int flags = (m_rightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter |
                      Qt::TextSingleLine | Qt::AlignAbsolute;
    if (!m_name.isEmpty()) {
        painter->setFont(metrics.day);
        painter->setPen(colour);
        painter->drawText(line, flags, m_name);
        line.moveTop(line.bottom() + 1);
    }
    QFont font = metrics.caption;
    font.setItalic(m_isGone);
    painter->setFont(font);
    painter->setPen(tokens.muted);
    line.setHeight(metrics.captionLine.height());
    for (const QString &words : m_lines) {
        painter->drawText(line, flags, words);
        line.moveTop(line.bottom() + 1);
    }
}

} // namespace waxwing
