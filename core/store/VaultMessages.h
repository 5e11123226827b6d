// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ValueSealer.h"
#include "VaultCodec.h"
#include "VaultValues.h"

#include <QList>

#include <utility>

namespace waxwing {

class Database;
class RowView;

/// The messages of a vault's room in its one order: by numbering (`run`), then by number. Blocking calls for
/// the store's thread; what writes, writes inside the caller's transaction. Numbers go in and out as
/// inOrder() says.
class VaultMessages
{
public:
    using Place = vaultCodec::Place;

    VaultMessages(Database &database, ValueSealer &sealer);

    /// What is known without a question: first, last, the numbering. After opening and after an undone
    /// transaction.
    Result<void> load();
    Result<void> beginRun();                            ///< the host numbers anew
    [[nodiscard]] quint32 run() const { return m_run; } ///< from 1 on

    Result<void> add(const StoredMessage &message, qint64 nowMs);
    Result<void> change(const MessageChange &change);
    Result<void> reach(const MessageReach &reach);

    // Pages: where nothing opens, the next rows are looked at, until one does or there are no more.
    Result<VaultPage> end(int count);
    Result<VaultPage> before(quint64 number, int count);
    Result<VaultPage> after(quint64 number, int count);
    Result<VaultPage> around(quint64 number, int count);
    /// Up to `count` rows above `*above`, which moves along; from the beginning where it is none.
    Result<VaultPage> next(std::optional<Place> &above, int count);
    /// Of what this device said among the last so many numbers.
    Result<std::vector<MessageReach>> ownReach(const Bytes &device, quint64 numbers);

    Result<HistoryStart> start();
    Result<void> setLastRead(quint64 number); ///< never falls
    Result<void> setDraft(const QString &text);

    /// Hands rows to `take`, newest first, from below `*below` on, until it says false; moves `*below` along.
    /// Rows that do not open are counted. True: there are no more.
    Result<bool> readDown(std::optional<Place> &below, int most,
                          const std::function<bool(qint64 id, const vaultCodec::PackedMessage &)> &take,
                          int &damaged);
    /// Takes away up to `most` of the oldest that were kept before that time. True: there are no more.
    Result<bool> removeOldest(int most, qint64 keptBeforeMs, int &removed);
    [[nodiscard]] bool isEmpty() const { return !m_last; }
    /// Files whose messages were erased or taken away since the last question, by name.
    [[nodiscard]] QList<Bytes> takeGoneFiles() { return std::exchange(m_goneFiles, {}); }
    StoredMessage asShown(const vaultCodec::PackedMessage &packed, qint64 id);

private:
    struct RowOfMessage
    {
        qint64 id = 0;
        Place place;
        Bytes content;
    };
    static Place placeIn(const RowView &view);
    Result<std::vector<RowOfMessage>> rows(const QString &sql, const QVariantList &values);
    Result<VaultPage> pageOf(const std::vector<RowOfMessage> &rows);
    Result<VaultPage> previous(std::optional<Place> &below, int count);
    Result<VaultPage> previousThatOpens(std::optional<Place> &below, int count);
    Result<void> addQuoted(VaultPage &page);
    Result<std::optional<StoredMessage>> find(quint64 number);
    std::optional<vaultCodec::PackedMessage> open(qint64 id, Place place, BytesView sealed);
    std::optional<vaultCodec::PackedMessage> open(const RowOfMessage &row)
    {
        return open(row.id, row.place, row.content);
    }
    Result<Place> placeOf(quint64 number);
    Result<std::optional<Place>> bound(const QString &sql);
    Result<quint64> shownNumber(Place place);
    Result<void> rewrite(quint64 number, const std::function<bool(StoredMessage &)> &mend);
    Result<void> changeRow(const QString &sql, const QVariantList &values);

    Database &m_database;
    ValueSealer &m_sealer;
    quint32 m_run = 1;
    qint64 m_nextId = 1;
    std::optional<Place> m_first;
    std::optional<Place> m_last;
    QList<Bytes> m_goneFiles;
};

} // namespace waxwing
