// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FrameTable.h"

#include "Frame.h"

#include <algorithm>

namespace waxwing {

namespace {

using Group = FieldGroup;

LayoutField number(std::string_view key, qsizetype size, Group group, std::string_view sentence)
{
    return {key, size, true, false, group, {}, sentence};
}

LayoutField octets(std::string_view key, qsizetype size, Group group, std::string_view sentence)
{
    return {key, size, false, false, group, {}, sentence};
}

LayoutField optional(LayoutField field)
{
    field.isOptional = true;
    return field;
}

LayoutDescription layout(std::string_view name, std::string_view paragraph, std::string_view sentence,
                         std::vector<LayoutField> fields)
{
    for (LayoutField &field : fields)
        field.paragraph = paragraph;
    return {name, paragraph, sentence, std::move(fields)};
}

LayoutDescription frameHeader()
{
    return layout(
        "frame", "3.1", "What every frame begins with, in the clear.",
        {number("length", limits::lengthFieldSize, Group::Length, "Bytes behind this field: type and body."),
         number("type", 1, Group::Type, "What the frame is.")});
}

LayoutDescription record()
{
    return layout(
        "record", "5.1", "One message, sealed with AES-256-GCM; the header is authenticated.",
        {number("epoch", 4, Group::Epoch, "Which key of this direction seals the record."),
         number("sequence", 8, Group::Sequence,
                "Place of the record in its epoch, from 0; part of the nonce."),
         octets("ciphertext", 0, Group::Ciphertext, "The padded message under the epoch's key."),
         octets("tag", limits::tagSize, Group::Tag, "Proves that header and ciphertext are the sender's.")});
}

LayoutDescription plaintext()
{
    return layout("plaintext", "5.2", "What an opened record holds.",
                  {number("content_length", 4, Group::Length, "Bytes of the content."),
                   octets("content", 0, Group::Ciphertext, "The message, one map of CBOR."),
                   optional(octets("padding", 0, Group::Other, "Zeros that hide how long the message is."))});
}

LayoutDescription alert()
{
    return layout("alert", "9.3", "Ends a link before it is secure; a claim of anybody on the path.",
                  {number("code", 1, Group::Type, "Why, a code of 9.1."),
                   optional(number("version", 2, Group::Other,
                                   "The host's version, behind the code \"wrong version\" alone."))});
}

} // namespace

const std::vector<LayoutDescription> &frameTable()
{
    static const std::vector<LayoutDescription> table = {frameHeader(), record(), plaintext(), alert()};
    return table;
}

const LayoutDescription &layoutNamed(std::string_view name)
{
    const auto &table = frameTable();
    const auto found = std::find_if(table.begin(), table.end(),
                                    [name](const LayoutDescription &one) { return one.name == name; });
    Q_ASSERT(found != table.end());
    return *found;
}

const std::vector<FrameTypeDescription> &frameTypes()
{
    static const std::vector<FrameTypeDescription> types = {
        {quint8(FrameType::GuestHello), "guest hello", {}},
        {quint8(FrameType::HostHello), "host hello", {}},
        {quint8(FrameType::Record), "sealed record", "record"},
        {quint8(FrameType::Alert), "alert", "alert"}};
    return types;
}

} // namespace waxwing
