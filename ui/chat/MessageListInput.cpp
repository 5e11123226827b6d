// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// MessageList: pointer, keyboard, menu and clipboard.
#include "MessageList.h"

#include "ChatWords.h"
#include "ConversationModel.h"
#include "MessageDelegate.h"
#include "Unicode.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QLocale>
#include <QMenu>
#include <QToolTip>

namespace waxwing {

MessageLayout::Hit MessageList::hitAt(const QPoint &point) const
{
    const QModelIndex index = indexAt(point);
    return index.isValid() ? m_delegate->layoutOf(index.row()).hitAt(point - visualRect(index).topLeft())
                           : MessageLayout::Hit();
}

void MessageList::act(const QModelIndex &index, const MessageLayout::Hit &hit)
{
    const quint64 localId = m_conversation->row(index.row()).localId;
    if (hit.part == MessageLayout::Part::Link)
        Q_EMIT linkActivated(hit.link);
    else if (hit.part == MessageLayout::Part::Retry)
        Q_EMIT retryRequested(localId);
    else if (hit.part == MessageLayout::Part::Discard)
        Q_EMIT discardRequested(localId);
}

void MessageList::startFromWhatIsSeen()
{
    // Else the view would go to its first row, far away.
    if (!currentIndex().isValid() && m_conversation->rowCount() > 0)
        selectionModel()->setCurrentIndex(m_conversation->index(visibleRows().second),
                                          QItemSelectionModel::NoUpdate);
}

void MessageList::focusInEvent(QFocusEvent *event)
{
    startFromWhatIsSeen();
    QListView::focusInEvent(event);
}

void MessageList::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position().toPoint();
    const MessageLayout::Hit hit = hitAt(m_pressed);
    if (hit.part == MessageLayout::Part::None) {
        clearSelection();
        return;
    }
    if (hit.part == MessageLayout::Part::Bubble || event->button() != Qt::LeftButton)
        QListView::mousePressEvent(event);
    else // a link, Retry or Discard: the keyboard goes on from here
        selectionModel()->setCurrentIndex(indexAt(m_pressed), QItemSelectionModel::NoUpdate);
}

void MessageList::mouseReleaseEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    const MessageLayout::Hit hit = hitAt(at);
    const bool click = event->button() == Qt::LeftButton &&
                       (at - m_pressed).manhattanLength() < QApplication::startDragDistance();
    if (click && hit.part != MessageLayout::Part::Bubble && hit.part != MessageLayout::Part::None &&
        hitAt(m_pressed).part == hit.part) {
        act(indexAt(at), hit);
        return;
    }
    QListView::mouseReleaseEvent(event);
}

void MessageList::mouseMoveEvent(QMouseEvent *event)
{
    const MessageLayout::Part part = hitAt(event->position().toPoint()).part;
    const bool hand = part == MessageLayout::Part::Link || part == MessageLayout::Part::Retry ||
                      part == MessageLayout::Part::Discard;
    viewport()->setCursor(hand ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QListView::mouseMoveEvent(event);
}

bool MessageList::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QListView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const MessageLayout::Hit hit = hitAt(help->pos());
    QString words;
    if (hit.part == MessageLayout::Part::Link)
        words =
            QString::fromLatin1(hit.link.toEncoded()); // a foreign host name in its own, unmistakable form
    else if (hit.part != MessageLayout::Part::None)
        words = indexAt(help->pos()).data(Qt::ToolTipRole).toString();
    // Never rich text: what begins with a tag would be taken for it.
    if (Qt::mightBeRichText(words))
        words = words.toHtmlEscaped();
    QToolTip::showText(help->globalPos(), words, viewport());
    return true;
}

void MessageList::activateRow(const QModelIndex &index)
{
    const ConversationModel::Row &row = m_conversation->row(index.row());
    if (row.mine && row.state == MessageState::Failed) {
        Q_EMIT retryRequested(row.localId);
        return;
    }
    const QList<QUrl> links = m_delegate->layoutOf(index.row()).links();
    if (links.size() == 1)
        Q_EMIT linkActivated(links.first());
    else if (links.size() > 1)
        showMenu(index, viewport()->mapToGlobal(visualRect(index).center()));
}

void MessageList::keyPressEvent(QKeyEvent *event)
{
    startFromWhatIsSeen();
    const QModelIndex current = currentIndex();
    if (event->matches(QKeySequence::Copy)) {
        copySelected();
        return;
    }
    if (event->key() == Qt::Key_End && event->modifiers() == Qt::NoModifier)
        jumpToEnd();
    if (current.isValid() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        activateRow(current);
        return;
    }
    if (current.isValid() && event->key() == Qt::Key_Delete) {
        const ConversationModel::Row &row = m_conversation->row(current.row());
        if (row.mine && row.state == MessageState::Failed)
            Q_EMIT discardRequested(row.localId);
        return;
    }
    const bool shortcut =
        (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)).toInt() != 0;
    if (!shortcut && event->key() != Qt::Key_Space && !event->text().isEmpty() &&
        event->text().front().isPrint()) {
        Q_EMIT typed(event->text());
        return;
    }
    QListView::keyPressEvent(event);
}

void MessageList::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKeyboard ? currentIndex() : indexAt(event->pos());
    if (!index.isValid() || m_conversation->row(index.row()).kind != ConversationModel::Kind::Said)
        return;
    if (!selectionModel()->isSelected(index))
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    showMenu(index, byKeyboard ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

void MessageList::showMenu(const QModelIndex &index, const QPoint &global)
{
    const ConversationModel::Row &row = m_conversation->row(index.row());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("&Copy")), &QAction::triggered, this, [this] { copySelected(); });
    const QList<QUrl> links = m_delegate->layoutOf(index.row()).links();
    for (const QUrl &link : links.mid(0, 8)) {
        QString words = QString::fromLatin1(link.toEncoded());
        words = fontMetrics().elidedText(words, Qt::ElideMiddle, 320).replace(u'&', QStringLiteral("&&"));
        connect(menu->addAction(tr("Open %1").arg(words)), &QAction::triggered, this,
                [this, link] { Q_EMIT linkActivated(link); });
    }
    if (row.mine && row.state == MessageState::Failed) {
        const quint64 localId = row.localId;
        menu->addSeparator();
        connect(menu->addAction(tr("&Retry")), &QAction::triggered, this,
                [this, localId] { Q_EMIT retryRequested(localId); });
        connect(menu->addAction(tr("&Discard")), &QAction::triggered, this,
                [this, localId] { Q_EMIT discardRequested(localId); });
    }
    menu->addSeparator();
    const QPersistentModelIndex kept(index);
    connect(menu->addAction(tr("D&etails…")), &QAction::triggered, this, [this, kept] {
        if (kept.isValid())
            Q_EMIT detailsRequested(detailsOf(kept));
    });
    menu->popup(global);
}

QString MessageList::detailsOf(const QModelIndex &index) const
{
    const ConversationModel::Row &row = m_conversation->row(index.row());
    QStringList lines;
    lines.append(tr("From: %1").arg(row.mine ? tr("you") : visible(row.name)));
    lines.append(tr("Time: %1").arg(ChatWords::wholeTime(row.timeMs)));
    lines.append(row.number > 0 ? tr("Number in the room: %1").arg(row.number)
                                : tr("Number in the room: none yet"));
    lines.append(
        tr("Size: %1 bytes").arg(QLocale().toString(index.data(ConversationModel::SizeRole).toLongLong())));
    if (row.mine)
        lines.append(tr("State: %1").arg(ChatWords::state(row.state, row.count, row.of, row.reason)));
    return lines.join(u'\n');
}

bool MessageList::hasSelectedMessages() const
{
    return selectionModel()->hasSelection();
}

void MessageList::copySelected()
{
    QModelIndexList chosen = selectionModel()->selectedIndexes();
    if (chosen.isEmpty() && currentIndex().isValid())
        chosen = {currentIndex()};
    if (chosen.isEmpty())
        return;
    std::sort(chosen.begin(), chosen.end());
    QStringList parts;
    for (const QModelIndex &index : chosen) {
        const ConversationModel::Row &row = m_conversation->row(index.row());
        const QString text = row.kind == ConversationModel::Kind::Said ? row.text : index.data().toString();
        parts.append(chosen.size() == 1 ? text
                                        : tr("%1, %2: %3", "name, time: text")
                                              .arg(visible(row.name), ChatWords::time(row.timeMs), text));
    }
    QApplication::clipboard()->setText(parts.join(u'\n'));
}

} // namespace waxwing
