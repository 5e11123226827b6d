// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomView.h"

namespace waxwing {

/// Whether a host that proved a key is the one that the person means (PROTOCOL 6.6). A host is accepted when
/// its key equals the join link's, equals the pin, or the person confirmed it; whatever is insisted on once
/// is never given up.
class HostAcceptance
{
public:
    enum class Verdict { Accepted, Unknown, Differs };
    struct Judgement
    {
        Verdict verdict = Verdict::Unknown;
        AcceptedBy by = AcceptedBy::Compared; ///< Accepted
        // Differs: what was known before.
        Fingerprint expected;
        QString roomBefore;
        qint64 lastUsedMs = 0;
        bool canMeetAsNew = false; ///< a typed address: the person may say that it is another room
    };

    HostAcceptance() = default;
    /// `own`: the room that this very process hosts, its key in `target.key`.
    HostAcceptance(JoinTarget target, QList<Pin> pins, bool own = false);

    [[nodiscard]] Judgement judge(const HostAddress &address, const Bytes &digest) const;
    /// The person compared the codes, or a log-in went through: from here on this key and no other.
    void confirm(const Bytes &digest, AcceptedBy by);
    /// "It is another room": what this address was before does not count.
    void meetAsNew() { m_asNew = true; }
    [[nodiscard]] AcceptedBy confirmedBy() const { return m_confirmedBy; }
    /// What is kept about this key; none where it is new.
    [[nodiscard]] std::optional<Pin> pinOf(const Bytes &digest) const;

private:
    [[nodiscard]] Judgement differs(const Bytes &expectedDigest) const;
    [[nodiscard]] Judgement judgeLink(const Bytes &digest) const;
    [[nodiscard]] Judgement judgeTyped(const HostAddress &address, const Bytes &digest) const;
    [[nodiscard]] Judgement acceptedBy(const Bytes &digest, AcceptedBy otherwise) const;

    JoinTarget m_target;
    QList<Pin> m_pins;
    bool m_own = false;
    bool m_asNew = false;
    Bytes m_confirmed;
    AcceptedBy m_confirmedBy = AcceptedBy::Compared;
};

} // namespace waxwing
