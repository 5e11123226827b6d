// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ResetDesk.h"

#include "Username.h"

namespace waxwing {

ResetDesk::ResetDesk(LobbyShared &lobby, StoreThread &store, std::shared_ptr<RoomDatabase> database,
                     QObject *context)
    : m_lobby(lobby), m_store(store), m_database(std::move(database)), m_context(context)
{}

void ResetDesk::make(const QString &name, quint64 question, Then then)
{
    ResetAnswer answer;
    answer.question = question;
    answer.name = name;
    const Account *account = m_lobby.accounts.byFoldedName(foldedName(normaliseTypedUsername(name)));
    if (!account || account->role == Role::Host) {
        answer.error = Error{account ? Code::HostsOwnAccount : Code::NameUnknown, {}};
        return then(answer);
    }
    answer.name = account->name;
    const qint64 nowMs = m_lobby.clock->wallMs();
    const ResetBook::Token token = ResetBook::make(*m_lobby.random, account->id, nowMs);
    m_store.run(
        m_context,
        [database = m_database, kept = token.kept, nowMs] { return database->addResetCode(kept, nowMs); },
        [lobby = &m_lobby, token, answer, then = std::move(then)](const Result<void> &added) mutable {
            if (!added) {
                answer.error = added.error();
                return then(answer);
            }
            lobby->resets.add(token.kept);
            answer.code = token.text;
            answer.expiresMs = token.kept.expiresMs;
            then(answer);
        });
}

} // namespace waxwing
