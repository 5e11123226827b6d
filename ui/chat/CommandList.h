// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

class QListView;
class QStandardItemModel;

namespace waxwing {

class ComposerEdit;

/// The commands that begin as what is written does, above the edit; the keyboard stays there: Up and Down
/// walk, Tab or Enter takes one, Esc shuts it.
class CommandList final : public Composite
{
    Q_OBJECT

public:
    explicit CommandList(ComposerEdit *edit);

    [[nodiscard]] QStringList shown() const; ///< empty: it is shut

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void place();
    void step(int by);
    void take();
    void tellEdit();
    bool takesKey(int key, Qt::KeyboardModifiers modifiers);

    ComposerEdit *m_edit;
    QStandardItemModel *m_items;
    QListView *m_view;
    QString m_shutFor; ///< the text for which Esc was pressed
};

} // namespace waxwing
