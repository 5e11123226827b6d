// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FieldGroup.h"

#include <string_view>
#include <vector>

namespace waxwing {

/// One field of fixed place in a frame or in an opened record: the layouts of PROTOCOL 3.1, 5.1, 5.2 and 9.3.
struct LayoutField
{
    std::string_view key;  ///< "length", "epoch", …: its name in the dissector, behind "waxwing."
    qsizetype size = 0;    ///< bytes; 0: as many as there are, or as a length before it says
    bool isNumber = false; ///< unsigned, big-endian
    bool isOptional = false;
    FieldGroup group = FieldGroup::Other;
    std::string_view paragraph; ///< of PROTOCOL.md
    std::string_view sentence;
};

/// One layout: "frame" (its header), "record" and "alert" (what stands behind the header), and "plaintext".
struct LayoutDescription
{
    std::string_view name;
    std::string_view paragraph;
    std::string_view sentence;
    std::vector<LayoutField> fields;
};

/// Everything of a frame that is not CBOR. With fieldTable() it is the one protocol table: codec, wire dock,
/// dissector and the tables of PROTOCOL.md are made from it or tested against it.
const std::vector<LayoutDescription> &frameTable();
/// The one of this name, which is one of the four.
const LayoutDescription &layoutNamed(std::string_view name);

/// What a frame of one type carries (PROTOCOL 3.1).
struct FrameTypeDescription
{
    quint8 type = 0;
    std::string_view name;   ///< "guest hello", …; of a hello its name in fieldTable()
    std::string_view layout; ///< of its body; empty where that is CBOR
};
const std::vector<FrameTypeDescription> &frameTypes();

} // namespace waxwing
