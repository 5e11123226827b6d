// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// ChatPage: what stands beside the messages. Of the two searches there is one at a time, since there is one
// finder.
#include "ChatPage.h"

#include "ChatFiles.h"
#include "ConversationFind.h"
#include "FindBar.h"
#include "FindFilters.h"
#include "FindPanel.h"
#include "FindWords.h"
#include "HistoryReader.h"
#include "LineSplitter.h"
#include "MessageList.h"
#include "TalkFinder.h"

#include <QLineEdit>

namespace waxwing {

FindPanel *ChatPage::findPanel() const
{
    return m_findPanel;
}

void ChatPage::setDock(QWidget *dock, int width)
{
    m_dock = dock;
    m_dockWidth = width;
    m_split->addWidget(dock);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(m_split->count() - 1, 0);
    QList<int> sizes = m_split->sizes();
    sizes.first() = std::max(1, sizes.first() - width);
    sizes.last() = width;
    m_split->setSizes(sizes);
    metrics([this](const Theme &theme) { m_main->setMinimumWidth(theme.gap(340)); });
}

int ChatPage::dockWidth() const
{
    return m_dock && m_dock->isVisible() ? m_dock->width() : m_dockWidth;
}

int ChatPage::minimumWidthForAll() const
{
    int wide = Theme::of(this).gap(340);
    for (const QWidget *part : std::initializer_list<const QWidget *>{m_findPanel, m_dock})
        wide += part != nullptr && !part->isHidden() ? part->minimumSizeHint().width() : 0;
    return wide;
}

void ChatPage::makeFindPanel()
{
    if (m_findPanel)
        return;
    m_findPanel = new FindPanel(m_finder, m_split);
    m_findPanel->hide();
    m_split->insertWidget(1, m_findPanel);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 0);
    m_findPanel->filters()->setPeople(m_names);
    metrics([this](const Theme &theme) { m_main->setMinimumWidth(theme.gap(340)); });
    connect(m_findPanel, &FindPanel::queryChanged, this, [this](const SearchQuery &query) {
        markFound(query);
        for (const ChatPage *conversation : std::as_const(m_beside))
            m_finder->setBeside(conversation->m_person, conversation->m_conversation);
        m_finder->findEverywhere(query);
    });
    connect(m_findPanel, &FindPanel::messageRequested, this, &ChatPage::goToFound);
    connect(m_reader, &HistoryReader::messageShown, m_findPanel,
            [this](quint64, bool found) { sayWhetherShown(found); });
    connect(m_findPanel, &FindPanel::closeRequested, this, &ChatPage::closeFind);
}

void ChatPage::goToFound(quint64 number, const QString &with)
{
    m_findPanel->say({});
    if (with.isEmpty()) {
        showConversation(nullptr);
        m_reader->showMessage(number, false);
        return;
    }
    Q_EMIT foundRequested(with, number);
    markFound(m_findPanel->query()); // the page may be made just now
}

void ChatPage::sayWhetherShown(bool found)
{
    if (!found && m_findPanel && m_findPanel->isVisible())
        m_findPanel->say(tr("This message is no longer kept here."));
}

/// Where no search of its own marks others.
void ChatPage::markFound(const SearchQuery &query)
{
    const FindWords words(query.words, query.matchCase);
    m_messages->setFindWords(words);
    for (const ChatPage *conversation : std::as_const(m_beside)) {
        if (!conversation->m_find->isOpen())
            conversation->m_messages->setFindWords(words);
    }
}

void ChatPage::showFind()
{
    if (m_findPanel && !m_findPanel->isHidden())
        closeFind();
    front()->m_find->open();
}

void ChatPage::showFindEverywhere()
{
    const ChatPage *at = front();
    const QString words = at->m_find->isOpen() ? at->m_findBar->edit()->text() : QString();
    at->m_find->close();
    m_find->close();
    makeFindPanel();
    const bool wasHidden = m_findPanel->isHidden();
    if (words.isEmpty())
        m_findPanel->begin();
    else
        m_findPanel->begin(words);
    if (wasHidden) {
        QList<int> sizes = m_split->sizes();
        const int wide = m_findPanel->sizeHint().width();
        sizes[0] = std::max(1, sizes[0] + sizes[1] - wide);
        sizes[1] = wide;
        m_split->setSizes(sizes);
        Q_EMIT findPanelShown(true);
    }
}

void ChatPage::closeFind()
{
    if (m_front)
        m_front->closeFind();
    m_find->close();
    if (!m_findPanel || m_findPanel->isHidden())
        return;
    m_findPanel->hide();
    m_finder->stop();
    markFound({});
    focusComposer();
    Q_EMIT findPanelShown(false);
}

// What is dropped beside a conversation, or was refused by it, goes to the one in front, never to the room
// behind it.

void ChatPage::dragEnterEvent(QDragEnterEvent *event)
{
    front()->m_files->onDrag(event);
}

void ChatPage::dragLeaveEvent(QDragLeaveEvent *)
{
    front()->m_files->onDragLeft();
}

void ChatPage::dropEvent(QDropEvent *event)
{
    front()->m_files->onDrop(event);
}

} // namespace waxwing
