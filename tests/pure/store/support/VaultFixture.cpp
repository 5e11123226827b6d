// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultFixture.h"

namespace waxwing {

VaultFixture::VaultFixture() : key(random.secret(32)) {}

const std::shared_ptr<const Identity> &VaultFixture::identity()
{
    static const std::shared_ptr<const Identity> made = [] {
        SystemRandom generator;
        return *Identity::generate(generator);
    }();
    return made;
}

std::unique_ptr<VaultSession> VaultFixture::closed()
{
    return std::make_unique<VaultSession>(std::make_shared<StoreDoor>(m_thread), clock, random);
}

std::unique_ptr<VaultSession> VaultFixture::open()
{
    auto session = closed();
    if (!session->openFile(folder(), name()))
        return nullptr;
    PasswordWrap wrap{Bytes(16, 's'), 1, Bytes(60, 'w')};
    if (session->isNew()) {
        VaultContents contents;
        contents.identity = identity();
        contents.device = RoomFixture::device(1);
        return session->create(wrap, key, contents) ? std::move(session) : nullptr;
    }
    const auto wraps = session->wraps();
    return wraps && session->unlock(key, wraps->front()) ? std::move(session) : nullptr;
}

QString VaultFixture::path() const
{
    return folder() + QStringLiteral("/vaults/") + name();
}

StoredMessage VaultFixture::message(quint64 number, bool mine)
{
    StoredMessage message;
    message.number = number;
    message.name = mine ? QStringLiteral("Maria") : QStringLiteral("Ravi");
    message.device = RoomFixture::device(mine ? 1 : 2);
    message.counter = number;
    message.text = QStringLiteral("text %1").arg(number);
    message.timeMs = 1'600'000'000'000 + static_cast<qint64>(number % 1'000'000) * 1'000;
    message.mine = mine;
    return message;
}

KeptTurn VaultFixture::turn(quint64 first, quint64 last, int run)
{
    KeptTurn turn;
    for (quint64 number = first; number <= last; ++number)
        turn.arrived.push_back(message(number));
    turn.run = static_cast<quint32>(run);
    turn.history = history(run);
    turn.nextNumber = last + 1;
    return turn;
}

QList<quint64> VaultFixture::numbers(const VaultPage &page)
{
    QList<quint64> numbers;
    for (const StoredMessage &message : page.messages)
        numbers.append(message.number);
    return numbers;
}

} // namespace waxwing
