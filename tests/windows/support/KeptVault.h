// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "SystemRandom.h"
#include "VaultSession.h"

#include <QTemporaryDir>

namespace waxwing {

/// A real vault in a folder of its own and a store's thread, for windows that look onto it.
class KeptVault
{
public:
    KeptVault() = default;
    ~KeptVault();

    /// Makes it with messages 1 to `count`, `say` gives each, read up to `lastRead`.
    bool fill(quint64 count, const std::function<StoredMessage(quint64 number)> &say, quint64 lastRead = 0);
    /// Turns it on as a right password does, blocking; null where that fails.
    std::shared_ptr<VaultSession> open();
    [[nodiscard]] HistoryStart start() const { return m_start; } ///< as open() found it
    /// Says more in the store's thread, as a turn of the network does; when it is done is drain()'s matter.
    void keep(const std::vector<StoredMessage> &messages);
    void change(const MessageChange &change);
    void drain() { m_store.drain(); }
    [[nodiscard]] QString path() const; ///< of its file

private:
    void close(); ///< in the store's thread, where it was opened
    template <class Work> auto inStore(Work work);
    std::shared_ptr<VaultSession> opened(bool fresh);

    QTemporaryDir m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    StoreThread m_store;
    SecretBytes m_key = m_random.secret(32);
    HistoryStart m_start;
    quint64 m_next = 1;
    std::shared_ptr<VaultSession> m_session;
};

} // namespace waxwing
