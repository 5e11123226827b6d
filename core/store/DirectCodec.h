// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectRecords.h"

#include <span>

/// The bytes of a vault's direct conversations before they are sealed. What stands in the clear beside them
/// (whose, and under which counter) stands in them too, and must agree.
namespace waxwing::directCodec {

Bytes pack(const DirectContact &contact); ///< without identities and counts
std::optional<DirectContact> unpackContact(std::span<const quint8> bytes);

Bytes pack(qint64 contact, const DirectIdentity &identity);
std::optional<DirectIdentity> unpackIdentity(qint64 contact, std::span<const quint8> bytes);

/// A message in its row: of `sender`, a row of identities, or 0 for this device.
struct MessageRow
{
    qint64 id = 0;
    qint64 contact = 0;
    qint64 sender = 0;
    qint64 keptMs = 0; ///< when it came to this PC
    DirectMessage message;
};
Bytes pack(const MessageRow &row);
/// id, contact, sender and counter of `row` are those in the clear.
bool unpack(std::span<const quint8> bytes, MessageRow &row);

/// What a search looks at, nothing of it copied.
struct Glance
{
    qint64 timeMs = 0;
    bool isErased = false;
    std::span<const quint8> text; ///< UTF-16, big-endian
    /// The text in `buffer`, which is used again and again.
    BytesView utf8(Bytes &buffer) const;
};
/// Of bytes that unpack() takes. Nothing where they are cut before the text ends, or tell of another message
/// than `row`.
std::optional<Glance> glance(std::span<const quint8> bytes, const MessageRow &row);

} // namespace waxwing::directCodec
