// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Crowd.h"
#include "RoomNumbers.h"

namespace waxwing::bench {

/// As many bare sockets, or TLS ones, that send and take the bytes that members would, at the same times.
class BareCrowd final : public Crowd
{
public:
    enum class Kind { Plain, Tls };
    BareCrowd(Kind kind, quint16 port, int size);
    ~BareCrowd() override;

    /// Each socket in turn, 16 at a time, `times` times: `size` bytes there, `answers` bytes back.
    void trade(int times, qsizetype size, qsizetype answer, Done done);

protected:
    void beginEntry(int index) override;
    void speak() override;
    [[nodiscard]] qintptr socketOf(int index) const override;

private:
    struct Member;
    void take(Member &member);
    void onSaid(Member &member);
    void nextTrade();

    Kind m_kind;
    WireSizes m_sizes;
    std::vector<std::unique_ptr<Member>> m_members;
    // trade()
    std::size_t m_next = 0;
    std::size_t m_end = 0;
    int m_open = 0;
    Bytes m_request;
    qsizetype m_answer = 0;
    Done m_traded;
};

} // namespace waxwing::bench
