// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"

#include <QList>
#include <QString>

namespace waxwing {

/// A numeric address and a port, as a person types or a link carries them.
struct HostAddress
{
    QString address; ///< canonical: dotted IPv4, or RFC 5952 IPv6 without brackets
    quint16 port = 0;
    /// "192.168.1.10:12345", "[fd12:7a::10]:12345"
    [[nodiscard]] QString text() const;
    friend bool operator==(const HostAddress &, const HostAddress &) = default;
};

/// Reads "ADDRESS[:PORT]"; IPv6 in brackets or bare without a port; no names, no link-local, no port 0
/// (Code::AddressInvalid). ::ffff:a.b.c.d becomes a.b.c.d.
Result<HostAddress> parseHostAddress(QStringView text);

/// waxwing://address:port/?key=FINGERPRINT&invite=TOKEN&at=ADDRESS:PORT… (PROTOCOL 6.6). `key` is required,
/// what else is unknown is ignored.
struct JoinLink
{
    QList<HostAddress> addresses; ///< in the order they are tried, never empty
    QString key;                  ///< 32 characters of base32, upper case
    QString invite;               ///< empty where there is none
    [[nodiscard]] QString text() const;
};
Result<JoinLink> parseJoinLink(QStringView text); ///< Code::LinkInvalid

} // namespace waxwing
