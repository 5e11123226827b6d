// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QTextEdit>

namespace waxwing {

/// Where a message is written: plain text, one to six lines high. Enter sends, Shift+Enter breaks, or the
/// other way round; Ctrl+Enter sends in any case. Tab moves on.
class ComposerEdit final : public QTextEdit
{
    Q_OBJECT

public:
    explicit ComposerEdit(QWidget *parent = nullptr);

    [[nodiscard]] int lineHeight() const; ///< of the whole edit while it has one line
    void setEnterSends(bool sends) { m_enterSends = sends; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    /// Whether a text that begins with / may be a command.
    void setTakesCommands(bool takes) { m_takesCommands = takes; }
    void setTakesFiles(bool takes) { m_takesFiles = takes; } ///< pasted ones, and pictures
    [[nodiscard]] bool takesCommands() const { return m_takesCommands; }

Q_SIGNALS:
    void sendRequested();
    void lastRequested(); ///< Up, with nothing written
    void left();          ///< the keyboard is elsewhere, not only in a popup
    /// More at once than any message may have.
    void pasteRefused(const QString &text);
    void filesPasted(const QStringList &paths);
    void picturePasted(const QImage &picture);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void applyMetrics();
    void fit();
    [[nodiscard]] int heightFor(int lines) const;

    int m_fitted = 0;
    bool m_enterSends = true;
    bool m_takesCommands = true;
    bool m_takesFiles = false;
};

} // namespace waxwing
