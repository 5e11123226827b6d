// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// How a room closes: a word to everybody, what is written is kept, then the store.
#include "RoomHostPrivate.h"

#include "Link.h"

namespace waxwing {

void RoomHost::close(Code code)
{
    using State = Private::State;
    switch (d->state) {
    case State::Closing:
    case State::Closed:
        return;
    case State::Open:
        d->state = State::Closing;
        return d->settle(code);
    case State::Opening: // the store may still be at work; what it brings is not looked at
    case State::Fresh:
    case State::Failed:
        d->state = State::Closing;
        return d->closeStore();
    }
}

/// What was said goes out first, as far as it does so in the time that is given for goodbyes.
void RoomHost::Private::settle(Code code)
{
    door->stopListening();
    stopAnnouncing();
    auto *patience = new QTimer(&host);
    patience->setSingleShot(true);
    const auto closeOnce = [this, patience, code] {
        disconnect(room.get(), &HostRoom::settled, patience, nullptr);
        patience->deleteLater();
        closeLinks(code);
    };
    connect(room.get(), &HostRoom::settled, patience, closeOnce);
    connect(patience, &QTimer::timeout, patience, closeOnce);
    patience->start(options.settings.lingerMs);
    room->settle();
}

/// Everybody gets the word; then the links linger until the other sides have ended, a second at most.
void RoomHost::Private::closeLinks(Code code)
{
    delete inviteRenewal;
    inviteRenewal = nullptr;
    const auto links = door->findChildren<Link *>(Qt::FindDirectChildrenOnly);
    auto left = std::make_shared<qsizetype>(1);
    const auto oneLess = [this, left] {
        if (--*left == 0)
            closeStore();
    };
    for (Link *link : links) {
        if (link->isEnded())
            continue;
        ++*left;
        connect(link, &Link::ended, &host, oneLess);
        link->close(code);
    }
    QMetaObject::invokeMethod(&host, oneLess, Qt::QueuedConnection); // never inside close()
}

void RoomHost::Private::closeStore()
{
    // In a later turn: this may be a slot of one of the links. Nothing commits from there on.
    QTimer::singleShot(0, &host, [this] {
        const bool wasOpen = room != nullptr;
        delete std::exchange(opener, nullptr);
        door.reset();
        desk.reset();
        admissions.reset();
        room.reset();
        if (!database) {
            state = State::Closed;
            return void(Q_EMIT host.closed());
        }
        services.store->run(
            &host, [kept = std::exchange(database, nullptr)] { return kept->closeCleanly(); },
            [this, wasOpen](const Result<void> &result) {
                if (!result && wasOpen)
                    Q_EMIT host.notice(
                        QStringLiteral("the room was not closed cleanly: %1").arg(result.error().detail));
                state = State::Closed;
                Q_EMIT host.closed();
            });
    });
}

/// The connection to the file belongs to the store's thread, its end too.
void RoomHost::Private::releaseDatabase()
{
    stopAnnouncing();
    delete std::exchange(opener, nullptr);
    door.reset();
    desk.reset();
    admissions.reset();
    room.reset();
    database.reset(); // by its deleter in the store's thread
}

} // namespace waxwing
