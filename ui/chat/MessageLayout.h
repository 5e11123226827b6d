// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ConversationModel.h"
#include "FileLayout.h"
#include "QuoteLayout.h"
#include "RichText.h"
#include "Theme.h"

#include <QFont>
#include <QFontMetrics>
#include <QTextLayout>

class QPainter;

namespace waxwing {

class FindWords;

/// What all rows share: sizes, fonts and their metrics. Made anew when theme, text size or width change.
struct MessageMetrics
{
    MessageMetrics(const Theme &theme, int width);

    int width; ///< of the list without its scroll bar
    int columnLeft;
    int columnWidth;
    int padX, padY, between, within, avatar, avatarGap, leading, icon, tick, metaGap, failureGap, corner,
        smallCorner, quotePadX, quotePadY, quoteBar, quoteGap;
    QFont body, emoji, strong, caption, code, day;
    QFontMetrics bodyLine, strongLine, captionLine, dayLine;

    [[nodiscard]] int textMost(bool mine) const; ///< the widest that text may be
    [[nodiscard]] int lineRowHeight() const;     ///< of a day line, the unread line, a short notice
};

/// The column in which messages, composer and bands stand: left edge and width in a place that wide.
QPair<int, int> chatColumn(int width, const Theme &theme);

/// One row laid out: where everything stands, in coordinates of the row. Own messages right, others left, in
/// every direction of reading.
class MessageLayout
{
public:
    struct Context
    {
        bool groupFirst = true;
        bool groupLast = true;
        bool verified = false;
        ConversationModel::Quote quote = {};
        FileCard file = {};
    };
    enum class Part { None, Bubble, Link, Quote, Retry, Discard, File };
    struct Hit
    {
        Part part = Part::None;
        QUrl link;
        FileAction action = FileAction::None; ///< of a file
    };
    struct Looks
    {
        bool selected = false;
        bool ring = false;
        const FindWords *find = nullptr; ///< marked in the text
        QImage picture = {};             ///< of a file; null: not there yet
    };

    MessageLayout(const ConversationModel::Row &row, Context context, const MessageMetrics &metrics);

    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] QRect bubble() const { return m_bubble; }
    [[nodiscard]] QRect avatar() const { return m_avatar; }
    [[nodiscard]] QRect time() const { return m_time; }
    [[nodiscard]] QRect tick() const { return m_tick; }
    [[nodiscard]] QRect name() const { return m_name; }
    [[nodiscard]] QString nameText() const { return m_nameText; } ///< perhaps shortened
    [[nodiscard]] QRect retry() const { return m_retry; }
    [[nodiscard]] QRect discard() const { return m_discard; }
    [[nodiscard]] QRect text() const { return m_textRect; }
    [[nodiscard]] QRect quote() const { return m_quoteRect; }
    [[nodiscard]] const QuoteLayout &quoteLayout() const { return m_quote; }
    [[nodiscard]] const FileLayout &file() const { return m_file; }
    [[nodiscard]] QString timeText() const { return m_timeText; } ///< with "edited" before it
    /// An upload that has failed: nothing of it will be said by itself.
    [[nodiscard]] bool isStuck() const
    {
        return m_file.card().isUpload && m_file.card().state == FileCard::State::Failed;
    }
    [[nodiscard]] Hit hitAt(QPoint point) const;
    [[nodiscard]] QList<QUrl> links() const { return m_rich.links(); }
    [[nodiscard]] int cost() const
    {
        return 1 + static_cast<int>(m_rich.text.size()) / 200;
    } ///< of keeping it

    void paint(QPainter *painter, const QPoint &origin, const QRect &clip, const ConversationModel::Row &row,
               const MessageMetrics &metrics, const Theme &theme, Looks looks) const;

private:
    void layOutLine(const ConversationModel::Row &row, const MessageMetrics &metrics);
    void layOutMessage(const ConversationModel::Row &row, const MessageMetrics &metrics);
    void layOutText(const MessageMetrics &metrics, int most);
    int layOutHead(const ConversationModel::Row &row, const MessageMetrics &metrics, int most);
    int placeHead(const MessageMetrics &metrics, QPoint corner, int inside);
    int placeQuote(const MessageMetrics &metrics, QPoint corner, int inside, int high);
    int placeLines(int width, int quoteInset, int leading);
    void placeInBubble(const ConversationModel::Row &row, const MessageMetrics &metrics, int inside,
                       int metaWidth, bool ownLine);
    void placeFailure(const ConversationModel::Row &row, const MessageMetrics &metrics);
    [[nodiscard]] QList<QTextLayout::FormatRange> formats(const MessageMetrics &metrics) const;
    void paintLine(QPainter *painter, const ConversationModel::Row &row, const MessageMetrics &metrics,
                   const Theme &theme, bool ring) const;
    void paintBubble(QPainter *painter, const ConversationModel::Row &row, const MessageMetrics &metrics,
                     const Theme &theme, Looks looks) const;
    void paintName(QPainter *painter, const ConversationModel::Row &row, const MessageMetrics &metrics,
                   const Theme &theme, bool selected) const;
    void paintText(QPainter *painter, const QRect &clip, const MessageMetrics &metrics, const Theme &theme,
                   const FindWords *find) const;
    void paintMeta(QPainter *painter, const ConversationModel::Row &row, const MessageMetrics &metrics,
                   const Theme &theme) const;
    void paintFailure(QPainter *painter, const MessageMetrics &metrics, const Theme &theme) const;

    Context m_context;
    RichText m_rich;
    QTextLayout m_text;
    QString m_timeText;
    QString m_nameText;
    QString m_failureText;
    QuoteLayout m_quote;
    FileLayout m_file;
    QRect m_bubble, m_avatar, m_time, m_tick, m_name, m_shield, m_quoteRect, m_textRect, m_failure, m_retry,
        m_discard;
    int m_quoteInset = 0;
    bool m_isErased = false;
    int m_height = 0;
};

} // namespace waxwing
