// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLayout>

namespace waxwing {

/// The join card's middle: the square at the left, the rest beside it; below each other when narrow.
class QrAndWays final : public QLayout
{
    Q_OBJECT

public:
    QrAndWays(QWidget *square, QWidget *rest, QWidget *parent);
    ~QrAndWays() override;

    void setThreshold(int width); ///< stacked below

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    int place(const QRect &rect, bool move) const;

    QList<QLayoutItem *> m_items;
    int m_threshold = 0;
};

} // namespace waxwing
