// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Crowd.h"
#include "FixedKeys.h"
#include "JobPool.h"
#include "SystemRandom.h"

#include <memory>

namespace waxwing::bench {

class RoomMember;

/// Members of a real room: handshake, log-in, identity, refresh; then what is said and heard, as a guest does
/// it, without its vault and windows. They share one one-time key and one identity, so that they are cheap.
class RoomCrowd final : public Crowd
{
public:
    RoomCrowd(quint16 port, int size);
    ~RoomCrowd() override;

protected:
    void beginEntry(int index) override;
    void speak() override;
    [[nodiscard]] qintptr socketOf(int index) const override;

private:
    friend class RoomMember;
    JobPool m_jobs;
    SystemRandom m_random;
    FixedOneTimeKeys m_keys;
    std::shared_ptr<const Identity> m_identity = fixedIdentity("member");
    std::vector<std::unique_ptr<RoomMember>> m_members;
};

} // namespace waxwing::bench
