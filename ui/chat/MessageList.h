// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "MessageLayout.h"

#include <QListView>
#include <QPersistentModelIndex>

namespace waxwing {

class ConversationModel;
class JumpButton;
class MessageDelegate;

/// The conversation: stays at its end while it stands there, keeps its place while older messages are read; a
/// short talk stands at the bottom. Rows near the viewport are measured, all others estimated (LOOK, means).
class MessageList final : public QListView
{
    Q_OBJECT

public:
    explicit MessageList(ConversationModel *model, QWidget *parent = nullptr);

    [[nodiscard]] bool isAtEnd() const { return m_followEnd; }
    void jumpToEnd();
    void copySelected(); ///< one: its text; several: with name and time
    [[nodiscard]] bool hasSelectedMessages() const;
    [[nodiscard]] const MessageLayout &layoutOf(int row) const;
    [[nodiscard]] JumpButton *jumpButton() const { return m_jump; }

    void doItemsLayout() override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void linkActivated(const QUrl &link); ///< http or https, on a click or Enter
    void retryRequested(quint64 localId);
    void discardRequested(quint64 localId);
    void atEndChanged(bool atEnd);
    void detailsRequested(const QString &words);
    void typed(const QString &text); ///< a letter typed here belongs into the composer

protected:
    void updateGeometries() override;
    void showEvent(QShowEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override;
    void reset() override;

private:
    struct Anchor
    {
        QPersistentModelIndex row;
        int top = 0; ///< of the row, in the viewport
    };
    [[nodiscard]] Anchor anchorNow() const;
    void restore(const Anchor &anchor);
    [[nodiscard]] QPair<int, int> visibleRows() const;
    bool measureNear();
    void layOut(const Anchor &anchor);
    void followScroll();
    void placeJump();
    void startFromWhatIsSeen();
    void updateJump();
    [[nodiscard]] MessageLayout::Hit hitAt(const QPoint &point) const;
    void act(const QModelIndex &index, const MessageLayout::Hit &hit);
    void activateRow(const QModelIndex &index);
    void showMenu(const QModelIndex &index, const QPoint &global);
    [[nodiscard]] QString detailsOf(const QModelIndex &index) const;

    ConversationModel *m_conversation;
    MessageDelegate *m_delegate;
    JumpButton *m_jump;
    Anchor m_anchor;
    QPoint m_pressed;
    int m_since = 0; ///< messages of others that came while not at the end
    bool m_followEnd = true;
    bool m_layingOut = false;
    bool m_stale = false; ///< not laid out, since it is hidden
    bool m_fitting = false;
};

} // namespace waxwing
