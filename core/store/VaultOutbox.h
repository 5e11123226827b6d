// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "StoredMessage.h"
#include "ValueSealer.h"

namespace waxwing {

class Database;

/// What waits in a vault to be sent, in the order in which it was written. Blocking calls for the store's
/// thread; what writes, writes inside the caller's transaction.
class VaultOutbox
{
public:
    VaultOutbox(Database &database, ValueSealer &sealer);

    Result<void> load();                                ///< after opening and after an undone transaction
    Result<std::vector<OutgoingMessage>> messages();    ///< StorageDamaged where one does not open
    Result<qint64> add(const OutgoingMessage &message); ///< the id that it gets
    Result<void> change(const OutgoingMessage &message);
    Result<void> remove(qint64 id);

private:
    Database &m_database;
    ValueSealer &m_sealer;
    qint64 m_nextId = 1; ///< never given twice while the file is open
};

} // namespace waxwing
