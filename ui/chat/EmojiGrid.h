// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QListView>

namespace waxwing {

class EmojiModel;

/// Emoji in rows: one view however many there are. Arrows walk, Enter or a click takes one; a letter belongs
/// to the search.
class EmojiGrid final : public QListView
{
    Q_OBJECT

public:
    explicit EmojiGrid(EmojiModel *model, QWidget *parent = nullptr);

    [[nodiscard]] int cell() const; ///< side of one, logical pixels
    static constexpr int columns = 9;
    static constexpr int rows = 6;

Q_SIGNALS:
    void taken(const QString &text, bool stay); ///< stay: with Shift, more will follow
    void typed(const QString &text);
    void leftAtTop();
    void lookedAt(const QModelIndex &index); ///< the pointer or the keyboard stands on it

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void applyMetrics();
    void take(const QModelIndex &index, Qt::KeyboardModifiers modifiers);
};

} // namespace waxwing
