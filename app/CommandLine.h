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
    enum class Mode { Welcome, Host, Join };
    Mode mode = Mode::Welcome;
    bool headless = false;
    bool json = false;

    // Host
    QString room;
    std::optional<quint16> port;
    QStringList bindAddresses;
    std::optional<Registration> registration;
    QString passphraseFile;

    // Join
    QList<HostAddress> addresses;
    QString key; ///< of a link
    QString user;
    bool registers = false;
    QString email;
    QString invite;
    QString passwordFile; ///< "-": the first line of standard input
    QString acceptKey;

    QString profile;
    QString logLevel; ///< debug, info, warning, error
    QString logFile;
};

/// Why the program goes no further than its command line.
struct CommandLineEnd
{
    QString text;
    bool isError = false; ///< wrong usage; else --help or --version
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
