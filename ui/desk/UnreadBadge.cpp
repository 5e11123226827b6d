// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "UnreadBadge.h"

#include "Icons.h"
#include "Tokens.h"

#include <QFont>
#include <QPainter>

namespace waxwing {

namespace {

void paintBadge(QPainter *painter, int side, int unread)
{
    const Tokens &tokens = Tokens::light(); // a tray has its own colours: white on teal is legible on any
    const qreal high = side * (side < 24 ? 0.62 : 0.56);
    const QString figure = unread > 9 ? QStringLiteral("9+") : QString::number(unread);
    const bool fits = side >= 20 || unread <= 9;
    const qreal wide = fits && unread > 9 ? high * 1.3 : high;
    const QRectF badge(side - wide, side - high, wide, high);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(Qt::white, std::max(1.0, side / 24.0)));
    painter->setBrush(tokens.fill);
    const qreal inset = painter->pen().widthF() / 2;
    painter->drawRoundedRect(badge.adjusted(inset, inset, -inset, -inset), high / 2, high / 2);
    if (!fits)
        return;
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans")});
    font.setPixelSize(std::max(7, static_cast<int>(high * 0.74)));
    font.setWeight(QFont::Bold);
    painter->setFont(font);
    painter->setPen(tokens.fillText);
    painter->drawText(badge, Qt::AlignCenter | Qt::TextSingleLine, figure);
}

} // namespace

QIcon sealWithCount(int unread)
{
    QIcon icon;
    for (const int side : {16, 22, 24, 32, 48, 64}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintSeal(&painter, QRectF(0, 0, side, side));
        if (unread > 0)
            paintBadge(&painter, side, unread);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace waxwing
