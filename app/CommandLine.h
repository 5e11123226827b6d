// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "JoinLink.h"
#include "Messages.h"

#include <QStringList>
#include <optional>

namespace waxwing {

/// What the command line asks for; every flag is in the man page.
struct Invocation
{
    enum class Mode { Welcome, Host, Join, Discover };
    Mode mode = Mode::Welcome;
    bool headless = false;
    bool json = false;

    // Host
    QString room;
    std::optional<quint16> port;
    QStringList bindAddresses;
    std::optional<Registration> registration;
    QString passphraseFile;
    std::optional<int> shareLast;      ///< none: as kept
    std::optional<bool> advertise;     ///< none: as kept
    std::optional<qint64> largestFile; ///< bytes; 0: the room takes no files; none: as delivered

    // Discover
    std::optional<int> seconds; ///< none: 3 as text, without an end as JSON

    // Join
    QList<HostAddress> addresses;
    QString key; ///< of a link
    QString user;
    bool registers = false;
    QString email;
    QString invite;
    QString passwordFile; ///< "-": the first line of standard input
    QString acceptKey;
    QString downloads;     ///< folder for files; empty: that of this PC's user
    bool newVault = false; ///< put one aside that does not open

    QString captureFile;
    QString keyLogFile;
    QString profile;
    QString logLevel; ///< debug, info, warning, error
    QString logFile;

    QStringList given; ///< all of it as it was typed, without the program's name
};

/// Why the program goes no further than its command line.
struct CommandLineEnd
{
    QString text;
    bool isError = false;         ///< wrong usage; else --help, --version or --print-dissector
    bool printsDissector = false; ///< instead of the text
};

/// Reads GNU long options. Refuses unknown ones, ones that do not go together, and bad values, with a
/// sentence.
class CommandLine
{
public:
    /// `arguments` includes the program's name.
    static tl::expected<Invocation, CommandLineEnd> parse(const QStringList &arguments);
};

} // namespace waxwing
