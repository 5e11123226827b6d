// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ConversationModel.h"
#include "Theme.h"

#include <QSize>
#include <QStringList>

class QPainter;

namespace waxwing {

struct MessageMetrics;

/// What a reply answers, laid out: a card with a bar in its author's colour, the name, at most two lines. No
/// message can draw one by itself: its text stands on the bubble, never on a card.
class QuoteLayout
{
public:
    QuoteLayout() = default;
    /// At most `most` wide. Nothing where there is no quote.
    QuoteLayout(const ConversationModel::Quote &quote, const MessageMetrics &metrics, int most);

    [[nodiscard]] bool isNull() const { return m_size.isEmpty(); }
    [[nodiscard]] QSize size() const { return m_size; } ///< the least
    [[nodiscard]] QStringList lines() const { return m_lines; }
    [[nodiscard]] QString name() const { return m_name; } ///< perhaps shortened

    void paint(QPainter *painter, const QRect &place, const MessageMetrics &metrics,
               const Theme &theme) const;

private:
    QString m_account; ///< whose colour; empty: none
    QString m_name;
    QStringList m_lines;
    QSize m_size;
    bool m_rightToLeft = false;
    bool m_isGone = false; ///< erased, or not kept here
};

} // namespace waxwing
