// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace waxwing {

/// What the status bar shows of a link.
struct LinkStatus
{
    quint32 sendingEpoch = 0;
    quint64 sendingTalk = 0;
    quint32 receivingEpoch = 0;
    quint64 receivingTalk = 0;
    int delayMs = -1; ///< of the last ping; −1 before the first
};

} // namespace waxwing
