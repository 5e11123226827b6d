// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

namespace waxwing {

/// Once, at the start of a program: up to 4 MiB a thread that were freed stay with the process. A long
/// message needs some 400 KiB for a moment; as delivered, glibc gives them back to the system after each one
/// and asks for them again at the next, and the pages cost more than the cipher does. Nothing elsewhere.
void keepFreedMemory();

} // namespace waxwing
