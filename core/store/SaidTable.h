// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Aes256Gcm.h"
#include "Database.h"
#include "FileTable.h"
#include "Messages.h"
#include "Random.h"
#include "SecretBytes.h"

#include <vector>

namespace waxwing {

/// Something that was said, with its number.
struct NumberedSaid
{
    quint64 number = 0;
    qint64 account = 0;
    Bytes device;
    quint64 counter = 0;
    qint64 timeMs = 0;
    QString text;
    std::optional<Act> act = {};
    std::optional<quint64> target = {};
    std::optional<FileNote> file = {}; ///< that comes with it
};

/// The fields of a file, in `said` (PROTOCOL 8.11).
void addFile(Said &said, const FileNote &file);

/// What a host knows of it without reading its text.
struct SaidPlace
{
    quint64 number = 0;
    qint64 account = 0;
    qint64 size = 0; ///< bytes of text, about
    std::optional<Act> act = {};
    quint64 target = 0; ///< 0: none
};

/// What a turn changes in what is kept.
struct TalkChange
{
    std::vector<NumberedSaid> said;
    std::vector<quint64> wiped; ///< of what is kept or of `said`: they are no more
    quint64 keptFrom = 0;       ///< what lies below goes; 0: nothing
};

/// The table `said` of `room.sqlite`: what was said, each text sealed under the room's key for it (DESIGN
/// §3). Changes go into the transaction that the caller has begun.
class SaidTable
{
public:
    /// Both borrowed.
    SaidTable(Database &database, Random &random)
        : m_database(database), m_random(random), m_files(database, random)
    {}

    /// The files that come with what is kept; theirs go with it.
    [[nodiscard]] FileTable &files() { return m_files; }

    void setKey(const SecretBytes &key); ///< 32 bytes; before anything else
    Result<void> apply(const TalkChange &change);
    /// Everything but the last `keep`.
    Result<void> trim(int keep);
    /// Of all that is kept, by rising number.
    Result<std::vector<SaidPlace>> places();

    struct Page
    {
        std::vector<Said> said; ///< rising
        int damaged = 0;        ///< rows that do not open, and are left out
    };
    /// From one number to another, both included, with the speakers' names as registered.
    Result<Page> read(quint64 first, quint64 last);
    /// Nothing of what was wiped stays in the file's log either.
    Result<void> emptyLog();

private:
    Result<void> insert(const NumberedSaid &said);
    [[nodiscard]] Bytes sealed(const NumberedSaid &said);

    Database &m_database;
    Random &m_random;
    FileTable m_files;
    std::optional<Aes256Gcm> m_sealer;
    std::optional<Aes256Gcm> m_opener;
};

} // namespace waxwing
