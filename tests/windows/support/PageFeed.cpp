// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PageFeed.h"

#include <algorithm>

namespace waxwing {

void PageFeed::open(quint64 lastRead)
{
    HistoryStart start;
    start.lastRead = lastRead;
    start.last = m_kept.isEmpty() ? 0 : m_kept.last().number;
    m_reader.open(start, [this](const PageWish &wish) {
        m_wishes.append(wish);
        m_asked = true;
        return ++m_question;
    });
}

HistoryPage PageFeed::pageFor(const PageWish &wish) const
{
    const auto place = [this](quint64 number) {
        return std::lower_bound(m_kept.begin(), m_kept.end(), number,
                                [](const RoomMessage &message, quint64 n) { return message.number < n; }) -
               m_kept.begin();
    };
    qsizetype first = 0;
    qsizetype last = m_kept.size();
    switch (wish.kind) {
    case PageWish::Kind::End:
        first = std::max<qsizetype>(0, last - wish.count);
        break;
    case PageWish::Kind::Before:
        last = place(wish.number);
        first = std::max<qsizetype>(0, last - wish.count);
        break;
    case PageWish::Kind::After:
        first = place(wish.number + 1);
        last = std::min(last, first + wish.count);
        break;
    case PageWish::Kind::Around:
        first = std::max<qsizetype>(0, place(wish.number) - wish.count / 2);
        last = std::min(last, first + wish.count);
        break;
    }
    HistoryPage page;
    page.messages = m_kept.mid(first, last - first);
    page.isFirst = first == 0;
    page.isLast = last == m_kept.size();
    return page;
}

bool PageFeed::answer()
{
    if (!std::exchange(m_asked, false))
        return false;
    HistoryPage page = pageFor(m_wishes.last());
    page.question = m_question;
    m_reader.take(page);
    return true;
}

void PageFeed::answerAll()
{
    while (answer())
        ;
}

} // namespace waxwing
