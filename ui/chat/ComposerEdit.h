// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTextEdit>

namespace waxwing {

/// Where a message is written: plain text, one to six lines high. Enter sends, Shift+Enter breaks, Tab moves
/// on.
class ComposerEdit final : public QTextEdit
{
    Q_OBJECT

public:
    explicit ComposerEdit(QWidget *parent = nullptr);

    [[nodiscard]] int lineHeight() const; ///< of the whole edit while it has one line
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void sendRequested();
    void pasteRefused(); ///< more at once than any message may have

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void applyMetrics();
    void fit();
    [[nodiscard]] int heightFor(int lines) const;

    int m_fitted = 0;
};

} // namespace waxwing
