// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "CborReader.h"
#include "FieldTable.h"

#include <optional>
#include <string_view>
#include <type_traits>

/// `fields(visitor, message)` names each field of a message once, in the order of the wire. These visitors
/// make of it the encoder, the decoder and the table that the documents and windows show, so that they cannot
/// drift apart.
namespace waxwing {

/// Who sends a message, where it stands in PROTOCOL.md and what it is for.
struct MessageAbout
{
    std::string_view name;
    Sender sender = Sender::Either;
    std::string_view paragraph;
    std::string_view sentence;
};
template <class M> inline constexpr MessageAbout about{};

/// M or const M.
template <class T, class M>
concept As = std::same_as<std::remove_const_t<T>, M>;

template <class T> inline constexpr bool isOptional = false;
template <class T> inline constexpr bool isOptional<std::optional<T>> = true;

/// How many fields are there: the head of the map.
struct FieldCounter
{
    quint64 count = 0;

    template <class M> void type(const M &) { ++count; }
    template <class T, class Rule>
    void field(std::string_view, const T &value, const Rule &, std::string_view)
    {
        if constexpr (isOptional<T>)
            count += value.has_value() ? 1 : 0;
        else
            ++count;
    }
};

template <class Writer> struct FieldWriter
{
    Writer &writer;

    template <class M> void type(const M &)
    {
        writer.textString(std::string_view("type"));
        writer.textString(about<M>.name);
    }
    template <class T, class Rule>
    void field(std::string_view key, const T &value, const Rule &rule, std::string_view)
    {
        if constexpr (isOptional<T>) {
            if (value)
                field(key, *value, rule, {});
        } else {
            writer.textString(key);
            rule.write(writer, value);
        }
    }
};

struct FieldReader
{
    CborReader &reader;
    quint64 count = 0;

    template <class M> void type(const M &)
    {
        ++count;
        if (!reader.takeText("type") || !reader.takeText(about<M>.name))
            reader.refuse("type missing or out of order");
    }
    template <class T, class Rule>
    void field(std::string_view key, T &value, const Rule &rule, std::string_view)
    {
        const bool isThere = reader.takeText(key);
        if constexpr (isOptional<T>) {
            if (isThere)
                rule.read(reader, value.emplace());
        } else if (isThere) {
            rule.read(reader, value);
        } else {
            reader.refuse("field missing, unknown or out of order");
        }
        count += isThere ? 1 : 0;
    }
};

struct FieldDescriber
{
    std::vector<FieldDescription> &table;

    template <class M> void type(const M &)
    {
        FieldDescription &row = table.emplace_back();
        row.key = "type";
        row.set(FieldKind::TypeName, 0, 0);
        row.choices = {about<M>.name};
        row.sentence = "Names the message.";
    }
    template <class T, class Rule>
    void field(std::string_view key, const T &, const Rule &rule, std::string_view sentence)
    {
        FieldDescription row;
        row.key = key;
        row.isOptional = isOptional<T>;
        row.sentence = sentence;
        rule.describe(row);
        table.push_back(std::move(row));
    }
};

template <class Writer, class M> void writeMap(Writer &writer, const M &message)
{
    FieldCounter counter;
    fields(counter, message);
    writer.map(counter.count);
    FieldWriter<Writer> visitor{writer};
    fields(visitor, message);
}

template <class M> void readMap(CborReader &reader, M &message)
{
    const quint64 count = reader.map();
    FieldReader visitor{reader};
    fields(visitor, message);
    if (visitor.count != count)
        reader.refuse("a field too many or too few");
}

} // namespace waxwing
