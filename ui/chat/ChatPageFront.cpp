// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// ChatPage: the conversations beside the room's, and the way round all panes.
#include "Button.h"
#include "ChatHeader.h"
#include "ChatPage.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "EmptyRoom.h"
#include "FindBar.h"
#include "FindPanel.h"
#include "HistoryReader.h"
#include "LockLine.h"
#include "MessageList.h"
#include "PeoplePanel.h"
#include "QuoteBar.h"
#include "TalkFinder.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QStackedWidget>
#include <utility>

namespace waxwing {

void ChatPage::setConversationList(QWidget *list, QWidget *focus)
{
    m_list = focus;
    m_people->setAbove(list);
    setTabOrder(m_composer->quoteBar()->closeButton(), focus);
    setTabOrder(focus, m_people->filter());
}

void ChatPage::setPerson(const QString &name)
{
    m_person = name;
    m_header->setRoom(name);
    m_composer->setRecipient(name);
    m_empty->setPerson(name);
}

/// Between strip and messages.
void ChatPage::setBand(QWidget *band)
{
    auto *column = static_cast<QBoxLayout *>(m_stack->parentWidget()->layout());
    column->insertWidget(column->indexOf(m_findBar), band);
}

void ChatPage::add(ChatPage *conversation)
{
    m_beside.append(conversation);
    m_places->addWidget(conversation);
    connect(conversation, &ChatPage::peopleToggled, this, &ChatPage::togglePeople);
    connect(conversation, &ChatPage::wireToggled, this, &ChatPage::wireToggled);
    connect(conversation->m_reader, &HistoryReader::messageShown, this,
            [this](quint64, bool found) { sayWhetherShown(found); });
    conversation->refreshReading(); // it may never be shown
    refreshConversations();
}

void ChatPage::remove(ChatPage *conversation)
{
    if (m_front == conversation)
        showConversation(nullptr);
    m_beside.removeOne(conversation);
    m_finder->forgetBeside(conversation->m_conversation);
    disconnect(conversation->m_reader, nullptr, this, nullptr);
    m_places->removeWidget(conversation);
    disconnect(conversation, nullptr, this, nullptr);
}

void ChatPage::showConversation(ChatPage *conversation)
{
    if (m_front == conversation)
        return;
    const bool hadFocus = m_places->isAncestorOf(focusWidget());
    m_front = conversation;
    m_places->setCurrentIndex(conversation == nullptr ? 0 : m_places->indexOf(conversation));
    setFocusProxy(front()->m_composer->edit());
    if (hadFocus)
        focusComposer();
    refreshReading();
    Q_EMIT frontChanged();
}

/// Their headers have the same buttons at the same places.
void ChatPage::refreshConversations()
{
    for (const ChatPage *conversation : std::as_const(m_beside)) {
        conversation->m_header->setPeopleShown(!m_people->isHidden());
        conversation->m_header->setWireOffered(!m_header->wireButton()->isHidden());
        conversation->m_header->setWireShown(m_isWireShown);
    }
}

QList<QWidget *> ChatPage::panes()
{
    const ChatPage *at = front();
    QList<QWidget *> result{at->m_composer->edit(), m_people->view(), at->m_messages,
                            at->m_header->lockLine()};
    if (m_list)
        result.insert(1, m_list);
    if (m_findPanel)
        result.append(m_findPanel);
    if (m_dock)
        result.append(m_dock);
    if (at->m_composer->isForbidden())
        result.removeFirst();
    result.removeIf([](const QWidget *pane) { return !pane->isVisible(); });
    return result;
}

void ChatPage::focusNextPane(bool backwards)
{
    const QList<QWidget *> all = panes();
    if (all.isEmpty())
        return;
    const QWidget *now = focusWidget();
    qsizetype at = 0;
    if (m_list && m_list == now)
        at = all.indexOf(m_list);
    else if (m_people->isAncestorOf(now))
        at = all.indexOf(m_people->view());
    else if (front()->m_stack->isAncestorOf(now))
        at = all.indexOf(front()->m_messages);
    else if (front()->m_header->isAncestorOf(now))
        at = all.indexOf(front()->m_header->lockLine());
    else if (m_findPanel && m_findPanel->isAncestorOf(now))
        at = all.indexOf(m_findPanel);
    else if (m_dock && m_dock->isAncestorOf(now))
        at = all.indexOf(m_dock);
    const qsizetype next = (at + (backwards ? all.size() - 1 : 1)) % all.size();
    all[next]->setFocus(Qt::TabFocusReason);
}

} // namespace waxwing
