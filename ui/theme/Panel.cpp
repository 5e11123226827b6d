// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Panel.h"

#include <QEvent>

namespace waxwing {

Panel::Panel(QWidget *parent) : QWidget(parent) {}

void Panel::metrics(Metrics apply)
{
    apply(Theme::of(this));
    m_metrics.push_back(std::move(apply));
}

void Panel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::StyleChange) {
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
