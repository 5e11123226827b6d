// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QWidget>

namespace waxwing {

/// A text as QR code (ISO/IEC 18004, level M): always black on white whatever the theme, each module a
/// whole number of device pixels, four modules of quiet around.
class QrCode final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int quiet = 4; ///< modules

    explicit QrCode(QWidget *parent = nullptr);

    void setText(const QString &text);
    void setSide(int side); ///< logical pixels, held in px(); 0: as large as it is made
    [[nodiscard]] int modules() const { return m_modules.width(); } ///< without the quiet; 0: nothing to show
    [[nodiscard]] bool isDark(int x, int y) const;                  ///< of a module

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QImage m_modules;
    int m_side = 0;
};

} // namespace waxwing
