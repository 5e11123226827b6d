// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "EmptyRoom.h"

#include "Button.h"
#include "ForeignText.h"
#include "Label.h"
#include "Tile.h"

#include <QHBoxLayout>
#include <QPainter>

namespace waxwing {

namespace {

/// `widget` in the middle of its row, without an alignment, which would cut a wrapped label.
QHBoxLayout *centred(QWidget *widget, int stretch)
{
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(widget, stretch);
    row->addStretch(1);
    return row;
}

} // namespace

EmptyRoom::EmptyRoom(QWidget *parent)
    : Composite(parent),
      m_icon(new Tile(QStringLiteral("people"), Tone::Accent, Tile::Shape::Tinted, 0, this)),
      m_title(new Label(Type::Subtitle, tr("The room is open"), this)),
      m_what(new Label(Type::Body, {}, this)),
      m_joinCard(new Button(Button::Kind::Filled, tr("Show the join card"), this))
{
    m_title->setAlignment(Qt::AlignHCenter);
    m_title->setWrapped(true);
    m_what->setAlignment(Qt::AlignHCenter);
    m_what->setTone(Tone::Muted);
    m_what->setWrapped(true);
    m_joinCard->setIconName(QStringLiteral("qr"));
    auto *column = new QVBoxLayout(this);
    column->addStretch(2);
    column->addLayout(centred(m_icon, 0));
    column->addWidget(m_title);
    column->addLayout(centred(m_what, 1000));
    auto *button = centred(m_joinCard, 0);
    column->addLayout(button);
    column->addStretch(3);
    metrics([this, column, button](const Theme &theme) {
        column->setContentsMargins(theme.gap(20), theme.gap(12), theme.gap(20), theme.gap(12));
        column->setSpacing(theme.px(8));
        button->setContentsMargins(0, theme.px(10), 0, 0);
        m_what->setMaximumWidth(theme.px(360));
    });
    connect(m_joinCard, &Button::clicked, this, &EmptyRoom::joinCardRequested);
    setHost(false);
}

void EmptyRoom::setHost(bool isHost)
{
    m_what->setText(
        isHost
            ? tr("Show the join card on the wall, or send its link. Messages appear here as soon as somebody "
                 "writes.")
            : tr("Nobody has written since you joined. What you write below reaches everyone here."));
    m_joinCard->setVisible(isHost);
}

void EmptyRoom::setPerson(const QString &name)
{
    const QString shown = foreignInside(name);
    m_icon->setIcon(QStringLiteral("message"), Tone::Accent);
    m_title->setText(tr("Only you and %1").arg(shown));
    m_what->setText(tr("What you write here is sealed on this PC for %1. The host passes it on.").arg(shown));
    m_joinCard->hide();
}

void EmptyRoom::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::of(this).tokens().canvas);
}

} // namespace waxwing
