// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "History.h"

#include <QTimer>

class QLineEdit;

namespace waxwing {

class Button;
class FindFilters;
class Label;

/// The bar that looks for words in this conversation: what is typed, where one stands among the hits, what
/// narrows the search.
class FindBar final : public Composite
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    enum class State { Nothing, Searching, Done };
    /// `at`: 0 is the newest hit; −1: none is shown.
    void setState(State state, int at, int count, bool isCut);
    void begin(); ///< shown, with the focus, and what stands there marked
    [[nodiscard]] SearchQuery query() const;

    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    [[nodiscard]] FindFilters *filters() const { return m_filters; }
    [[nodiscard]] Button *olderButton() const { return m_older; }
    [[nodiscard]] Button *newerButton() const { return m_newer; }
    [[nodiscard]] Button *filterButton() const { return m_filter; }
    [[nodiscard]] Button *closeButton() const { return m_close; }
    [[nodiscard]] QString countText() const;

Q_SIGNALS:
    void queryChanged(const waxwing::SearchQuery &query); ///< typing has paused
    void stepRequested(int by);                           ///< 1: the next older hit; −1: the next newer
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tellNow();
    void setFiltersShown(bool shown);

    QLineEdit *m_edit;
    Label *m_count;
    Button *m_older;
    Button *m_newer;
    Button *m_filter;
    Button *m_close;
    FindFilters *m_filters;
    QTimer m_pause;
};

} // namespace waxwing
