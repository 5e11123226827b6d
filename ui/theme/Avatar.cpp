// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Avatar.h"

#include "Theme.h"

#include <QPainter>
#include <QTextBoundaryFinder>

namespace waxwing {

namespace {

QString firstGrapheme(const QString &word)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    const qsizetype end = finder.toNextBoundary();
    return end > 0 ? word.left(end) : QString();
}

} // namespace

QString initials(const QString &name)
{
    const QStringList words = name.split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    QString letters = firstGrapheme(words.first());
    if (words.size() > 1)
        letters += firstGrapheme(words.last());
    return letters.toUpper();
}

void paintAvatar(QPainter *painter, const QRectF &rect, const QString &name, const Theme &theme)
{
    const Tokens &tokens = theme.tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (tokens.highContrast) {
        painter->setPen(QPen(tokens.line, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(rect.adjusted(1, 1, -1, -1));
    } else {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.sender(name));
        painter->drawEllipse(rect);
    }
    const QString letters = initials(name);
    QFont font = theme.font(Type::Strong);
    font.setPixelSize(std::max(1, static_cast<int>(rect.height() * (letters.size() > 1 ? 0.39 : 0.42))));
    painter->setFont(font);
    painter->setPen(tokens.initials);
    painter->drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, letters);
    painter->restore();
}

} // namespace waxwing
