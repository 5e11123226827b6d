// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "WritingLine.h"

#include "ChatWords.h"
#include "ElidedLabel.h"
#include "Tile.h"

#include <QHBoxLayout>

namespace waxwing {

WritingLine::WritingLine(QWidget *parent)
    : Composite(parent), m_icon(new Tile(QStringLiteral("pencil"), Tone::Muted, Tile::Shape::Bare, 13, this)),
      m_words(new ElidedLabel(Type::Caption, Qt::ElideRight, {}, this))
{
    m_words->setTone(Tone::Muted);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_icon);
    row->addWidget(m_words, 1);
    metrics([row](const Theme &theme) {
        row->setContentsMargins(theme.px(2), 0, 0, 0);
        row->setSpacing(theme.px(5));
    });
    setWriters({});
}

void WritingLine::setWriters(const QStringList &names)
{
    m_words->setFullText(ChatWords::writing(names));
    m_words->setVisible(!names.isEmpty());
    m_icon->setVisible(!names.isEmpty());
}

QString WritingLine::words() const
{
    return m_words->fullText();
}

} // namespace waxwing
