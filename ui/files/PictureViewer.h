// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>
#include <QImage>

class QScrollArea;

namespace waxwing {

class Button;
class HintLine;
class PictureCanvas;

/// One picture, large: fitted to the window or a pixel for a pixel. Esc closes.
class PictureViewer final : public QDialog
{
    Q_OBJECT

public:
    /// Reads it in a thread of the pool. `name` is harmless.
    PictureViewer(const QString &path, const QString &name, QWidget *parent);

    [[nodiscard]] bool isFitted() const { return m_isFitted; }
    void setFitted(bool fitted);
    [[nodiscard]] QSize shownSize() const; ///< logical; empty while it is read
    [[nodiscard]] Button *fitButton() const { return m_fit; }
    [[nodiscard]] Button *wholeButton() const { return m_whole; }
    [[nodiscard]] Button *saveButton() const { return m_save; }
    [[nodiscard]] HintLine *line() const { return m_line; }

Q_SIGNALS:
    void saveRequested();
    void ready(); ///< it is there, or the line says why not

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build(const QString &name);
    void take(const QImage &image);
    void refresh();

    QImage m_image;
    QScrollArea *m_area;
    PictureCanvas *m_canvas;
    HintLine *m_line;
    Button *m_fit;
    Button *m_whole;
    Button *m_save;
    bool m_isFitted = true;
};

} // namespace waxwing
