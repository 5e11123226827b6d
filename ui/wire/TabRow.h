// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTabBar>

namespace waxwing {

/// Words in a row, the chosen ones strong with a line of 3 px below.
class TabRow final : public QTabBar
{
    Q_OBJECT

public:
    explicit TabRow(QWidget *parent = nullptr);

protected:
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
};

} // namespace waxwing
