// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PictureCanvas.h"

#include "Theme.h"

#include <QPaintEvent>
#include <QPainter>

namespace waxwing {

void PictureCanvas::setPicture(const QImage &image, QSize size)
{
    m_image = image;
    resize(size);
    update();
}

void PictureCanvas::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.setClipRect(event->rect());
    painter.fillRect(rect(), Theme::of(this).tokens().canvas); // also below what is transparent
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(rect(), m_image);
}

} // namespace waxwing
