// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QMimeData;

namespace waxwing {

/// Lies over a page while files are dragged over it, says what dropping them does, and takes them. Made for
/// a parent that hands it its drag events.
class DropVeil final : public QWidget
{
    Q_OBJECT

public:
    explicit DropVeil(QWidget *parent);

    /// `refused`: why nothing may be dropped; empty: it may.
    void setWords(const QString &title, const QString &caption, bool isRefused);
    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] QString caption() const { return m_caption; }
    [[nodiscard]] bool isRefused() const { return m_isRefused; }
    /// Shows itself where the drag has files or a picture of this PC.
    void enter(QDragEnterEvent *event);
    void take(QDropEvent *event) { dropEvent(event); } ///< dropped before it heard of the drag

Q_SIGNALS:
    void dropped(const QMimeData *data);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    QString m_caption;
    bool m_isRefused = false;
};

} // namespace waxwing
