// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <array>
#include <limits>
#include <optional>

namespace waxwing {

/// When what is due on one link, so that a link needs one timer. Times are ms of the link's own clock.
class LinkDeadlines
{
public:
    enum Kind {
        Hello,          ///< host: frame 1; guest: frame 2
        Handshake,      ///< from there to its end
        Lobby,          ///< the next step, or the answer to one
        Ping,           ///< to be sent where nothing was heard
        Lost,           ///< nothing heard for too long
        RefreshDue,     ///< host: the next offer
        RefreshQuiet,   ///< no answer, though the other side could have
        RefreshLongest, ///< no answer in any case
        Linger,         ///< reading after the last word
        Kinds
    };

    LinkDeadlines() { clear(); }
    void set(Kind kind, qint64 dueMs) { m_due[kind] = dueMs; }
    void clear(Kind kind) { m_due[kind] = never; }
    void clear() { m_due.fill(never); }
    [[nodiscard]] bool isSet(Kind kind) const { return m_due[kind] != never; }
    [[nodiscard]] qint64 due(Kind kind) const { return m_due[kind]; }

    /// The earliest of all; none where nothing is due ever.
    [[nodiscard]] std::optional<qint64> earliest() const
    {
        qint64 first = never;
        for (const qint64 due : m_due)
            first = qMin(first, due);
        return first == never ? std::nullopt : std::optional(first);
    }
    /// Takes one that is due now and clears it.
    [[nodiscard]] std::optional<Kind> take(qint64 nowMs)
    {
        for (int kind = 0; kind < Kinds; ++kind) {
            if (m_due[std::size_t(kind)] > nowMs)
                continue;
            m_due[std::size_t(kind)] = never;
            return static_cast<Kind>(kind);
        }
        return {};
    }

private:
    static constexpr qint64 never = std::numeric_limits<qint64>::max();
    std::array<qint64, Kinds> m_due;
};

} // namespace waxwing
