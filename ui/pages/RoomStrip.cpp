// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomStrip.h"

#include "ElidedLabel.h"
#include "ForeignText.h"
#include "Tile.h"
#include "WaxwingStyle.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace waxwing {

RoomStrip::RoomStrip(QWidget *parent)
    : Composite(parent), m_room(new ElidedLabel(Type::Strong, Qt::ElideRight, {}, this)),
      m_how(new ElidedLabel(Type::Caption, Qt::ElideMiddle, {}, this))
{
    m_how->setTone(Tone::Muted);
    auto *row = new QHBoxLayout(this);
    row->addWidget(
        new Tile(QStringLiteral("shield-ok"), Tone::Ok, Tile::Shape::Bare, extent::iconStrip - 2, this));
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_room);
    words->addWidget(m_how);
    row->addLayout(words, 1);
    metrics([row](const Theme &theme) {
        row->setContentsMargins(theme.px(13), theme.px(10), theme.px(13), theme.px(10));
        row->setSpacing(theme.px(13));
    });
}

void RoomStrip::setRoom(const QString &room, Verified verified, const QString &address)
{
    m_room->setFullText(foreignText(room));
    QString how = tr("Host verified by the join link · %1");
    if (verified == Verified::ByCode)
        how = tr("Host verified by its code · %1");
    else if (verified == Verified::SameAsBefore)
        how = tr("Same host as last time · %1");
    m_how->setFullText(how.arg(address));
}

QString RoomStrip::roomName() const
{
    return m_room->fullText();
}

void RoomStrip::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    paintRounded(&painter, rect(), theme.px(radius::band), tokens.window,
                 tokens.highContrast ? tokens.line : QColor(Qt::transparent), 2);
}

} // namespace waxwing
