// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FieldGroup.h"

#include <string_view>
#include <vector>

namespace waxwing {

/// Who may send it.
enum class Sender : quint8 { Guest, Host, Either };

/// What a field holds on the wire (PROTOCOL 4 and 11).
enum class FieldKind : quint8 {
    Integer,  ///< unsigned integer; least and most are values
    CodeByte, ///< unsigned integer, one of PROTOCOL 9.1
    Boolean,
    TextString, ///< text string; least and most are bytes of UTF-8
    ByteString, ///< byte string; least and most are bytes
    Word,       ///< text string, one of `choices`
    TypeName,   ///< text string, the message's own name
    Features,   ///< array of text strings; least and most count them
    PerDevice,  ///< array with one `itemKind` a device; least and most count them
    Persons,    ///< array of maps (the table's entry "person"); least and most count them
};

/// One field of one message.
struct FieldDescription
{
    std::string_view key; ///< the CBOR key
    FieldKind kind = FieldKind::Integer;
    quint64 least = 0;
    quint64 most = 0;
    bool isOptional = false;
    std::vector<std::string_view> choices;
    FieldKind itemKind = FieldKind::Integer; ///< of a PerDevice's items
    quint64 itemSize = 0;                    ///< bytes of a PerDevice's item where it is a ByteString
    std::string_view sentence;
    FieldGroup group = FieldGroup::Other; ///< set by fieldTable()

    void set(FieldKind newKind, quint64 newLeast, quint64 newMost)
    {
        kind = newKind;
        least = newLeast;
        most = newMost;
    }
};

/// What a message is and holds, in the order of the wire.
struct MessageDescription
{
    enum class Place : quint8 { FirstFrame, SecondFrame, Record, Part };

    std::string_view name; ///< the value of "type"; of a hello or a part, what it is called
    Place place = Place::Record;
    Sender sender = Sender::Either;
    std::string_view paragraph; ///< of PROTOCOL.md
    std::string_view sentence;
    std::vector<FieldDescription> fields;
};

/// Everything that the codec reads and writes: both hellos, every message in the order of `Message`, and the
/// part "person". Made by the very functions that encode and decode.
std::vector<MessageDescription> fieldTable();
/// The one of this name; null where there is none.
const MessageDescription *describedMessage(std::string_view name);

} // namespace waxwing
