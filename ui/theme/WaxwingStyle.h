// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QProxyStyle>

namespace waxwing {

/// Fusion with our shapes: see LOOK, means. Colours come from Theme::of(), a button's kind from Button.
class WaxwingStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    WaxwingStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                         const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override;
    QIcon standardIcon(StandardPixmap picture, const QStyleOption *option,
                       const QWidget *widget) const override;
    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
};

/// A rounded rectangle whose border lies wholly inside rect.
void paintRounded(QPainter *painter, const QRectF &rect, qreal radius, const QColor &ground,
                  const QColor &border, qreal width);

/// The focus ring: 2 px in accent along the inside of rect.
void paintFocusRing(QPainter *painter, const QRectF &rect, qreal radius, const QWidget *widget);

} // namespace waxwing
