// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "NearbyRoomsModel.h"

#include "ForeignText.h"
#include "RecentRoomsModel.h"
#include "Sentences.h"

#include <QHash>
#include <algorithm>

namespace waxwing {

void NearbyRoomsModel::insert(int row, const NearbyRoom &room)
{
    beginInsertRows({}, row, row);
    m_rooms.insert(row, room);
    endInsertRows();
}

void NearbyRoomsModel::setRooms(const QList<NearbyRoom> &rooms, Newcomers newcomers)
{
    QHash<QByteArray, NearbyRoom> next;
    for (const NearbyRoom &room : rooms)
        next.insert(room.id, room);
    for (int row = static_cast<int>(m_rooms.size()) - 1; row >= 0; --row) {
        const auto stays = next.constFind(m_rooms[row].id);
        if (stays == next.cend()) {
            beginRemoveRows({}, row, row);
            m_rooms.removeAt(row);
            endRemoveRows();
        } else if (!(m_rooms[row] == *stays)) {
            m_rooms[row] = *stays;
            Q_EMIT dataChanged(index(row), index(row));
        }
    }
    QSet<QByteArray> shown;
    for (const NearbyRoom &room : std::as_const(m_rooms))
        shown.insert(room.id);
    int place = 0; // behind the one that stands before it in the list given
    for (const NearbyRoom &room : rooms) {
        if (shown.contains(room.id)) {
            const auto isIt = [&](const NearbyRoom &other) { return other.id == room.id; };
            place =
                static_cast<int>(std::find_if(m_rooms.cbegin(), m_rooms.cend(), isIt) - m_rooms.cbegin()) + 1;
            continue;
        }
        shown.insert(room.id);
        insert(newcomers == Newcomers::AtTheEnd ? static_cast<int>(m_rooms.size()) : place++, room);
    }
}

int NearbyRoomsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rooms.size());
}

QVariant NearbyRoomsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const NearbyRoom &room = m_rooms[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return foreignText(room.room);
    case Qt::AccessibleTextRole: {
        QStringList parts{foreignInside(room.room), caption(room)};
        if (!people(room).isEmpty())
            parts.append(people(room));
        return parts.join(QStringLiteral(", "));
    }
    case RecentRoomsModel::CaptionRole:
        return caption(room);
    case RecentRoomsModel::DateRole:
        return people(room);
    case RecentRoomsModel::VerifiedRole:
        return false; // anybody can announce another's key; the handshake tells
    case RecentRoomsModel::IdRole:
        return room.id;
    case RecentRoomsModel::IconRole:
        return QStringLiteral("host");
    default:
        return {};
    }
}

QString NearbyRoomsModel::caption(const NearbyRoom &room)
{
    QStringList parts;
    if (!room.host.isEmpty())
        parts.append(tr("hosted by %1").arg(foreignInside(room.host)));
    parts.append(room.address);
    if (room.known)
        parts.append(tr("says it is a host you know"));
    else if (room.entry == NearbyRoom::Entry::Invite)
        parts.append(tr("with an invite code"));
    else if (room.entry == NearbyRoom::Entry::Closed)
        parts.append(tr("nobody new"));
    return parts.join(QStringLiteral(" · "));
}

QString NearbyRoomsModel::people(const NearbyRoom &room)
{
    if (room.people < 0)
        return {};
    return room.people == 0 ? tr("nobody here yet") : Sentences::people(room.people);
}

} // namespace waxwing
