// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FindWords.h"
#include "MessageLayout.h"

#include <QCache>
#include <QStyledItemDelegate>
#include <optional>

namespace waxwing {

/// Paints the rows of a ConversationModel and knows their heights: measured where somebody has looked,
/// estimated elsewhere. Keeps the layouts of the rows last used, bounded by their length.
class MessageDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit MessageDelegate(const ConversationModel *model, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    void setWidth(int width); ///< of the viewport; forgets all heights when it changes
    void setFindWords(const FindWords &words) { m_find = words; }
    [[nodiscard]] const FindWords &findWords() const { return m_find; }
    void refresh(); ///< theme or text size changed: forgets all
    [[nodiscard]] int width() const { return m_width; }

    // The view tells what happens to rows before it lays out.
    void rowsInserted(int first, int last);
    void rowsRemoved(int first, int last);
    void rowsChanged(int first, int last);
    /// Only its file has moved on; true: its height is another now.
    bool refreshFile(int row);
    void reset();

    [[nodiscard]] bool isMeasured(int row) const { return m_heights[static_cast<std::size_t>(row)] > 0; }
    /// Measures all of these rows that are not; true when a height differs from what was estimated.
    bool measure(int first, int last);
    [[nodiscard]] const MessageLayout &layoutOf(int row) const;
    [[nodiscard]] int heightOf(int row) const;

private:
    [[nodiscard]] int estimate(int row) const;
    [[nodiscard]] FileCard cardOf(const ConversationModel::Row &row) const;
    [[nodiscard]] const MessageMetrics &metrics() const;

    const ConversationModel *m_model;
    int m_width = 600;
    FindWords m_find;
    mutable std::optional<MessageMetrics> m_metrics;
    mutable std::vector<int> m_heights;               ///< by row; 0 unknown, negative estimated
    mutable QCache<quint64, MessageLayout> m_layouts; ///< by uid
};

} // namespace waxwing
