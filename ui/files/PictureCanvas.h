// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QWidget>

namespace waxwing {

/// Paints a picture over all of itself.
class PictureCanvas final : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    void setPicture(const QImage &image, QSize size);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_image;
};

} // namespace waxwing
