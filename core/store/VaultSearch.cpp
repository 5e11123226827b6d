// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultSearch.h"

#include "Username.h"

namespace waxwing {

namespace {

constexpr std::chrono::milliseconds sliceTime(4);
constexpr int rowsInAReading = 1'024;
constexpr std::size_t hitsInASlice = 200;

/// A username in any case; most are compared as they are.
bool isPerson(BytesView name, const QString &wanted)
{
    return wanted.isEmpty() || name == wanted.toUtf8() ||
           foldedName(QString::fromUtf8(name)) == foldedName(wanted);
}

bool isInTime(qint64 timeMs, const SearchQuery &query)
{
    return timeMs >= query.fromMs && (query.toMs == 0 || timeMs < query.toMs);
}

/// Asks the clock now and then.
class Patience
{
public:
    explicit Patience(std::chrono::steady_clock::time_point end) : m_end(end) {}
    bool lasts() { return ++m_looked % 64 != 0 || std::chrono::steady_clock::now() < m_end; }

private:
    std::chrono::steady_clock::time_point m_end;
    int m_looked = 0;
};

/// The side that has the newer head; null where neither has one.
SearchRun::Side *newer(SearchRun &run)
{
    if (run.room.isDone() && run.direct.isDone())
        return nullptr;
    if (run.room.isDone() || run.direct.isDone())
        return run.room.isDone() ? &run.direct : &run.room;
    return run.room.headMs() >= run.direct.headMs() ? &run.room : &run.direct;
}

} // namespace

SearchRun::SearchRun(const SearchQuery &wanted, const SearchScope &where)
    : query(wanted), scope(where), finder(wanted.words, wanted.matchCase)
{
    room.isOver = !scope.isInRoom();
    direct.isOver = !scope.isInDirect();
}

Result<std::vector<FoundMessage>> VaultSearch::step(SearchRun &run)
{
    std::vector<FoundMessage> found;
    const Moment end = std::chrono::steady_clock::now() + sliceTime;
    while (found.size() < hitsInASlice) {
        SearchRun::Side *next = newer(run);
        run.isOver = next == nullptr;
        if (run.isOver)
            break;
        if (!next->waiting.empty()) {
            found.push_back(std::move(next->waiting.front()));
            next->waiting.pop_front();
            continue;
        }
        if (std::chrono::steady_clock::now() >= end)
            break;
        if (const auto read = next == &run.room ? readRoom(run, end) : readDirect(run, end); !read)
            return tl::make_unexpected(read.error());
    }
    return found;
}

Result<void> VaultSearch::readRoom(SearchRun &run, Moment end)
{
    Patience patience(end);
    const auto take = [&](qint64 id, const vaultCodec::PackedMessage &message) {
        run.room.reachedMs = message.timeMs;
        if (!message.isErased && isInTime(message.timeMs, run.query) && run.finder.fits(message.text) &&
            isPerson(message.name, run.query.person)) {
            FoundMessage hit{m_messages.asShown(message, id), {}, {}};
            hit.marks = run.finder.marks(hit.message.text);
            run.room.waiting.push_back(std::move(hit));
        }
        return patience.lasts();
    };
    const auto over = m_messages.readDown(run.below, rowsInAReading, take, run.damaged);
    if (!over)
        return tl::make_unexpected(over.error());
    run.room.isOver = *over;
    return {};
}

Result<void> VaultSearch::readDirect(SearchRun &run, Moment end)
{
    Patience patience(end);
    Bytes text;
    const auto take = [&](const DirectLook &look) {
        const directCodec::Glance &glance = look.glance;
        const QString &name = look.isMine() ? run.scope.talk.self : look.with;
        run.direct.reachedMs = glance.timeMs;
        if (!glance.isErased && isInTime(glance.timeMs, run.query) &&
            (run.finder.isEmpty() || run.finder.fits(glance.utf8(text))) &&
            (run.query.person.isEmpty() || isPerson(name.toUtf8(), run.query.person))) {
            if (auto message = look.message(run.scope.talk.self)) {
                FoundMessage hit{*std::move(message), {}, look.with};
                hit.marks = run.finder.marks(hit.message.text);
                run.direct.waiting.push_back(std::move(hit));
            }
        }
        return patience.lasts();
    };
    const auto over =
        m_direct.readDown(run.scope.talk.with, run.directBelow, rowsInAReading, take, run.damaged);
    if (!over)
        return tl::make_unexpected(over.error());
    run.direct.isOver = *over;
    return {};
}

} // namespace waxwing
