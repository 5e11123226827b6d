// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FrameMarks.h"
#include "Theme.h"

#include <QAbstractScrollArea>

namespace waxwing {

/// The bytes of a frame, eight a row, each field in its colour; where there is room with offset and ASCII.
/// Draws only the rows that are seen. A cursor goes from byte to byte, and tells where it stands.
class HexPane final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HexPane(QWidget *parent = nullptr);

    /// `marks` is borrowed until the next call. The bytes are shared.
    void show(const TracedFrame &frame, const FrameMarks *marks);
    void setMark(int mark); ///< outlined; −1: none
    [[nodiscard]] qsizetype cursor() const { return m_cursor; }
    void setCursorAt(qsizetype offset);
    [[nodiscard]] bool showsWhole() const { return grid().hasOffset && grid().ascii > 0; }
    [[nodiscard]] qsizetype rowsSeen() const; ///< rows that fit into the view
    /// Where a byte stands in the viewport.
    [[nodiscard]] QRect rectOf(qsizetype offset) const;

    [[nodiscard]] int wholeWidth() const; ///< for offset, bytes and ASCII
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void marked(int mark); ///< the pointer or the cursor came to it; −1: to none

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// Columns of a row, in pixels of the viewport.
    struct Grid
    {
        int left = 0;  ///< of the first byte
        int cell = 0;  ///< of one byte
        int ascii = 0; ///< of the first character; 0: not shown
        int letter = 0;
        bool hasOffset = false;
    };
    [[nodiscard]] Grid grid() const;
    [[nodiscard]] int offsetWidth() const;
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] qsizetype rows() const;
    [[nodiscard]] BytesView bytes() const { return m_frame.bytes(); }
    [[nodiscard]] qsizetype offsetAt(const QPoint &point) const; ///< −1: none
    void refreshMetrics();
    void updateScroll();
    void paintGround(QPainter &painter, const Grid &columns, qsizetype row) const;
    void paintBytes(QPainter &painter, const Grid &columns, qsizetype row) const;
    void paintAscii(QPainter &painter, const Grid &columns, qsizetype at) const;
    void paintMark(QPainter &painter, const Grid &columns, qsizetype first, qsizetype last) const;
    [[nodiscard]] qsizetype steppedBy(const QKeyEvent &event) const; ///< −1: that key moves nothing
    void copyMarked() const;
    void moveCursor(qsizetype offset);

    TracedFrame m_frame;
    const FrameMarks *m_marks = nullptr;
    int m_mark = -1;
    qsizetype m_cursor = 0;
    int m_letter = 8;
    QFont m_font;
};

} // namespace waxwing
