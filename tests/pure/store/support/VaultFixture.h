// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomFixture.h"
#include "VaultShelf.h"

#include <QTemporaryDir>

namespace waxwing {

/// A clock that a test sets.
class SetClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override { return now; }
    [[nodiscard]] qint64 monotonicMs() const override { return now; }
    std::atomic<qint64> now = 1'700'000'000'000;
};

/// A vault in a folder of its own, whose key is known, and sessions of it that are called from the test's own
/// thread. Its identity is made once a process.
class VaultFixture
{
public:
    VaultFixture();
    static const std::shared_ptr<const Identity> &identity();
    static Bytes history(int number) { return Bytes(16, static_cast<char>(number)); }

    /// A closed one; open() makes or unlocks it.
    std::unique_ptr<VaultSession> closed();
    /// Null where that went wrong.
    std::unique_ptr<VaultSession> open();
    [[nodiscard]] QString path() const;
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString name() const { return QStringLiteral("00112233445566778899aabbccddeeff.sqlite"); }

    /// The message of that number: "text N" of Ravi, or mine.
    static StoredMessage message(quint64 number, bool mine = false);
    /// A turn that brings messages `first` to `last` of that numbering, by which its history is named.
    static KeptTurn turn(quint64 first, quint64 last, int run = 1);
    static QList<quint64> numbers(const VaultPage &page);

    SystemRandom random;
    SetClock clock;
    SecretBytes key;

private:
    QTemporaryDir m_folder;
    StoreThread m_thread; ///< for nothing here
};

} // namespace waxwing
