// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ConnectionStrip.h"

#include "Button.h"
#include "Countdown.h"
#include "Label.h"
#include "Sentences.h"
#include "Tile.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>

namespace waxwing {

ConnectionStrip::ConnectionStrip(QWidget *parent)
    : Composite(parent),
      m_icon(new Tile(QStringLiteral("retry"), Tone::Warn, Tile::Shape::Bare, extent::iconRow, this)),
      m_sentence(new Label(Type::Body, {}, this)),
      m_tryNow(new Button(Button::Kind::Outlined, tr("Try now"), this)),
      m_leave(new Button(Button::Kind::Outlined, tr("Leave the room"), this)),
      m_countdown(new Countdown(this))
{
    m_sentence->setWrapped(true);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_icon);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_tryNow);
    row->addWidget(m_leave);
    metrics([this, row](const Theme &theme) {
        setMinimumHeight(theme.px(extent::control + 11)); // the same with a button and without
        row->setContentsMargins(theme.gap(21), theme.px(5), theme.gap(32), theme.px(6));
        row->setSpacing(theme.px(12));
    });
    hide();
    connect(m_countdown, &Countdown::ticked, this, &ConnectionStrip::onTicked);
    connect(m_countdown, &Countdown::finished, this, [this] { onTicked(0); });
    connect(m_tryNow, &Button::clicked, this, &ConnectionStrip::tryNowRequested);
    connect(m_leave, &Button::clicked, this, &ConnectionStrip::leaveRequested);
}

void ConnectionStrip::showConnected()
{
    m_countdown->stop();
    hide();
}

void ConnectionStrip::showReconnecting(Code cause, int seconds)
{
    m_cause = cause;
    m_countdown->stop();
    if (seconds > 0)
        m_countdown->start(seconds);
    else
        onTicked(0);
    announce();
}

void ConnectionStrip::announce()
{
    // A screen reader hears it once, not with each second.
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ConnectionStrip::onTicked(int seconds)
{
    QString what = tr("Connection lost");
    if (m_cause == Code::Away)
        what = tr("The host is away");
    else if (m_cause == Code::Busy)
        what = tr("The host is busy");
    else if (m_cause == Code::SlowReader)
        what = tr("This PC was too slow for the room");
    const QString sentence =
        seconds > 0 ? tr("%1, trying again in %2 s. What you write waits.").arg(what).arg(seconds)
                    : tr("%1, trying again now. What you write waits.").arg(what);
    say(Tone::Warn, QStringLiteral("retry"), sentence, seconds > 0 ? m_tryNow : nullptr);
}

void ConnectionStrip::showEnded(Code code)
{
    m_countdown->stop();
    const bool unsafe = Sentences::isForSafety(code);
    say(unsafe ? Tone::Bad : Tone::Warn, unsafe ? QStringLiteral("shield-alert") : QStringLiteral("info"),
        Sentences::of(code), m_leave);
    announce();
}

void ConnectionStrip::say(Tone tone, const QString &icon, const QString &sentence, Button *offered)
{
    m_tone = tone;
    m_icon->setIcon(icon, tone);
    m_sentence->setText(sentence);
    for (Button *button : {m_tryNow, m_leave}) {
        if (button != offered && button->hasFocus() && parentWidget() != nullptr)
            parentWidget()->setFocus(); // passed on to where writing goes on
        button->setVisible(button == offered);
    }
    setAccessibleName(sentence);
    show();
    update();
}

QString ConnectionStrip::sentence() const
{
    return m_sentence->text();
}

void ConnectionStrip::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::of(this).tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.tintFor(m_tone));
    const int thick = tokens.highContrast ? 2 : 1;
    painter.fillRect(QRect(0, height() - thick, width(), thick),
                     tokens.highContrast ? tokens.colour(m_tone) : tokens.line);
}

} // namespace waxwing
