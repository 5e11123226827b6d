// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "MessageLayout.h"

#include <QListView>
#include <QPersistentModelIndex>

class QMenu;

namespace waxwing {

class ConversationModel;
class FindWords;
class JumpButton;
class MessageDelegate;

/// The conversation: stays at its end while it stands there, but stops once where what nobody has seen would
/// leave the view; keeps its place while older messages are read; a short talk stands at the bottom. Rows
/// near the viewport are measured, all others estimated (LOOK, means).
class MessageList final : public QListView
{
    Q_OBJECT

public:
    explicit MessageList(ConversationModel *model, QWidget *parent = nullptr);

    [[nodiscard]] bool isAtEnd() const { return m_followEnd; }
    void settle()
    {
        executeDelayedItemsLayout();
    }                 ///< what has just come is laid out before isAtEnd() is asked
    void jumpToEnd(); ///< where the end is not here: tells endRequested()
    [[nodiscard]] QPair<int, int> visibleRows() const; ///< −1, −1: none
    /// The number of the last message that is wholly in view; 0: none has one.
    [[nodiscard]] quint64 lastSeenNumber() const;
    void standAt(int row, int top);            ///< that row there in the viewport; not below its end
    void standAtUnread();                      ///< the end, or the unread line where both do not fit
    void letGo(int first, int last);           ///< these rows will go: what is current is no longer there
    void setFindWords(const FindWords &words); ///< marked wherever they stand
    [[nodiscard]] const FindWords &findWords() const;
    void copySelected(); ///< one: its text; several: with name and time
    [[nodiscard]] bool hasSelectedMessages() const;
    /// Selects the message of that number, in view; false: it is not here. Far away, it stands in the middle.
    bool showMessage(quint64 number, bool withFocus = true);
    void setInspectable(bool inspectable); ///< its menu offers "Inspect bytes"
    void inspectCurrent();
    void setTalk(bool canTalk) { m_canTalk = canTalk; } ///< its menu offers answers, edits and erasures
    /// The one message that is selected; else none.
    [[nodiscard]] QModelIndex chosen() const;
    [[nodiscard]] const MessageLayout &layoutOf(int row) const;
    [[nodiscard]] JumpButton *jumpButton() const { return m_jump; }

    void doItemsLayout() override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void linkActivated(const QUrl &link); ///< http or https, on a click or Enter
    void retryRequested(quint64 localId);
    void discardRequested(quint64 localId);
    void answerRequested(const QModelIndex &index);
    void editRequested(const QModelIndex &index);
    void eraseRequested(const QModelIndex &index);
    void fileActionRequested(const QModelIndex &index, waxwing::FileAction action);
    void originalRequested(quint64 number); ///< of the message that one answers
    void atEndChanged(bool atEnd);
    void scrolled();           ///< or laid out anew: other rows may be in view
    void endRequested();       ///< it is not here
    void beginningRequested(); ///< Home, and it is not here
    void detailsRequested(const QString &words);
    void inspectRequested(quint64 number); ///< of a message that the host has numbered
    void typed(const QString &text);       ///< a letter typed here belongs into the composer

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
    static constexpr int endTolerance = 2; ///< device-independent pixels above the end that count as there
    struct Anchor
    {
        QPersistentModelIndex row;
        int top = 0; ///< of the row, in the viewport
    };
    [[nodiscard]] Anchor anchorNow() const;
    void restore(const Anchor &anchor);
    bool measureNear();
    void layOut(const Anchor &anchor);
    void followScroll();
    [[nodiscard]] bool isAboveView(int line) const;
    [[nodiscard]] int lineRunPast() const;
    void standAtLine(int line);
    void holdAtUnread();
    void letUnreadGo();
    [[nodiscard]] bool isAtBottom() const;
    void placeJump();
    void startFromWhatIsSeen();
    void updateJump();
    void onCameFromOthers(int count);
    [[nodiscard]] MessageLayout::Hit hitAt(const QPoint &point) const;
    void act(const QModelIndex &index, const MessageLayout::Hit &hit);
    void activateRow(const QModelIndex &index);
    void showMenu(const QModelIndex &index, const QPoint &global);
    void addTalk(QMenu *menu, const QModelIndex &index);
    void addFile(QMenu *menu, const QModelIndex &index);
    void addLinks(QMenu *menu, const QModelIndex &index);
    void addMore(QMenu *menu, const QModelIndex &index);
    static void addReach(const ConversationModel::Row &row, QStringList &lines);
    [[nodiscard]] QString detailsOf(const QModelIndex &index) const;

    ConversationModel *m_conversation;
    MessageDelegate *m_delegate;
    JumpButton *m_jump;
    Anchor m_anchor;
    QPoint m_pressed;
    int m_since = 0; ///< messages of others that came while not at the end, or were not gone along with
    bool m_followEnd = true;
    bool m_layingOut = false;
    bool m_stale = false; ///< not laid out, since it is hidden
    bool m_fitting = false;
    bool m_inspectable = false;
    bool m_canTalk = false;
};

} // namespace waxwing
