// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

namespace waxwing {

/// The circle that leads to the end of the conversation, with the count of what came since.
class JumpButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit JumpButton(QWidget *parent = nullptr);

    void setCount(int count);
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_count = 0;
};

} // namespace waxwing
