// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Theme.h"

#include <QWidget>

namespace waxwing {

/// An icon alone: in a tinted square of 44, or bare in the size of rows and strips. Decoration for the
/// eye, so a screen reader passes over it: the words beside it say the same.
class Tile final : public QWidget
{
    Q_OBJECT

public:
    enum class Shape { Tinted, Bare };

    explicit Tile(const QString &icon, Tone tone, Shape shape = Shape::Tinted, int side = 0,
                  QWidget *parent = nullptr);

    void setIcon(const QString &icon, Tone tone);
    [[nodiscard]] QString icon() const { return m_icon; }
    [[nodiscard]] Tone tone() const { return m_tone; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString m_icon;
    Tone m_tone;
    Shape m_shape;
    int m_side;
};

} // namespace waxwing
