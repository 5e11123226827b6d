// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLayout>
#include <QList>

namespace waxwing {

/// Items side by side while they fit, below each other when the room is too narrow: never sideways.
class AdaptiveLayout final : public QLayout
{
    Q_OBJECT

public:
    enum class Mode {
        Equal, ///< all as wide and as high as each other; stacked: each as wide as the whole
        Ends,  ///< the first at the left edge, the others at the right; stacked in reverse, whole width
        Lead   ///< the first as wide as it likes, the last takes the rest; stacked in order
    };

    explicit AdaptiveLayout(Mode mode, QWidget *parent = nullptr);
    ~AdaptiveLayout() override;

    void setThreshold(int width); ///< stacked below; 0: when the items' hints do not fit

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

    [[nodiscard]] bool isStackedAt(int width) const;
    /// As it was placed last: without asking the items, so an item may ask for it while it is measured.
    [[nodiscard]] bool isStacked() const { return m_stacked; }

private:
    [[nodiscard]] QList<QLayoutItem *> shown() const;
    [[nodiscard]] int rowWidth() const;
    static int heightOf(const QLayoutItem *item, int width);
    int place(const QRect &rect, bool move) const;
    int placeStacked(const QRect &rect, bool move) const;
    int placeEqual(const QRect &rect, bool move) const;
    int placeLead(const QRect &rect, bool move) const;
    int placeEnds(const QRect &rect, bool move) const;

    QList<QLayoutItem *> m_items;
    Mode m_mode;
    int m_threshold = 0;
    bool m_stacked = false;
};

} // namespace waxwing
