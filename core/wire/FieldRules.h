// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "CborReader.h"
#include "CborWriter.h"
#include "FieldTable.h"
#include "Limits.h"
#include "Messages.h"

#include <array>
#include <concepts>

/// What a field may hold: how each kind is written, read strictly, and described (PROTOCOL 4 and 11).
namespace waxwing {

struct Unsigned
{
    quint64 least = 0;
    quint64 most = limits::largestInteger;

    void describe(FieldDescription &field) const { field.set(FieldKind::Integer, least, most); }
    template <class Writer, std::integral T> void write(Writer &writer, T value) const
    {
        writer.unsignedInteger(quint64(value));
    }
    template <std::integral T> void read(CborReader &reader, T &value) const
    {
        const quint64 number = reader.unsignedInteger();
        if (number < least || number > most)
            reader.refuse("integer out of range");
        value = T(number);
    }
};

/// One byte of the list of PROTOCOL 9.1, or of a later one: a number that is not listed is kept.
struct CodeNumber
{
    void describe(FieldDescription &field) const { field.set(FieldKind::CodeByte, 0, 255); }
    template <class Writer, class T> void write(Writer &writer, T value) const
    {
        writer.unsignedInteger(quint64(value));
    }
    template <class T> void read(CborReader &reader, T &value) const
    {
        const quint64 number = reader.unsignedInteger();
        if (number > 255)
            reader.refuse("code over 255");
        value = T(number);
    }
};

struct Flag
{
    void describe(FieldDescription &field) const { field.set(FieldKind::Boolean, 0, 1); }
    template <class Writer> void write(Writer &writer, bool value) const { writer.boolean(value); }
    void read(CborReader &reader, bool &value) const { value = reader.boolean(); }
};

/// Bytes of UTF-8, not characters.
struct Text
{
    quint64 least = 0;
    quint64 most = 0;

    void describe(FieldDescription &field) const { field.set(FieldKind::TextString, least, most); }
    template <class Writer> void write(Writer &writer, const QString &value) const
    {
        writer.textString(QStringView(value));
    }
    void read(CborReader &reader, QString &value) const { value = reader.text(least, most); }
};

struct Octets
{
    quint64 least = 0;
    quint64 most = 0;

    void describe(FieldDescription &field) const { field.set(FieldKind::ByteString, least, most); }
    template <class Writer> void write(Writer &writer, const Bytes &value) const { writer.byteString(value); }
    void read(CborReader &reader, Bytes &value) const
    {
        const BytesView bytes = reader.byteString();
        if (quint64(bytes.size()) < least || quint64(bytes.size()) > most)
            reader.refuse("byte string of another size");
        else
            value = bytes.toByteArray();
    }
};

constexpr Octets exactly(qsizetype size)
{
    return {quint64(size), quint64(size)};
}

/// The texts of an enumeration, in the order of its values.
template <class Enum> inline constexpr std::array<std::string_view, 0> choiceNames{};
template <>
inline constexpr std::array choiceNames<Registration> = {std::string_view("open"), std::string_view("invite"),
                                                         std::string_view("closed")};
template <>
inline constexpr std::array choiceNames<Verdict> = {std::string_view("free"), std::string_view("taken"),
                                                    std::string_view("not allowed")};
template <>
inline constexpr std::array choiceNames<Role> = {std::string_view("member"), std::string_view("host")};
template <>
inline constexpr std::array choiceNames<Act> = {std::string_view("reply"), std::string_view("edit"),
                                                std::string_view("erase")};

template <class Enum> struct Choice
{
    void describe(FieldDescription &field) const
    {
        field.set(FieldKind::Word, 0, 0);
        field.choices.assign(choiceNames<Enum>.begin(), choiceNames<Enum>.end());
    }
    template <class Writer> void write(Writer &writer, Enum value) const
    {
        writer.textString(choiceNames<Enum>[std::size_t(value)]);
    }
    void read(CborReader &reader, Enum &value) const
    {
        for (std::size_t i = 0; i < choiceNames<Enum>.size(); ++i) {
            if (reader.takeText(choiceNames<Enum>[i])) {
                value = Enum(i);
                return;
            }
        }
        reader.refuse("not one of the words of this field");
    }
};

/// Names of capabilities, bytewise rising (PROTOCOL 4).
struct FeatureNames
{
    void describe(FieldDescription &field) const { field.set(FieldKind::Features, 0, limits::featuresMost); }
    template <class Writer> void write(Writer &writer, const QStringList &names) const
    {
        writer.array(quint64(names.size()));
        for (const QString &name : names)
            writer.textString(QStringView(name));
    }
    void read(CborReader &reader, QStringList &names) const;
};

} // namespace waxwing
