// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "FrameFilter.h"

class QAction;
class QLineEdit;
class QMenu;

namespace waxwing {

class Button;
class HintLine;

/// What the list shows: a box to type a filter, ready ones, and the pause button.
class FilterBar final : public Composite
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget *parent = nullptr);

    /// What "this peer" and "this key" of the menu mean.
    void setCurrent(const std::optional<TracedFrame> &frame, const std::optional<TracedLink> &link);
    void setFilter(const QString &text); ///< as if typed
    void setPaused(bool paused);
    void setHeldBack(quint64 count);
    void say(const QString &words); ///< below, until the filter changes; empty: nothing

    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    [[nodiscard]] Button *pauseButton() const { return m_pause; }
    [[nodiscard]] Button *menuButton() const { return m_ready; }
    [[nodiscard]] QString said() const;
    /// The ready filters; deletes itself when closed.
    QMenu *makeMenu();

Q_SIGNALS:
    void filterChanged(const waxwing::FrameFilter &filter);
    void pauseRequested(bool paused);

private:
    void onTextChanged(const QString &text);
    void refreshPause();
    void refreshLine();
    void addReady(QMenu *menu, const QString &words, const QString &filter);

    QLineEdit *m_edit;
    QAction *m_clear = nullptr;
    Button *m_ready;
    Button *m_pause;
    HintLine *m_line;
    QString m_peer; ///< filters for the current frame; empty: none
    QString m_key;
    QString m_keyWords;
    QString m_fault; ///< below comes the first of these that is none: fault, saying, pause
    QString m_saying;
    bool m_isPaused = false;
    quint64 m_heldBack = 0;
};

} // namespace waxwing
