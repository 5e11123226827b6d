// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostControl.h"

#include <QPointer>

namespace waxwing {

struct HostControl::Private
{
    QPointer<RoomHost> host; ///< null once it has closed, or its engine has gone: it dies in its own thread
    State state = State::Closed;
    HostInfo info;
    int people = 0;
    Error error;
    bool wasOpened = false;
};

HostControl::HostControl(RoomHost *host, QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    d->host = host;
    d->state = State::Opening;
    const auto enter = [this](State state) {
        d->state = state;
        Q_EMIT stateChanged(state);
    };
    // Queued: the host lives in the network thread.
    connect(host, &RoomHost::closed, host, &QObject::deleteLater);
    connect(
        host, &RoomHost::opened, this,
        [this, enter](const HostInfo &info) {
            d->info = info;
            if (d->state == State::Opening)
                enter(State::Open);
            Q_EMIT infoChanged();
        },
        Qt::QueuedConnection);
    connect(
        host, &RoomHost::failed, this,
        [this, enter](const Error &error) {
            d->error = error;
            if (d->state == State::Opening)
                enter(State::Failed);
        },
        Qt::QueuedConnection);
    connect(
        host, &RoomHost::invitesChanged, this,
        [this](const HostInfo &info) {
            d->info = info;
            Q_EMIT infoChanged();
        },
        Qt::QueuedConnection);
    connect(
        host, &RoomHost::peopleChanged, this,
        [this](int count) {
            d->people = count;
            Q_EMIT peopleChanged(count);
        },
        Qt::QueuedConnection);
    connect(host, &RoomHost::notice, this, &HostControl::notice, Qt::QueuedConnection);
    connect(
        host, &RoomHost::closed, this,
        [this, enter] {
            d->host = nullptr;
            enter(State::Closed);
        },
        Qt::QueuedConnection);
}

HostControl::~HostControl()
{
    close(Code::Away);
}

void HostControl::open(std::optional<SecretBytes> passphrase)
{
    if (!d->host || d->state != State::Opening || std::exchange(d->wasOpened, true))
        return;
    auto shared = std::make_shared<std::optional<SecretBytes>>(std::move(passphrase));
    QMetaObject::invokeMethod(
        d->host.data(), [host = d->host.data(), shared] { host->open(std::move(*shared)); },
        Qt::QueuedConnection);
}

void HostControl::close(Code code)
{
    if (!d->host || d->state == State::Closing || d->state == State::Closed)
        return;
    d->state = State::Closing;
    Q_EMIT stateChanged(d->state);
    QMetaObject::invokeMethod(
        d->host.data(), [host = d->host.data(), code] { host->close(code); }, Qt::QueuedConnection);
}

HostControl::State HostControl::state() const
{
    return d->state;
}
HostInfo HostControl::info() const
{
    return d->info;
}
int HostControl::people() const
{
    return d->people;
}
Error HostControl::error() const
{
    return d->error;
}
RoomHost *HostControl::host() const
{
    return d->host;
}

} // namespace waxwing
