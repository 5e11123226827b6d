// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileLayout.h"

#include "FileKind.h"
#include "FileWords.h"
#include "Icons.h"
#include "MessageLayout.h"
#include "WaxwingStyle.h"

#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>

namespace waxwing {

namespace {

constexpr int mostLines = 3;
constexpr int shownWidth = 300; ///< of a card, for 32 of the avatar

QStringList wrapped(const QString &text, const MessageMetrics &metrics, int room)
{
    QTextLayout layout(text, metrics.caption);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    QStringList lines;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(room);
        if (lines.size() == mostLines - 1) {
            lines.append(metrics.captionLine.elidedText(text.mid(line.textStart()), Qt::ElideRight, room));
            break;
        }
        lines.append(text.mid(line.textStart(), line.textLength()).trimmed());
    }
    layout.endLayout();
    return lines;
}

} // namespace

FileLayout::FileLayout(const FileCard &card, const MessageMetrics &metrics, int most) : m_card(card)
{
    if (card.isNull())
        return;
    m_gap = metrics.metaGap;
    m_bar = std::max(3, metrics.avatar / 8);
    m_tile = metrics.avatar + m_gap;
    layOutActions(metrics);
    if (card.isPicture())
        layOutPicture(metrics, most);
    else
        layOutFile(metrics, most);
}

void FileLayout::layOutActions(const MessageMetrics &metrics)
{
    for (const FileAction action : m_card.actions()) {
        // A picture is clicked itself, and its folder is the program's own.
        if (action == FileAction::View || action == FileAction::SaveAs ||
            (m_card.isPicture() && action == FileAction::OpenFolder))
            continue;
        const QString words = FileWords::action(action);
        const int wide = metrics.captionLine.horizontalAdvance(words);
        m_actions.append({action, words, QRect(m_actionsWidth, 0, wide, metrics.captionLine.height())});
        m_actionsWidth += wide + metrics.failureGap;
    }
}

void FileLayout::layOutLines(const MessageMetrics &metrics, int room)
{
    m_lineHeight = metrics.captionLine.height();
    const QString words = FileWords::line(m_card);
    const bool isSentence = !m_card.reason.isEmpty() || !m_card.remark.isEmpty() || !m_card.person.isEmpty();
    m_lines = isSentence ? wrapped(words, metrics, room)
                         : QStringList{metrics.captionLine.elidedText(words, Qt::ElideRight, room)};
}

void FileLayout::layOutFile(const MessageMetrics &metrics, int most)
{
    const int wide = std::min(most, shownWidth * metrics.avatar / 32);
    const int room = std::max(1, wide - m_tile - m_gap);
    m_name = metrics.strongLine.elidedText(m_card.name, Qt::ElideMiddle, room);
    layOutLines(metrics, room);
    const int high = metrics.strongLine.height() + static_cast<int>(m_lines.size()) * m_lineHeight;
    m_size = {wide, std::max(m_tile, high) + 2 * metrics.within};
}

void FileLayout::layOutPicture(const MessageMetrics &metrics, int most)
{
    m_bleed = metrics.padX - 2 * metrics.within;
    const int widest = most + 2 * m_bleed;
    QSize shown = m_card.picture;
    if (shown.width() > widest)
        shown = shown.scaled(widest, shown.height(), Qt::KeepAspectRatio).expandedTo({1, 1});
    const int least = std::min(most, 3 * metrics.avatar); // a sliver keeps a place for what is below it
    int wide = std::max(shown.width() - 2 * m_bleed, least);
    int high = shown.height() + 2 * metrics.within;
    if (m_card.isOnItsWay() || m_card.state == FileCard::State::Failed) {
        wide = std::max(wide, std::min(most, 6 * metrics.avatar));
        layOutLines(metrics, wide);
        high += static_cast<int>(m_lines.size()) * m_lineHeight + metrics.within +
                (hasBar() ? m_bar + 2 * metrics.within : 0);
    }
    m_picture = QRect(QPoint(), shown);
    m_size = {wide, high};
}

void FileLayout::place(QPoint corner)
{
    m_rect = QRect(corner, m_size);
    if (!m_picture.isNull())
        m_picture.moveTopLeft({corner.x() + (m_size.width() - m_picture.width()) / 2, corner.y()});
}

void FileLayout::placeActions(QPoint corner)
{
    for (Action &action : m_actions)
        action.rect.translate(corner);
}

QRect FileLayout::actionRect(FileAction wanted) const
{
    for (const Action &action : m_actions) {
        if (action.action == wanted)
            return action.rect;
    }
    return {};
}

FileAction FileLayout::actionAt(QPoint point) const
{
    for (const Action &action : m_actions) {
        if (action.rect.adjusted(-5, -4, 5, 4).contains(point))
            return action.action;
    }
    return m_picture.contains(point) ? FileAction::View : FileAction::None;
}

void FileLayout::paint(QPainter *painter, const QImage &image, const MessageMetrics &metrics,
                       const Theme &theme, bool selected) const
{
    if (m_card.isPicture())
        paintPicture(painter, image, metrics, theme);
    else
        paintFile(painter, metrics, theme);
    paintActions(painter, metrics, theme, selected);
}

void FileLayout::paintFile(QPainter *painter, const MessageMetrics &metrics, const Theme &theme) const
{
    const Tokens &tokens = theme.tokens();
    const bool failed = m_card.state == FileCard::State::Failed;
    const bool gone = m_card.state == FileCard::State::Gone;
    const QRect tile(m_rect.left(), m_rect.top() + metrics.within, m_tile, m_tile);
    paintRounded(painter, tile, metrics.smallCorner * 2, tokens.canvas,
                 tokens.highContrast ? tokens.line : QColor(Qt::transparent), 1);
    const int side = metrics.avatar * 22 / 32;
    const QColor colour = failed ? tokens.bad : gone ? tokens.muted : tokens.accent;
    const QString icon = failed ? QStringLiteral("alert") : fileKind::icon(m_card.name);
    painter->drawPixmap(tile.center() - QPoint(side / 2 - 1, side / 2 - 1),
                        iconPixmap(icon, side, colour, painter->device()->devicePixelRatioF()));
    const int x = tile.right() + 1 + m_gap;
    const int room = m_rect.right() + 1 - x;
    const int lines = static_cast<int>(m_lines.size()) * m_lineHeight;
    const int words = metrics.strongLine.height() + lines;
    const int bar = hasBar() ? m_bar + metrics.within : 0;
    int y = m_rect.top() + std::max(0, (m_rect.height() - words - bar) / 2);
    painter->setFont(metrics.strong);
    painter->setPen(gone ? tokens.bubbleMuted : tokens.text);
    painter->drawText(QRect(x, y, room, metrics.strongLine.height()),
                      Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::AlignAbsolute, m_name);
    y += metrics.strongLine.height();
    paintLines(painter, {x, y}, metrics, theme);
    if (hasBar())
        paintBar(painter, QRect(x, y + lines + metrics.within, room, m_bar), theme);
}

void FileLayout::paintPicture(QPainter *painter, const QImage &image, const MessageMetrics &metrics,
                              const Theme &theme) const
{
    const Tokens &tokens = theme.tokens();
    painter->save();
    QPainterPath path;
    path.addRoundedRect(m_picture, metrics.corner - 2 * metrics.within, metrics.corner - 2 * metrics.within);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->fillPath(path, tokens.canvas); // also below what is transparent
    painter->setClipPath(path, Qt::IntersectClip);
    if (!image.isNull())
        painter->drawImage(m_picture, image);
    painter->restore();
    if (image.isNull()) {
        const int side = metrics.avatar * 22 / 32;
        painter->drawPixmap(m_picture.center() - QPoint(side / 2, side / 2),
                            iconPixmap(QStringLiteral("file-picture"), side, tokens.muted,
                                       painter->device()->devicePixelRatioF()));
    }
    if (tokens.highContrast) {
        painter->setPen(QPen(tokens.line, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawPath(path);
    }
    int y = m_picture.bottom() + 1 + 2 * metrics.within;
    paintLines(painter, {m_rect.left(), y}, metrics, theme);
    y += static_cast<int>(m_lines.size()) * m_lineHeight + metrics.within;
    if (hasBar())
        paintBar(painter, QRect(m_rect.left(), y, m_rect.width(), m_bar), theme);
}

void FileLayout::paintLines(QPainter *painter, QPoint corner, const MessageMetrics &metrics,
                            const Theme &theme) const
{
    const Tokens &tokens = theme.tokens();
    painter->setFont(metrics.caption);
    painter->setPen(m_card.state == FileCard::State::Failed ? tokens.bad : tokens.bubbleMuted);
    QRect line(corner, QSize(m_rect.right() + 1 - corner.x(), m_lineHeight));
    for (const QString &words : m_lines) {
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::AlignAbsolute,
                          words);
        line.moveTop(line.bottom() + 1);
    }
}

void FileLayout::paintBar(QPainter *painter, const QRect &place, const Theme &theme) const
{
    const Tokens &tokens = theme.tokens();
    const qreal round = place.height() / 2.0;
    paintRounded(painter, place, round, tokens.canvas, tokens.highContrast ? tokens.line : tokens.outline, 1);
    const qreal share = m_card.size > 0 ? static_cast<double>(std::min(m_card.done, m_card.size)) /
                                              static_cast<double>(m_card.size)
                                        : 0;
    if (share <= 0)
        return;
    QRectF done = place;
    done.setWidth(std::max<qreal>(place.height(), place.width() * share));
    const bool moves = m_card.state == FileCard::State::Moving;
    paintRounded(painter, done, round, moves ? tokens.accent : tokens.muted, Qt::transparent, 0);
}

void FileLayout::paintActions(QPainter *painter, const MessageMetrics &metrics, const Theme &theme,
                              bool selected) const
{
    if (m_actions.isEmpty())
        return;
    const Tokens &tokens = theme.tokens();
    QFont underlined = metrics.caption;
    underlined.setUnderline(true);
    painter->setFont(underlined);
    painter->setPen(selected ? tokens.text : tokens.accent);
    for (const Action &action : m_actions)
        painter->drawText(action.rect,
                          Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::AlignAbsolute,
                          action.words);
}

} // namespace waxwing
