// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// MessageList: standing at a place of the conversation.
#include "MessageList.h"

#include "ConversationModel.h"
#include "MessageDelegate.h"

#include <QScrollBar>

namespace waxwing {

namespace {

constexpr int lineAir = 24; ///< logical pixels above the unread line where the view stands at it

} // namespace

quint64 MessageList::lastSeenNumber() const
{
    const auto [first, last] = visibleRows();
    for (int row = last; row >= std::max(0, first); --row) {
        const QModelIndex index = m_conversation->index(row);
        const quint64 number = m_conversation->row(row).number;
        // One that is higher than the view counts once its end is seen.
        if (number > 0 && visualRect(index).bottom() <= viewport()->height())
            return number;
    }
    return 0;
}

void MessageList::standAt(int row, int top)
{
    m_followEnd = false;
    m_anchor = {m_conversation->index(row), top};
    doItemsLayout();
    if (m_stale)
        return; // showEvent lays out
    m_followEnd = isAtBottom();
    followScroll();
}

bool MessageList::isAboveView(int line) const
{
    return visualRect(m_conversation->index(line)).top() < Theme::of(this).px(lineAir) - endTolerance;
}

/// The line that a view at the end has left above it, though nobody has seen what is below; −1: none.
int MessageList::lineRunPast() const
{
    const int line = m_followEnd ? m_conversation->rowToHold() : -1;
    return line >= 0 && isAboveView(line) ? line : -1;
}

/// The button counts what waits below, as far as that is known.
void MessageList::standAtLine(int line)
{
    m_conversation->setHeld();
    standAt(line, Theme::of(this).px(lineAir));
    m_since = 0;
    const int count = m_followEnd || m_conversation->hasNewer() ? 0 : m_conversation->rowCount();
    for (int row = visibleRows().second + 1; row < count; ++row) {
        const ConversationModel::Row &below = m_conversation->row(row);
        m_since += below.kind == ConversationModel::Kind::Said && !below.mine ? 1 : 0;
    }
    updateJump();
}

void MessageList::standAtUnread()
{
    const int line = m_conversation->unreadRow();
    if (line < 0 || !m_conversation->hasNewer())
        jumpToEnd();
    if (line >= 0 && (m_conversation->hasNewer() || isAboveView(line)))
        standAtLine(line);
}

/// What nobody has seen yet does not run past: it begins in view, and whatever follows waits below.
void MessageList::holdAtUnread()
{
    if (const int line = lineRunPast(); line >= 0)
        standAtLine(line);
}

/// Whoever goes on to the end is not led back.
void MessageList::letUnreadGo()
{
    if (lineRunPast() >= 0)
        m_conversation->setHeld();
}

void MessageList::letGo(int first, int last)
{
    // Else the view would make another row current, and go there.
    if (currentIndex().isValid() && currentIndex().row() >= first && currentIndex().row() <= last)
        selectionModel()->clear();
}

bool MessageList::showMessage(quint64 number, bool withFocus)
{
    const int row = m_conversation->rowOfNumber(number);
    if (row < 0)
        return false;
    const QModelIndex index = m_conversation->index(row);
    const auto [first, last] = visibleRows();
    const bool isNear = row >= first && row <= last;
    m_followEnd = m_followEnd && row == m_conversation->rowCount() - 1;
    if (!isNear)
        standAt(row, viewport()->height() / 3);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    scrollTo(index, QAbstractItemView::EnsureVisible);
    if (withFocus)
        setFocus(Qt::OtherFocusReason);
    return true;
}

void MessageList::setFindWords(const FindWords &words)
{
    m_delegate->setFindWords(words);
    viewport()->update();
}

const FindWords &MessageList::findWords() const
{
    return m_delegate->findWords();
}

} // namespace waxwing
