// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Dissection.h"
#include "TracedFrame.h"

#include <QCoreApplication>

#include <vector>

namespace waxwing {

/// One field of a frame and the bytes that are its own. GCM works byte by byte: a field of the message inside
/// stands in the ciphertext just as far from its start as it does in the plaintext.
struct FrameMark
{
    Q_DECLARE_TR_FUNCTIONS(FrameMark)

public:
    qsizetype at = 0; ///< in the frame; of a CBOR field its key is a part
    qsizetype size = 0;
    DissectedField field;
    bool isInside = false; ///< sealed within the ciphertext

    [[nodiscard]] QString told() const;  ///< what it is, in one line, with its paragraph of PROTOCOL.md
    [[nodiscard]] QString label() const; ///< "length 285", "tag 16": for the legend
};

/// Every field of a frame, and which one a byte belongs to.
class FrameMarks
{
public:
    FrameMarks() = default;
    explicit FrameMarks(const TracedFrame &frame);

    [[nodiscard]] int count() const { return int(m_marks.size()); }
    [[nodiscard]] const FrameMark &operator[](int mark) const { return m_marks[std::size_t(mark)]; }
    /// Marks below this are those of the bytes as they travelled.
    [[nodiscard]] int outerCount() const { return m_outerCount; }
    /// From here on those of the CBOR inside, in the order of the bytes; of a hello its body.
    [[nodiscard]] int contentBegin() const { return m_contentBegin; }
    [[nodiscard]] int contentEnd() const { return m_contentEnd; }

    [[nodiscard]] int outerAt(qsizetype offset) const { return find(m_outer, offset); } ///< −1: none
    [[nodiscard]] int innermostAt(qsizetype offset) const { return find(m_innermost, offset); }
    /// The first of that name; −1: none.
    [[nodiscard]] int named(QStringView name) const;
    /// What is malformed, in a sentence of English; empty: nothing.
    [[nodiscard]] QString fault() const { return m_fault; }

private:
    struct Piece
    {
        qsizetype at = 0;
        qsizetype end = 0;
        int mark = -1;
    };
    void add(const DissectedField &field, qsizetype offset, bool isInside);
    void addInside(const TracedFrame &frame);
    /// Of nested marks, to which each byte belongs: the innermost.
    static std::vector<Piece> flatten(const std::vector<FrameMark> &marks);
    static int find(const std::vector<Piece> &pieces, qsizetype offset);

    std::vector<FrameMark> m_marks;
    std::vector<Piece> m_outer;
    std::vector<Piece> m_innermost;
    int m_outerCount = 0;
    int m_contentBegin = 0;
    int m_contentEnd = 0;
    QString m_fault;
};

} // namespace waxwing
