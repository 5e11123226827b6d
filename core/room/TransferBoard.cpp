// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TransferBoard.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr qint64 measureMs = 250;
constexpr double weightOfNew = 0.4;
constexpr double longestLeftMs = 1e15;

} // namespace

TransferBoard::TransferBoard(FactQueue &facts, Clock &clock, int everyMs, QObject *parent)
    : QObject(parent), m_facts(facts), m_clock(clock), m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(everyMs);
    connect(&m_timer, &QTimer::timeout, this, &TransferBoard::tell);
}

void TransferBoard::show(TransferView view)
{
    const bool isEnd = view.state == TransferState::Done || view.state == TransferState::Failed;
    const auto [place, isNew] = m_shown.try_emplace(view.id);
    Shown &shown = place->second;
    const bool isAtOnce = isNew || isEnd || shown.view.state != view.state;
    if (shown.view.state != view.state || isNew)
        shown.sinceMs = -1;
    shown.view = std::move(view);
    shown.isChanged = true;
    measure(shown);
    if (!isAtOnce) {
        if (!m_timer.isActive())
            m_timer.start();
        return;
    }
    m_facts.add(TransfersFact{{shown.view}, false});
    shown.isChanged = false;
    if (isEnd)
        m_shown.erase(place);
}

void TransferBoard::measure(Shown &shown) const
{
    if (shown.view.state != TransferState::Moving)
        return;
    const qint64 now = m_clock.monotonicMs();
    if (shown.sinceMs < 0) {
        shown.sinceMs = now;
        shown.sinceBytes = shown.view.done;
        shown.rate = 0;
    }
    if (const qint64 passed = now - shown.sinceMs; passed >= measureMs) {
        const double rate = double(shown.view.done - shown.sinceBytes) * 1'000 / double(passed);
        shown.rate = shown.rate > 0 ? shown.rate + weightOfNew * (rate - shown.rate) : rate;
        shown.sinceMs = now;
        shown.sinceBytes = shown.view.done;
    }
    shown.view.rate = qint64(shown.rate);
    const qint64 left = qint64(shown.view.note.size) - shown.view.done;
    const double leftMs = shown.view.rate > 0 ? double(left) * 1'000 / double(shown.view.rate) : -1;
    shown.view.leftMs = qint64(std::min(leftMs, longestLeftMs)); // a size is what a stranger says
}

void TransferBoard::tell()
{
    TransfersFact fact;
    for (auto &[id, shown] : m_shown) {
        if (std::exchange(shown.isChanged, false))
            fact.transfers.append(shown.view);
    }
    if (!fact.transfers.isEmpty())
        m_facts.add(fact);
}

void TransferBoard::clear()
{
    m_timer.stop();
    m_shown.clear();
    m_facts.add(TransfersFact{{}, true});
}

} // namespace waxwing
