// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "RoomView.h"

class QHBoxLayout;
class QLineEdit;
class QListView;
class QMenu;
class QSortFilterProxyModel;
class QVBoxLayout;

namespace waxwing {

class Label;
class PeopleModel;

/// Who is here, at the left of the chat; with a filter box from 16 people on.
class PeoplePanel final : public Composite
{
    Q_OBJECT

public:
    explicit PeoplePanel(QWidget *parent = nullptr);

    void setPeople(const QList<PersonView> &people);
    void setHostShield(const QString &words);
    void setAbove(QWidget *widget); ///< conversations
    /// Whether people here can be written to alone; their menus offer it, and so does Enter.
    void setMessaging(bool offered) { m_isMessaging = offered; }
    /// What can be done with that person; null: nothing. Deletes itself when closed.
    [[nodiscard]] QMenu *makeMenu(const QModelIndex &index);
    [[nodiscard]] PeopleModel *model() const { return m_model; }
    [[nodiscard]] QListView *view() const { return m_view; }
    [[nodiscard]] QLineEdit *filter() const { return m_filter; }

Q_SIGNALS:
    void lookedAt(const QString &name); ///< a person with a new key was chosen
    void messageRequested(const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void choose(const QModelIndex &index);
    void write(const QModelIndex &index);
    void showMenu(const QPoint &at);
    void prepareFilter();
    void prepareView();
    void refreshRows();

    PeopleModel *m_model;
    QSortFilterProxyModel *m_shown;
    Label *m_count;
    QLineEdit *m_filter;
    QListView *m_view;
    Label *m_nobody;
    QVBoxLayout *m_column;
    QHBoxLayout *m_filterRow;
    QHBoxLayout *m_nobodyRow;
    bool m_isMessaging = false;
};

} // namespace waxwing
