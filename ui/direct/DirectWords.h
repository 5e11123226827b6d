// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Tokens.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

namespace waxwing {

/// How it stands with one direct conversation.
struct DirectFacts
{
    QString name;
    bool isConnected = true; ///< to the room
    bool isHere = false;
    bool isCompared = false;
    bool isStopped = false;   ///< another identity, not decided about
    bool isRefused = false;   ///< here only with one that the person does not want
    bool isDisproved = false; ///< what came in their name was refused, by their key or on its way
    bool takesCalls = true;   ///< their program knows direct messages
    bool isWithHost = false;  ///< one of the two is the host
    bool isDeclined = false;  ///< they take nothing from this person's key until they decide
    bool isOffered = true;    ///< by this host
    friend bool operator==(const DirectFacts &, const DirectFacts &) = default;
};

/// The words of a direct conversation.
class DirectWords
{
    Q_DECLARE_TR_FUNCTIONS(DirectWords)

public:
    struct Mark
    {
        QString icon;
        Tone tone = Tone::Ok;
        QString words;
    };
    /// The lock line. That nobody else can read it is said once the codes were compared: until then the host,
    /// which hands out the keys, could sit in between.
    [[nodiscard]] static Mark lock(const DirectFacts &facts);
    /// The band below the header; no words: none is needed.
    [[nodiscard]] static Mark band(const DirectFacts &facts);
    /// Why no file goes either way; empty: files go, or wait.
    [[nodiscard]] static QString noFiles(const DirectFacts &facts);
    /// A paragraph each: how it is sealed, how far that is proved, what the host sees, what is kept.
    [[nodiscard]] static QStringList details(const DirectFacts &facts);
    /// Digit by digit, so that a voice does not make thousands of them.
    [[nodiscard]] static QString spoken(const QStringList &groups);
};

} // namespace waxwing
