// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChatHeader.h"

#include "Button.h"
#include "ElidedLabel.h"
#include "LockLine.h"
#include "Unicode.h"

#include <QHBoxLayout>
#include <QPainter>

namespace waxwing {

ChatHeader::ChatHeader(QWidget *parent)
    : Composite(parent), m_room(new ElidedLabel(Type::Subtitle, Qt::ElideRight, {}, this)),
      m_lock(new LockLine(this)), m_joinCard(new Button(Button::Kind::Flat, tr("Join card"), this)),
      m_find(Button::iconButton(QStringLiteral("search"), tr("Find in this conversation (Ctrl+F)"), this)),
      m_people(Button::iconButton(QStringLiteral("people"), tr("Hide people"), this)),
      m_wire(Button::iconButton(QStringLiteral("wire"), {}, this))
{
    setWireShown(false);
    m_wire->hide();
    m_joinCard->setIconName(QStringLiteral("qr"));
    m_joinCard->hide();
    auto *row = new QHBoxLayout(this);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_room);
    auto *lockRow = new QHBoxLayout;
    lockRow->addWidget(m_lock, 0);
    lockRow->addStretch(1);
    lockRow->setSpacing(0);
    words->addLayout(lockRow);
    row->addLayout(words, 1);
    row->addWidget(m_joinCard);
    row->addWidget(m_find);
    row->addWidget(m_people);
    row->addWidget(m_wire);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    metrics([row](const Theme &theme) {
        row->setContentsMargins(theme.gap(20), theme.px(8), theme.gap(12), theme.px(6));
        row->setSpacing(theme.gap(8));
    });
    connect(m_lock, &LockLine::clicked, this, &ChatHeader::lockClicked);
    connect(m_joinCard, &Button::clicked, this, &ChatHeader::joinCardRequested);
    connect(m_find, &Button::clicked, this, &ChatHeader::findRequested);
    connect(m_people, &Button::clicked, this, &ChatHeader::peopleToggled);
    connect(m_wire, &Button::clicked, this, &ChatHeader::wireToggled);
}

void ChatHeader::setRoom(const QString &room)
{
    m_room->setFullText(visible(room));
}

QString ChatHeader::roomText() const
{
    return m_room->fullText();
}

void ChatHeader::setLock(const LockFacts &facts)
{
    m_lock->setWords(LockWords::line(facts));
}

void ChatHeader::setJoinCardShown(bool shown)
{
    m_joinCard->setVisible(shown);
}

void ChatHeader::setPeopleShown(bool shown)
{
    const QString name = shown ? tr("Hide people") : tr("Show people");
    m_people->setToolTip(name);
    m_people->setAccessibleName(name);
}

void ChatHeader::setWireOffered(bool offered)
{
    m_wire->setVisible(offered);
}

void ChatHeader::setWireShown(bool shown)
{
    const QString name = shown ? tr("Close the wire dock") : tr("Show what travels (Ctrl+I)");
    m_wire->setToolTip(name);
    m_wire->setAccessibleName(name);
}

void ChatHeader::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::of(this).tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.canvas);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.line);
}

} // namespace waxwing
