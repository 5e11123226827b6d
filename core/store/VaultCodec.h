// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "StoredMessage.h"

#include <compare>

/// The bytes of a vault's values before they are sealed.
namespace waxwing::vaultCodec {

/// Where a message stands: history ids are counted, so that a host that numbers anew overwrites nothing.
struct Place
{
    quint32 run = 0;
    quint64 number = 0;
    friend auto operator<=>(const Place &, const Place &) = default;
};

/// A message as it lies in its row. Device, name and text point into the bytes it was read from.
struct PackedMessage
{
    Place place; ///< stands in the clear too, and must agree
    bool mine = false;
    bool isEdited = false;
    bool isErased = false;
    qint64 timeMs = 0;
    qint64 keptMs = 0; ///< when it came to this PC, by its clock
    quint64 counter = 0;
    quint64 replyTo = 0;
    quint64 delivered = 0;
    quint64 of = 0;
    quint64 seen = 0;
    BytesView device;
    BytesView name; ///< UTF-8
    BytesView text; ///< UTF-8
    std::optional<FileNote> file = {};
};

Bytes packMessage(const StoredMessage &message, quint32 run, qint64 keptMs);
/// None for bytes that are no message.
std::optional<PackedMessage> unpackMessage(std::span<const quint8> bytes);
StoredMessage toStored(const PackedMessage &packed);

Bytes packOutgoing(const OutgoingMessage &message);
std::optional<OutgoingMessage> unpackOutgoing(std::span<const quint8> bytes); ///< without its id

} // namespace waxwing::vaultCodec
