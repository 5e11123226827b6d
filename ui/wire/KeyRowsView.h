// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "KeyModel.h"

#include <QListView>

namespace waxwing {

/// The talk of a link in order, and beside it the keys of both directions as bands that run down the rows;
/// what falls with a leak is marked by icon, word and colour. Stays at the end while it stands there, else
/// keeps its place while the log forgets its oldest.
class KeyRowsView final : public QListView
{
    Q_OBJECT

public:
    explicit KeyRowsView(KeyModel *model, QWidget *parent = nullptr);

    /// Where the parts of a row lie.
    struct Geometry
    {
        QRect sending;
        QRect receiving;
        QRect arrow;
        QRect time; ///< empty where the words need its place
        QRect words;
        QRect mark; ///< empty where nothing is judged
    };
    [[nodiscard]] Geometry geometryOf(const QRect &row) const;
    [[nodiscard]] KeyModel *keys() const { return m_keys; }
    /// Nothing: to find a typed letter every message would have to be decoded.
    void keyboardSearch(const QString &) override {}

Q_SIGNALS:
    void keyChosen(bool sent, quint32 epoch); ///< a click on a band, or Space on a row
    void frameRequested(quint64 number);      ///< Enter, or a double click

protected:
    void updateGeometries() override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    class Delegate;
    class Head;
    void ask(const QModelIndex &index);
    void followEnd();
    void onRowsRemoved(int first, int last);

    KeyModel *m_keys;
    Head *m_head;
    bool m_isAtEnd = true;
    bool m_isFitting = false;
    bool m_isMoving = false; ///< by itself
};

} // namespace waxwing
