// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

#include <QStringList>

class QLineEdit;

namespace waxwing {

class Button;
class ElidedLabel;
class EmojiGrid;
class EmojiModel;
class EmojiTabs;

/// A popup with all emoji: what was used last, nine kinds, a search by English name, skin tones.
class EmojiPicker final : public Composite
{
    Q_OBJECT

public:
    explicit EmojiPicker(QWidget *parent = nullptr);

    void setRecent(const QStringList &recent); ///< the last one first; what is no emoji is left out
    [[nodiscard]] QStringList recent() const { return m_recent; }
    void setTone(int tone); ///< 0: none, 1 to 5 from light to dark
    [[nodiscard]] int tone() const;
    void openAt(const QWidget *button); ///< above it, where there is room

    [[nodiscard]] QLineEdit *search() const { return m_search; }
    [[nodiscard]] EmojiGrid *grid() const { return m_grid; }
    [[nodiscard]] EmojiTabs *tabs() const { return m_tabs; }
    [[nodiscard]] Button *toneButton() const { return m_tone; }
    [[nodiscard]] QString shownName() const; ///< of the emoji looked at

Q_SIGNALS:
    void taken(const QString &text);
    void recentChanged(const QStringList &recent);
    void toneChanged(int tone);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void connectParts();
    void showTab(int tab);
    void find(const QString &words);
    void take(const QString &text, bool stay);
    void lookAt(const QModelIndex &index);
    void refreshTone();

    QLineEdit *m_search;
    EmojiTabs *m_tabs;
    EmojiModel *m_model;
    EmojiGrid *m_grid;
    ElidedLabel *m_name;
    Button *m_tone;
    QStringList m_recent;
};

} // namespace waxwing
