// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "JoinCardLarge.h"

#include "Button.h"
#include "ForeignText.h"
#include "InFours.h"
#include "QrCode.h"
#include "Sentences.h"
#include "Theme.h"
#include "WaxwingStyle.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <algorithm>

namespace waxwing {

namespace {

/// The largest size up to wanted at which text is at most width wide.
QFont fitted(QFont font, const QString &text, int width)
{
    const int advance = QFontMetrics(font).horizontalAdvance(text);
    if (advance > width && advance > 0)
        font.setPixelSize(std::max(8, font.pixelSize() * width / advance));
    return font;
}

} // namespace

JoinCardLarge::JoinCardLarge(QWidget *parent)
    : QWidget(parent), m_qr(new QrCode(this)), m_close(new Button(Button::Kind::Flat, tr("Close"), this))
{
    m_qr->setSide(0);
    m_close->setIconName(QStringLiteral("x"));
    setFocusPolicy(Qt::StrongFocus);
    connect(m_close, &Button::clicked, this, &JoinCardLarge::closeRequested);
}

void JoinCardLarge::setRoom(const QString &room)
{
    m_room = foreignText(room);
    refresh();
}

void JoinCardLarge::setAddress(const QString &address)
{
    m_address = address;
    refresh();
}

void JoinCardLarge::setLink(const QString &link)
{
    m_qr->setText(link);
}

void JoinCardLarge::setInvite(const QString &invite)
{
    m_invite = inFours(invite);
    refresh();
}

void JoinCardLarge::setCode(const QString &fingerprint)
{
    m_groups = fingerprint.split(u'-', Qt::SkipEmptyParts);
    refresh();
}

void JoinCardLarge::setPeople(int people)
{
    m_people = people;
    refresh();
}

void JoinCardLarge::refresh()
{
    setAccessibleName(tr("Join card of %1").arg(m_room));
    setAccessibleDescription(spokenText());
    update();
}

QString JoinCardLarge::spokenText() const
{
    QStringList parts{tr("Address: %1.").arg(m_address)};
    if (!m_invite.isEmpty())
        parts.append(tr("Invite code: %1.").arg(m_invite));
    parts.append(tr("Host code: %1.").arg(m_groups.join(u' ')));
    return parts.join(u' ');
}

int JoinCardLarge::margin() const
{
    return height() * 9 / 100;
}

int JoinCardLarge::codePixelSize() const
{
    return qRound(height() * 0.065);
}

QFont JoinCardLarge::sized(qreal part, bool code, bool bold) const
{
    QFont font = Theme::of(this).font(code ? Type::Code : bold ? Type::Strong : Type::Body);
    font.setPixelSize(std::max(8, qRound(height() * part)));
    return font;
}

void JoinCardLarge::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::of(this).tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.canvas);
    const int side = margin();
    const int head = static_cast<int>(height() * 0.06 * 1.4);
    const QRect title(side, side - head / 3, m_close->x() - 2 * side, head);
    painter.setPen(tokens.text);
    painter.setFont(sized(0.06, false, true));
    painter.drawText(title, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_room, Qt::ElideRight, title.width()));
    paintWays(painter, QRect(m_qr->geometry().right() + side, m_qr->y(),
                             width() - m_qr->geometry().right() - 2 * side, m_qr->height()));
    QStringList foot{tr("The link in the square already carries the code.")};
    if (m_people > 0)
        foot.append(Sentences::people(m_people));
    painter.setPen(tokens.muted);
    const QString words = foot.join(QStringLiteral("  ·  "));
    painter.setFont(fitted(sized(0.03, false, false), words, width() - 2 * side));
    painter.drawText(QRect(side, height() - side, width() - 2 * side, side / 2),
                     Qt::AlignVCenter | Qt::TextSingleLine, words);
}

void JoinCardLarge::paintWays(QPainter &painter, const QRect &place) const
{
    const Tokens &tokens = Theme::of(this).tokens();
    const auto line = [&](const QFont &font, const QColor &colour, const QString &words, int y, bool shrink) {
        painter.setFont(shrink ? fitted(font, words, place.width()) : font);
        painter.setPen(colour);
        const int high = QFontMetrics(font).height();
        painter.drawText(QRect(place.left(), y, place.width(), high), Qt::AlignVCenter | Qt::TextSingleLine,
                         words);
        return y + high;
    };
    const QFont steps = sized(0.035, false, false);
    const int h = height();
    int size = codePixelSize();
    const int between = size * 29 / 100;
    const int tile = size * 18 / 10;
    int whole = QFontMetrics(steps).height() * 2 + static_cast<int>(h * 0.085 * 1.36) + 2 * tile + between +
                h * 85 / 1000;
    if (!m_invite.isEmpty())
        whole += QFontMetrics(sized(0.045, true, true)).height();
    int y = place.top() + (place.height() - whole) / 2 - h / 100;
    y = line(steps, tokens.muted, tr("1  Open Waxwing, choose Join a room, type"), y, true);
    y = line(sized(0.085, true, true), tokens.text, m_address, y + h / 100, true);
    if (!m_invite.isEmpty())
        y = line(sized(0.045, true, true), tokens.text, tr("Invite code: %1").arg(m_invite), y, true);
    y = line(steps, tokens.muted, tr("2  Check that your screen shows the same code"), y + h * 6 / 100, true);
    paintCode(painter, QRect(place.left(), y + h * 15 / 1000, place.width(), 2 * tile + between), size);
}

void JoinCardLarge::paintCode(QPainter &painter, const QRect &place, int size) const
{
    const Tokens &tokens = Theme::of(this).tokens();
    const int gap = size * 29 / 100;
    const qreal wide = (place.width() - 3 * gap) / 4.0;
    const qreal high = (place.height() - gap) / 2.0;
    QFont font = sized(0.065, true, true);
    font.setPixelSize(size);
    painter.setFont(fitted(font, QStringLiteral("WWWW"), static_cast<int>(wide * 0.94)));
    for (int i = 0; i < m_groups.size(); ++i) {
        const QRectF tile(place.left() + i % 4 * (wide + gap), place.top() + i / 4 * (high + gap), wide,
                          high);
        paintRounded(&painter, tile, size / 5.0, tokens.window,
                     tokens.highContrast ? tokens.line : QColor(Qt::transparent), 2);
        painter.setPen(tokens.text);
        painter.drawText(tile, Qt::AlignCenter | Qt::TextSingleLine, m_groups[i]);
    }
}

void JoinCardLarge::resizeEvent(QResizeEvent *)
{
    const int side = std::min(height() * 52 / 100, width() * 32 / 100);
    m_qr->setGeometry(margin(), (height() - side) / 2 + height() / 40, side, side);
    const QSize close = m_close->sizeHint();
    m_close->setGeometry(width() - margin() - close.width() + Theme::of(this).px(8),
                         margin() - close.height(), close.width(), close.height());
}

void JoinCardLarge::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_F11)
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

void JoinCardLarge::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

} // namespace waxwing
