// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomView.h"

/// What a guest without a window says on its terminal, and its events' names of HEADLESS.md.
namespace waxwing::guestwords {

/// A whole message that looks like a wish to go: "bye", "exit" or "end" in any case.
bool looksLikeGoodbye(const QString &text);
QString noticeLine(const RoomNotice &notice);
QString noticeName(RoomNotice::Kind kind);
/// Somebody changed or deleted what they said.
QString changeLine(const RoomChange &change);
/// Without a name it is the host's.
QString keyLogLine(const QString &name, bool running);

} // namespace waxwing::guestwords
