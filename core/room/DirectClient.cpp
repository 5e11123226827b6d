// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectClient.h"

#include "DirectTalk.h"

#include <algorithm>
#include <utility>

namespace waxwing {

namespace {

constexpr int longestPage = 1'000;

} // namespace

DirectClient::DirectClient(Ask ask, QObject *parent) : QObject(parent), m_ask(std::move(ask)) {}
DirectClient::~DirectClient() = default;

quint64 DirectClient::tell(const DirectWish &wish)
{
    m_ask([id = ++m_lastLocalId, wish](DirectTalk &talk) { talk.tell(id, wish); });
    return m_lastLocalId;
}

void DirectClient::compare(const QString &name)
{
    m_ask([name](DirectTalk &talk) { talk.compare(name); });
}

void DirectClient::decide(const QString &name, const Bytes &which, DirectTrust trust)
{
    m_ask([name, which, trust](DirectTalk &talk) { talk.decide(name, which, trust); });
}

void DirectClient::verify(const QString &name, const QString &code)
{
    QString digits = code;
    digits.removeIf([](QChar character) { return character.isSpace(); });
    m_ask([name, digits](DirectTalk &talk) { talk.verify(name, digits); });
}

void DirectClient::setWriting(const QString &name, bool writing)
{
    m_ask([name, writing](DirectTalk &talk) { talk.setWriting(name, writing); });
}

void DirectClient::markRead(const QString &name, qint64 place, bool tellOthers)
{
    m_ask([name, place, tellOthers](DirectTalk &talk) { talk.markRead(name, place, tellOthers); });
}

quint64 DirectClient::readBefore(const QString &name, qint64 place, int count)
{
    m_ask([id = ++m_lastLocalId, name, place, count = std::clamp(count, 1, longestPage)](DirectTalk &talk) {
        talk.readBefore(id, name, place, count);
    });
    return m_lastLocalId;
}

void DirectClient::setDraft(const QString &name, const QString &text)
{
    m_ask([name, text](DirectTalk &talk) { talk.setDraft(name, text); });
}

void DirectClient::clear()
{
    take(DirectPeopleFact{});
    take(DirectWritersFact{});
}

void DirectClient::takePeople(const DirectPeopleFact &fact)
{
    const QList<DirectPersonView> before = m_people;
    if (fact.isAll)
        m_people = fact.people;
    const auto isBefore = [](const DirectPersonView &person, const QString &name) {
        return person.name < name;
    };
    for (const DirectPersonView &person : fact.isAll ? QList<DirectPersonView>() : fact.people) {
        const auto place = std::lower_bound(m_people.begin(), m_people.end(), person.name, isBefore);
        if (place != m_people.end() && place->name == person.name)
            *place = person;
        else
            m_people.insert(place, person);
    }
    if (before != m_people)
        Q_EMIT peopleChanged();
}

void DirectClient::take(const DirectFact &fact)
{
    std::visit(Overloaded{
                   [this](const DirectPeopleFact &people) { takePeople(people); },
                   [this](const DirectMovedFact &renumbered) { Q_EMIT moved(renumbered); },
                   [this](const DirectSaidFact &message) { Q_EMIT said(message); },
                   [this](const DirectToldFact &told) { Q_EMIT toldUpTo(told.name, told.counter); },
                   [this](const DirectReadFact &read) { Q_EMIT readUpTo(read.name, read.counter); },
                   [this](const DirectWaitsFact &waiting) { Q_EMIT waits(waiting); },
                   [this](const DirectChangedFact &changed) {
                       Q_EMIT identityChanged(changed.name, changed.device, changed.identity);
                   },
                   [this](const DirectDisprovedFact &refuted) { Q_EMIT disproved(refuted); },
                   [this](const DirectComparisonFact &comparison) {
                       Q_EMIT compared(comparison.name, comparison.device);
                   },
                   [this](const DirectFailedFact &failure) { Q_EMIT failed(failure); },
                   [this](const DirectWritersFact &writing) {
                       if (std::exchange(m_writers, writing.names) != writing.names)
                           Q_EMIT writersChanged();
                   },
                   [this](const DirectPageFact &page) { Q_EMIT pageRead(page); },
               },
               fact);
}

} // namespace waxwing
