// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LobbyHost.h"
#include "RoomHost.h"

#include <functional>

namespace waxwing {

/// A room as it comes from the store, with all that was asked for applied and committed.
struct OpenedRoom
{
    RoomState state;
    QString invite;                ///< text of this start's token, in invite mode
    std::optional<Error> noInvite; ///< why there is none although the mode asks for one
};

/// Opens a room step by step, in the store's thread and the pool: the state, its name and registration, the
/// host's own account, an invite. Dies with its parent; `then` is called once, by the event loop.
class RoomOpener : public QObject
{
    Q_OBJECT
public:
    using Then = std::function<void(Result<OpenedRoom>)>;
    RoomOpener(const Services &services, const HostOptions &options, std::shared_ptr<RoomDatabase> database,
               Then then, QObject *parent);

    void open(const QString &profileFolder, std::optional<SecretBytes> passphrase);

    /// A fresh invite into the store. InviteInvalid where the room takes no more of them, or what the store
    /// says.
    static void makeInvite(const Services &services, QObject *context,
                           const std::shared_ptr<RoomDatabase> &database, int uses,
                           std::function<void(const Result<InviteBook::Token> &)> then);

private:
    void onOpened(Result<RoomState> state);
    void applyOptions();
    void applyShare();
    void makeHostPerson();
    void deriveHostKeys();
    void addHostAccount(const ScramVerifier &verifier);
    void makeFirstInvite();
    void fail(const Error &error);
    /// Runs one change in the store, then goes on.
    void commit(std::function<Result<void>(RoomDatabase &)> change, std::function<void()> next);

    const Services m_services;
    const HostOptions m_options;
    std::shared_ptr<RoomDatabase> m_database;
    Then m_then;
    OpenedRoom m_room;
};

} // namespace waxwing
