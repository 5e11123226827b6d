// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Hall.h"
#include "RoomHost.h"
#include "SystemRandom.h"

#include <QTemporaryDir>

#include <memory>

namespace waxwing::bench {

/// A profile with a room in which so many members are registered; copies of it begin rooms.
class RegisteredProfile
{
public:
    explicit RegisteredProfile(int accounts);
    void copyTo(const QString &folder) const;

private:
    QTemporaryDir m_folder;
};

/// A room as the program serves it: RoomHost with its store, its pool and a file on disk.
class RoomHall final : public Hall
{
public:
    explicit RoomHall(const RegisteredProfile &profile);
    ~RoomHall() override;

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    JobPool m_jobs;
    StoreThread m_store;
    std::unique_ptr<RoomHost> m_host;
};

} // namespace waxwing::bench
