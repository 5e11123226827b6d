// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// Names of files that come from somebody else, or go to somebody else (PROTOCOL 8.11).
namespace waxwing::fileName {

/// The name under which a file may lie in a folder of this PC, whatever its sender calls it: one part of a
/// path, no dot in front, nothing that a file system, a terminal or a reader's eye is misled by, no device of
/// Windows, at most 200 bytes with its extension. Never empty.
QString madeSafe(const QString &suggested);
/// The same with a number before the extension: "name (2).ext".
QString numbered(const QString &safe, int number);
/// What a sender calls a file of this PC: 1 to 255 bytes, no controls.
QString toSend(const QString &name);

} // namespace waxwing::fileName
