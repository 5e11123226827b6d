// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LadderModel.h"

#include <QListView>

namespace waxwing {

/// The ladder in a window: a list whose rows are drawn as the steps between two lifelines, with the heads of
/// both above them. The current step is lit and the others are dimmed; Esc lights all.
class LadderView final : public QListView
{
    Q_OBJECT

public:
    explicit LadderView(LadderModel *model, QWidget *parent = nullptr);

    void step(int by); ///< to the next or an earlier row; from none to the first or the last

Q_SIGNALS:
    void rowChanged(int row); ///< −1: none
    void frameRequested(quint64 number);

protected:
    void updateGeometries() override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    class Delegate;
    class Head;
    void ask(const QModelIndex &index);

    LadderModel *m_ladder;
    Head *m_head;
    bool m_isFitting = false;
};

} // namespace waxwing
