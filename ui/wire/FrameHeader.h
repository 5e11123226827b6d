// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHeaderView>

namespace waxwing {

/// The columns of the frames: words muted on the page's ground, a hairline below.
class FrameHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit FrameHeader(QWidget *parent);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace waxwing
