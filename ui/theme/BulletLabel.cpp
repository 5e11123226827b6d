// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "BulletLabel.h"

#include "Label.h"

#include <QPainter>
#include <QVBoxLayout>

namespace waxwing {

BulletLabel::BulletLabel(const QString &sentence, QWidget *parent) : Composite(parent)
{
    auto *label = new Label(Type::Body, sentence, this);
    label->setWrapped(true);
    auto *row = new QVBoxLayout(this);
    row->addWidget(label);
    metrics([row](const Theme &theme) { row->setContentsMargins(theme.px(19), 0, 0, 0); });
}

void BulletLabel::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const qreal radius = theme.px(5) / 2.0;
    const qreal x = layoutDirection() == Qt::RightToLeft ? width() - theme.px(6) : theme.px(6);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.tokens().muted);
    painter.drawEllipse(QPointF(x, fontMetrics().height() / 2.0 + 0.5), radius, radius);
}

} // namespace waxwing
