// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Theme.h"

#include "Appearance.h"

#include <QApplication>
#include <QFontInfo>
#include <QPalette>
#include <QWidget>
#include <cmath>

namespace waxwing {

Theme Theme::of(const QWidget *widget)
{
    const qreal scale = QFontInfo(QApplication::font()).pixelSize() / 13.0;
    if (const Tokens *tokens = Appearance::tokensOf(qApp))
        return {*tokens, scale};
    const QPalette palette = widget != nullptr ? widget->palette() : QApplication::palette();
    return {palette.color(QPalette::Window).lightness() < 128 ? Tokens::darkScheme() : Tokens::light(),
            scale};
}

int Theme::px(qreal size) const
{
    return static_cast<int>(std::lround(size * m_scale));
}

int Theme::gap(qreal size) const
{
    return static_cast<int>(std::lround(size * (1 + m_scale) / 2));
}

QFont Theme::font(Type type, qreal factor) const
{
    QFont font = QApplication::font();
    qreal size = factor;
    if (type == Type::Caption)
        size *= 0.92;
    else if (type == Type::Subtitle)
        size *= 1.23;
    else if (type == Type::Title)
        size *= 1.7;
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * size);
    else
        font.setPixelSize(static_cast<int>(std::lround(font.pixelSize() * size)));
    if (type != Type::Caption && type != Type::Body)
        font.setWeight(QFont::DemiBold);
    if (type == Type::Code) {
        font.setFamilies(codeFamilies());
        font.setFixedPitch(true);
    }
    return font;
}

QColor Theme::sender(QStringView account) const
{
    // FNV-1a: the same on every machine, unlike qHash.
    quint32 hash = 2166136261U;
    for (const QChar c : account)
        hash = (hash ^ c.unicode()) * 16777619U;
    return m_tokens->senders[hash % m_tokens->senders.size()];
}

QStringList codeFamilies()
{
    return {QStringLiteral("Noto Sans Mono"), QStringLiteral("Consolas"), QStringLiteral("Menlo"),
            QStringLiteral("monospace")};
}

} // namespace waxwing
