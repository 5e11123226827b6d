// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Messages.h"
#include "Result.h"
#include "RoomView.h"

#include <map>
#include <optional>

namespace waxwing {

/// How far the last 4,096 numbers of this device came (PROTOCOL 8.4, 8.9, 8.10). No I/O; outlives links.
class OwnMessages
{
public:
    /// Of an earlier run, out of the vault.
    void restore(const MessageReach &reach);
    /// Counts rise anew on each link. Without `replays` the host knows of this link's numbers alone.
    void linkBegan(quint64 next, bool replays);
    /// One of mine has its number: told on this link, so that its reach may follow.
    void numbered(quint64 number, quint64 localId);
    void numberSeen(quint64 number); ///< of anybody's message: forgets what is older than the last 4,096

    /// Gives what changed; nothing for a number below the link's `next` that is not known, and for what was
    /// known already. Refuses (Unexpected) another number that is not mine, a count over `of`, one that does
    /// not rise.
    Result<std::optional<MessageProgress>> receive(const Delivered &delivered);
    Result<std::optional<MessageProgress>> receive(const Seen &seen);
    [[nodiscard]] MessageReach reach(quint64 number) const;

private:
    struct Mine
    {
        quint64 localId = 0;
        MessageReach reach;
        quint64 deliveredTold = 0; ///< on this link
        quint64 seenTold = 0;
    };
    Result<Mine *> find(quint64 number, quint64 count, quint64 of);
    static std::optional<MessageProgress> progressOf(const Mine &mine, const MessageReach &before);

    std::map<quint64, Mine> m_mine;
    quint64 m_next = 0; ///< of the link's `welcome`
    bool m_replays = false;
};

} // namespace waxwing
