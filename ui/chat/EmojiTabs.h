// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTabBar>

namespace waxwing {

/// The kinds of emoji, each shown by one of them; what was used last stands first, under a clock.
class EmojiTabs final : public QTabBar
{
    Q_OBJECT

public:
    explicit EmojiTabs(QWidget *parent = nullptr);

protected:
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
};

} // namespace waxwing
