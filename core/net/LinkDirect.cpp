// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What a link between two members does otherwise than one with a host (PROTOCOL 16).
#include "Link.h"

namespace waxwing {

/// PROTOCOL 16.4: both have proved who they are; the callee begins with a refresh.
void Link::beginDirect()
{
    m_isLoggedIn = true;
    m_hasSpoken = true;
    m_reader.setLongestLength(m_channel.longestFrame());
    if (m_channel.role() == SecureChannel::Role::Host)
        offerRefresh();
}

/// PROTOCOL 16.4: on a direct link only who waits for an answer asks for a sign of life.
void Link::expectAnswer()
{
    if (!m_channel.isDirect() || !m_isAdmitted || m_answerDueSinceMs >= 0)
        return;
    m_answerDueSinceMs = now();
    setDeadline(LinkDeadlines::Ping, m_settings.pingAfterMs);
    setDeadline(LinkDeadlines::Lost, m_settings.lostAfterMs);
}

void Link::answerCame()
{
    if (std::exchange(m_answerDueSinceMs, -1) < 0)
        return;
    m_deadlines.clear(LinkDeadlines::Ping);
    m_deadlines.clear(LinkDeadlines::Lost);
}

/// Without a sealed word; a relayed stream may bring the code of whoever hung up.
void Link::endWithStream()
{
    if (m_streamError.code != Code::Lost)
        return finish(m_streamError, true);
    finish({Code::Lost, QStringLiteral("the other side ended without a word")}, false);
}

} // namespace waxwing
