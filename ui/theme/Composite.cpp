// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Composite.h"

#include <QEvent>

namespace waxwing {

Composite::Composite(QWidget *parent) : QWidget(parent) {}

void Composite::metrics(Metrics apply)
{
    apply(Theme::of(this));
    m_metrics.push_back(std::move(apply));
}

void Composite::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange) {
        const Theme theme = Theme::of(this);
        for (const Metrics &apply : m_metrics)
            apply(theme);
        updateGeometry();
    } else if (event->type() == QEvent::PaletteChange) {
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace waxwing
