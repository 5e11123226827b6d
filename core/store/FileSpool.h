// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Random.h"
#include "Result.h"

#include <QFile>
#include <QSet>
#include <vector>

namespace waxwing {

/// `room/files/` at a host (PROTOCOL 8.11): one file each, its chunks one behind the other, each sealed with
/// AES-256-GCM under the file's own key as a value of its place. Nothing is held open between two calls.
/// Blocking calls, for the files' thread.
class FileSpool
{
public:
    /// Where it lies, by whose key, how long it is.
    struct Item
    {
        Bytes id; ///< 16
        std::shared_ptr<const SecretBytes> key;
        qint64 size = 0; ///< of the whole, in the clear
    };
    /// `reserve`: bytes that stay free on the disk, at most its twentieth part. `random` is borrowed.
    FileSpool(QString folder, Random &random, qint64 reserve);

    /// Chunks from number `first` on. FilesFull where the disk is; nothing half stays then.
    Result<void> write(const Item &item, quint64 first, const std::vector<Bytes> &chunks) const;
    /// Chunks from number `first` on as they are sent, fewer at the end: each a `chunk`, encoded. FileUnknown
    /// where one is not there, or does not open.
    Result<std::vector<Bytes>> readChunks(const Item &item, quint64 first, int count) const;
    /// How many whole chunks from number `first` on are there and open: a slice of at most `most`.
    [[nodiscard]] int countGood(const Item &item, quint64 first, int most) const;
    /// Cuts off what is behind so many chunks, and what is no whole one; the bytes that stay. A new one has
    /// 0.
    Result<qint64> cut(const Item &item, quint64 chunks) const;
    Result<void> sync(const Item &item) const; ///< all of it on the disk, and that it is there
    /// Whether its length is that of all its chunks.
    [[nodiscard]] bool isAllThere(const Item &item) const;
    void remove(const Bytes &id) const;
    /// Removes what is none of these, left by a run that was cut off.
    void removeOthers(const QSet<Bytes> &ids) const;
    [[nodiscard]] qint64 freeBytes() const; ///< beyond the reserve

private:
    [[nodiscard]] QString pathOf(const Bytes &id) const;
    bool open(QFile &file, const Item &item) const;
    template <class Take>
    Result<void> openChunks(const Item &item, quint64 first, int count, Take take) const;

    QString m_folder;
    Random &m_random;
    qint64 m_reserve;
};

} // namespace waxwing
