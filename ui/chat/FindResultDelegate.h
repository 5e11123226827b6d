// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FindWords.h"

#include <QStyledItemDelegate>

namespace waxwing {

/// A hit: who, in which conversation and when, below it two lines of the text around what was found.
class FindResultDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setFindWords(const FindWords &words) { m_words = words; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// So much of the line that the first mark is in sight, and the marks in it.
    [[nodiscard]] QString excerpt(const QString &line, TextMarks *marks) const;

private:
    void paintText(QPainter *painter, const QRect &rect, const QString &line, bool plain) const;

    FindWords m_words;
};

} // namespace waxwing
