// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectHistory.h"

#include "DirectClient.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr int walkRows = 1'000;
constexpr int mostMissingPages = 50; ///< so far back quoted messages are looked for

} // namespace

DirectHistory::DirectHistory(DirectClient *client, DirectIndex &index, const QString &name,
                             HistoryReader *reader, QObject *parent)
    : QObject(parent), m_client(client), m_index(index), m_name(name), m_reader(reader)
{
    connect(client, &DirectClient::pageRead, this, &DirectHistory::take);
    connect(client, &DirectClient::failed, this, &DirectHistory::fail);
}

DirectHistory::~DirectHistory()
{
    if (m_reader)
        m_reader->close();
}

void DirectHistory::setHistory(History *history)
{
    m_history = history;
    connect(history, &History::directPageRead, this, &DirectHistory::takeEnd);
    connect(history, &History::failed, this, [this](quint64 question) {
        if (question != 0 && question == m_question.end)
            walk(0);
    });
    connect(history, &History::closed, this, [this] {
        if (m_question.end != 0)
            walk(0); // it gives no answer any more
    });
}

void DirectHistory::open(const DirectPersonView &view)
{
    HistoryStart start;
    start.lastRead = static_cast<quint64>(view.lastRead);
    // The reader takes the difference for what is unread at most: places count other conversations, too.
    start.last = static_cast<quint64>(view.unread == 0 ? view.lastRead : view.last);
    m_reader->open(start, [this](const PageWish &wish) { return ask(wish); });
}

quint64 DirectHistory::ask(const PageWish &wish)
{
    m_question = {};
    m_question.number = ++m_lastQuestion;
    m_question.wish = wish;
    using Kind = PageWish::Kind;
    m_question.isLast = wish.kind != Kind::Before;
    m_question.isStep = wish.kind == Kind::End || wish.kind == Kind::Before;
    if (!m_question.isStep && m_history && m_history->isOpen())
        askForEnd();
    else
        walk(wish.kind == Kind::Before ? static_cast<qint64>(wish.number) : 0);
    return m_lastQuestion;
}

void DirectHistory::askForEnd()
{
    const PageWish &wish = m_question.wish;
    const bool isAround = wish.kind == PageWish::Kind::Around;
    m_question.end =
        m_history->readAfterIn({m_name, {}}, isAround && wish.number > 0 ? wish.number - 1 : wish.number,
                               isAround ? wish.count - wish.count / 2 : wish.count);
}

void DirectHistory::takeEnd(const HistoryPage &page)
{
    if (page.question != m_question.end || m_question.end == 0)
        return;
    m_question.end = 0;
    m_question.isStep = true;
    m_question.isLast = page.isLast;
    if (page.messages.isEmpty() && m_question.wish.kind == PageWish::Kind::After)
        return answer(); // nothing newer is kept
    walk(page.messages.isEmpty() ? 0 : static_cast<qint64>(page.messages.last().number) + 1);
}

void DirectHistory::walk(qint64 place)
{
    m_question.end = 0;
    m_question.asked =
        m_client->readBefore(m_name, place, m_question.isStep ? m_question.wish.count : walkRows);
}

bool DirectHistory::isFarEnough() const
{
    const PageWish &wish = m_question.wish;
    if (m_question.isStep || m_question.isFirst)
        return true;
    const auto before = std::count_if(
        m_question.messages.begin(), m_question.messages.end(),
        [&](const DirectMessage &message) { return static_cast<quint64>(message.id) < wish.number; });
    return wish.kind == PageWish::Kind::After ? before > 0 : before >= wish.count / 2;
}

/// What lies far behind the place that is asked for is not kept on the way there.
void DirectHistory::cut()
{
    if (m_question.messages.size() <= std::size_t(3 * walkRows))
        return;
    m_question.messages.resize(std::size_t(2 * walkRows));
    m_question.isLast = false;
}

void DirectHistory::take(const DirectPageFact &fact)
{
    if (fact.localId == m_missing && m_missing != 0)
        return takeMissing(fact);
    if (fact.localId != m_question.asked || m_question.number == 0)
        return;
    auto &messages = m_question.messages;
    messages.insert(messages.begin(), fact.page.messages.begin(), fact.page.messages.end());
    m_question.isFirst = fact.page.isFirst || fact.page.messages.empty();
    m_question.damaged += fact.page.damaged;
    if (isFarEnough())
        return answer();
    cut();
    walk(messages.front().id);
}

void DirectHistory::answer()
{
    using Kind = PageWish::Kind;
    const PageWish wish = m_question.wish;
    auto &all = m_question.messages;
    const auto count = static_cast<std::ptrdiff_t>(all.size());
    std::ptrdiff_t from = 0;
    std::ptrdiff_t to = count;
    if (wish.kind == Kind::After || wish.kind == Kind::Around) {
        const auto at = std::find_if(all.begin(), all.end(), [&](const DirectMessage &message) {
            const auto number = static_cast<quint64>(message.id);
            return wish.kind == Kind::After ? number > wish.number : number >= wish.number;
        });
        const std::ptrdiff_t place = at - all.begin();
        from = wish.kind == Kind::After ? place : std::max<std::ptrdiff_t>(0, place - wish.count / 2);
        to = std::min(count, from + wish.count);
    }
    HistoryPage page;
    page.question = m_question.number;
    page.isFirst = m_question.isFirst && from == 0;
    page.isLast = m_question.isLast && to == count;
    page.damaged = m_question.damaged;
    for (std::ptrdiff_t at = from; at < to; ++at)
        page.messages.append(m_index.take(all[static_cast<std::size_t>(at)]));
    m_question = {};
    if (m_reader)
        m_reader->take(page);
    Q_EMIT loaded();
}

void DirectHistory::fail(const DirectFailedFact &failure)
{
    if (failure.localId == 0)
        return;
    if (failure.localId == m_missing)
        m_missing = 0;
    if (failure.localId != m_question.asked || m_question.number == 0)
        return;
    const quint64 number = m_question.number;
    m_question = {};
    if (m_reader)
        m_reader->fail(number);
}

void DirectHistory::findMissing()
{
    if (m_missing != 0 || !m_index.misses())
        return;
    m_missingPages = 0;
    m_missing = m_client->readBefore(m_name, 0, walkRows);
}

void DirectHistory::takeMissing(const DirectPageFact &fact)
{
    m_missing = 0;
    for (const DirectMessage &message : fact.page.messages)
        (void)m_index.take(message);
    Q_EMIT loaded();
    if (!fact.page.isFirst && !fact.page.messages.empty() && m_index.misses() &&
        ++m_missingPages < mostMissingPages)
        m_missing = m_client->readBefore(m_name, fact.page.messages.front().id, walkRows);
}

} // namespace waxwing
