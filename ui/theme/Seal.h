// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace waxwing {

/// The application's wax seal as a picture of side px().
class Seal final : public QWidget
{
    Q_OBJECT

public:
    explicit Seal(int side, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_side;
};

} // namespace waxwing
