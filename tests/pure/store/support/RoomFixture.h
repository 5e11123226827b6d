// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomDatabase.h"
#include "SystemRandom.h"

#include <QTemporaryDir>

namespace waxwing {

/// A room made once (its key takes a while); each copy() is a profile folder of its own with that room.
class RoomFixture
{
public:
    /// Makes the room, closed cleanly, with `accounts` accounts named person0, person1, …
    bool make(int accounts);
    /// Copies the room's folder into an empty profile folder.
    [[nodiscard]] bool copyTo(const QString &profile) const;
    [[nodiscard]] const Bytes &hostDigest() const { return m_hostDigest; }
    Random &random() { return m_random; }

    static Account account(int number);
    static Bytes digest(int number); ///< 32 bytes
    static Bytes device(int number); ///< 16 bytes
    static QString roomFile(const QString &profile);
    static bool write(const QString &path, const Bytes &bytes);
    static Bytes read(const QString &path);

private:
    SystemRandom m_random;
    QTemporaryDir m_folder;
    Bytes m_hostDigest;
};

} // namespace waxwing
