// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What a RoomTalk tells of its link and of what is missing.
#include "RoomTalk.h"

namespace waxwing {

// PROTOCOL 8.5
void RoomTalk::noticeWhatWasMissed(quint64 ownKnown)
{
    if (!m_staying)
        notice(RoomNotice::Kind::YouJoined);
    if (m_history.isEmpty())
        return;
    const Welcome &welcome = m_mirror.welcome();
    const quint64 next = std::max(m_nextNumber, m_roomsFirst);
    if (welcome.history != m_history || welcome.next < next || welcome.next - next >= limits::numberJump) {
        notice(RoomNotice::Kind::MissedSome);
        return;
    }
    // What this very device said into the broken link is among the numbers, but was not missed.
    const quint64 unheard = welcome.next - next;
    const quint64 own = std::min(unheard, ownKnown);
    if (unheard > own)
        notice(RoomNotice::Kind::Missed, {}, unheard - own);
}

// PROTOCOL 8.9: what was missed follows; only what does not is worth a word.
void RoomTalk::noticeWhatIsGone()
{
    const Resumed &resumed = m_mirror.resumed();
    m_facts.add(ResumedFact{resumed.count, resumed.complete});
    const bool isOtherHistory = !m_history.isEmpty() && m_history != m_mirror.welcome().history;
    if (m_history.isEmpty() && resumed.count > 0)
        notice(RoomNotice::Kind::YouJoinedShared, {}, resumed.count);
    else if (m_history.isEmpty())
        notice(RoomNotice::Kind::YouJoined);
    else if ((!resumed.complete || isOtherHistory) && m_roomsFirst == 0)
        notice(RoomNotice::Kind::MissedSome);
}

void RoomTalk::showLink()
{
    if (!m_link || !m_mirror.isHere())
        return;
    const LinkStatus status = m_link->status();
    m_facts.add(LinkView{status.sendingEpoch, status.sendingTalk, status.receivingEpoch, status.receivingTalk,
                         m_mirror.welcome().updateAfter, status.delayMs});
}

void RoomTalk::notice(RoomNotice::Kind kind, const QStringList &names, quint64 count)
{
    m_facts.noticed({kind, names, count, m_services.clock->wallMs()});
}

} // namespace waxwing
