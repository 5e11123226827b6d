// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "KeptVault.h"

namespace waxwing {

namespace {

const QString fileName = QStringLiteral("00112233445566778899aabbccddeeff.sqlite");
constexpr quint64 aTurn = 1'000;

} // namespace

KeptVault::~KeptVault()
{
    close();
}

void KeptVault::close()
{
    if (m_session)
        m_store.post([session = std::exchange(m_session, nullptr)] { session->close(); });
    m_store.drain();
}

QString KeptVault::path() const
{
    return m_folder.path() + QStringLiteral("/vaults/") + fileName;
}

template <class Work> auto KeptVault::inStore(Work work)
{
    decltype(work()) result{};
    m_store.post([&] { result = work(); });
    m_store.drain();
    return result;
}

std::shared_ptr<VaultSession> KeptVault::opened(bool fresh)
{
    return inStore([this, fresh]() -> std::shared_ptr<VaultSession> {
        auto session =
            std::make_shared<VaultSession>(std::make_shared<StoreDoor>(m_store), m_clock, m_random);
        if (!session->openFile(m_folder.path(), fileName))
            return nullptr;
        const PasswordWrap wrap{Bytes(16, 's'), 1, Bytes(60, 'w')};
        VaultContents contents;
        if (fresh) {
            contents.identity = *Identity::generate(m_random);
            contents.device = Bytes(16, 'd');
            if (!session->create(wrap, m_key, contents))
                return nullptr;
        } else if (const auto wraps = session->wraps();
                   !wraps || !session->unlock(m_key, wraps->front()) || !session->contents()) {
            return nullptr;
        }
        return session;
    });
}

bool KeptVault::fill(quint64 count, const std::function<StoredMessage(quint64)> &say, quint64 lastRead)
{
    m_session = opened(true);
    if (!m_session)
        return false;
    const bool done = inStore([&] {
        for (quint64 first = 1; first <= count; first += aTurn) {
            KeptTurn turn;
            for (quint64 number = first; number < first + aTurn && number <= count; ++number)
                turn.arrived.push_back(say(number));
            turn.history = Bytes(16, 'h');
            turn.nextNumber = turn.arrived.back().number + 1;
            if (!m_session->keep(turn))
                return false;
        }
        return lastRead == 0 || m_session->setLastRead(lastRead).has_value();
    });
    m_next = count + 1;
    close();
    return done;
}

std::shared_ptr<VaultSession> KeptVault::open()
{
    close();
    m_session = opened(false);
    if (m_session)
        m_start = inStore([this] { return *m_session->start(); });
    return m_session;
}

void KeptVault::keep(const std::vector<StoredMessage> &messages)
{
    KeptTurn turn;
    turn.arrived = messages;
    turn.history = Bytes(16, 'h');
    m_next = std::max(m_next, messages.empty() ? 0 : messages.back().number + 1);
    turn.nextNumber = m_next;
    m_store.post([session = m_session, turn] { static_cast<void>(session->keep(turn)); });
}

void KeptVault::change(const MessageChange &change)
{
    KeptTurn turn;
    turn.changes = {change};
    turn.history = Bytes(16, 'h');
    turn.nextNumber = m_next;
    m_store.post([session = m_session, turn] { static_cast<void>(session->keep(turn)); });
}

} // namespace waxwing
