// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What is kept of a conversation beside its pages, the place and the draft, and the slices of long work.
#include "Database.h"
#include "VaultMessages.h"

#include <algorithm>

namespace waxwing {

using vaultCodec::PackedMessage;

namespace {

// The room is conversation 1; draft and place of each conversation stand with it.
const ValuePlace &draftPlace()
{
    static const ValuePlace place{QLatin1StringView("conversation"), QLatin1StringView("draft"), 1, 1};
    return place;
}

QVariant integer(quint64 number)
{
    return QVariant::fromValue(static_cast<qint64>(number));
}

} // namespace

Result<std::vector<MessageReach>> VaultMessages::ownReach(const Bytes &device, quint64 numbers)
{
    std::vector<MessageReach> own;
    if (!m_last || m_last->run != m_run)
        return own;
    const quint64 above = m_last->number > numbers ? m_last->number - numbers : 0;
    const auto found = rows(QStringLiteral("SELECT id, run, number, content FROM message "
                                           "WHERE conversation = 1 AND run = ? AND number > ? "
                                           "ORDER BY number"),
                            {m_run, integer(above)});
    if (!found)
        return tl::make_unexpected(found.error());
    for (const RowOfMessage &row : *found) {
        const auto packed = open(row);
        if (packed && packed->mine && packed->device == device)
            own.push_back({row.place.number, packed->delivered, packed->of, packed->seen});
    }
    return own;
}

Result<HistoryStart> VaultMessages::start()
{
    const auto row = m_database.selectOne(
        QStringLiteral("SELECT read_run, read_number, draft FROM conversation WHERE id = 1"));
    if (!row)
        return tl::make_unexpected(row.error());
    HistoryStart start;
    const Place read{row->at(0).toUInt(), row->at(1).toULongLong()};
    start.lastRead = shownNumber(read).value_or(0);
    start.last = m_last ? shownNumber(*m_last).value_or(0) : 0;
    if (!row->at(2).isNull()) {
        const auto draft = m_sealer.open(draftPlace(), row->at(2).toByteArray());
        if (!draft)
            return tl::make_unexpected(draft.error());
        start.draft = QString::fromUtf8(toView(*draft));
    }
    return start;
}

Result<void> VaultMessages::setLastRead(quint64 number)
{
    const auto place = placeOf(number);
    if (!place)
        return tl::make_unexpected(place.error());
    return changeRow(QStringLiteral("UPDATE conversation SET read_run = ?, read_number = ? "
                                    "WHERE id = 1 AND (read_run, read_number) < (?, ?)"),
                     {place->run, integer(place->number), place->run, integer(place->number)});
}

Result<void> VaultMessages::setDraft(const QString &text)
{
    const Bytes utf8 = text.toUtf8();
    if (utf8.isEmpty())
        return changeRow(QStringLiteral("UPDATE conversation SET draft = NULL WHERE id = 1"), {});
    return changeRow(QStringLiteral("UPDATE conversation SET draft = ? WHERE id = 1"),
                     {m_sealer.seal(draftPlace(), toSpan(utf8))});
}

Result<bool> VaultMessages::readDown(std::optional<Place> &below, int most,
                                     const std::function<bool(qint64, const PackedMessage &)> &take,
                                     int &damaged)
{
    const Place from = below ? *below : Place{m_run + 1, 0};
    int read = 0;
    bool wanted = true;
    const auto done = m_database.forEach(
        QStringLiteral("SELECT id, run, number, content FROM message WHERE conversation = 1 "
                       "AND (run, number) < (?, ?) ORDER BY run DESC, number DESC LIMIT ?"),
        {from.run, integer(from.number), most}, [&](const RowView &view) {
            ++read;
            below = placeIn(view);
            if (const auto packed = open(view.integer(0), *below, view.bytes(3)))
                wanted = take(view.integer(0), *packed);
            else
                ++damaged;
            return wanted;
        });
    if (!done)
        return tl::make_unexpected(done.error());
    return wanted && read < most;
}

Result<bool> VaultMessages::removeOldest(int most, qint64 keptBeforeMs, int &removed)
{
    const auto oldest = rows(QStringLiteral("SELECT id, run, number, content FROM message "
                                            "WHERE conversation = 1 ORDER BY run, number LIMIT ?"),
                             {most});
    if (!oldest)
        return tl::make_unexpected(oldest.error());
    const auto isOld = [&](const RowOfMessage &row) {
        const auto packed = open(row);
        if (!packed)
            return true; // nobody can tell the age of what does not open
        if (packed->keptMs >= keptBeforeMs)
            return false;
        if (packed->file)
            m_goneFiles.append(packed->file->id);
        return true;
    };
    const auto young = std::find_if_not(oldest->begin(), oldest->end(), isOld);
    for (auto row = oldest->begin(); row != young; ++row) {
        if (auto gone = changeRow(QStringLiteral("DELETE FROM message WHERE id = ?"), {row->id}); !gone)
            return tl::make_unexpected(gone.error());
    }
    removed = static_cast<int>(young - oldest->begin());
    const qint64 nextId = m_nextId;
    if (auto loaded = removed > 0 ? load() : Result<void>(); !loaded)
        return tl::make_unexpected(loaded.error());
    m_nextId = std::max(nextId, m_nextId);
    return young != oldest->end() || static_cast<int>(oldest->size()) < most;
}

} // namespace waxwing
