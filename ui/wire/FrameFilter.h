// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FrameSummary.h"

#include <QStringList>

#include <vector>

namespace waxwing {

/// Which frames a list shows, read from what a person types: terms with blanks between them, all of which
/// hold. "say" is looked for in name, peer and verdict; "peer:asha", "name:say,said" (one of them, whole),
/// "is:message", "epoch == 4", "bytes>300" say where; "!" before a term turns it round; "…" keep blanks and
/// make a word of what it begins; \" is a quotation mark in it.
class FrameFilter
{
    Q_DECLARE_TR_FUNCTIONS(FrameFilter)

public:
    FrameFilter() = default;
    explicit FrameFilter(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_terms.empty(); }
    /// Whether what a link is called now, and was before, makes no difference to any of its frames.
    [[nodiscard]] bool isAlikeFor(const TracedLink &before, const TracedLink &now) const;
    /// Why the text is none, in a sentence; empty: it is one. Such a filter shows everything.
    [[nodiscard]] QString fault() const { return m_fault; }
    [[nodiscard]] bool matches(const TracedFrame &frame, const std::optional<TracedLink> &link) const;

    static QString peerTerm(const QString &peer); ///< peer:"…"
    /// What one key of one direction sealed.
    static QString keyTerm(quint64 link, bool sent, quint32 epoch);

private:
    enum class Field : quint8 { Word, Peer, Name, Kind, Epoch, Sequence, Size, Number, Link };
    enum class Compare : quint8 { Equal, NotEqual, Less, AtMost, More, AtLeast };
    struct Term
    {
        Field field = Field::Word;
        bool isTurned = false;
        Compare compare = Compare::Equal;
        quint64 value = 0;
        QStringList words;
    };

    struct Piece
    {
        QString text;
        bool isQuoted = false; ///< from its beginning
    };
    class Splitter;
    bool readTerm(const Piece &piece);
    bool readComparison(const QString &text, Term &term);
    bool readNamed(const QString &text, Term &term);
    static bool holds(const Term &term, const TracedFrame &frame, const FrameSummary &summary,
                      const std::optional<TracedLink> &link);
    static bool isKind(const QString &kind, const TracedFrame &frame, const FrameSummary &summary);
    static bool compares(const Term &term, const TracedFrame &frame, const FrameSummary &summary);

    std::vector<Term> m_terms;
    QString m_fault;
};

} // namespace waxwing
