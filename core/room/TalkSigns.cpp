// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TalkSigns.h"

#include "Link.h"

#include <algorithm>
#include <utility>

namespace waxwing {

namespace {

// PROTOCOL 8.10
constexpr int writingAgainMs = 5'000;
constexpr int forgottenAfterMs = 10'000;

} // namespace

TalkSigns::TalkSigns(const GuestServices &services, FactQueue &facts, QObject *parent)
    : QObject(parent), m_services(services), m_facts(facts), m_againTimer(this), m_readTimer(this),
      m_forgetTimer(this)
{
    m_againTimer.setInterval(writingAgainMs);
    m_readTimer.setSingleShot(true);
    m_readTimer.setInterval(services.settings.receivedGatherMs);
    m_forgetTimer.setSingleShot(true);
    connect(&m_againTimer, &QTimer::timeout, this, &TalkSigns::tellWriting);
    connect(&m_readTimer, &QTimer::timeout, this, &TalkSigns::sendRead);
    connect(&m_forgetTimer, &QTimer::timeout, this, &TalkSigns::forgetOld);
}

void TalkSigns::reset()
{
    endLink();
    m_againTimer.stop();
    m_isWriting = false;
    m_read = 0;
}

void TalkSigns::beginLink(Link *link, quint64 next)
{
    m_link = link;
    m_mayTell = next - 1;
    m_readTold = 0;
    if (m_isWriting)
        tellWriting();
    if (m_read != 0)
        m_readTimer.start();
}

void TalkSigns::endLink()
{
    m_link.clear();
    m_readTimer.stop();
    m_forgetTimer.stop();
    if (m_writers.empty())
        return;
    m_writers.clear();
    showWriters();
}

void TalkSigns::setWriting(bool writing)
{
    if (std::exchange(m_isWriting, writing) == writing)
        return;
    tellWriting();
    if (writing)
        m_againTimer.start();
    else
        m_againTimer.stop();
}

void TalkSigns::saidSomething()
{
    m_isWriting = false; // nobody need be told: what was said tells it
    m_againTimer.stop();
}

void TalkSigns::tellWriting()
{
    if (m_link)
        m_link->send(Writing{m_isWriting});
}

void TalkSigns::tellRead(quint64 number)
{
    if (number <= m_read)
        return;
    m_read = number;
    if (m_link && !m_readTimer.isActive())
        m_readTimer.start();
}

void TalkSigns::receivedToldUpTo(quint64 number)
{
    m_mayTell = std::max(m_mayTell, number);
    if (m_link && m_read > m_readTold && !m_readTimer.isActive())
        m_readTimer.start();
}

void TalkSigns::sendRead()
{
    const quint64 number = std::min(m_read, m_mayTell);
    if (!m_link || number <= m_readTold)
        return;
    m_readTold = number;
    m_link->send(Read{number});
}

void TalkSigns::writes(const QString &name, bool active)
{
    if (!active)
        return forget(name);
    m_writers[name] = m_services.clock->monotonicMs() + forgottenAfterMs;
    if (!m_forgetTimer.isActive())
        m_forgetTimer.start(forgottenAfterMs);
    showWriters();
}

void TalkSigns::forget(const QString &name)
{
    if (m_writers.erase(name) > 0)
        showWriters();
}

void TalkSigns::forgetOld()
{
    const qint64 now = m_services.clock->monotonicMs();
    if (std::erase_if(m_writers, [now](const auto &writer) { return writer.second <= now; }) > 0)
        showWriters();
    if (m_writers.empty())
        return;
    const auto first = std::min_element(m_writers.begin(), m_writers.end(),
                                        [](const auto &a, const auto &b) { return a.second < b.second; });
    m_forgetTimer.start(static_cast<int>(std::max<qint64>(1, first->second - now)));
}

void TalkSigns::showWriters()
{
    WritersFact fact;
    for (const auto &[name, until] : m_writers)
        fact.names.append(name);
    m_facts.add(fact);
}

} // namespace waxwing
