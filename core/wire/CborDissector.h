// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Dissection.h"
#include "FieldTable.h"

namespace waxwing {

/// Takes any bytes apart as CBOR, for people: rows in the order of the bytes that cover each byte once, but
/// for containers, which also cover what they hold. Goes on as long as items can be told from each other, at
/// most 5,000 rows and 16 containers deep; what is left is one row "undecoded".
class CborDissector
{
public:
    /// Of a region of bytes that begins at `offset` in what the rows count from. Both outlive this.
    CborDissector(BytesView region, qsizetype offset, std::vector<DissectedField> &rows)
        : m_bytes(region), m_offset(offset), m_rows(rows)
    {}

    /// `known` says what the map is; null: nobody knows. Gives why it stopped, in a sentence; empty where it
    /// came to the end of the item.
    QString dissect(const MessageDescription *known, const QString &name);

private:
    enum class Major : quint8 { Unsigned, Negative, ByteString, TextString, Array, Map, Tag, Simple };
    struct Head
    {
        Major major = Major::Unsigned;
        quint8 information = 0;
        quint64 argument = 0;
    };
    /// What the table knows of an item.
    struct Known
    {
        const MessageDescription *map = nullptr; ///< where the item is a map
        const FieldDescription *field = nullptr;
    };

    bool takeHead(Head &head);
    BytesView take(quint64 size);
    bool takeItem(DissectedField row, const Known &known);
    bool takeString(DissectedField row, const Head &head);
    bool takeContainer(DissectedField row, const Head &head, const Known &known);
    bool takeChildren(const DissectedField &container, const Head &head, const Known &known);
    bool takePair(DissectedField row, const MessageDescription *map);
    bool takeKey(DissectedField &row, const MessageDescription *map, const FieldDescription *&field);
    bool takeScalar(DissectedField row, const Head &head, const Known &known);
    bool push(DissectedField row);
    void pushRest(const QString &name);
    bool stop(const char *why);

    BytesView m_bytes;
    qsizetype m_offset;
    std::vector<DissectedField> &m_rows;
    qsizetype m_at = 0;      ///< the next byte
    qsizetype m_covered = 0; ///< bytes that rows stand for
    QString m_why;
};

} // namespace waxwing
