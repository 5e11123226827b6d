// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TalkHistory.h"

#include "Composer.h"
#include "ConversationModel.h"

namespace waxwing {

TalkHistory::TalkHistory(History *history, ConversationModel *conversation, Composer *composer,
                         QObject *parent)
    : QObject(parent), m_history(history), m_conversation(conversation), m_composer(composer)
{
    connect(history, &History::opened, this, &TalkHistory::onOpened);
    connect(history, &History::closed, this, [this] { m_isOpen = false; });
    connect(composer, &Composer::draftChanged, this, &TalkHistory::keepDraft);
    // Later, and in this order: a page brings along what its answers quote, and is shown first.
    connect(history, &History::pageRead, this, &TalkHistory::take, Qt::QueuedConnection);
    connect(conversation, &ConversationModel::quotesMissing, this, &TalkHistory::askForQuotes,
            Qt::QueuedConnection);
    if (history->isOpen())
        onOpened();
}

TalkHistory::~TalkHistory()
{
    keepDraft();
}

void TalkHistory::onOpened()
{
    m_kept = m_history->start().draft;
    m_isOpen = true;
    // What is being written goes before what was.
    if (m_composer->draft().isEmpty())
        m_composer->setDraft(m_kept);
    else
        keepDraft();
    askForQuotes();
}

void TalkHistory::keepDraft()
{
    if (!m_isOpen || !m_history || !m_composer || m_composer->draft() == m_kept)
        return;
    m_kept = m_composer->draft();
    m_history->setDraft(m_kept);
}

void TalkHistory::askForQuotes()
{
    if (!m_isOpen || !m_history)
        return;
    const QList<quint64> wanted = m_conversation->takeUnknownQuotes();
    for (const quint64 number : wanted)
        m_questions.insert(m_history->readAround(number, 2));
}

void TalkHistory::take(const HistoryPage &page)
{
    if (!m_conversation)
        return;
    m_conversation->setQuoted(page.quoted); // of a page that is shown by now
    if (m_questions.remove(page.question))
        m_conversation->setQuoted(page.messages);
}

} // namespace waxwing
