// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LadderModel.h"
#include "Theme.h"

#include <QRectF>

class QPainter;

namespace waxwing {

/// Draws the ladder, a row at a time, for a window and for a picture alike: two lifelines, numbered arrows
/// with sizes, sealed parts on a tinted ground. The guest stands left, whichever side this is; what goes out
/// is drawn in accent, what comes in in amber. A small value, made afresh wherever it is needed.
class LadderPainter
{
public:
    struct State
    {
        bool isCurrent = false;
        bool isDimmed = false; ///< another step is current
        bool hasRing = false;
    };

    LadderPainter(const Theme &theme, int width) : m_theme(theme), m_width(width) {}

    /// The colours of what is not the current step: arrows pale, words stay legible. In high contrast as
    /// they were.
    [[nodiscard]] static Tokens dimmed(const Tokens &tokens);

    [[nodiscard]] int heightOf(const LadderRow &row) const;
    void paint(QPainter *painter, int top, const LadderRow &row, const State &state) const;
    [[nodiscard]] int headHeight() const;
    void paintHead(QPainter *painter, int top, const LadderParties &parties, bool isGuestHere) const;

private:
    /// Where the parts of a step or a band lie, from its top.
    struct Layout
    {
        qreal height = 0;
        QRectF panel; ///< the row's part of a sealed ground, or a band
        QRectF title;
        QRectF under;
        QRectF note;
        qreal arrow = 0; ///< its height
    };
    [[nodiscard]] Layout layoutOf(const LadderRow &row) const;
    [[nodiscard]] Layout layoutOfBand(const LadderRow &row) const;
    [[nodiscard]] bool isNarrow() const { return m_width < m_theme.px(420); } ///< no room for notes
    [[nodiscard]] qreal left() const;
    [[nodiscard]] qreal right() const { return m_width - left(); }
    [[nodiscard]] qreal textHeight(Type type, const QString &text, qreal width) const;
    void text(QPainter *painter, Type type, const QColor &colour, const QRectF &place, int align,
              const QString &words) const;
    void line(QPainter *painter, Type type, const QColor &colour, const QRectF &place,
              const QString &words) const;
    void paintGround(QPainter *painter, const QRectF &place, Tone tone) const;
    void paintLifelines(QPainter *painter, qreal top, qreal bottom) const;
    void paintPanel(QPainter *painter, const QRectF &place, const LadderRow &row) const;
    void paintArrow(QPainter *painter, qreal y, const LadderRow &row) const;
    void paintStep(QPainter *painter, int top, const LadderRow &row, const Layout &at) const;
    void paintBand(QPainter *painter, int top, const LadderRow &row, const Layout &at) const;

    Theme m_theme;
    int m_width;
    bool m_isPale = false;
};

} // namespace waxwing
