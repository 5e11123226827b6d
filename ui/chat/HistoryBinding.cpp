// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HistoryBinding.h"

#include "ChatPage.h"
#include "History.h"
#include "HistoryReader.h"
#include "TalkFinder.h"

#include <utility>

namespace waxwing {

HistoryBinding::HistoryBinding(History *history, ChatPage *page, QObject *parent)
    : QObject(parent), m_history(history), m_reader(page->reader()), m_finder(page->finder())
{
    HistoryReader *reader = m_reader;
    TalkFinder *finder = m_finder;
    connect(history, &History::opened, this, &HistoryBinding::open);
    connect(history, &History::closed, this, &HistoryBinding::close);
    connect(history, &History::pageRead, reader, &HistoryReader::take);
    connect(history, &History::wiped, reader, &HistoryReader::readAnew);
    connect(history, &History::hitsFound, finder, &TalkFinder::take);
    connect(history, &History::searchEnded, finder, &TalkFinder::end);
    connect(history, &History::failed, this, [reader, finder](quint64 question) {
        reader->fail(question);
        finder->end(question);
    });
    connect(reader, &HistoryReader::readTo, this, [this](quint64 number) {
        if (m_reader->isOpen())
            m_history->setLastRead(number);
    });
    if (history->isOpen())
        open();
}

HistoryBinding::~HistoryBinding()
{
    if (m_reader && m_finder && m_reader->isOpen())
        close();
}

void HistoryBinding::setKeeping(bool keeping)
{
    if (std::exchange(m_isKeeping, keeping) == keeping || !m_history->isOpen())
        return;
    if (keeping)
        open();
    else
        close();
}

void HistoryBinding::setSelf(const QString &name)
{
    m_self = name;
}

void HistoryBinding::open()
{
    if (!m_isKeeping)
        return;
    m_reader->open(m_history->start(), [this](const PageWish &wish) {
        switch (wish.kind) {
        case PageWish::Kind::End:
            break;
        case PageWish::Kind::Before:
            return m_history->readBefore(wish.number, wish.count);
        case PageWish::Kind::After:
            return m_history->readAfter(wish.number, wish.count);
        case PageWish::Kind::Around:
            return m_history->readAround(wish.number, wish.count);
        }
        return m_history->readEnd(wish.count);
    });
    m_finder->setHistory(
        TalkFinder::Door{[this](const SearchQuery &query) { return m_history->search(query); },
                         [this] { m_history->cancelSearch(); },
                         [this](const SearchQuery &query) {
                             return m_history->search(query, {{{}, m_self}, true});
                         }});
}

void HistoryBinding::close()
{
    m_finder->setHistory({});
    m_reader->close();
}

} // namespace waxwing
