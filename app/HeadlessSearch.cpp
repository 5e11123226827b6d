// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HeadlessSearch.h"

#include "JsonLines.h"
#include "Sentences.h"
#include "Terminal.h"

#include <QJsonArray>

namespace waxwing {

namespace {

constexpr int usualSeconds = 3;

/// As long as the room is there; nothing can be read from it.
QString idText(const Bytes &id)
{
    return QString::fromLatin1(id.toBase64());
}

QJsonObject fieldsOf(const FoundRoom &room, bool tellsKnown)
{
    QJsonArray addresses;
    for (const HostAddress &address : room.addresses)
        addresses.append(address.text());
    QJsonObject fields{{QStringLiteral("id"), idText(room.id)},
                       {QStringLiteral("room"), room.name},
                       {QStringLiteral("registration"), json::nameOf(room.registration)},
                       {QStringLiteral("addresses"), addresses},
                       {QStringLiteral("interfaces"), QJsonArray::fromStringList(room.interfaces)},
                       {QStringLiteral("fingerprint"), room.key.grouped()}};
    if (!room.host.isEmpty())
        fields.insert(QStringLiteral("host"), room.host);
    if (room.people >= 0)
        fields.insert(QStringLiteral("people"), room.people);
    if (tellsKnown)
        fields.insert(QStringLiteral("known"), room.isKnown());
    return fields;
}

} // namespace

HeadlessSearch::HeadlessSearch(Engine &engine, const Invocation &invocation, QObject *parent)
    : QObject(parent), m_invocation(invocation), m_finder(engine.makeFinder(this)), m_end(this)
{
    m_end.setSingleShot(true);
    m_end.setTimerType(Qt::PreciseTimer);
    connect(&m_end, &QTimer::timeout, this, &HeadlessSearch::finish);
    connect(m_finder, &RoomFinder::roomsChanged, this, &HeadlessSearch::onRoomsChanged);
    connect(m_finder, &RoomFinder::stateChanged, this, &HeadlessSearch::onStateChanged);
}

void HeadlessSearch::start()
{
    if (m_invocation.seconds || !m_invocation.json)
        m_end.start(m_invocation.seconds.value_or(usualSeconds) * 1'000);
    m_finder->start(m_invocation.bindAddresses);
}

void HeadlessSearch::onRoomsChanged()
{
    if (!m_invocation.json)
        return; // listed in the end, in order
    const bool tellsKnown = !m_invocation.profile.isEmpty();
    QHash<Bytes, FoundRoom> now;
    for (const FoundRoom &room : m_finder->rooms()) {
        now.insert(room.id, room);
        if (!m_told.contains(room.id) || !(m_told.value(room.id) == room))
            json::write(QStringLiteral("found"), fieldsOf(room, tellsKnown));
    }
    for (const FoundRoom &room : std::as_const(m_told)) {
        if (!now.contains(room.id))
            json::write(QStringLiteral("gone"),
                        {{QStringLiteral("id"), idText(room.id)}, {QStringLiteral("room"), room.name}});
    }
    m_told = now;
}

void HeadlessSearch::onStateChanged()
{
    if (m_finder->state() != RoomFinder::State::Failed)
        return;
    if (m_invocation.json)
        json::writeError(m_finder->error());
    else
        terminal::writeError(
            tr("Waxwing cannot look for rooms on this network: %1").arg(m_finder->error().detail));
    Q_EMIT finished(ExitCode::CannotListen);
}

void HeadlessSearch::finish()
{
    if (!m_invocation.json)
        list();
    m_finder->disconnect(this); // what ends now has not gone
    Q_EMIT finished(ExitCode::EndedAsAsked);
}

void HeadlessSearch::list() const
{
    const QList<FoundRoom> rooms = m_finder->rooms();
    if (rooms.isEmpty())
        terminal::writeLine(tr("No room was found on this network."));
    for (const FoundRoom &room : rooms) {
        QStringList parts{room.name};
        if (!room.host.isEmpty())
            parts.append(tr("host: %1").arg(room.host));
        if (room.people >= 0)
            parts.append(Sentences::people(room.people));
        if (room.isKnown())
            parts.append(tr("says it is one that you know"));
        terminal::writeLine(parts.join(QStringLiteral(" · ")));
        for (const HostAddress &address : room.addresses)
            terminal::writeLine(QStringLiteral("    ") + address.text());
        terminal::writeLine(tr("    Host code, as announced: %1").arg(room.key.grouped()));
    }
}

} // namespace waxwing
