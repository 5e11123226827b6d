// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultMessages.h"

#include "Database.h"
#include "Limits.h"

#include <algorithm>
#include <set>

namespace waxwing {

using vaultCodec::PackedMessage;

namespace {

constexpr quint64 earlierBit = quint64(1) << 63;

ValuePlace contentPlace(qint64 id)
{
    return {QLatin1StringView("message"), QLatin1StringView("content"), static_cast<quint64>(id), 1};
}

QVariantList valuesOf(const VaultMessages::Place &place)
{
    return {place.run, QVariant::fromValue(static_cast<qint64>(place.number))};
}

} // namespace

VaultMessages::VaultMessages(Database &database, ValueSealer &sealer) : m_database(database), m_sealer(sealer)
{}

Result<void> VaultMessages::load()
{
    const auto row = m_database.selectOne(QStringLiteral(
        "SELECT run, (SELECT ifnull(max(id), 0) + 1 FROM message) FROM conversation WHERE id = 1"));
    if (!row)
        return tl::make_unexpected(row.error());
    m_run = row->at(0).toUInt();
    m_nextId = row->at(1).toLongLong();
    const auto first = bound(QStringLiteral("SELECT run, number FROM message WHERE conversation = 1 "
                                            "ORDER BY run, number LIMIT 1"));
    const auto last = bound(QStringLiteral("SELECT run, number FROM message WHERE conversation = 1 "
                                           "ORDER BY run DESC, number DESC LIMIT 1"));
    if (!first || !last)
        return tl::make_unexpected(first ? last.error() : first.error());
    m_first = *first;
    m_last = *last;
    return {};
}

Result<std::optional<VaultMessages::Place>> VaultMessages::bound(const QString &sql)
{
    const auto found = m_database.select(sql);
    if (!found)
        return tl::make_unexpected(found.error());
    if (found->isEmpty())
        return std::nullopt;
    return Place{found->first().at(0).toUInt(), found->first().at(1).toULongLong()};
}

Result<void> VaultMessages::changeRow(const QString &sql, const QVariantList &values)
{
    const auto changed = m_database.change(sql, values);
    return changed ? Result<void>() : tl::make_unexpected(changed.error());
}

Result<void> VaultMessages::beginRun()
{
    ++m_run;
    return changeRow(QStringLiteral("UPDATE conversation SET run = ? WHERE id = 1"), {m_run});
}

Result<void> VaultMessages::add(const StoredMessage &message, qint64 nowMs)
{
    if (message.number == 0 || message.number > limits::largestInteger)
        return failure(Code::Internal, QStringLiteral("a message without its number is not kept"));
    const Place place{m_run, message.number};
    const Bytes content = vaultCodec::packMessage(message, m_run, nowMs);
    const auto added = m_database.change(
        QStringLiteral("INSERT OR IGNORE INTO message (id, conversation, run, number, content) "
                       "VALUES (?, 1, ?, ?, ?)"),
        {m_nextId, m_run, QVariant::fromValue(static_cast<qint64>(message.number)),
         m_sealer.seal(contentPlace(m_nextId), toSpan(content))});
    if (!added)
        return tl::make_unexpected(added.error());
    if (added->rows == 0)
        return {};
    ++m_nextId;
    m_first = m_first ? std::min(*m_first, place) : place;
    m_last = m_last ? std::max(*m_last, place) : place;
    return {};
}

/// What of the present numbering has that number is read, mended, and sealed again; what is not there, or
/// does not open, stays as it is.
Result<void> VaultMessages::rewrite(quint64 number, const std::function<bool(StoredMessage &)> &mend)
{
    const auto found = rows(QStringLiteral("SELECT id, run, number, content FROM message "
                                           "WHERE conversation = 1 AND run = ? AND number = ?"),
                            {m_run, QVariant::fromValue(static_cast<qint64>(number))});
    if (!found)
        return tl::make_unexpected(found.error());
    if (found->empty())
        return {};
    const auto packed = open(found->front());
    if (!packed)
        return {};
    StoredMessage message = vaultCodec::toStored(*packed);
    const qint64 keptMs = packed->keptMs;
    if (!mend(message))
        return {};
    const qint64 id = found->front().id;
    const Bytes content = vaultCodec::packMessage(message, m_run, keptMs);
    return changeRow(QStringLiteral("UPDATE message SET content = ? WHERE id = ?"),
                     {m_sealer.seal(contentPlace(id), toSpan(content)), id});
}

Result<void> VaultMessages::change(const MessageChange &change)
{
    return rewrite(change.number, [this, &change](StoredMessage &message) {
        if (message.name != change.name || message.isErased || change.act == Act::Reply)
            return false;
        message.isErased = change.act == Act::Erase;
        message.isEdited = message.isEdited || change.act == Act::Edit;
        message.text = message.isErased ? QString() : change.text;
        if (message.isErased && message.file)
            m_goneFiles.append(std::exchange(message.file, {})->id);
        return true;
    });
}

Result<void> VaultMessages::reach(const MessageReach &reach)
{
    return rewrite(reach.number, [&reach](StoredMessage &message) {
        if (!message.mine ||
            (reach.delivered <= message.delivered && reach.of <= message.of && reach.seen <= message.seen))
            return false;
        message.delivered = std::max(message.delivered, reach.delivered);
        message.of = std::max(message.of, reach.of);
        message.seen = std::max(message.seen, reach.seen);
        return true;
    });
}

/// Of a row that was asked for as id, run, number, content.
VaultMessages::Place VaultMessages::placeIn(const RowView &view)
{
    return {static_cast<quint32>(view.integer(1)), view.number(2)};
}

Result<std::vector<VaultMessages::RowOfMessage>> VaultMessages::rows(const QString &sql,
                                                                     const QVariantList &values)
{
    std::vector<RowOfMessage> found;
    const auto read = m_database.forEach(sql, values, [&found](const RowView &view) {
        found.push_back({view.integer(0), placeIn(view), view.bytes(3).toByteArray()});
        return true;
    });
    if (!read)
        return tl::make_unexpected(read.error());
    return found;
}

std::optional<PackedMessage> VaultMessages::open(qint64 id, Place place, BytesView sealed)
{
    const auto opened = m_sealer.open(contentPlace(id), sealed);
    if (!opened)
        return std::nullopt;
    auto packed = vaultCodec::unpackMessage(*opened);
    return packed && packed->place == place ? packed : std::nullopt;
}

StoredMessage VaultMessages::asShown(const PackedMessage &packed, qint64 id)
{
    StoredMessage message = vaultCodec::toStored(packed);
    if (packed.place.run == m_run)
        return message;
    message.number = earlierBit | static_cast<quint64>(id);
    if (message.replyTo != 0)
        message.replyTo = shownNumber({packed.place.run, message.replyTo}).value_or(0);
    return message;
}

/// 0 where it is not kept.
Result<quint64> VaultMessages::shownNumber(Place place)
{
    if (place.run == m_run)
        return place.number;
    const auto found = m_database.select(QStringLiteral("SELECT id FROM message WHERE conversation = 1 "
                                                        "AND run = ? AND number = ?"),
                                         valuesOf(place));
    if (!found)
        return tl::make_unexpected(found.error());
    return found->isEmpty() ? quint64(0) : earlierBit | found->first().first().toULongLong();
}

/// The very beginning for 0, and for what is not kept any more.
Result<VaultMessages::Place> VaultMessages::placeOf(quint64 number)
{
    if (number == 0)
        return Place{};
    if (!isOfEarlierNumbering(number))
        return Place{m_run, std::min<quint64>(number, limits::largestInteger)};
    const auto found = m_database.select(QStringLiteral("SELECT run, number FROM message WHERE id = ?"),
                                         {QVariant::fromValue(static_cast<qint64>(number & ~earlierBit))});
    if (!found)
        return tl::make_unexpected(found.error());
    return found->isEmpty() ? Place{}
                            : Place{found->first().at(0).toUInt(), found->first().at(1).toULongLong()};
}

/// `rows` in the order of the conversation.
Result<VaultPage> VaultMessages::pageOf(const std::vector<RowOfMessage> &rows)
{
    VaultPage page;
    page.messages.reserve(rows.size());
    for (const RowOfMessage &row : rows) {
        if (const auto packed = open(row))
            page.messages.push_back(asShown(*packed, row.id));
        else
            ++page.damaged;
    }
    page.isFirst = !m_first || (!rows.empty() && rows.front().place == *m_first);
    page.isLast = !m_last || (!rows.empty() && rows.back().place == *m_last);
    if (auto added = addQuoted(page); !added)
        return tl::make_unexpected(added.error());
    return page;
}

Result<std::optional<StoredMessage>> VaultMessages::find(quint64 number)
{
    const auto place = placeOf(number);
    if (!place)
        return tl::make_unexpected(place.error());
    const auto found = rows(QStringLiteral("SELECT id, run, number, content FROM message "
                                           "WHERE conversation = 1 AND run = ? AND number = ?"),
                            valuesOf(*place));
    if (!found)
        return tl::make_unexpected(found.error());
    const auto packed = found->empty() ? std::nullopt : open(found->front());
    return packed ? std::optional(asShown(*packed, found->front().id)) : std::nullopt;
}

Result<void> VaultMessages::addQuoted(VaultPage &page)
{
    std::set<quint64> known = {0};
    for (const StoredMessage &message : page.messages)
        known.insert(message.number);
    for (const StoredMessage &message : page.messages) {
        if (!known.insert(message.replyTo).second)
            continue;
        auto answered = find(message.replyTo);
        if (!answered)
            return tl::make_unexpected(answered.error());
        if (*answered)
            page.quoted.push_back(**std::move(answered));
    }
    return {};
}

Result<VaultPage> VaultMessages::previous(std::optional<Place> &below, int count)
{
    const Place from = below ? *below : Place{m_run + 1, 0};
    auto found = rows(QStringLiteral("SELECT id, run, number, content FROM message WHERE conversation = 1 "
                                     "AND (run, number) < (?, ?) ORDER BY run DESC, number DESC LIMIT ?"),
                      valuesOf(from) << count);
    if (!found)
        return tl::make_unexpected(found.error());
    std::reverse(found->begin(), found->end());
    auto page = pageOf(*found);
    if (page)
        page->isFirst = page->isFirst || found->empty();
    if (!found->empty())
        below = found->front().place;
    return page;
}

Result<VaultPage> VaultMessages::next(std::optional<Place> &above, int count)
{
    const Place from = above ? *above : Place{};
    const auto found =
        rows(QStringLiteral("SELECT id, run, number, content FROM message WHERE conversation = 1 "
                            "AND (run, number) > (?, ?) ORDER BY run, number LIMIT ?"),
             valuesOf(from) << count);
    if (!found)
        return tl::make_unexpected(found.error());
    auto page = pageOf(*found);
    if (page)
        page->isLast = page->isLast || found->empty();
    if (!found->empty())
        above = found->back().place;
    return page;
}

Result<VaultPage> VaultMessages::previousThatOpens(std::optional<Place> &below, int count)
{
    auto page = previous(below, count);
    while (page && page->messages.empty() && !page->isFirst) {
        const int damaged = page->damaged;
        page = previous(below, count);
        if (page)
            page->damaged += damaged;
    }
    return page;
}

Result<VaultPage> VaultMessages::end(int count)
{
    std::optional<Place> below;
    auto page = previousThatOpens(below, count);
    if (page)
        page->isLast = true;
    return page;
}

Result<VaultPage> VaultMessages::before(quint64 number, int count)
{
    const auto place = placeOf(number);
    if (!place)
        return tl::make_unexpected(place.error());
    std::optional<Place> below = *place;
    return previousThatOpens(below, count);
}

Result<VaultPage> VaultMessages::after(quint64 number, int count)
{
    const auto place = placeOf(number);
    if (!place)
        return tl::make_unexpected(place.error());
    std::optional<Place> above = *place;
    auto page = next(above, count);
    while (page && page->messages.empty() && !page->isLast) {
        const int damaged = page->damaged;
        page = next(above, count);
        if (page)
            page->damaged += damaged;
    }
    return page;
}

Result<VaultPage> VaultMessages::around(quint64 number, int count)
{
    const auto place = placeOf(number);
    if (!place)
        return tl::make_unexpected(place.error());
    std::optional<Place> below = *place;
    std::optional<Place> above = *place;
    if (above->number > 0)
        --above->number; // the message itself is the first of the second half
    auto upper = previous(below, count / 2);
    auto lower = next(above, count - count / 2);
    if (!upper || !lower)
        return tl::make_unexpected(upper ? lower.error() : upper.error());
    lower->isFirst = upper->isFirst;
    lower->damaged += upper->damaged;
    lower->messages.insert(lower->messages.begin(), std::make_move_iterator(upper->messages.begin()),
                           std::make_move_iterator(upper->messages.end()));
    lower->quoted.clear();
    if (auto added = addQuoted(*lower); !added)
        return tl::make_unexpected(added.error());
    return lower;
}

} // namespace waxwing
