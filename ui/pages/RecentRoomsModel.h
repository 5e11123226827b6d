// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>
#include <QDateTime>

namespace waxwing {

/// A room that was hosted or joined from here.
struct RecentRoom
{
    QByteArray id;    ///< whatever the owner knows it by; comes back when it is chosen
    QString room;     ///< its name, as last seen
    QString user;     ///< the account known here; empty where none is
    QString address;  ///< "192.168.1.10:12345"; for a hosted room its port is enough
    quint16 port = 0; ///< of a room hosted here
    bool hosted = false;
    bool verified = true; ///< the host's key is remembered as accepted
    QDateTime lastUsed;
};

/// The recent rooms, newest first as they are given.
class RecentRoomsModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        CaptionRole = Qt::UserRole, ///< QString: "as asha · 192.168.1.10:12345 · host verified"
        DateRole,                   ///< QString: "yesterday"
        VerifiedRole,               ///< bool
        IdRole,                     ///< QByteArray
        IconRole                    ///< QString: instead of a shield, muted; empty: the shield
    };

    using QAbstractListModel::QAbstractListModel;

    void setRooms(const QList<RecentRoom> &rooms);
    void setToday(QDate today); ///< what "yesterday" counts from; by itself the system's date

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] static QString caption(const RecentRoom &room);
    [[nodiscard]] QString date(const QDateTime &time) const;

    QList<RecentRoom> m_rooms;
    QDate m_today;
};

} // namespace waxwing
