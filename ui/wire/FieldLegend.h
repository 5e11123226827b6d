// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "FrameMarks.h"

namespace waxwing {

/// The fields of the bytes as they travelled, with their colours and values, in as many lines as they need.
class FieldLegend final : public Composite
{
    Q_OBJECT

public:
    explicit FieldLegend(QWidget *parent = nullptr);

    void show(const FrameMarks *marks); ///< borrowed until the next call
    void setMark(int mark);
    [[nodiscard]] QStringList labels() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    void marked(int mark);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    struct Item
    {
        int mark = -1;
        QString label;
    };
    [[nodiscard]] std::vector<QRect> places(int width) const;
    void paintWords(QPainter &painter, const Item &item, const QRect &place) const;
    void paintItem(QPainter &painter, const Item &item, const QRect &place) const;

    const FrameMarks *m_marks = nullptr;
    std::vector<Item> m_items;
    int m_mark = -1;
};

} // namespace waxwing
