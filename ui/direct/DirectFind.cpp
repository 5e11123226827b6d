// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectFind.h"

#include "ChatPage.h"
#include "Engine.h"
#include "History.h"
#include "HistoryReader.h"
#include "SettingKeys.h"
#include "TalkFinder.h"

namespace waxwing {

DirectFind::DirectFind(Engine &engine, History *history, const TalkOf &talk, const ChatPage *page,
                       QObject *parent)
    : QObject(parent), m_engine(engine), m_history(history), m_talk(talk), m_finder(page->finder()),
      m_reader(page->reader())
{
    TalkFinder *finder = m_finder;
    connect(history, &History::opened, this, &DirectFind::refresh);
    connect(history, &History::closed, this, &DirectFind::refresh);
    connect(history, &History::wiped, this, &DirectFind::onWiped);
    connect(history, &History::hitsFound, finder, &TalkFinder::take);
    connect(history, &History::searchEnded, finder, &TalkFinder::end);
    connect(history, &History::failed, finder, [finder](quint64 question) { finder->end(question); });
    connect(&engine, &Engine::settingChanged, this, [this](const QString &key) {
        if (key == settingKey::keepDays.key())
            refresh();
    });
    refresh();
}

DirectFind::~DirectFind()
{
    if (m_finder)
        m_finder->setHistory({});
}

bool DirectFind::isKeeping() const
{
    return settingOf(m_engine, settingKey::keepDays) >= 0;
}

/// Where nothing is kept, the window is all there is.
void DirectFind::refresh()
{
    if (!m_finder)
        return;
    if (!m_history->isOpen() || !isKeeping())
        return m_finder->setHistory({});
    m_finder->setHistory(
        TalkFinder::Door{[this](const SearchQuery &query) { return m_history->search(query, {m_talk}); },
                         [this] { m_history->cancelSearch(m_talk.with); }});
}

void DirectFind::onWiped()
{
    if (m_reader && isKeeping())
        m_reader->readAnew();
}

} // namespace waxwing
