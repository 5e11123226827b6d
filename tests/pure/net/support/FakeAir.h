// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "MdnsParty.h"
#include "Random.h"

#include <functional>
#include <vector>

namespace waxwing {

/// Counts up: as good as random where only the spread matters, and the same in every run.
class CountingRandom final : public Random
{
public:
    explicit CountingRandom(quint8 first) : m_next(first) {}
    void fill(std::span<quint8> bytes) override
    {
        for (quint8 &byte : bytes)
            byte = m_next = static_cast<quint8>(m_next * 29 + 17);
    }

private:
    quint8 m_next;
};

/// Networks between parties, with a clock of their own: what one says everybody on that link hears at once,
/// the speaker too. What is said goes through bytes.
class FakeAir
{
public:
    struct Said
    {
        qint64 at = 0;
        const MdnsParty *by = nullptr;
        MdnsDeparture departure;
    };

    /// `addresses`: of the party on link `index`, one link each.
    void join(MdnsParty &party, const QHash<int, QStringList> &addresses);
    void leave(MdnsParty &party); ///< with its goodbye
    void drop(MdnsParty &party);  ///< without
    /// Lets time pass, and everybody speak whose time has come.
    void run(qint64 ms);
    bool runUntil(const std::function<bool()> &condition, qint64 mostMs);
    void say(const MdnsDeparture &departure, const MdnsParty *by = nullptr, quint16 port = MdnsParty::port);

    [[nodiscard]] qint64 now() const { return m_now; }
    [[nodiscard]] const std::vector<Said> &said() const { return m_said; }
    [[nodiscard]] int count(const MdnsParty &by, bool responses) const;
    /// Whether it is lost on its way.
    std::function<bool(const Said &)> isLost;

    static MdnsLink link(int index, const QStringList &addresses);

private:
    struct Member
    {
        MdnsParty *party;
        QHash<int, QStringList> addresses;
    };
    void speak();

    qint64 m_now = 1'000;
    std::vector<Member> m_members;
    std::vector<Said> m_said;
};

} // namespace waxwing
