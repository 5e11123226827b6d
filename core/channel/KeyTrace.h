// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "KeySchedule.h"

namespace waxwing {

/// The key log's own door (PROTOCOL 14): told each epoch's key and IV as it begins, from which no other epoch
/// follows; never a secret or the chain. Whoever gives a channel one of these hands out what is said on it.
class KeyTrace
{
public:
    virtual ~KeyTrace() = default;
    virtual void epochBegan(bool sending, quint32 epoch, const EpochKeys &keys) = 0;
};

} // namespace waxwing
