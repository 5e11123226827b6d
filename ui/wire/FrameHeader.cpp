// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FrameHeader.h"

#include "Theme.h"

#include <QPainter>

namespace waxwing {

FrameHeader::FrameHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(false);
    setHighlightSections(false);
    setSectionsMovable(false);
    setMinimumSectionSize(8);
}

QSize FrameHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), Theme::of(this).px(30)};
}

void FrameHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Theme theme = Theme::of(this);
    painter->fillRect(rect, theme.tokens().window);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.tokens().line);
    const auto aligned =
        model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->setPen(theme.tokens().muted);
    painter->setFont(font());
    painter->drawText(rect.adjusted(theme.px(8), 0, -theme.px(8), 0),
                      int(QStyle::visualAlignment(layoutDirection(), aligned)) | Qt::TextSingleLine,
                      model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString());
}

void FrameHeader::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const Theme theme = Theme::of(this);
    painter.fillRect(viewport()->rect(), theme.tokens().window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.tokens().line);
    painter.end();
    QHeaderView::paintEvent(event);
}

} // namespace waxwing
