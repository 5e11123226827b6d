// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>

namespace waxwing {

/// A table of at most `most` entries, each of which blocks somebody until some time (PROTOCOL 10). When it is
/// full, the entry that blocks nobody for longest goes first. Value needs `qint64 blocksUntilMs() const`,
/// monotonic.
template <class Key, class Value> class BoundedTable
{
public:
    explicit BoundedTable(int most) : m_most(most) {}

    [[nodiscard]] const Value *find(const Key &key) const
    {
        const auto entry = m_entries.constFind(key);
        return entry == m_entries.constEnd() ? nullptr : &*entry;
    }
    /// The entry of this key; `fresh` where there is none yet, with room made for it.
    Value &obtain(const Key &key, Value fresh)
    {
        auto entry = m_entries.find(key);
        if (entry != m_entries.end())
            return *entry;
        while (m_entries.size() >= m_most && !m_entries.isEmpty())
            dropOne();
        return *m_entries.insert(key, std::move(fresh));
    }
    void remove(const Key &key) { m_entries.remove(key); }
    [[nodiscard]] qsizetype size() const { return m_entries.size(); }

private:
    void dropOne()
    {
        auto victim = m_entries.begin();
        for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
            if (entry->blocksUntilMs() < victim->blocksUntilMs())
                victim = entry;
        }
        m_entries.erase(victim);
    }

    QHash<Key, Value> m_entries;
    qsizetype m_most;
};

} // namespace waxwing
