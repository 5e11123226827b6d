// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DnsName.h"
#include "Result.h"

#include <QHostAddress>
#include <variant>

namespace waxwing {

namespace dns {

inline constexpr quint16 typeA = 1;
inline constexpr quint16 typePtr = 12;
inline constexpr quint16 typeTxt = 16;
inline constexpr quint16 typeAaaa = 28;
inline constexpr quint16 typeSrv = 33;
inline constexpr quint16 typeAny = 255;
inline constexpr quint16 classIn = 1;
inline constexpr quint16 classAny = 255;
inline constexpr qsizetype mostBytes = 9'000; ///< of a message (RFC 6762 17)
inline constexpr int mostEntries = 512;       ///< questions and records of a message: a limit of ours

} // namespace dns

/// What an SRV record carries (RFC 2782).
struct DnsService
{
    quint16 priority = 0;
    quint16 weight = 0;
    quint16 port = 0;
    DnsName target;
    friend bool operator==(const DnsService &, const DnsService &) = default;
};

/// The strings of a TXT record; none and one empty string are the same (RFC 6763 6.1).
struct DnsText
{
    QList<Bytes> strings;
    friend bool operator==(const DnsText &, const DnsText &) = default;
};

/// By its type: PTR, SRV, TXT, A and AAAA; the bytes as they are for all others.
using DnsData = std::variant<Bytes, DnsName, DnsService, DnsText, QHostAddress>;

struct DnsQuestion
{
    DnsName name;
    quint16 type = dns::typeAny;
    quint16 recordClass = dns::classIn;
    bool wantsUnicast = false; ///< the QU bit (RFC 6762 5.4)
    [[nodiscard]] bool asksFor(const DnsName &other, quint16 otherType) const
    {
        return (type == otherType || type == dns::typeAny) &&
               (recordClass == dns::classIn || recordClass == dns::classAny) && name == other;
    }
};

struct DnsRecord
{
    DnsName name;
    quint16 type = 0;
    quint16 recordClass = dns::classIn;
    bool flushes = false; ///< the cache-flush bit (RFC 6762 10.2)
    quint32 ttl = 0;      ///< seconds; 0 is a goodbye
    DnsData data;

    /// Names in it uncompressed, as two probes are compared (RFC 6762 8.2).
    [[nodiscard]] Bytes dataBytes() const;
    static bool isBefore(const DnsRecord &left, const DnsRecord &right); ///< in that order
    /// All but time to live and flush bit.
    [[nodiscard]] bool isSame(const DnsRecord &other) const
    {
        return type == other.type && recordClass == other.recordClass && name == other.name &&
               data == other.data;
    }
};

/// One message of multicast DNS (RFC 6762 18).
struct DnsMessage
{
    quint16 id = 0; ///< 0 but for answers to a plain resolver
    bool isResponse = false;
    bool isTruncated = false; ///< of a query: more known answers follow
    QList<DnsQuestion> questions;
    QList<DnsRecord> answers;
    QList<DnsRecord> authorities;
    QList<DnsRecord> additionals;

    /// Refuses (Malformed, TooLarge) whatever is not exactly one message: an operation or an error code other
    /// than 0, lengths that lead out of it, compression that does not point strictly backwards, names over
    /// 255 bytes, data that its type does not have, bytes left over, more than dns::mostEntries.
    static Result<DnsMessage> parse(BytesView bytes);
    [[nodiscard]] Bytes encode() const; ///< names compressed
};

} // namespace waxwing
