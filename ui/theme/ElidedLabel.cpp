// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ElidedLabel.h"

#include <QPainter>

namespace waxwing {

ElidedLabel::ElidedLabel(Type type, Qt::TextElideMode mode, const QString &text, QWidget *parent)
    : Label(type, {}, parent), m_mode(mode)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFullText(text);
}

void ElidedLabel::setFullText(const QString &text)
{
    setText(text);
    setAccessibleName(text);
    tellWhole();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {std::min(fontMetrics().averageCharWidth() * 6, sizeHint().width()), sizeHint().height()};
}

QString ElidedLabel::shown() const
{
    return fontMetrics().elidedText(text(), m_mode, contentsRect().width());
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole()));
    painter.drawText(contentsRect(), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown());
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    Label::resizeEvent(event);
    tellWhole();
}

void ElidedLabel::tellWhole()
{
    // A tool tip may be taken for rich text: what comes from another person is escaped.
    setToolTip(shown() == text() ? QString() : QStringLiteral("<span>%1</span>").arg(text().toHtmlEscaped()));
}

} // namespace waxwing
