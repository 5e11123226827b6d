// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// How an OutgoingTalk keeps first and then sends, and what it leaves at the end.
#include "OutgoingTalk.h"

#include "Link.h"

#include <algorithm>
#include <utility>

namespace waxwing {

void OutgoingTalk::schedule()
{
    if (!std::exchange(m_isScheduled, true))
        QMetaObject::invokeMethod(this, &OutgoingTalk::work, Qt::QueuedConnection);
}

void OutgoingTalk::work()
{
    m_isScheduled = false;
    if (m_link)
        m_outbox.giveCounters();
    keepNext();
    pump();
}

void OutgoingTalk::keepNext()
{
    if (m_isKeeping || !m_vault.session())
        return;
    std::vector<Outbox::Waiting> waiting = m_outbox.takeToKeep();
    if (waiting.empty())
        return;
    m_isKeeping = true;
    // One kind at a time: first what is kept already and has its counter now, which is sent first.
    const bool changes = waiting.front().message.id != 0;
    const auto border =
        std::remove_if(waiting.begin(), waiting.end(), [changes](const Outbox::Waiting &entry) {
            return (entry.message.id != 0) != changes;
        });
    const bool isMixed = border != waiting.end();
    waiting.erase(border, waiting.end());
    if (isMixed)
        m_outbox.keepLater(waiting);
    std::vector<OutgoingMessage> messages;
    messages.reserve(waiting.size());
    for (const Outbox::Waiting &entry : waiting)
        messages.push_back(entry.message);
    if (changes)
        m_vault.changeOutgoing(std::move(messages),
                               [this, waiting](const Result<void> &outcome) { onChanged(waiting, outcome); });
    else
        m_vault.addOutgoing(std::move(messages), [this, waiting](const Result<std::vector<qint64>> &ids) {
            onAdded(waiting, ids);
        });
}

void OutgoingTalk::onAdded(std::vector<Outbox::Waiting> added, const Result<std::vector<qint64>> &ids)
{
    m_isKeeping = false;
    if (m_stopped && ids)
        return keptAfterTheEnd(added, *ids, true);
    if (m_stopped)
        return;
    for (std::size_t at = 0; at < added.size(); ++at)
        added[at].message.id = ids ? ids->at(at) : 0; // the conversation goes on where nothing can be kept
    std::vector<qint64> orphans = m_outbox.keptAll(added);
    if (!orphans.empty())
        m_vault.removeOutgoing(std::move(orphans));
    if (!ids)
        m_turns.reportFailure(ids.error());
    work();
}

/// A counter that is not kept is not used: after a crash the message would be sent again under another.
void OutgoingTalk::onChanged(const std::vector<Outbox::Waiting> &changed, const Result<void> &outcome)
{
    m_isKeeping = false;
    if (m_stopped)
        return;
    if (!outcome) {
        m_outbox.keptNone();
        return m_turns.reportFailure(outcome.error());
    }
    m_outbox.keptAll(changed);
    work();
}

void OutgoingTalk::pump()
{
    if (!m_link)
        return;
    while (auto next = m_outbox.takeNext()) {
        if (!m_canFiles)
            next->file.reset();
        m_link->send(m_canTalk || !next->act ? *next : Say{next->counter, next->text});
    }
}

void OutgoingTalk::stop(Code reason, bool fails)
{
    endLink();
    m_stopped = true;
    m_stopReason = reason;
    m_isKeeping = false;
    const std::vector<Outbox::Waiting> unkept = m_outbox.unkept();
    std::vector<OutgoingMessage> changed;
    for (auto &[localId, message] : m_outbox.takeAll()) {
        if (fails) {
            message.failed = reason;
            progress(localId, MessageState::Failed, reason);
            m_failed.insert_or_assign(localId, message);
        }
        if (message.id != 0)
            changed.push_back(std::move(message));
    }
    if (!unkept.empty())
        keepAtTheEnd(unkept, fails ? std::optional(reason) : std::nullopt);
    if (!changed.empty())
        m_vault.changeOutgoing(std::move(changed));
}

void OutgoingTalk::keepAtTheEnd(const std::vector<Outbox::Waiting> &unkept, std::optional<Code> failed)
{
    std::vector<OutgoingMessage> messages;
    for (const Outbox::Waiting &left : unkept) {
        messages.push_back(left.message);
        messages.back().failed = failed;
    }
    m_vault.addOutgoing(std::move(messages), [this, unkept](const Result<std::vector<qint64>> &ids) {
        if (ids)
            keptAfterTheEnd(unkept, *ids, false);
    });
}

/// Where the room ended for good, what failed is still there to be changed and discarded.
void OutgoingTalk::keptAfterTheEnd(const std::vector<Outbox::Waiting> &kept, const std::vector<qint64> &ids,
                                   bool asWaiting)
{
    std::vector<OutgoingMessage> changed;
    for (std::size_t at = 0; at < kept.size(); ++at) {
        const auto failed = m_failed.find(kept[at].localId);
        if (failed == m_failed.end()) {
            m_vault.removeOutgoing({ids[at]}); // discarded meanwhile
            continue;
        }
        failed->second.id = ids[at];
        if (asWaiting || failed->second.text != kept[at].message.text)
            changed.push_back(failed->second);
    }
    if (!changed.empty())
        m_vault.changeOutgoing(std::move(changed));
}

} // namespace waxwing
