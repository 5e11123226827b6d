// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "StatusLine.h"

#include "Theme.h"
#include "WaxwingStyle.h"

#include <QEvent>
#include <QPainter>

namespace waxwing {

namespace {
constexpr quint64 mostDots = 10;
}

StatusLine::StatusLine(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    tell();
}

void StatusLine::setConnection(State state)
{
    m_state = state;
    tell();
}

void StatusLine::setLink(const LinkView &link)
{
    m_link = link;
    tell();
}

void StatusLine::tell()
{
    setAccessibleName(words());
    update();
}

QString StatusLine::connection() const
{
    switch (m_state) {
    case State::Connecting:
        return tr("Connecting");
    case State::Connected:
        return m_link.delayMs < 0 ? tr("Connected") : tr("Connected · %1 ms").arg(m_link.delayMs);
    case State::Disconnected:
        return tr("Not connected");
    case State::Closed:
        return tr("Closed");
    }
    return {};
}

StatusLine::Key StatusLine::keyOf(const QString &name, quint64 talk) const
{
    Key key;
    key.name = name;
    key.count = m_link.updateEvery > 0 ? tr("%1 of %2", "messages of a key").arg(talk).arg(m_link.updateEvery)
                                       : QString::number(talk);
    if (m_link.updateEvery > 0 && m_link.updateEvery <= mostDots) {
        key.dots = static_cast<int>(m_link.updateEvery);
        key.filled = static_cast<int>(std::min(talk, m_link.updateEvery));
    }
    return key;
}

StatusLine::Key StatusLine::sending() const
{
    return keyOf(tr("Sending key %1").arg(m_link.sendingKey), m_link.sendingTalk);
}

StatusLine::Key StatusLine::receiving() const
{
    return keyOf(tr("Receiving key %1").arg(m_link.receivingKey), m_link.receivingTalk);
}

QString StatusLine::words() const
{
    if (m_state != State::Connected || m_link.sendingKey == 0)
        return connection();
    const Key out = sending();
    const Key in = receiving();
    return tr("%1. %2, %3. %4, %5.", "connection, sending key, count, receiving key, count")
        .arg(connection(), out.name, out.count, in.name, in.count);
}

QSize StatusLine::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(400), theme.px(30)};
}

QSize StatusLine::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void StatusLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

int StatusLine::widthOf(const Key &key) const
{
    const Theme theme = Theme::of(this);
    const QFontMetrics metrics(theme.font(Type::Caption));
    const int dots = key.dots > 0 ? key.dots * theme.px(8) + theme.px(13) : theme.px(8);
    return metrics.horizontalAdvance(key.name) + dots + metrics.horizontalAdvance(key.count);
}

bool StatusLine::showsReceiving() const
{
    const Theme theme = Theme::of(this);
    const int word = QFontMetrics(theme.font(Type::Caption)).horizontalAdvance(connection());
    return widthOf(sending()) + widthOf(receiving()) + theme.px(28) + word + theme.px(32) +
               3 * theme.gap(24) <=
           width();
}

int StatusLine::paintKey(QPainter *painter, const Key &key, int right) const
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    const QFontMetrics metrics(theme.font(Type::Caption));
    const auto text = [&](int left, const QString &words) {
        painter->setPen(tokens.muted);
        painter->drawText(QRect(left, 1, metrics.horizontalAdvance(words) + 1, height() - 1),
                          Qt::AlignVCenter | Qt::AlignLeft | Qt::AlignAbsolute | Qt::TextSingleLine, words);
    };
    const int left = right - widthOf(key);
    text(left, key.name);
    int x = left + metrics.horizontalAdvance(key.name) + theme.px(8);
    const qreal dot = theme.px(7);
    for (int i = 0; i < key.dots; ++i, x += theme.px(8)) {
        const QRectF circle(x, (height() + 1 - dot) / 2.0, dot, dot);
        const bool filled = i < key.filled;
        paintRounded(painter, circle, dot / 2, filled ? tokens.accent : QColor(Qt::transparent),
                     filled ? tokens.accent : tokens.muted, 1);
    }
    text(right - metrics.horizontalAdvance(key.count), key.count);
    return left;
}

void StatusLine::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.window);
    painter.fillRect(QRect(0, 0, width(), 1), tokens.line);
    painter.setFont(theme.font(Type::Caption));
    const QFontMetrics metrics(painter.font());
    const int side = theme.gap(18);
    const int dot = theme.px(8);
    const QColor colour = m_state == State::Connected ? tokens.ok
                          : m_state == State::Closed  ? tokens.muted
                                                      : tokens.warn;
    paintRounded(&painter, QRectF(side, (height() + 1 - dot) / 2.0, dot, dot), dot / 2.0, colour,
                 Qt::transparent, 0);
    const int wordLeft = side + dot + theme.px(6);
    const QString word = connection();
    painter.setPen(tokens.muted);
    painter.drawText(QRect(wordLeft, 1, width() - wordLeft, height() - 1),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::AlignAbsolute | Qt::TextSingleLine, word);
    if (m_state != State::Connected || m_link.sendingKey == 0)
        return;
    int right = width() - theme.gap(24);
    if (showsReceiving())
        right = paintKey(&painter, receiving(), right) - theme.px(28);
    Key key = sending();
    const int wordRight = wordLeft + metrics.horizontalAdvance(word) + theme.px(12);
    if (right - widthOf(key) < wordRight)
        key.dots = 0;
    if (right - widthOf(key) >= wordRight)
        paintKey(&painter, key, right);
}

} // namespace waxwing
