// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// Of a DirectTalk: what was read, what was said before, and who writes.
#include "DirectTalk.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr int writingAgainMs = 5'000;
constexpr int writerForgottenMs = 10'000;
constexpr std::size_t mostWriters = 1'000;

} // namespace

void DirectTalk::connectSigns(DirectSession *session)
{
    const QString name = session->start().name;
    connect(session, &DirectSession::readCame, this, [this, session, name](quint64 counter) {
        m_keeper.read(name, session->start().identity, counter);
        m_facts.add(DirectFact(DirectReadFact{name, counter}));
    });
    connect(session, &DirectSession::writingCame, this, [this, name](bool active) { writes(name, active); });
    // What was read while no link stood.
    connect(session, &DirectSession::began, this, [this, session, name] { tellRead(name, session); });
}

void DirectTalk::markRead(const QString &typed, qint64 place, bool tellOthers)
{
    const QString name = nameOf(typed);
    if (!m_keeper.contact(name))
        return;
    m_keeper.setLastRead(name, place,
                         [this, name, tellOthers](const Result<std::map<Bytes, quint64>> &heard) {
                             if (!tellOthers) // it is one choice for all: nothing of before is told either
                                 m_toRead.clear();
                             if (!heard || !tellOthers)
                                 return;
                             for (const auto &[identity, counter] : *heard) {
                                 quint64 &read = m_toRead[{name, identity}];
                                 read = std::max(read, counter);
                             }
                             for (const auto &[key, session] : m_sessions) {
                                 if (key.first == name)
                                     tellRead(name, session);
                             }
                         });
}

/// Each link is told anew, once: whether the one before said it to its end is not known.
void DirectTalk::tellRead(const QString &name, DirectSession *session) const
{
    const auto read = m_toRead.find({name, session->start().identity});
    if (read != m_toRead.end() && !isStopped(name))
        session->tellRead(read->second);
}

void DirectTalk::readBefore(quint64 localId, const QString &name, qint64 place, int count)
{
    const QString known = nameOf(name);
    m_keeper.readPage(known, place, count, [this, localId, known](const Result<DirectPage> &page) {
        if (page)
            m_facts.add(DirectFact(DirectPageFact{known, localId, *page}));
        else
            fail(localId, known, page.error());
    });
}

/// Of somebody who is here, or was talked with: another spelling makes no second conversation.
void DirectTalk::setDraft(const QString &typed, const QString &text)
{
    const QString name = nameOf(typed);
    if (m_keeper.contact(name) || (!name.isEmpty() && !text.isEmpty()))
        m_keeper.setDraft(name, text);
}

// ---- Who writes

void DirectTalk::setWriting(const QString &typed, bool writing)
{
    const QString name = nameOf(typed);
    if (name.isEmpty() || (!writing && m_writingTo != name))
        return;
    if (!m_writingTo.isEmpty() && m_writingTo != name)
        setWriting(m_writingTo, false);
    m_writingTo = writing ? name : QString();
    for (const auto &[key, session] : m_sessions) {
        if (key.first == name && !isStopped(name))
            session->setWriting(writing);
    }
    if (writing)
        m_writingTimer.start(writingAgainMs);
    else
        m_writingTimer.stop();
}

void DirectTalk::repeatWriting()
{
    if (!m_writingTo.isEmpty())
        setWriting(m_writingTo, true);
}

void DirectTalk::writes(const QString &name, bool active)
{
    if (!active ? m_writers.erase(name) == 0 : m_writers.size() >= mostWriters && !m_writers.contains(name))
        return;
    if (active)
        m_writers[name] = m_services.clock->monotonicMs() + writerForgottenMs;
    showWriters();
}

/// Those that said nothing of it for a while are forgotten.
void DirectTalk::showWriters()
{
    const qint64 now = m_services.clock->monotonicMs();
    std::erase_if(m_writers, [now](const auto &writer) { return writer.second <= now; });
    QStringList names;
    qint64 next = now + writerForgottenMs;
    for (const auto &[name, until] : m_writers) {
        names.append(name);
        next = std::min(next, until);
    }
    if (!m_writers.empty())
        m_forgetTimer.start(int(next - now));
    else
        m_forgetTimer.stop();
    m_facts.add(DirectFact(DirectWritersFact{names}));
}

} // namespace waxwing
