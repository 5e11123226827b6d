// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "History.h"

#include <QTimer>

class QLineEdit;
class QListView;
class QStackedWidget;

namespace waxwing {

class Button;
class FindFilters;
class FindResultDelegate;
class FindResults;
class HintLine;
class Label;
class TalkFinder;

/// The search everywhere: in all that was said, in the room and with one person, with the hits as a list.
/// Choosing one goes there.
class FindPanel final : public Composite
{
    Q_OBJECT

public:
    explicit FindPanel(TalkFinder *finder, QWidget *parent = nullptr);

    void begin();                     ///< shown, with the focus
    void begin(const QString &words); ///< with these
    void say(const QString &words);   ///< below the box, until the search changes; empty: nothing
    [[nodiscard]] SearchQuery query() const;

    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    [[nodiscard]] FindFilters *filters() const { return m_filters; }
    [[nodiscard]] Button *filterButton() const { return m_filter; }
    [[nodiscard]] Button *closeButton() const { return m_close; }
    [[nodiscard]] QListView *results() const { return m_results; }
    [[nodiscard]] QString statusText() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void queryChanged(const waxwing::SearchQuery &query);
    void messageRequested(quint64 number, const QString &with); ///< as FindResults::WithRole
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void connectParts();
    void search();
    void refresh();
    void choose(const QModelIndex &index);
    bool onKey(const QObject *watched, int key);

    TalkFinder *m_finder;
    Label *m_title;
    QLineEdit *m_edit;
    Button *m_filter;
    Button *m_close;
    FindFilters *m_filters;
    HintLine *m_line;
    QStackedWidget *m_stack;
    QListView *m_results;
    QWidget *m_empty;
    Label *m_emptyTitle;
    Label *m_emptyWords;
    FindResults *m_model;
    FindResultDelegate *m_delegate;
    QTimer m_pause;
    QString m_saying;
};

} // namespace waxwing
