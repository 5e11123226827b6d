// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FieldTable.h"

#include "DirectFields.h"
#include "FileFields.h"

#include <algorithm>

namespace waxwing {

namespace {

using Place = MessageDescription::Place;

/// What keys are made of, what proves who somebody is, and what a password became.
constexpr std::string_view keyMaterial[] = {"key",        "salt",       "scram",     "share",
                                            "random",     "secret",     "identity",  "signature",
                                            "identities", "server_key", "stored_key"};

FieldGroup groupOf(const FieldDescription &field)
{
    if (field.kind == FieldKind::TypeName)
        return FieldGroup::Type;
    const bool isKeyMaterial =
        std::find(std::begin(keyMaterial), std::end(keyMaterial), field.key) != std::end(keyMaterial);
    return isKeyMaterial ? FieldGroup::KeyMaterial : FieldGroup::Other;
}

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
    for (FieldDescription &field : description.fields)
        field.group = groupOf(field);
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

const MessageDescription *describedMessage(std::string_view name)
{
    static const std::vector<MessageDescription> table = fieldTable();
    const auto found = std::find_if(table.begin(), table.end(),
                                    [name](const MessageDescription &one) { return one.name == name; });
    return found == table.end() ? nullptr : &*found;
}

} // namespace waxwing
