// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TalkLog.h"

#include "RoomDatabase.h"

#include <algorithm>

namespace waxwing {

namespace {

/// What is too old goes in steps: one of a hundredth of what is kept, at most so many rows.
constexpr std::size_t longestStep = 1'000;
constexpr std::size_t stepsOfAll = 100;

bool changesAnother(const std::optional<Act> &act)
{
    return act == Act::Edit || act == Act::Erase;
}

} // namespace

TalkLog::TalkLog(const Settings &settings, const RoomState &kept)
    : m_keep(std::size_t(std::max(settings.replayMessages, 0))), m_shareLast(std::size_t(kept.shareLast)),
      m_history(kept.history), m_lastBefore(kept.lastNumber), m_firstNumber(kept.nextNumber),
      m_keptFrom(kept.keptFrom)
{
    for (const SaidPlace &place : kept.said)
        append(place);
}

void TalkLog::append(const SaidPlace &place)
{
    m_entries.push_back({place});
    if (place.act == Act::Edit)
        m_edits[{place.target, place.account}].insert(place.number);
    if (place.act == Act::Erase)
        m_erased.insert(place.target);
}

std::size_t TalkLog::placeOf(quint64 number) const
{
    const auto place =
        std::lower_bound(m_entries.begin(), m_entries.end(), number,
                         [](const Entry &entry, quint64 wanted) { return entry.number < wanted; });
    return std::size_t(place - m_entries.begin());
}

const TalkLog::Entry *TalkLog::find(quint64 number) const
{
    const std::size_t place = placeOf(number);
    return place < m_entries.size() && m_entries[place].number == number ? &m_entries[place] : nullptr;
}

// ---- Coming back

/// The last of the messages that are kept: numbers that were never given count for nothing.
quint64 TalkLog::startOfShared(quint64 next) const
{
    std::size_t left = m_shareLast;
    quint64 start = next;
    for (auto entry = m_entries.rbegin(); entry != m_entries.rend() && left > 0; ++entry) {
        if (!entry->comes())
            continue;
        start = entry->number;
        --left;
    }
    return start;
}

TalkLog::Start TalkLog::startOf(const Resume &resume, quint64 firstNumber, quint64 next)
{
    const quint64 shared = startOfShared(next);
    Start start{shared, 0, true};
    const bool isOurs = resume.after && resume.history == m_history;
    if (isOurs && *resume.after < next)
        start.next = std::max(*resume.after + 1, std::min(firstNumber, shared));
    // It was given, and this file does not know of it: power was cut, or the file is an old copy.
    const bool isLost =
        isOurs && (*resume.after >= next || (*resume.after > m_lastBefore && *resume.after < m_firstNumber));
    if (isLost && *resume.after < m_firstNumber) // else it is a claim that nothing here bears out
        m_lostBelow = m_firstNumber;
    start.complete = !isLost && start.next >= m_keptFrom && start.next >= m_lostBelow;
    start.count = quint64(std::count_if(m_entries.begin() + std::ptrdiff_t(placeOf(start.next)),
                                        m_entries.end(), [](const Entry &entry) { return entry.comes(); }));
    return start;
}

std::optional<NumberRange> TalkLog::page(quint64 number, std::size_t rows, qint64 bytes) const
{
    std::size_t place = placeOf(number);
    while (place < m_entries.size() && !m_entries[place].comes())
        ++place;
    if (place == m_entries.size())
        return {};
    NumberRange range{m_entries[place].number, m_entries[place].number};
    for (; place < m_entries.size() && rows > 0 && bytes > 0; ++place, --rows) {
        range.last = m_entries[place].number;
        bytes -= m_entries[place].comes() ? m_entries[place].size : 0;
    }
    return range;
}

void TalkLog::foundOnly(const NumberRange &page, const std::vector<quint64> &numbers)
{
    auto found = numbers.begin();
    for (std::size_t place = placeOf(page.first);
         place < m_entries.size() && m_entries[place].number <= page.last; ++place) {
        found = std::lower_bound(found, numbers.end(), m_entries[place].number);
        if (found == numbers.end() || *found != m_entries[place].number)
            m_entries[place].isDamaged = true;
    }
}

// ---- Talk

std::optional<qint64> TalkLog::accountOf(quint64 number) const
{
    const Entry *entry = find(number);
    return entry ? std::optional(entry->account) : std::nullopt;
}

bool TalkLog::isKept(quint64 number) const
{
    const Entry *entry = find(number);
    return entry && entry->comes();
}

/// A turn that has its numbers and is not kept yet, looked at together with what is.
struct TalkLog::Plan
{
    const TalkLog &log;
    const std::vector<NumberedSaid> &said;
    std::size_t before = 0; ///< so many of said are looked at already
    std::set<quint64> wiped = {};
    Edits edits = {}; ///< of those that are looked at
    std::unordered_set<quint64> erased = {};
    std::set<std::pair<quint64, qint64>> emptied = {}; ///< of the log's edits

    /// A message of this turn that is looked at already.
    [[nodiscard]] const NumberedSaid *inTurn(quint64 number) const
    {
        const bool isIn = number >= said.front().number && number - said.front().number < before;
        return isIn ? &said[std::size_t(number - said.front().number)] : nullptr;
    }
    /// Whether such a message is the account's, and may be changed; what is not kept is nobody's.
    [[nodiscard]] bool mayChange(qint64 account, quint64 target) const
    {
        if (const NumberedSaid *message = inTurn(target))
            return message->account == account && !changesAnother(message->act);
        const Entry *entry = log.find(target);
        return !entry || (entry->account == account && !changesAnother(entry->act));
    }
    [[nodiscard]] bool isErased(quint64 target) const
    {
        return log.m_erased.contains(target) || erased.contains(target);
    }
    void erase(qint64 account, quint64 target)
    {
        if (const Entry *entry = log.find(target); inTurn(target) || (entry && !entry->isWiped))
            wiped.insert(target);
        if (const auto kept = log.m_edits.find({target, account});
            kept != log.m_edits.end() && emptied.insert({target, account}).second)
            wiped.insert(kept->second.begin(), kept->second.end());
        if (const auto made = edits.find({target, account}); made != edits.end())
            wiped.insert(made->second.begin(), made->second.end());
        edits.erase({target, account});
    }
    void look(const NumberedSaid &message)
    {
        const bool mayChangeIt = changesAnother(message.act) && mayChange(message.account, *message.target);
        if (mayChangeIt && message.act == Act::Erase)
            erase(message.account, *message.target);
        else if (mayChangeIt && isErased(*message.target))
            wiped.insert(message.number); // too late: the text of what is erased comes to nobody
        if (message.act == Act::Edit)
            edits[{*message.target, message.account}].insert(message.number);
        if (message.act == Act::Erase)
            erased.insert(*message.target);
        ++before;
    }
};

TalkChange TalkLog::plan(std::vector<NumberedSaid> said) const
{
    Plan plan{*this, said};
    for (const NumberedSaid &message : said)
        plan.look(message);
    TalkChange change;
    change.keptFrom = keptFromWith(said);
    change.wiped.assign(plan.wiped.begin(), plan.wiped.end());
    change.said = std::move(said);
    return change;
}

/// 0 while there is room.
quint64 TalkLog::keptFromWith(const std::vector<NumberedSaid> &said) const
{
    const std::size_t step = std::min(longestStep, m_keep / stepsOfAll);
    const std::size_t all = m_entries.size() + said.size();
    if (said.empty() || all <= m_keep + step)
        return 0;
    const std::size_t place = all - m_keep; // of the first that stays
    if (place >= all)
        return said.back().number + 1;
    return place < m_entries.size() ? m_entries[place].number : said[place - m_entries.size()].number;
}

void TalkLog::apply(const TalkChange &change)
{
    for (const NumberedSaid &said : change.said)
        append({said.number, said.account, said.text.size(), said.act, said.target.value_or(0)});
    for (const quint64 number : change.wiped) {
        const std::size_t place = placeOf(number);
        if (place < m_entries.size() && m_entries[place].number == number)
            wipe(m_entries[place]);
    }
    if (change.keptFrom != 0)
        drop(change.keptFrom);
}

void TalkLog::wipe(Entry &entry)
{
    entry.isWiped = true;
    if (entry.act == Act::Edit)
        forgetEdit(entry);
}

void TalkLog::forgetEdit(const Entry &edit)
{
    const auto edits = m_edits.find({edit.target, edit.account});
    if (edits == m_edits.end())
        return;
    edits->second.erase(edit.number);
    if (edits->second.empty())
        m_edits.erase(edits);
}

void TalkLog::drop(quint64 below)
{
    m_keptFrom = std::max(m_keptFrom, below);
    while (!m_entries.empty() && m_entries.front().number < below) {
        const Entry &entry = m_entries.front();
        if (entry.act == Act::Erase)
            m_erased.erase(entry.target);
        else if (entry.act == Act::Edit)
            forgetEdit(entry);
        m_entries.pop_front();
    }
}

} // namespace waxwing
