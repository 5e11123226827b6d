// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ProfileDatabase.h"

#include <QCoreApplication>
#include <QString>

namespace waxwing {

/// What the lock line and its details tell about a conversation.
struct LockFacts
{
    QString room;
    QString address;     ///< the host's, with port
    QString fingerprint; ///< the host's, in groups
    AcceptedBy acceptedBy = AcceptedBy::Compared;
    bool isHost = false;
    int people = 0;
    quint64 updateEvery = 0; ///< messages a key; 0 while not known
    friend bool operator==(const LockFacts &, const LockFacts &) = default;
};

class LockWords
{
    Q_DECLARE_TR_FUNCTIONS(LockWords)

public:
    [[nodiscard]] static QString line(const LockFacts &facts);
    /// How the host's key came to be accepted, one sentence.
    [[nodiscard]] static QString accepted(const LockFacts &facts);
};

/// The words of the lock line.
inline QString lockLine(const LockFacts &facts)
{
    return LockWords::line(facts);
}

} // namespace waxwing
