// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "TracedFrame.h"

/// What a capture file says about frames, in plain English: for whoever opens it, not for whom it was made
/// by.
namespace waxwing::captureText {

/// Only what anybody could know who saw the bytes travel, and, of a frame that came, why it was refused:
/// never a name, a message's kind or a word of it.
QString outside(const TracedLink &link, const PassingFrame &frame);
/// What is inside, in one line: the message's kind. Empty where nothing is known.
QString inside(const PassingFrame &frame);
/// The message with all its fields, a line each; of a hello too. Of what gives an account away only that it
/// is there: stored_key, server_key, the proofs of a login, an invite. Empty where nothing is readable.
QString readable(const TracedLink &link, const PassingFrame &frame);

} // namespace waxwing::captureText
