// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "JoinLink.h"
#include "ProfileLock.h"
#include "Result.h"

#include <QList>
#include <QStringList>
#include <QVariant>
#include <memory>

namespace waxwing {

/// How a host came to be accepted.
enum class AcceptedBy { Link, Compared, Own };

/// A host that this profile knows (DESIGN §2.4 "A pin"); also a recent room.
struct Pin
{
    Bytes digest; ///< SHA-256 of the host's SPKI
    QString room;
    QList<HostAddress> addresses; ///< last used first
    AcceptedBy acceptedBy = AcceptedBy::Compared;
    QStringList usernames; ///< last used first
    qint64 lastUsedMs = 0;
};

/// `profile.sqlite`: pins, settings, window places. Blocking calls, for the store's thread.
class ProfileDatabase
{
public:
    ProfileDatabase();
    ~ProfileDatabase();
    /// Makes the file where it is missing.
    Result<void> open(const QString &folder);
    /// Nothing was ever kept in this folder, so nothing is there to be read.
    static bool isNew(const QString &folder);

    Result<QList<Pin>> pins();            ///< last used first
    Result<void> savePin(const Pin &pin); ///< inserts or replaces by digest
    Result<void> removePin(const Bytes &digest);
    Result<QVariantMap> settings();
    /// bool, whole and real numbers, text, bytes and lists of texts (Internal for others); an invalid value
    /// takes the setting away. Whole numbers come back as qint64.
    Result<void> setSetting(const QString &key, const QVariant &value);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
