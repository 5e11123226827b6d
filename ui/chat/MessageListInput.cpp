// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// MessageList: pointer, keyboard, menu and clipboard.
#include "MessageList.h"

#include "ChatWords.h"
#include "ConversationModel.h"
#include "FileWords.h"
#include "Icons.h"
#include "MessageDelegate.h"
#include "MessageOffers.h"
#include "RoomFiles.h"
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
    else if (hit.part == MessageLayout::Part::Quote)
        Q_EMIT originalRequested(m_conversation->row(index.row()).replyTo);
    else if (hit.part == MessageLayout::Part::File)
        Q_EMIT fileActionRequested(index, hit.action);
}

void MessageList::startFromWhatIsSeen()
{
    // Else the view would go to its first row, far away. What is cut off would have to be scrolled to.
    if (currentIndex().isValid() || m_conversation->rowCount() == 0)
        return;
    const auto [first, last] = visibleRows();
    const bool isCut = visualRect(m_conversation->index(last)).bottom() >= viewport()->height();
    const int row = isCut && last > first ? last - 1 : last;
    selectionModel()->setCurrentIndex(m_conversation->index(row), QItemSelectionModel::NoUpdate);
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
    else // a link, a quote, Retry or Discard: the keyboard goes on from here
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
    const bool hand = part != MessageLayout::Part::None && part != MessageLayout::Part::Bubble;
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
    if (MessageOffers::canRetry(row)) {
        Q_EMIT retryRequested(row.localId);
        return;
    }
    if (const QList<FileAction> can = m_conversation->cardOf(row).actions(); !can.isEmpty()) {
        Q_EMIT fileActionRequested(index, can.first());
        return;
    }
    const QList<QUrl> links = m_delegate->layoutOf(index.row()).links();
    const bool answers = MessageOffers::of(*m_conversation, index.row(), m_canTalk).original;
    if (links.isEmpty() && answers)
        Q_EMIT originalRequested(row.replyTo);
    else if (links.size() == 1 && !answers)
        Q_EMIT linkActivated(links.first());
    else if (!links.isEmpty())
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
    if (event->key() == Qt::Key_Home && event->modifiers() == Qt::NoModifier && m_conversation->hasOlder()) {
        Q_EMIT beginningRequested();
        return;
    }
    if (current.isValid() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        activateRow(current);
        return;
    }
    if (current.isValid() && event->key() == Qt::Key_Delete) {
        const MessageOffers offers = MessageOffers::of(*m_conversation, current.row(), m_canTalk);
        if (offers.discard)
            Q_EMIT discardRequested(m_conversation->row(current.row()).localId);
        else if (offers.erase)
            Q_EMIT eraseRequested(current);
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
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addFile(menu, index);
    addTalk(menu, index);
    connect(menu->addAction(tr("&Copy")), &QAction::triggered, this, [this] { copySelected(); });
    addLinks(menu, index);
    addMore(menu, index);
    menu->popup(global);
}

/// What is not offered is not there.
void MessageList::addTalk(QMenu *menu, const QModelIndex &index)
{
    const MessageOffers offers = MessageOffers::of(*m_conversation, index.row(), m_canTalk);
    const QPersistentModelIndex kept(index);
    const auto add = [&](bool offered, const QString &icon, const QString &words,
                         void (MessageList::*signal)(const QModelIndex &)) {
        if (offered)
            connect(menu->addAction(themedIcon(icon), words), &QAction::triggered, this,
                    [this, kept, signal] {
                        if (kept.isValid())
                            Q_EMIT(this->*signal)(kept);
                    });
    };
    add(offers.answer, QStringLiteral("reply"), tr("&Reply"), &MessageList::answerRequested);
    if (offers.original)
        connect(
            menu->addAction(tr("&Go to the original")), &QAction::triggered, this,
            [this, number = m_conversation->row(index.row()).replyTo] { Q_EMIT originalRequested(number); });
    add(offers.edit, QStringLiteral("pencil"), tr("&Edit"), &MessageList::editRequested);
    add(offers.erase, QStringLiteral("trash"), tr("De&lete…"), &MessageList::eraseRequested);
}

void MessageList::addFile(QMenu *menu, const QModelIndex &index)
{
    const QPersistentModelIndex kept(index);
    for (const FileAction action : m_conversation->cardOf(m_conversation->row(index.row())).actions())
        connect(menu->addAction(themedIcon(FileWords::actionIcon(action)), FileWords::menuAction(action)),
                &QAction::triggered, this, [this, kept, action] {
                    if (kept.isValid())
                        Q_EMIT fileActionRequested(kept, action);
                });
    if (!menu->isEmpty())
        menu->addSeparator();
}

void MessageList::addLinks(QMenu *menu, const QModelIndex &index)
{
    const QList<QUrl> links = m_delegate->layoutOf(index.row()).links();
    for (const QUrl &link : links.mid(0, 8)) {
        QString words = QString::fromLatin1(link.toEncoded());
        words = fontMetrics().elidedText(words, Qt::ElideMiddle, 320).replace(u'&', QStringLiteral("&&"));
        connect(menu->addAction(tr("Open %1").arg(words)), &QAction::triggered, this,
                [this, link] { Q_EMIT linkActivated(link); });
    }
}

void MessageList::addMore(QMenu *menu, const QModelIndex &index)
{
    const ConversationModel::Row &row = m_conversation->row(index.row());
    const MessageOffers offers = MessageOffers::of(*m_conversation, index.row(), m_canTalk);
    const quint64 localId = row.localId;
    if (offers.retry || offers.discard)
        menu->addSeparator();
    if (offers.retry)
        connect(menu->addAction(tr("Re&try")), &QAction::triggered, this,
                [this, localId] { Q_EMIT retryRequested(localId); });
    if (offers.discard)
        connect(menu->addAction(tr("&Discard")), &QAction::triggered, this,
                [this, localId] { Q_EMIT discardRequested(localId); });
    menu->addSeparator();
    if (m_inspectable) {
        QAction *inspect = menu->addAction(tr("&Inspect bytes"));
        inspect->setEnabled(row.number > 0); // else it has not travelled, or nobody can tell its frame
        connect(inspect, &QAction::triggered, this,
                [this, number = row.number] { Q_EMIT inspectRequested(number); });
    }
    const QPersistentModelIndex kept(index);
    connect(menu->addAction(tr("Det&ails…")), &QAction::triggered, this, [this, kept] {
        if (kept.isValid())
            Q_EMIT detailsRequested(detailsOf(kept));
    });
}

QModelIndex MessageList::chosen() const
{
    const QModelIndexList selected = selectionModel()->selectedIndexes();
    if (selected.size() == 1)
        return selected.first();
    return hasFocus() && selected.isEmpty() && currentIndex().isValid() &&
                   m_conversation->row(currentIndex().row()).kind == ConversationModel::Kind::Said
               ? currentIndex()
               : QModelIndex();
}

/// How far a message of mine came.
void MessageList::addReach(const ConversationModel::Row &row, QStringList &lines)
{
    lines.append(tr("State: %1").arg(ConversationModel::stateWords(row)));
    if (row.state == MessageState::Seen && row.of > 0) // of one person it is not counted
        lines.append(tr("Delivered to %1 of %2").arg(row.count).arg(row.of));
}

QString MessageList::detailsOf(const QModelIndex &index) const
{
    const ConversationModel::Row &row = m_conversation->row(index.row());
    // To one person alone a number is no more than a place on this PC.
    const RoomFiles *files = m_conversation->files();
    const bool isOfRoom = files == nullptr || files->person().name.isEmpty();
    QStringList lines;
    lines.append(tr("From: %1").arg(row.mine ? tr("you") : visible(row.name)));
    lines.append(tr("Time: %1").arg(ChatWords::wholeTime(row.timeMs)));
    if (isOfRoom)
        lines.append(row.number > 0 ? tr("Number in the room: %1").arg(row.number)
                                    : tr("Number in the room: none yet"));
    lines.append(
        tr("Size: %1 bytes").arg(QLocale().toString(index.data(ConversationModel::SizeRole).toLongLong())));
    if (row.replyTo != 0)
        lines.append(isOfRoom ? tr("Answers number %1").arg(row.replyTo) : tr("Answers another message"));
    if (row.isErased)
        lines.append(tr("Deleted by its author"));
    else if (row.isEdited)
        lines.append(tr("Edited by its author"));
    if (row.mine && !row.isErased)
        addReach(row, lines);
    return lines.join(u'\n');
}

void MessageList::setInspectable(bool inspectable)
{
    m_inspectable = inspectable;
}

void MessageList::inspectCurrent()
{
    startFromWhatIsSeen();
    const QModelIndex current = currentIndex();
    const quint64 number = current.isValid() ? m_conversation->row(current.row()).number : 0;
    if (m_inspectable && number > 0)
        Q_EMIT inspectRequested(number);
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
        const bool written = row.kind == ConversationModel::Kind::Said && !row.isErased;
        const QString text = written ? row.text : index.data().toString();
        parts.append(chosen.size() == 1 ? text
                                        : tr("%1, %2: %3", "name, time: text")
                                              .arg(visible(row.name), ChatWords::time(row.timeMs), text));
    }
    QApplication::clipboard()->setText(parts.join(u'\n'));
}

} // namespace waxwing
