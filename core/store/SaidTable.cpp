// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SaidTable.h"

#include "FieldRules.h"
#include "SealedValue.h"

namespace waxwing {

namespace {

ValuePlace placeOf(quint64 number)
{
    return {QLatin1StringView("said"), QLatin1StringView("text"), number, 1};
}

QString textOf(Act act)
{
    const std::string_view name = choiceNames<Act>[std::size_t(act)];
    return QString::fromLatin1(name.data(), qsizetype(name.size()));
}

std::optional<Act> actOf(const QVariant &value)
{
    if (value.isNull()) {
        return std::nullopt;
    }
    const QString text = value.toString();
    return text == textOf(Act::Reply) ? Act::Reply : text == textOf(Act::Edit) ? Act::Edit : Act::Erase;
}

} // namespace

void addFile(Said &said, const FileNote &file)
{
    said.file = file.id;
    said.size = file.size;
    said.digest = file.digest;
    said.fileName = file.name;
}

void SaidTable::setKey(const SecretBytes &key)
{
    m_sealer.emplace(Aes256Gcm::Direction::Seal, key.span());
    m_opener.emplace(Aes256Gcm::Direction::Open, key.span());
    m_files.setKey(key);
}

Result<void> SaidTable::apply(const TalkChange &change)
{
    for (const NumberedSaid &said : change.said) {
        auto inserted = insert(said);
        if (inserted && said.file) {
            inserted = m_files.tie(said.file->id, said.number);
        }
        if (!inserted) {
            return inserted;
        }
    }
    for (const quint64 number : change.wiped) {
        const auto wiped =
            m_database.change(QStringLiteral("DELETE FROM said WHERE number = ?"), {qint64(number)});
        if (!wiped) {
            return tl::make_unexpected(wiped.error());
        }
        if (auto dropped = m_files.dropOf(number); !dropped) {
            return dropped;
        }
    }
    if (change.keptFrom == 0) {
        return {};
    }
    if (auto dropped = m_files.dropBelow(change.keptFrom); !dropped) {
        return dropped;
    }
    for (const auto &statement : {QStringLiteral("DELETE FROM said WHERE number < ?"),
                                  QStringLiteral("UPDATE room SET kept_from = ?")}) {
        if (auto done = m_database.change(statement, {qint64(change.keptFrom)}); !done) {
            return tl::make_unexpected(done.error());
        }
    }
    return {};
}

Result<void> SaidTable::insert(const NumberedSaid &said)
{
    // Nearly all of them have no target, and each value that is bound costs.
    const auto inserted =
        said.act ? m_database.change(
                       QStringLiteral(
                           "INSERT INTO said (number, account, device, counter, time, text, act, target)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
                       {qint64(said.number), said.account, said.device, qint64(said.counter), said.timeMs,
                        sealed(said), textOf(*said.act), qint64(*said.target)})
                 : m_database.change(
                       QStringLiteral("INSERT INTO said (number, account, device, counter, time, text)"
                                      " VALUES (?, ?, ?, ?, ?, ?)"),
                       {qint64(said.number), said.account, said.device, qint64(said.counter), said.timeMs,
                        sealed(said)});
    return inserted ? Result<void>() : tl::make_unexpected(inserted.error());
}

Bytes SaidTable::sealed(const NumberedSaid &said)
{
    const Bytes text = said.text.toUtf8();
    return sealValue(*m_sealer, placeOf(said.number), toSpan(text), m_random);
}

Result<void> SaidTable::trim(int keep)
{
    const auto last = m_database.select(
        QStringLiteral("SELECT number FROM said ORDER BY number DESC LIMIT 1 OFFSET ?"), {keep});
    if (!last) {
        return tl::make_unexpected(last.error());
    }
    return last->isEmpty() ? Result<void>() : apply({{}, {}, last->first().first().toULongLong() + 1});
}

Result<std::vector<SaidPlace>> SaidTable::places()
{
    const auto rows = m_database.select(
        QStringLiteral("SELECT number, account, length(text), act, target FROM said ORDER BY number"));
    if (!rows) {
        return tl::make_unexpected(rows.error());
    }
    std::vector<SaidPlace> places;
    places.reserve(std::size_t(rows->size()));
    for (const auto &row : *rows) {
        places.push_back({row.at(0).toULongLong(), row.at(1).toLongLong(), row.at(2).toLongLong(),
                          actOf(row.at(3)), row.at(4).toULongLong()});
    }
    return places;
}

Result<SaidTable::Page> SaidTable::read(quint64 first, quint64 last)
{
    const auto rows = m_database.select(
        QStringLiteral("SELECT said.number, account.name, said.device, said.counter, said.time, said.act,"
                       " said.target, said.text FROM said JOIN account ON account.id = said.account"
                       " WHERE said.number BETWEEN ? AND ? ORDER BY said.number"),
        {qint64(first), qint64(last)});
    if (!rows) {
        return tl::make_unexpected(rows.error());
    }
    const auto files = m_files.between(first, last);
    if (!files) {
        return tl::make_unexpected(files.error());
    }
    auto file = files->begin();
    Page page;
    page.said.reserve(std::size_t(rows->size()));
    for (const auto &row : *rows) {
        Said said;
        said.number = row.at(0).toULongLong();
        const auto text = openValue(*m_opener, placeOf(said.number), row.at(7).toByteArray());
        if (!text) {
            ++page.damaged;
            continue;
        }
        said.name = row.at(1).toString();
        said.device = row.at(2).toByteArray();
        said.counter = row.at(3).toULongLong();
        said.time = row.at(4).toLongLong();
        said.act = actOf(row.at(5));
        if (said.act) {
            said.target = row.at(6).toULongLong();
        }
        said.text = QString::fromUtf8(toView(text->span()));
        for (; file != files->end() && file->number <= said.number; ++file) {
            if (file->number == said.number) {
                addFile(said, file->note);
            }
        }
        page.said.push_back(std::move(said));
    }
    return page;
}

Result<void> SaidTable::emptyLog()
{
    const auto emptied = m_database.select(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    return emptied ? Result<void>() : tl::make_unexpected(emptied.error());
}

} // namespace waxwing
