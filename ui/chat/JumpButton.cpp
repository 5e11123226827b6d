// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "JumpButton.h"

#include "Icons.h"
#include "Theme.h"
#include "WaxwingStyle.h"

#include <QLocale>
#include <QPainter>

namespace waxwing {

JumpButton::JumpButton(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::NoFocus); // the End key does the same
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::ArrowCursor);
    setCount(0);
}

void JumpButton::setCount(int count)
{
    m_count = count;
    setAccessibleName(count > 0 ? tr("To the end, %n new", nullptr, count) : tr("To the end"));
    setToolTip(accessibleName());
    update();
}

QSize JumpButton::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(38), theme.px(38 + 9)};
}

void JumpButton::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    const int side = theme.px(38);
    const QRect circle(0, height() - side, side, side);
    paintRounded(&painter, circle, side / 2.0, underMouse() ? tokens.hover : tokens.sheet, tokens.outline,
                 tokens.highContrast ? 2 : 1);
    const int icon = theme.px(20);
    paintIcon(&painter, QStringLiteral("down"),
              QRect(circle.center().x() - icon / 2 + 1, circle.center().y() - icon / 2 + 1, icon, icon),
              tokens.text);
    if (m_count == 0)
        return;
    const QString words = m_count > 999 ? QStringLiteral("999+") : QLocale().toString(m_count);
    QFont font = theme.font(Type::Caption);
    font.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(font);
    const int high = theme.px(18);
    const int wide =
        std::min(width(), std::max(theme.px(22), metrics.horizontalAdvance(words) + theme.px(10)));
    const QRect pill((width() - wide) / 2, 0, wide, high);
    paintRounded(&painter, pill, high / 2.0, tokens.fill, Qt::transparent, 0);
    painter.setFont(font);
    painter.setPen(tokens.fillText);
    painter.drawText(pill, Qt::AlignCenter | Qt::TextSingleLine, words);
}

} // namespace waxwing
