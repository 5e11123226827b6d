// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HintLine.h"

#include "Label.h"
#include "Tile.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace waxwing {

HintLine::HintLine(QWidget *parent, Type type)
    : Composite(parent), m_icon(new Tile(QStringLiteral("alert"), Tone::Bad, Tile::Shape::Bare, 14, this)),
      m_words(new Label(type, {}, this))
{
    m_words->setWrapped(true);
    auto *row = new QHBoxLayout(this);
    auto *column = new QVBoxLayout;
    column->addWidget(m_icon);
    column->addStretch();
    row->addLayout(column);
    row->addWidget(m_words, 1);
    metrics([row, column, type](const Theme &theme) {
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(theme.px(6));
        column->setContentsMargins(0, theme.px(type == Type::Caption ? 1 : 2), 0, 0);
    });
    hide();
}

void HintLine::say(const QString &words)
{
    m_tone = Tone::Muted;
    m_icon->hide();
    m_words->setTone(Tone::Muted);
    m_words->setText(words);
    setVisible(!words.isEmpty());
}

void HintLine::say(const QString &icon, Tone tone, const QString &words)
{
    m_tone = tone;
    m_icon->setIcon(icon, tone);
    m_icon->show();
    m_words->setTone(tone == Tone::Bad ? Tone::Bad : tone == Tone::Warn ? Tone::Text : Tone::Muted);
    m_words->setText(words);
    setVisible(!words.isEmpty());
}

QString HintLine::words() const
{
    return isHidden() ? QString() : m_words->text();
}

} // namespace waxwing
