// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// Files, as a window asks for them and sees them.
#include "RoomClientPrivate.h"

namespace waxwing {

namespace {

/// Above all that an earlier run gave: what it left keeps its id.
quint64 nextTransfer(quint64 last)
{
    constexpr qint64 aMillisecond = 1'000;
    return std::max(last + 1, quint64(QDateTime::currentMSecsSinceEpoch() * aMillisecond));
}

} // namespace

quint64 RoomClient::sendFile(const QString &path, const FileParty &to)
{
    const quint64 id = d->lastTransfer = nextTransfer(d->lastTransfer);
    d->ask([id, path, to](RoomGuest &guest) { guest.files().send(id, path, to); });
    return id;
}

quint64 RoomClient::takeFile(const FileNote &file, const QString &folder, const FileParty &from)
{
    const quint64 id = d->lastTransfer = nextTransfer(d->lastTransfer);
    d->ask([id, file, folder, from](RoomGuest &guest) { guest.files().take(id, file, folder, from); });
    return id;
}

void RoomClient::pauseTransfer(quint64 id)
{
    d->ask([id](RoomGuest &guest) { guest.files().pause(id); });
}

void RoomClient::resumeTransfer(quint64 id)
{
    d->ask([id](RoomGuest &guest) { guest.files().resume(id); });
}

void RoomClient::cancelTransfer(quint64 id)
{
    d->ask([id](RoomGuest &guest) { guest.files().cancel(id); });
}

FileLimitsView RoomClient::fileLimits() const
{
    return d->fileLimits;
}

QList<TransferView> RoomClient::transfers() const
{
    return d->transfers.values();
}

void RoomClient::take(const TransfersFact &fact)
{
    if (fact.isAnew)
        d->transfers.clear();
    for (const TransferView &transfer : fact.transfers) {
        if (transfer.state == TransferState::Done || transfer.state == TransferState::Failed)
            d->transfers.remove(transfer.id);
        else
            d->transfers.insert(transfer.id, transfer);
    }
    Q_EMIT transfersChanged(fact.transfers);
}

void RoomClient::take(const FileLimitsView &view)
{
    d->fileLimits = view;
    Q_EMIT fileLimitsChanged();
}

} // namespace waxwing
