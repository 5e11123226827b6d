// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Band.h"

#include "Button.h"
#include "Label.h"
#include "Tile.h"
#include "WaxwingStyle.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace waxwing {

Band::Band(Tone tone, const QString &icon, const QString &sentence, Form form, QWidget *parent)
    : Composite(parent), m_tone(tone), m_form(form),
      m_icon(new Tile(icon, tone, Tile::Shape::Bare, extent::iconRow, this)),
      m_sentence(new Label(Type::Body, sentence, this)), m_action(new Button(Button::Kind::Link, {}, this))
{
    m_sentence->setWrapped(true);
    m_action->hide();
    auto *row = new QHBoxLayout(this);
    auto *iconColumn = new QVBoxLayout;
    const bool isFlush = form == Form::Flush;
    if (isFlush) // as in the strip of a lost connection
        iconColumn->addStretch();
    iconColumn->addWidget(m_icon);
    iconColumn->addStretch();
    row->addLayout(iconColumn);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_action);
    metrics([row, iconColumn, isFlush](const Theme &theme) {
        const int left = isFlush ? theme.gap(21) : theme.px(13);
        row->setContentsMargins(left, theme.px(9), isFlush ? theme.gap(21) : left, theme.px(9));
        row->setSpacing(theme.px(11));
        iconColumn->setContentsMargins(0, theme.px(1), 0, 0);
    });
    connect(m_action, &Button::clicked, this, &Band::actionRequested);
}

void Band::setTone(Tone tone, const QString &icon)
{
    m_tone = tone;
    m_icon->setIcon(icon, tone);
    update();
}

void Band::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
}

QString Band::sentence() const
{
    return m_sentence->text();
}

void Band::setAction(const QString &words)
{
    m_action->setText(words);
    m_action->setVisible(!words.isEmpty());
}

void Band::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    const QColor edge = tokens.highContrast ? tokens.colour(m_tone) : QColor(Qt::transparent);
    paintRounded(&painter, rect(), m_form == Form::Flush ? 0 : theme.px(radius::band), tokens.tintFor(m_tone),
                 edge, 2);
}

} // namespace waxwing
