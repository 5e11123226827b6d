// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CodeTiles.h"

#include "WaxwingStyle.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>

namespace waxwing {

CodeTiles::CodeTiles(qreal factor, QWidget *parent) : QWidget(parent), m_factor(factor)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(Qt::TabFocus);
}

void CodeTiles::setCode(const QString &fingerprint)
{
    m_groups = fingerprint.split(u'-', Qt::SkipEmptyParts);
    setAccessibleName(tr("Code: %1").arg(m_groups.join(u' ')));
    updateGeometry();
    update();
}

void CodeTiles::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void CodeTiles::setPixelSize(int pixels)
{
    if (m_pixelSize == pixels)
        return;
    m_pixelSize = pixels;
    updateGeometry();
}

QFont CodeTiles::codeFont() const
{
    QFont font = Theme::of(this).font(Type::Code, m_factor);
    if (m_pixelSize > 0)
        font.setPixelSize(m_pixelSize);
    return font;
}

int CodeTiles::between() const
{
    const qreal letters = m_pixelSize > 0 ? m_pixelSize * 0.33 : Theme::of(this).px(m_factor * 4);
    return static_cast<int>(letters);
}

int CodeTiles::tileHeight() const
{
    const QFontMetrics metrics(codeFont());
    const int padding = m_pixelSize > 0 ? m_pixelSize / 4 : Theme::of(this).px(m_factor * 3);
    return metrics.height() + 2 * padding;
}

int CodeTiles::tileMinimum() const
{
    const QFontMetrics metrics(codeFont());
    const qsizetype letters = m_groups.isEmpty() ? 4 : m_groups.first().size();
    return metrics.horizontalAdvance(QString(letters, u'W')) + 2 * metrics.averageCharWidth() / 2;
}

int CodeTiles::columnsAt(int width) const
{
    return width >= 4 * tileMinimum() + 3 * between() ? 4 : 2;
}

int CodeTiles::rowsIn(int columns) const
{
    return std::max(1, (static_cast<int>(m_groups.size()) + columns - 1) / columns);
}

int CodeTiles::heightForWidth(int width) const
{
    const int rows = rowsIn(columnsAt(width));
    return rows * tileHeight() + (rows - 1) * between();
}

QSize CodeTiles::sizeHint() const
{
    const int width = 4 * tileMinimum() + 3 * between();
    return {width, heightForWidth(width)};
}

QSize CodeTiles::minimumSizeHint() const
{
    const int width = 2 * tileMinimum() + between();
    return {width, tileHeight()};
}

void CodeTiles::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    const int columns = columnsAt(width());
    const int gap = between();
    const int high = tileHeight();
    const qreal wide = (width() - (columns - 1) * gap) / qreal(columns);
    const int corner = m_pixelSize > 0 ? m_pixelSize / 5 : theme.px(radius::control - 1);
    QPainter painter(this);
    painter.setFont(codeFont());
    for (int i = 0; i < m_groups.size(); ++i) {
        const QRectF tile(i % columns * (wide + gap), i / columns * (high + gap), wide, high);
        paintRounded(&painter, tile, corner, tokens.tintFor(m_tone),
                     tokens.highContrast ? tokens.colour(m_tone) : QColor(Qt::transparent), 2);
        painter.setPen(tokens.text);
        painter.drawText(tile, Qt::AlignCenter | Qt::TextSingleLine, m_groups[i]);
    }
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocusRing(&painter, rect(), theme.px(radius::control), this);
}

void CodeTiles::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

void CodeTiles::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        QGuiApplication::clipboard()->setText(m_groups.join(u'-'));
    else
        QWidget::keyPressEvent(event);
}

void CodeTiles::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void CodeTiles::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace waxwing
