// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FactQueue.h"

#include <utility>

namespace waxwing {

namespace {

/// True where `next` went into `last`.
bool merge(RoomFact &last, RoomFact &next)
{
    if (last.index() != next.index())
        return false;
    return std::visit(Overloaded{
                          [&](ArrivedFact &fact) {
                              fact.messages += std::get<ArrivedFact>(next).messages;
                              return true;
                          },
                          [&](ChangesFact &fact) {
                              fact.changes += std::get<ChangesFact>(next).changes;
                              return true;
                          },
                          [&](WaitingFact &fact) {
                              fact.messages += std::get<WaitingFact>(next).messages;
                              return true;
                          },
                          [&](WaitingChangesFact &fact) {
                              fact.changes += std::get<WaitingChangesFact>(next).changes;
                              return true;
                          },
                          [&](WritersFact &fact) {
                              fact = std::get<WritersFact>(next);
                              return true;
                          },
                          [&](ProgressFact &fact) {
                              fact.progress += std::get<ProgressFact>(next).progress;
                              return true;
                          },
                          [&](NoticesFact &fact) {
                              fact.notices += std::get<NoticesFact>(next).notices;
                              return true;
                          },
                          [&](KeyLogsView &fact) {
                              fact = std::get<KeyLogsView>(next);
                              return true;
                          },
                          [&](LinkView &fact) {
                              fact = std::get<LinkView>(next);
                              return true;
                          },
                          [&](ReconnectView &fact) {
                              fact = std::get<ReconnectView>(next);
                              return true;
                          },
                          [](auto &) { return false; },
                      },
                      last);
}

} // namespace

void FactQueue::add(RoomFact fact)
{
    if (m_facts.empty() || !merge(m_facts.back(), fact))
        m_facts.push_back(std::move(fact));
    schedule();
}

void FactQueue::peopleChanged()
{
    m_peopleChanged = true;
    schedule();
}

void FactQueue::schedule()
{
    if (!std::exchange(m_scheduled, true))
        QMetaObject::invokeMethod(this, &FactQueue::flush, Qt::QueuedConnection);
}

void FactQueue::flush()
{
    m_scheduled = false;
    if (std::exchange(m_peopleChanged, false) && m_people)
        m_facts.emplace_back(PeopleFact{m_people()});
    Q_EMIT gathered(std::exchange(m_facts, {}));
}

} // namespace waxwing
