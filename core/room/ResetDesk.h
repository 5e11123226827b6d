// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LobbyHost.h"
#include "RoomHost.h"

namespace waxwing {

/// Makes one-time codes for people of a room who have forgotten their password (PROTOCOL 7.8). Network
/// thread.
class ResetDesk
{
public:
    using Then = std::function<void(const ResetAnswer &)>;
    ResetDesk(LobbyShared &lobby, StoreThread &store, std::shared_ptr<RoomDatabase> database,
              QObject *context);

    /// A code in place of an earlier one; `then` at once or, once it is stored, in a later turn. NameUnknown,
    /// HostsOwnAccount, TooManyResetCodes, or what the store says.
    void make(const QString &name, quint64 question, Then then);

private:
    LobbyShared &m_lobby;
    StoreThread &m_store;
    std::shared_ptr<RoomDatabase> m_database;
    QObject *m_context;
};

} // namespace waxwing
