// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ConversationFind.h"

#include "FindBar.h"
#include "FindWords.h"
#include "HistoryReader.h"
#include "MessageList.h"
#include "TalkFinder.h"

namespace waxwing {

ConversationFind::ConversationFind(FindBar *bar, TalkFinder *finder, HistoryReader *reader, MessageList *list,
                                   QObject *parent)
    : QObject(parent), m_bar(bar), m_finder(finder), m_reader(reader), m_list(list)
{
    m_bar->hide();
    connect(bar, &FindBar::queryChanged, this, [this](const SearchQuery &query) {
        m_list->setFindWords(FindWords(query.words, query.matchCase));
        m_finder->find(query);
        refresh();
    });
    connect(bar, &FindBar::stepRequested, this, &ConversationFind::step);
    connect(bar, &FindBar::closeRequested, this, &ConversationFind::close);
    connect(finder, &TalkFinder::began, this, [this] {
        m_at = -1;
        refresh();
    });
    connect(finder, &TalkFinder::found, this, [this] {
        if (isOpen() && m_at < 0)
            show(0);
        refresh();
    });
    connect(finder, &TalkFinder::ended, this, &ConversationFind::refresh);
}

bool ConversationFind::isOpen() const
{
    return !m_bar->isHidden();
}

void ConversationFind::open()
{
    m_bar->begin();
}

void ConversationFind::close()
{
    if (!isOpen())
        return;
    m_bar->hide();
    m_finder->stop();
    m_list->setFindWords({});
    Q_EMIT closed();
}

void ConversationFind::step(int by)
{
    const int count = static_cast<int>(m_finder->hits().size());
    if (count > 0)
        show((m_at + by + count) % count);
}

void ConversationFind::show(int at)
{
    m_at = at;
    m_reader->showMessage(m_finder->hits().at(at).message.number, false);
    refresh();
}

void ConversationFind::refresh()
{
    if (!isOpen())
        return;
    const FindBar::State state = m_finder->isSearching()                  ? FindBar::State::Searching
                                 : TalkFinder::isEmpty(m_finder->query()) ? FindBar::State::Nothing
                                                                          : FindBar::State::Done;
    m_bar->setState(state, m_at, static_cast<int>(m_finder->hits().size()), m_finder->isCut());
}

} // namespace waxwing
