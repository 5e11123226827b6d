// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "StoredMessage.h"
#include "ValueSealer.h"

#include <map>

namespace waxwing {

class Database;

/// A file on its way, as it is remembered from one run to the next.
struct KeptTransfer
{
    qint64 id = 0;
    bool isUpload = false;
    bool isPaused = false;
    FileParty party;
    FileNote note;        ///< an upload's has its digest only at its end
    qint64 changedMs = 0; ///< an upload's: the file's time
    QString path;         ///< an upload's file; a download's folder
    QString part;         ///< a download's file in it; empty before it was made
};

/// What a vault remembers of files that are on their way. Blocking calls for the store's thread; what writes,
/// writes inside the caller's transaction.
class VaultTransfers
{
public:
    VaultTransfers(Database &database, ValueSealer &sealer);

    /// In their order; what does not open is left out. After opening and after an undone transaction.
    Result<std::vector<KeptTransfer>> load();
    Result<void> keep(const KeptTransfer &transfer); ///< in place of an earlier one of its id
    Result<void> remove(qint64 id);
    /// It is being said now: the upload is no more.
    Result<void> removeUploadOf(const Bytes &file);

private:
    Database &m_database;
    ValueSealer &m_sealer;
    std::map<Bytes, qint64> m_uploads; ///< ids by file
};

} // namespace waxwing
