// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What is said in the room: judged, numbered, acknowledged (PROTOCOL 8.3).
#include "HostRoom.h"

#include "Link.h"

namespace waxwing {

/// PROTOCOL 8.10. What the room no longer keeps is nobody's.
Result<void> HostRoom::judgeTarget(const HostMember &member, const Say &say) const
{
    if (say.file && (!m_files || !member.common.files))
        return failure(Code::Unexpected, QStringLiteral("a file without its feature"));
    if (!say.act)
        return {};
    if (!member.common.talk)
        return failure(Code::Unexpected, QStringLiteral("a target without its feature"));
    if (say.counter <= member.highestCounter)
        return {}; // not shown again
    if (*say.target >= m_numbering.nextTaken())
        return failure(Code::Unexpected, QStringLiteral("a target that was not said"));
    if (*say.act != Act::Reply &&
        m_numbering.accountOf(*say.target).value_or(member.account) != member.account)
        return failure(Code::Unexpected, QStringLiteral("changes what another said"));
    return {};
}

void HostRoom::onNumbered(const Numbering::Batch &batch)
{
    const int linked = m_presence.roster().linkedAccounts();
    quint64 number = batch.firstNumber;
    for (const Utterance &said : batch.said) {
        m_accounts.setCounter(said.account, said.device, said.counter);
        m_presence.tellFirst(said.account);
        const int others = linked - (m_presence.roster().isLinked(said.account) ? 1 : 0);
        m_receipts.numbered(number, said, quint64(others));
        m_writers.said(said.account);
        if (said.file)
            m_files->said(*said.file, number);
        m_fanOut.post(saidOf(said, number));
        ++number;
    }
    acknowledge(batch);
    admitDeferred();
}

Said HostRoom::saidOf(const Utterance &utterance, quint64 number) const
{
    Said said{number,           utterance.name, utterance.device, utterance.counter,
              utterance.timeMs, utterance.text, utterance.act,    utterance.target};
    if (utterance.file)
        addFile(said, *utterance.file);
    return said;
}

/// One `ack` a member and batch, behind its own `said`.
void HostRoom::acknowledge(const Numbering::Batch &batch)
{
    QHash<quint64, int> answered;
    for (const Utterance &said : batch.said)
        ++answered[said.member];
    for (const quint64 id : batch.acknowledged)
        ++answered[id];
    for (auto answer = answered.constBegin(); answer != answered.constEnd(); ++answer) {
        HostMember *speaker = member(answer.key());
        if (!speaker)
            continue;
        speaker->unacknowledged -= answer.value();
        m_replays.acknowledge(*speaker, m_accounts.counter(speaker->account, speaker->device));
    }
}

/// Nothing is stored, so nothing is acknowledged: the speakers keep it, and bring it again over another link.
void HostRoom::onNotNumbered(const Numbering::Batch &batch, const Error &error)
{
    Q_EMIT notice(QStringLiteral("messages could not be stored: %1").arg(error.detail));
    for (const Utterance &said : batch.said) {
        if (said.file)
            m_files->notSaid(*said.file);
        if (HostMember *speaker = member(said.member))
            end(*speaker, Code::Internal, QStringLiteral("not stored"));
    }
    Numbering::Batch repeated;
    repeated.acknowledged = batch.acknowledged;
    acknowledge(repeated);
    admitDeferred();
}

} // namespace waxwing
