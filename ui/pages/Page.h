// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QPointer>
#include <QScrollArea>

class QHBoxLayout;
class QVBoxLayout;

namespace waxwing {

class Button;
class Composite;

/// One column in the middle of the window, space above : below 2 : 3, Back at the top left where there is
/// a way back. Scrolls down, never sideways; what has the focus is in view, with the words that belong to it.
/// Esc is Back.
class Page : public QScrollArea
{
    Q_OBJECT

public:
    enum class Way { Back, None };

    /// widest: of the column, in units of px().
    Page(Way way, int widest, QWidget *parent);
    ~Page() override;

    [[nodiscard]] Button *backButton() const { return m_back; } ///< null without a way back

    /// Puts the focus where the person goes on: the first empty field, or what the page is for.
    void focusFirst();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void backRequested();

protected:
    [[nodiscard]] Composite *content() const { return m_content; }
    void setColumn(QWidget *column);
    /// Tab goes through these in order, then Back.
    void setTabChain(const QList<QWidget *> &widgets);
    [[nodiscard]] virtual QWidget *firstFocus() const = 0;
    /// What is to be in view with the focus: of an edit its whole Field, hint and error too.
    [[nodiscard]] virtual QWidget *partAround(QWidget *focused) const;

    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onFocusMoved(QWidget *focused);
    void showFocused();

    Composite *m_content;
    QHBoxLayout *m_row;
    Button *m_back = nullptr;
    QPointer<QWidget> m_focused; ///< of this page's own
    QPointer<QWidget> m_part;    ///< around it
    int m_widest;
};

} // namespace waxwing
