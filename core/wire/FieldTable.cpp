// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FieldTable.h"

#include "RoomFields.h"

namespace waxwing {

namespace {

using Place = MessageDescription::Place;

template <class M> MessageDescription describe(Place place)
{
    MessageDescription description;
    description.name = about<M>.name;
    description.place = place;
    description.sender = about<M>.sender;
    description.paragraph = about<M>.paragraph;
    description.sentence = about<M>.sentence;
    FieldDescriber visitor{description.fields};
    const M message;
    fields(visitor, message);
    return description;
}

template <class... Ms> void describeAll(std::vector<MessageDescription> &table, const std::variant<Ms...> *)
{
    (table.push_back(describe<Ms>(Place::Record)), ...);
}

} // namespace

std::vector<MessageDescription> fieldTable()
{
    std::vector<MessageDescription> table;
    table.push_back(describe<GuestHello>(Place::FirstFrame));
    table.push_back(describe<HostHello>(Place::SecondFrame));
    describeAll(table, static_cast<const Message *>(nullptr));
    table.push_back(describe<Person>(Place::Part));
    return table;
}

} // namespace waxwing
