// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LockLine.h"

#include "Icons.h"
#include "Theme.h"
#include "WaxwingStyle.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

namespace waxwing {

LockLine::LockLine(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void LockLine::setWords(const QString &words)
{
    m_words = words;
    setToolTip(words);
    setAccessibleName(words);
    setAccessibleDescription(tr("How this conversation is protected"));
    updateGeometry();
    update();
}

void LockLine::setMark(const QString &icon, Tone tone)
{
    m_icon = icon;
    m_tone = tone;
    update();
}

QSize LockLine::sizeHint() const
{
    const Theme theme = Theme::of(this);
    const QFontMetrics metrics(theme.font(Type::Body));
    return {theme.px(22) + metrics.horizontalAdvance(m_words), metrics.height() + theme.px(4)};
}

QSize LockLine::minimumSizeHint() const
{
    return {Theme::of(this).px(90), sizeHint().height()};
}

void LockLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    QAbstractButton::changeEvent(event);
}

void LockLine::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void LockLine::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    const bool ring = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
    if (ring)
        paintRounded(&painter, rect(), theme.px(radius::inner), tokens.tint, Qt::transparent, 0);
    const int side = theme.px(14);
    const auto at = [this](const QRect &place) {
        return QStyle::visualRect(layoutDirection(), rect(), place);
    };
    paintIcon(&painter, m_icon, at(QRect(0, (height() - side) / 2, side, side)), tokens.colour(m_tone));
    const QFont font = theme.font(Type::Body);
    const QFontMetrics metrics(font);
    const int left = theme.px(20);
    const QString shown = metrics.elidedText(m_words, Qt::ElideMiddle, width() - left);
    painter.setFont(font);
    painter.setPen(tokens.text);
    const QRect words = at(QRect(left, 0, width() - left, height()));
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    const int thick = ring ? 2 : 1;
    if (ring || underMouse())
        painter.fillRect(at(QRect(left, height() - thick, metrics.horizontalAdvance(shown), thick)),
                         tokens.accent);
}

} // namespace waxwing
