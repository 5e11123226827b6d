// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FoundRoom.h"

#include <QObject>
#include <memory>

namespace waxwing {

class PinBook;
class RoomSeeker;
struct AdvertisedRoom;

/// The rooms on this network as a window sees them: a mirror, in the GUI thread, of what the network thread
/// hears. Rooms of this program are left out.
class RoomFinder : public QObject
{
    Q_OBJECT
public:
    enum class State { Off, Looking, Failed };

    /// `seeker` lives in the network thread and is deleted there when this dies; null: nothing is ever found.
    /// `pins` is borrowed.
    RoomFinder(RoomSeeker *seeker, const PinBook &pins, QObject *parent = nullptr);
    ~RoomFinder() override;

    /// Looks anew. `onlyAt`: just on the interfaces that have one of these addresses.
    void start(const QStringList &onlyAt = {});
    void stop(); ///< and knows of no room any more
    /// It could not be reached: asks whether it is still there.
    void reconfirm(const Bytes &id);

    [[nodiscard]] State state() const;
    [[nodiscard]] Error error() const;            ///< Failed
    [[nodiscard]] QList<FoundRoom> rooms() const; ///< known ones first, then by name

Q_SIGNALS:
    void roomsChanged();
    void stateChanged();

private:
    void take(const QList<AdvertisedRoom> &rooms);
    void refresh();
    void enter(State state);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
