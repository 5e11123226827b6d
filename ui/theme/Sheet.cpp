// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Sheet.h"

#include "WaxwingStyle.h"

#include <QPainter>
#include <QVBoxLayout>

namespace waxwing {

Sheet::Sheet(Margins margins, QWidget *parent) : Composite(parent), m_body(new QVBoxLayout(this))
{
    metrics([this, margins](const Theme &theme) {
        if (margins == Margins::Page)
            m_body->setContentsMargins(theme.gap(28), theme.gap(26), theme.gap(28), theme.gap(24));
        else if (margins == Margins::Card)
            m_body->setContentsMargins(theme.gap(22), theme.gap(22), theme.gap(22), theme.gap(20));
        else
            m_body->setContentsMargins(0, 0, 0, 0);
        m_body->setSpacing(margins == Margins::None ? 0 : theme.px(14));
    });
}

void Sheet::setEdge(Tone tone)
{
    m_edge = tone;
    update();
}

void Sheet::setHollow(bool hollow)
{
    m_hollow = hollow;
    update();
}

void Sheet::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    const bool bad = m_edge == Tone::Bad;
    paintRounded(&painter, rect(), theme.px(radius::sheet), m_hollow ? QColor(Qt::transparent) : tokens.sheet,
                 bad ? tokens.bad : tokens.line, bad || tokens.highContrast ? 2 : 1);
}

} // namespace waxwing
