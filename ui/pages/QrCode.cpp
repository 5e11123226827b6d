// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "QrCode.h"

#include "Theme.h"
#include "WaxwingStyle.h"

#include <QEvent>
#include <QPainter>
#include <cmath>
#include <memory>
#include <qrencode.h>

namespace waxwing {

QrCode::QrCode(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("QR code of the join link"));
}

void QrCode::setText(const QString &text)
{
    m_modules = {};
    const QByteArray bytes = text.toUtf8();
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(bytes.size()),
                          reinterpret_cast<const unsigned char *>(bytes.constData()), 0, QR_ECLEVEL_M),
        &QRcode_free);
    if (code) {
        m_modules = QImage(code->width, code->width, QImage::Format_RGB32);
        for (int y = 0; y < code->width; ++y) {
            for (int x = 0; x < code->width; ++x) {
                const bool dark = (code->data[y * code->width + x] & 1) != 0;
                m_modules.setPixel(x, y, dark ? 0xFF000000U : 0xFFFFFFFFU);
            }
        }
    }
    update();
}

void QrCode::setSide(int side)
{
    m_side = side;
    const QSizePolicy::Policy policy = side > 0 ? QSizePolicy::Fixed : QSizePolicy::Expanding;
    setSizePolicy(policy, policy);
    updateGeometry();
}

bool QrCode::isDark(int x, int y) const
{
    return m_modules.rect().contains(x, y) && m_modules.pixel(x, y) == 0xFF000000U;
}

QSize QrCode::sizeHint() const
{
    const int side = Theme::of(this).px(m_side > 0 ? m_side : 232);
    return {side, side};
}

QSize QrCode::minimumSizeHint() const
{
    return m_side > 0 ? sizeHint() : QSize(0, 0);
}

void QrCode::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    paintRounded(&painter, rect(), theme.px(radius::band), Qt::white, theme.tokens().line, 1);
    if (m_modules.isNull())
        return;
    // Laid out in device pixels, so that every module is as large as each other.
    const qreal ratio = devicePixelRatioF();
    const QPointF origin = painter.deviceTransform().map(QPointF(0, 0));
    const int side = static_cast<int>(std::min(width(), height()) * ratio);
    const int module = std::max(1, side / (modules() + 2 * quiet));
    const int drawn = module * modules();
    const auto logical = [&](qreal start, int extent) {
        return (std::round(start + (extent * ratio - drawn) / 2) - start) / ratio;
    };
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(
        QRectF(logical(origin.x(), width()), logical(origin.y(), height()), drawn / ratio, drawn / ratio),
        m_modules);
}

void QrCode::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace waxwing
