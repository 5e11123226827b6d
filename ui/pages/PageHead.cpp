// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PageHead.h"

#include "Label.h"
#include "Tile.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace waxwing {

PageHead::PageHead(const QString &icon, Tone tone, const QString &title, const QString &line, QWidget *parent)
    : Composite(parent), m_title(new Label(Type::Title, title, this)),
      m_line(new Label(Type::Body, line, this))
{
    m_title->setWrapped(true);
    m_line->setWrapped(true);
    m_line->setTone(Tone::Muted);
    auto *row = new QHBoxLayout(this);
    auto *tileColumn = new QVBoxLayout;
    tileColumn->addWidget(new Tile(icon, tone, Tile::Shape::Tinted, 0, this));
    tileColumn->addStretch();
    row->addLayout(tileColumn);
    auto *words = new QVBoxLayout;
    words->addWidget(m_title);
    words->addWidget(m_line);
    words->addStretch();
    row->addLayout(words, 1);
    metrics([row, words](const Theme &theme) {
        row->setContentsMargins(0, 0, 0, theme.px(4));
        row->setSpacing(theme.px(14));
        words->setSpacing(theme.px(1));
    });
}

void PageHead::setTitle(const QString &title)
{
    m_title->setText(title);
}

void PageHead::setLine(const QString &line)
{
    m_line->setText(line);
}

void PageHead::setLineTone(Tone tone)
{
    m_line->setTone(tone);
}

QString PageHead::title() const
{
    return m_title->text();
}

QString PageHead::line() const
{
    return m_line->text();
}

} // namespace waxwing
