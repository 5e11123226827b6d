// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomFinder.h"

#include "PinBook.h"
#include "RoomSeeker.h"

#include <QPointer>
#include <algorithm>

namespace waxwing {

struct RoomFinder::Private
{
    QPointer<RoomSeeker> seeker;
    const PinBook &pins;
    State state = State::Off;
    Error error;
    QList<AdvertisedRoom> heard;
    QList<FoundRoom> rooms;
    quint64 turn = 0; ///< of start(): what an earlier one found is late
};

namespace {

FoundRoom foundRoom(const AdvertisedRoom &room, const QList<Pin> &pins)
{
    FoundRoom found;
    found.id = room.id;
    found.name = room.advert.room;
    found.host = room.advert.host;
    found.people = room.advert.people;
    found.registration = room.advert.registration;
    found.addresses = room.addresses;
    found.interfaces = room.links;
    found.key = room.advert.key;
    for (const Pin &pin : pins) {
        if (pin.acceptedBy != AcceptedBy::Own && found.key.matches(pin.digest))
            found.pinnedDigest = pin.digest;
    }
    return found;
}

bool isBefore(const FoundRoom &left, const FoundRoom &right)
{
    if (left.isKnown() != right.isKnown())
        return left.isKnown();
    const int order = QString::localeAwareCompare(left.name, right.name);
    return order != 0 ? order < 0 : left.id < right.id;
}

} // namespace

RoomFinder::RoomFinder(RoomSeeker *seeker, const PinBook &pins, QObject *parent)
    : QObject(parent), d(new Private{seeker, pins, State::Off, {}, {}, {}, 0})
{
    connect(&pins, &PinBook::changed, this, &RoomFinder::refresh);
}

RoomFinder::~RoomFinder()
{
    if (d->seeker)
        d->seeker->deleteLater();
}

void RoomFinder::start(const QStringList &onlyAt)
{
    stop();
    if (!d->seeker)
        return;
    const auto isNow = [this, turn = d->turn] { return turn == d->turn; };
    connect(
        d->seeker, &RoomSeeker::found, this,
        [this, isNow](const QList<AdvertisedRoom> &rooms) {
            if (isNow())
                take(rooms);
        },
        Qt::QueuedConnection);
    connect(
        d->seeker, &RoomSeeker::failed, this,
        [this, isNow](const Error &error) {
            if (!isNow())
                return;
            d->error = error;
            enter(State::Failed);
        },
        Qt::QueuedConnection);
    QMetaObject::invokeMethod(
        d->seeker, [seeker = d->seeker.data(), onlyAt] { seeker->start(onlyAt); }, Qt::QueuedConnection);
    enter(State::Looking);
}

void RoomFinder::stop()
{
    ++d->turn;
    if (d->state == State::Off)
        return;
    if (d->seeker) {
        disconnect(d->seeker, nullptr, this, nullptr);
        QMetaObject::invokeMethod(d->seeker, &RoomSeeker::stop, Qt::QueuedConnection);
    }
    take({});
    enter(State::Off);
}

void RoomFinder::reconfirm(const Bytes &id)
{
    if (d->seeker && d->state == State::Looking)
        QMetaObject::invokeMethod(
            d->seeker, [seeker = d->seeker.data(), id] { seeker->reconfirm(id); }, Qt::QueuedConnection);
}

void RoomFinder::take(const QList<AdvertisedRoom> &rooms)
{
    d->heard = rooms;
    refresh();
}

void RoomFinder::refresh()
{
    const QList<Pin> pins = d->pins.pins();
    QList<FoundRoom> rooms;
    for (const AdvertisedRoom &room : std::as_const(d->heard))
        rooms.append(foundRoom(room, pins));
    std::sort(rooms.begin(), rooms.end(), isBefore);
    if (rooms == d->rooms)
        return;
    d->rooms = rooms;
    Q_EMIT roomsChanged();
}

void RoomFinder::enter(State state)
{
    if (std::exchange(d->state, state) != state)
        Q_EMIT stateChanged();
}

RoomFinder::State RoomFinder::state() const
{
    return d->state;
}
Error RoomFinder::error() const
{
    return d->error;
}
QList<FoundRoom> RoomFinder::rooms() const
{
    return d->rooms;
}

} // namespace waxwing
