// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "KeyTimeline.h"

#include <QCoreApplication>

namespace waxwing {

/// Words for keys: when and why they change, and what falls with them (PROTOCOL 5.4, 5.5, 13).
class KeyWords
{
    Q_DECLARE_TR_FUNCTIONS(KeyWords)

public:
    [[nodiscard]] static QString direction(bool sent);            ///< "Sending", "Receiving"
    [[nodiscard]] static QString key(quint32 epoch);              ///< "key 4"
    [[nodiscard]] static QString keyOf(bool sent, quint32 epoch); ///< "sending key 4"
    [[nodiscard]] static QString begins(const KeyEpoch &epoch);   ///< "Sending key 4: new after 5 messages"
    [[nodiscard]] static QString why(const KeyEpoch &epoch);      ///< "new after 5 messages"
    /// "key 4 · 2 of 5"; of an ended one "key 4".
    [[nodiscard]] static QString band(const KeyEpoch &epoch, quint64 updateEvery);
    [[nodiscard]] static QString fallsOrStands(bool falls);
    /// "3 of 17 messages fall, 14 do not."
    [[nodiscard]] static QString count(const KeyFall &fall);
    /// Why just these, in a sentence or two. `fromGuest`: the direction that fell is the guest's.
    [[nodiscard]] static QString because(const KeyLeak &leak, const KeyFall &fall, bool fromGuest);

private:
    static QString ofSecret(const KeyFall &fall);
    static QString besidesTalk(const KeyFall &fall, bool fromGuest);
};

} // namespace waxwing
