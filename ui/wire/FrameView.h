// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

#include <memory>
#include <vector>

class QMenu;

namespace waxwing {

class FrameLog;
class FrameModel;

/// The list of frames. Stays at its end while it stands there, else keeps its place while the log forgets its
/// oldest; leaves out columns that it has no room for and that nobody asked for. By rows, as is its
/// selection.
class FrameView final : public QTableView
{
    Q_OBJECT

public:
    explicit FrameView(FrameModel *model, QWidget *parent = nullptr);

    [[nodiscard]] bool isAtEnd() const { return m_followEnd; }
    void goToEnd();
    void setPeerWanted(bool wanted); ///< more than one peer: its column comes early
    /// Selects them, the first is the current one and in view. Rows that are not shown are left out.
    void choose(const QList<quint64> &numbers);
    [[nodiscard]] quint64 currentNumber() const;        ///< 0: none
    [[nodiscard]] QList<quint64> chosenNumbers() const; ///< in their order

    /// Of the person's own will, whatever room there is; restoreColumns() takes what saveColumns() gave.
    void setColumnWanted(int column, bool wanted);
    void forgetWantedColumns(); ///< as room allows again
    [[nodiscard]] quint32 saveColumns() const;
    void restoreColumns(quint32 columns);
    QMenu *makeColumnMenu(); ///< deletes itself when closed

    void reset() override;
    void keyboardSearch(const QString &letters) override; ///< none: it would read the whole log

Q_SIGNALS:
    void frameChosen(quint64 number, bool byHand);
    void copyRequested(); ///< of what is chosen
    void typed(const QString &letters);
    void menuRequested(const QPoint &global); ///< for the current frame

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void prepareHeader();
    void refreshSizes();
    void refreshColumns();
    void keepPlace();
    void restorePlace();
    [[nodiscard]] std::vector<int> widths() const;
    [[nodiscard]] std::vector<int> order() const;
    void showColumnMenu(const QPoint &point);
    void onRowsRemoved(int first, int last);

    FrameModel *m_frames;
    bool m_followEnd = true;
    bool m_peerWanted = false;
    bool m_isMoving = false;   ///< by itself
    bool m_isChoosing = false; ///< not by hand
    quint16 m_shownAlways = 0; ///< columns, a bit each: asked for
    quint16 m_hiddenAlways = 0;
    /// Over a reset of the model.
    struct Place
    {
        std::shared_ptr<const FrameLog> log;
        quint64 top = 0;
        int offset = 0;
        QList<quint64> chosen; ///< the current one first
    };
    Place m_place;
};

} // namespace waxwing
