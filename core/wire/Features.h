// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

/// What this program can do beyond the base of the protocol, as `lobby` and `identity` name it (PROTOCOL 4).
namespace waxwing::features {

/// Key log notices (PROTOCOL 8.8).
inline QString keyLog()
{
    return QStringLiteral("key-log");
}

/// What was missed comes afterwards (PROTOCOL 8.9).
inline QString replay()
{
    return QStringLiteral("replay");
}

/// Replies, edits, erasures, who writes, who has seen it (PROTOCOL 8.10).
inline QString talk()
{
    return QStringLiteral("talk");
}

/// Direct links between members (PROTOCOL 16).
inline QString direct()
{
    return QStringLiteral("direct");
}

/// All of them, bytewise rising.
inline QStringList ours()
{
    return {direct(), keyLog(), replay(), talk()};
}

/// Those of a guest's program: only one that can show direct messages names them.
inline QStringList ofGuest(bool showsDirect)
{
    QStringList names = ours();
    if (!showsDirect)
        names.removeOne(direct());
    return names;
}

/// Of those that we name, which the other side named too.
struct Common
{
    bool keyLog = false;
    bool replay = false;
    bool talk = false;
    bool direct = false;

    [[nodiscard]] static Common with(const QStringList &theirs, const QStringList &mine = ours())
    {
        const auto both = [&](const QString &name) { return mine.contains(name) && theirs.contains(name); };
        return {both(features::keyLog()), both(features::replay()), both(features::talk()),
                both(features::direct())};
    }
};

} // namespace waxwing::features
