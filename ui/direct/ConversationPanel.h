// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

class QListView;

namespace waxwing {

class ConversationListModel;

/// The conversations above the people: the room, and who is talked with alone. As high as its rows, and at
/// most a good part of what both have.
class ConversationPanel final : public Composite
{
    Q_OBJECT

public:
    explicit ConversationPanel(QWidget *parent = nullptr);

    [[nodiscard]] ConversationListModel *model() const { return m_model; }
    [[nodiscard]] QListView *view() const { return m_view; }

Q_SIGNALS:
    void chosen(const QString &name); ///< empty: the room

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void prepareView();
    void refreshHeight();

    ConversationListModel *m_model;
    QListView *m_view;
    QString m_current; ///< where the keyboard stands
};

} // namespace waxwing
