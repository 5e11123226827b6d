// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostAcceptance.h"

namespace waxwing {

HostAcceptance::HostAcceptance(JoinTarget target, QList<Pin> pins, bool own)
    : m_target(std::move(target)), m_pins(std::move(pins)), m_own(own)
{}

std::optional<Pin> HostAcceptance::pinOf(const Bytes &digest) const
{
    for (const Pin &pin : m_pins) {
        if (pin.digest == digest)
            return pin;
    }
    return std::nullopt;
}

HostAcceptance::Judgement HostAcceptance::judge(const HostAddress &address, const Bytes &digest) const
{
    if (!m_confirmed.isEmpty()) {
        if (m_confirmed != digest)
            return differs(m_confirmed);
        Judgement judgement;
        judgement.verdict = Verdict::Accepted;
        judgement.by = m_confirmedBy;
        return judgement;
    }
    if (!m_target.pinnedDigest.isEmpty() && m_target.pinnedDigest != digest)
        return differs(m_target.pinnedDigest);
    if (m_target.isFromLink())
        return judgeLink(digest);
    if (!m_target.pinnedDigest.isEmpty())
        return acceptedBy(digest, AcceptedBy::Compared);
    return judgeTyped(address, digest);
}

HostAcceptance::Judgement HostAcceptance::judgeLink(const Bytes &digest) const
{
    const auto wanted = Fingerprint::fromText(m_target.key);
    if (wanted && wanted->matches(digest)) {
        Judgement judgement = acceptedBy(digest, AcceptedBy::Link);
        if (m_own)
            judgement.by = AcceptedBy::Own;
        return judgement;
    }
    Judgement judgement;
    judgement.verdict = Verdict::Differs;
    if (wanted) {
        judgement.expected = *wanted;
        for (const Pin &pin : m_pins) {
            if (wanted->matches(pin.digest)) {
                judgement.roomBefore = pin.room;
                judgement.lastUsedMs = pin.lastUsedMs;
            }
        }
    }
    return judgement;
}

HostAcceptance::Judgement HostAcceptance::judgeTyped(const HostAddress &address, const Bytes &digest) const
{
    // Who was last seen at this address decides, even where the key is known from elsewhere.
    const Pin *lastSeen = nullptr;
    for (const Pin &pin : m_pins) {
        if (pin.addresses.contains(address) && (!lastSeen || pin.lastUsedMs > lastSeen->lastUsedMs))
            lastSeen = &pin;
    }
    if (lastSeen && lastSeen->digest != digest && !m_asNew) {
        Judgement judgement = differs(lastSeen->digest);
        judgement.canMeetAsNew = true;
        return judgement;
    }
    if (pinOf(digest))
        return acceptedBy(digest, AcceptedBy::Compared);
    const auto given = Fingerprint::fromText(m_target.acceptKey);
    if (!m_target.acceptKey.isEmpty() && given && given->matches(digest))
        return acceptedBy(digest, AcceptedBy::Compared);
    return {};
}

HostAcceptance::Judgement HostAcceptance::acceptedBy(const Bytes &digest, AcceptedBy otherwise) const
{
    const auto pin = pinOf(digest);
    Judgement judgement;
    judgement.verdict = Verdict::Accepted;
    judgement.by = pin ? pin->acceptedBy : otherwise;
    return judgement;
}

HostAcceptance::Judgement HostAcceptance::differs(const Bytes &expectedDigest) const
{
    Judgement judgement;
    judgement.verdict = Verdict::Differs;
    judgement.expected = Fingerprint::ofDigest(expectedDigest);
    if (const auto pin = pinOf(expectedDigest)) {
        judgement.roomBefore = pin->room;
        judgement.lastUsedMs = pin->lastUsedMs;
    }
    return judgement;
}

void HostAcceptance::confirm(const Bytes &digest, AcceptedBy by)
{
    m_confirmed = digest;
    m_confirmedBy = by;
}

} // namespace waxwing
