// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DropVeil.h"

#include "Attachments.h"
#include "Icons.h"
#include "Theme.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QPainter>

namespace waxwing {

DropVeil::DropVeil(QWidget *parent) : QWidget(parent)
{
    setAcceptDrops(true);
    hide();
}

void DropVeil::setWords(const QString &title, const QString &caption, bool isRefused)
{
    m_title = title;
    m_caption = caption;
    m_isRefused = isRefused;
    setAccessibleName(title);
    update();
}

void DropVeil::enter(QDragEnterEvent *event)
{
    if (!attachments::hasFiles(event->mimeData()) && !event->mimeData()->hasImage())
        return;
    setGeometry(parentWidget()->rect());
    raise();
    show();
    dragEnterEvent(event);
}

void DropVeil::dragEnterEvent(QDragEnterEvent *event)
{
    show(); // the page under it told that the drag had left
    event->setDropAction(m_isRefused ? Qt::IgnoreAction : Qt::CopyAction);
    event->accept(); // also refused, so that it hears when the drag has gone
}

void DropVeil::dragMoveEvent(QDragMoveEvent *event)
{
    event->setDropAction(m_isRefused ? Qt::IgnoreAction : Qt::CopyAction);
    event->accept();
}

void DropVeil::dragLeaveEvent(QDragLeaveEvent *)
{
    hide();
}

void DropVeil::dropEvent(QDropEvent *event)
{
    hide();
    if (m_isRefused)
        return;
    event->setDropAction(Qt::CopyAction); // never moved away from where it lies
    event->accept();
    Q_EMIT dropped(event->mimeData());
}

void DropVeil::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    QColor ground = tokens.canvas;
    ground.setAlphaF(tokens.highContrast ? 1.0F : 0.94F);
    painter.fillRect(rect(), ground);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = m_isRefused ? tokens.muted : tokens.accent;
    QPen pen(colour, 2, Qt::CustomDashLine, Qt::RoundCap);
    pen.setDashPattern({4, 4});
    painter.setPen(pen);
    const int inset = theme.gap(16);
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), theme.px(radius::sheet),
                            theme.px(radius::sheet));
    const int side = theme.px(40);
    const QFont title = theme.font(Type::Subtitle);
    const QFont caption = theme.font(Type::Body);
    const int room = width() - 4 * inset;
    const int flags = Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap;
    const int titleHigh = QFontMetrics(title).boundingRect(0, 0, room, height(), flags, m_title).height();
    const int captionHigh =
        QFontMetrics(caption).boundingRect(0, 0, room, height(), flags, m_caption).height();
    int y = (height() - side - titleHigh - captionHigh - theme.px(20)) / 2;
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintIcon(&painter, m_isRefused ? QStringLiteral("x") : QStringLiteral("attach"),
              QRectF((width() - side) / 2.0, y, side, side), colour);
    y += side + theme.px(14);
    painter.setPen(tokens.text);
    painter.setFont(title);
    painter.drawText(QRect(2 * inset, y, room, titleHigh), flags, m_title);
    y += titleHigh + theme.px(6);
    painter.setPen(tokens.muted);
    painter.setFont(caption);
    painter.drawText(QRect(2 * inset, y, room, captionHigh), flags, m_caption);
}

} // namespace waxwing
