// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// Another password in place of the one that the host knows: of a member, or by a one-time code in the lobby.
#include "HostConnection.h"

#include "Link.h"

#include <QPointer>

namespace waxwing {

/// A message of an admitted link, at its rate.
void HostConnection::deliver(const Message &message)
{
    // Before a `welcome` that waits, it is as out of place as everything of the room (PROTOCOL 7.1, 7.7).
    if (!PasswordChangeHost::concerns(message) || !m_desk.room.isIn(&m_link))
        return m_desk.room.receive(&m_link, message);
    if (!m_password) {
        const bool isLocal = m_link.stream().isLocal();
        m_password = std::make_unique<PasswordChangeHost>(
            m_desk.lobby, PasswordChangeHost::Member{m_graduate->account,
                                                     isLocal ? QString() : m_link.stream().peerAddress(),
                                                     isLocal, m_graduate->common.password});
    }
    performChange(m_password->receive(message));
}

void HostConnection::performChange(const LobbyAnswer &answer)
{
    for (const QString &line : answer.notices)
        Q_EMIT notice(line);
    for (const Message &message : answer.messages)
        m_link.send(message);
    if (answer.end) {
        Q_EMIT notice(QStringLiteral("“%1” was disconnected: %2 (%3)")
                          .arg(m_desk.lobby.accounts.byId(m_graduate->account)->name,
                               codeName(answer.end->code), answer.end->detail));
        return m_link.close(answer.end->code);
    }
    if (answer.verifier)
        store(*answer.verifier);
}

/// In the host's context: it counts whether or not this link is still there.
void HostConnection::store(const VerifierCommit &commit)
{
    const qint64 nowMs = m_desk.lobby.clock->wallMs();
    m_desk.store.run(
        m_desk.context,
        [database = m_desk.database, commit, nowMs] {
            return database->replaceVerifier(commit.account, commit.verifier, commit.resetCode, nowMs);
        },
        [lobby = &m_desk.lobby, commit, self = QPointer(this)](const Result<void> &stored) {
            commit.finish(*lobby, stored);
            if (!self || self->m_hasEnded)
                return;
            if (self->m_password)
                self->performChange(self->m_password->stored(stored));
            else if (self->m_lobby)
                self->perform(self->m_lobby->stored(commit, stored));
        });
}

} // namespace waxwing
