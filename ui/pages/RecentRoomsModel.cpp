// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RecentRoomsModel.h"

#include "ForeignText.h"

#include <QLocale>

namespace waxwing {

void RecentRoomsModel::setRooms(const QList<RecentRoom> &rooms)
{
    beginResetModel();
    m_rooms = rooms;
    endResetModel();
}

void RecentRoomsModel::setToday(QDate today)
{
    m_today = today;
}

int RecentRoomsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rooms.size());
}

QVariant RecentRoomsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RecentRoom &room = m_rooms[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return foreignText(room.room);
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3").arg(foreignInside(room.room), caption(room), date(room.lastUsed));
    case CaptionRole:
        return caption(room);
    case DateRole:
        return date(room.lastUsed);
    case VerifiedRole:
        return room.verified;
    case IdRole:
        return room.id;
    default:
        return {};
    }
}

QString RecentRoomsModel::caption(const RecentRoom &room)
{
    if (room.hosted)
        return room.port == 0 ? tr("hosted here") : tr("hosted here · port %1").arg(room.port);
    QStringList parts;
    if (!room.user.isEmpty())
        parts.append(tr("as %1").arg(foreignInside(room.user)));
    if (!room.address.isEmpty())
        parts.append(room.address);
    parts.append(room.verified ? tr("host verified") : tr("host not verified"));
    return parts.join(QStringLiteral(" · "));
}

QString RecentRoomsModel::date(const QDateTime &time) const
{
    if (!time.isValid())
        return {};
    const QDate today = m_today.isValid() ? m_today : QDate::currentDate();
    const QDate day = time.toLocalTime().date();
    if (day == today)
        return tr("today");
    if (day == today.addDays(-1))
        return tr("yesterday");
    const QString format = day.year() == today.year() ? tr("d MMMM", "a date") : tr("d MMMM yyyy", "a date");
    return QLocale().toString(day, format);
}

} // namespace waxwing
