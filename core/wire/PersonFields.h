// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LobbyFields.h"

/// The fields of a person, and pages of people (PROTOCOL 8.1).
namespace waxwing {

/// One member of every Device as an array: three of them stand side by side in a person.
template <class T, class Rule> struct DeviceColumn
{
    T Device::*member;
    Rule rule;

    void describe(FieldDescription &field) const
    {
        rule.describe(field);
        field.itemKind = field.kind;
        field.itemSize = field.kind == FieldKind::ByteString ? field.most : 0;
        field.set(FieldKind::PerDevice, 1, limits::devicesPerAccount);
    }
    template <class Writer> void write(Writer &writer, const std::vector<Device> &devices) const
    {
        writer.array(devices.size());
        for (const Device &device : devices)
            rule.write(writer, device.*member);
    }
    /// The first of the three arrays says how many there are, the others agree.
    void read(CborReader &reader, std::vector<Device> &devices) const
    {
        const quint64 count = reader.array();
        if (count < 1 || count > quint64(limits::devicesPerAccount))
            return reader.refuse("not 1 to 4 devices");
        if (devices.empty())
            devices.resize(count);
        if (devices.size() != count)
            return reader.refuse("device lists differ in length");
        for (Device &device : devices)
            rule.read(reader, device.*member);
    }
};
template <class T, class Rule> DeviceColumn(T Device::*, Rule) -> DeviceColumn<T, Rule>;

template <>
inline constexpr MessageAbout about<Person>{"person", Sender::Host, "8.1", "Someone who is here."};
template <class V, As<Person> M> void fields(V &visitor, M &m)
{
    visitor.field("new", m.devices, DeviceColumn{&Device::isNew, Flag{}},
                  "Whether it is a further identity, first here today.");
    visitor.field("name", m.name, username, "The username as registered.");
    visitor.field("role", m.role, Choice<Role>{}, "Role of the account.");
    visitor.field("devices", m.devices, DeviceColumn{&Device::device, exactly(limits::deviceSize)},
                  "Names of the linked devices.");
    visitor.field("identities", m.devices, DeviceColumn{&Device::identity, exactly(limits::hashSize)},
                  "SHA-256 of each device's identity (SPKI).");
}

/// A page of them, 1 to 200; a content holds at most 65,532 bytes besides.
struct People
{
    void describe(FieldDescription &field) const { field.set(FieldKind::Persons, 1, limits::rosterPage); }
    template <class Writer> void write(Writer &writer, const std::vector<Person> &people) const
    {
        writer.array(people.size());
        for (const Person &person : people)
            writeMap(writer, person);
    }
    void read(CborReader &reader, std::vector<Person> &people) const
    {
        const quint64 count = reader.array();
        if (count < 1 || count > quint64(limits::rosterPage))
            return reader.refuse("not 1 to 200 people on a page");
        people.reserve(count);
        for (quint64 i = 0; i < count && !reader.hasRefused(); ++i)
            readMap(reader, people.emplace_back());
    }
};

} // namespace waxwing
