// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "KeyRowsView.h"
#include "Theme.h"

namespace waxwing {

/// Draws one row of a KeyRowsView: its slices of both directions' bands, then the message, or why a key
/// began.
class KeyRowPainter
{
public:
    static constexpr int rowHeight = 28; ///< for px()

    struct State
    {
        bool isSelected = false;
        bool hasRing = false;
        bool isLast = false;
    };

    KeyRowPainter(const KeyRowsView &view, const Theme &theme) : m_view(view), m_theme(theme) {}

    void paint(QPainter *painter, const QRect &row, int at, const State &state) const;

private:
    void paintBand(QPainter *painter, const QRect &place, bool sent, int at, const State &state) const;
    void paintTalk(QPainter *painter, const KeyRowsView::Geometry &place, int at) const;
    void paintBegin(QPainter *painter, const KeyRowsView::Geometry &place, int at) const;
    void paintWords(QPainter *painter, QRect place, const KeyModel::Talk &talk) const;
    void paintArrow(QPainter *painter, const QRect &place, bool sent) const;
    void paintMark(QPainter *painter, const QRect &place, bool falls) const;
    [[nodiscard]] quint32 epochAt(int at, bool sent) const;

    const KeyRowsView &m_view;
    Theme m_theme;
};

} // namespace waxwing
