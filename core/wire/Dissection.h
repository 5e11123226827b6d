// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "FrameTable.h"

#include <QString>

#include <vector>

namespace waxwing {

/// One field found in bytes: where, what it is called, what it says.
struct DissectedField
{
    qsizetype at = 0;
    qsizetype size = 0;   ///< of the whole field; of a CBOR field its value, head and what it holds included
    qsizetype keyAt = -1; ///< of a CBOR field: where its key begins; −1: none
    int depth = 0;        ///< of a CBOR field: maps and arrays around it; 0 is the map itself
    QString name;  ///< "length", "epoch"; of CBOR the key, "[2]" in an array, or the message's own name;
                   ///< "undecoded" and "trailing": what could not be taken apart
    QString value; ///< readable; long byte strings are cut, with their size; never empty
    FieldGroup group = FieldGroup::Other;
    std::string_view paragraph; ///< of PROTOCOL.md; empty where nobody knows the field
    std::string_view sentence;
};

/// Bytes taken apart for people: the wire dock and the comments of a capture. Decodes whatever it is given,
/// by the one protocol table; never refuses, and shows how far it came.
struct Dissection
{
    QString name; ///< "guest hello", "host hello", "sealed record", "alert", "say", …; "unknown" otherwise
    std::vector<DissectedField>
        fields;    ///< in the order of the bytes, each covered once, but for CBOR containers
    QString fault; ///< what is malformed, in a sentence of English; empty: nothing
};

/// A whole frame as it travelled: header, and what is readable without a key.
Dissection dissectFrame(BytesView frame);
/// The CBOR content of an opened record, or the body of a hello where `name` says which.
Dissection dissectContent(BytesView content);
/// What an opened record's plaintext held around this content: length prefix, content, padding. Offsets count
/// from the start of the plaintext.
Dissection dissectPlaintext(qsizetype contentSize, qsizetype plaintextSize);

/// The value of "type" in a content, without decoding the rest: for lists and filters. Empty where there is
/// none, or none of this protocol.
QLatin1StringView messageNameOf(BytesView content);

} // namespace waxwing
