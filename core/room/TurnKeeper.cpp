// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TurnKeeper.h"

#include <utility>

namespace waxwing {

namespace {

constexpr int retryEveryMs = 3'000;
constexpr std::size_t mostWaiting = 20'000; ///< messages

template <class T> void prepend(std::vector<T> &earlier, std::vector<T> &later)
{
    earlier.insert(earlier.end(), std::make_move_iterator(later.begin()),
                   std::make_move_iterator(later.end()));
    later = std::exchange(earlier, {});
}

/// Its messages and what was done to them; the place stays.
KeptTurn takeContent(KeptTurn &turn)
{
    KeptTurn taken = turn;
    turn.arrived.clear();
    turn.changes.clear();
    turn.reached.clear();
    turn.settled.clear();
    return taken;
}

} // namespace

TurnKeeper::TurnKeeper(VaultKeeper &vault, QObject *parent)
    : QObject(parent), m_vault(vault), m_retryTimer(this)
{
    m_retryTimer.setSingleShot(true);
    m_retryTimer.setInterval(retryEveryMs);
    connect(&m_retryTimer, &QTimer::timeout, this, &TurnKeeper::write);
}

void TurnKeeper::begin()
{
    const VaultContents &contents = m_vault.contents();
    m_retryTimer.stop();
    m_turn = {};
    m_turn.history = m_keptHistory = contents.history;
    m_turn.nextNumber = m_keptNext = contents.nextNumber;
    m_turn.counter = contents.counter;
    m_turn.run = m_keptRun = contents.run;
    m_earlier.clear();
    m_hasTurn = m_isWriting = m_isFailing = m_lacks = false;
}

void TurnKeeper::changed()
{
    m_hasTurn = true;
    if (!std::exchange(m_isScheduled, true))
        QMetaObject::invokeMethod(this, &TurnKeeper::work, Qt::QueuedConnection);
}

void TurnKeeper::numberAnew()
{
    if (std::exchange(m_hasTurn, false))
        m_earlier.push_back(takeContent(m_turn));
    ++m_turn.run;
}

void TurnKeeper::boundWaiting(bool comesAgain)
{
    if (!comesAgain)
        return;
    if ((m_isFailing || m_isWriting) && m_turn.arrived.size() + m_turn.changes.size() > mostWaiting)
        m_lacks = true;
    if (!m_lacks)
        return;
    m_turn.arrived.clear(); // and the place stays before them
    m_turn.changes.clear();
    m_turn.history = m_isWriting ? m_writing.history : m_keptHistory;
    m_turn.nextNumber = m_isWriting ? m_writing.nextNumber : m_keptNext;
}

void TurnKeeper::work()
{
    m_isScheduled = false;
    if ((m_hasTurn || !m_earlier.empty()) && !m_isWriting && !m_isFailing)
        write();
}

void TurnKeeper::write()
{
    if (m_isWriting || !m_vault.session())
        return;
    m_isWriting = true;
    if (m_earlier.empty()) {
        m_hasTurn = false;
        m_writing = takeContent(m_turn);
    } else {
        m_writing = std::move(m_earlier.front());
        m_earlier.pop_front();
    }
    m_vault.keep(m_writing, [this](const Result<void> &outcome) { onWritten(outcome); });
}

void TurnKeeper::onWritten(const Result<void> &outcome)
{
    m_isWriting = false;
    if (!outcome) {
        takeBack();
        return reportFailure(outcome.error());
    }
    m_keptHistory = m_writing.history;
    m_keptNext = m_writing.nextNumber;
    m_keptRun = m_writing.run;
    const bool hasRecovered = std::exchange(m_isFailing, false);
    Q_EMIT kept();
    if (hasRecovered)
        Q_EMIT recovered();
    work();
}

void TurnKeeper::takeBack()
{
    if (m_writing.run != m_turn.run)
        return m_earlier.push_front(std::move(m_writing));
    prepend(m_writing.arrived, m_turn.arrived);
    prepend(m_writing.changes, m_turn.changes);
    prepend(m_writing.reached, m_turn.reached);
    prepend(m_writing.settled, m_turn.settled);
    m_hasTurn = true;
}

void TurnKeeper::reportFailure(const Error &error)
{
    m_retryTimer.start();
    if (!std::exchange(m_isFailing, true))
        Q_EMIT failed(error);
}

void TurnKeeper::finish()
{
    m_retryTimer.stop();
    if (m_isWriting)
        takeBack(); // nobody waits for how it ends, and twice does no harm
    if (m_vault.session()) {
        for (KeptTurn &turn : std::exchange(m_earlier, {}))
            m_vault.keep(std::move(turn), {});
        if (m_hasTurn)
            m_vault.keep(std::exchange(m_turn, {}), {});
    }
    m_hasTurn = m_isWriting = m_isFailing = false;
}

} // namespace waxwing
