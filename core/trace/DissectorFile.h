// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Result.h"

#include <QString>

/// The dissector that the program carries (resources/wireshark/waxwing.lua), and where Wireshark looks for
/// it.
namespace waxwing::dissectorFile {

/// The whole file, byte for byte.
Bytes bytes();

/// This person's folder for Wireshark's plugins, as Wireshark's User's Guide has it:
/// %APPDATA%\Wireshark\plugins on Windows, ~/.local/lib/wireshark/plugins everywhere else. Empty where
/// Windows names no such place.
QString personalPluginFolder();

struct Installed
{
    QString path;            ///< of the file
    bool madeFolder = false; ///< it was not there: perhaps Wireshark is not on this PC yet
    bool wasThere = false;   ///< the same file already; nothing was written
    bool replaced = false;   ///< another file of that name, an older dissector or a changed one
};

/// Puts the dissector into the folder, which is made where it is missing; whole or not at all. Wireshark
/// reads it at its next start, or by its Reload Lua Plugins. Refuses with StorageFailed and a sentence that
/// names the path.
Result<Installed> install(const QString &folder = personalPluginFolder());

} // namespace waxwing::dissectorFile
