// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Theme.h"

#include <QStringList>
#include <QWidget>

namespace waxwing {

/// A fingerprint in eight tiles, 2 x 4, in a narrow place 4 x 2, or another code in groups as long as each
/// other, four or two a row; always from left to right. Can take the
/// focus (comparing is what the page is for) and is copied by the copy shortcut.
class CodeTiles final : public QWidget
{
    Q_OBJECT

public:
    /// factor: the code's size against the application's font.
    explicit CodeTiles(qreal factor, QWidget *parent = nullptr);

    void setCode(const QString &fingerprint); ///< groups joined by "-"
    [[nodiscard]] QStringList groups() const { return m_groups; }
    void setTone(Tone tone);       ///< Muted: neutral tiles; Bad: tinted
    void setPixelSize(int pixels); ///< of the letters, in place of the factor; 0: by the factor again

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] QFont codeFont() const;
    [[nodiscard]] int columnsAt(int width) const;
    [[nodiscard]] int tileHeight() const;
    [[nodiscard]] int tileMinimum() const;
    [[nodiscard]] int between() const;
    [[nodiscard]] int rowsIn(int columns) const;

    QStringList m_groups;
    qreal m_factor;
    Tone m_tone = Tone::Muted;
    int m_pixelSize = 0;
};

} // namespace waxwing
