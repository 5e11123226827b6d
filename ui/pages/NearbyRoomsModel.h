// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>

namespace waxwing {

/// A room that is announced on this network, as whoever announces it says.
struct NearbyRoom
{
    enum class Entry { Open, Invite, Closed };
    QByteArray id;      ///< whatever the owner knows it by; comes back when it is chosen
    QString room;       ///< its name
    QString host;       ///< name of the host's person; empty: none told
    QString address;    ///< "192.168.1.10:12345"
    int people = -1;    ///< -1: not told
    bool known = false; ///< its key was accepted here before
    Entry entry = Entry::Open;
    friend bool operator==(const NearbyRoom &, const NearbyRoom &) = default;
};

/// The rooms on this network, with the roles of RecentRoomsModel. They come and go while somebody reads:
/// those that stay keep their places.
class NearbyRoomsModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    enum class Newcomers {
        InOrder, ///< where they stand in the list given
        AtTheEnd ///< somebody is about to choose: no row moves down
    };
    void setRooms(const QList<NearbyRoom> &rooms, Newcomers newcomers = Newcomers::InOrder);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] static QString caption(const NearbyRoom &room);
    [[nodiscard]] static QString people(const NearbyRoom &room);
    void insert(int row, const NearbyRoom &room);

    QList<NearbyRoom> m_rooms;
};

} // namespace waxwing
