// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "NearbyRoomsModel.h"

#include <QTimer>

namespace waxwing {

class Button;
class Label;
class RecentRoomsView;
class Sheet;

/// "Rooms on this network" of the Welcome page: the list, or words in its place.
class NearbyRooms final : public Composite
{
    Q_OBJECT

public:
    enum class State {
        Off, ///< not shown at all
        Looking,
        Failed ///< this PC does not let Waxwing look
    };
    static constexpr int fewRows = 6; ///< shown at first; a link shows the rest

    explicit NearbyRooms(QWidget *parent = nullptr);

    void setState(State state);
    void setRooms(const QList<NearbyRoom> &rooms); ///< in the order in which they are to stand
    void setJoining(bool joining);                 ///< nothing else can be chosen meanwhile

    [[nodiscard]] RecentRoomsView *view() const { return m_view; }
    [[nodiscard]] Button *allButton() const { return m_all; }
    [[nodiscard]] NearbyRoomsModel *model() const { return m_model; }
    [[nodiscard]] QString words() const; ///< that stand in the list's place; empty where it is shown

Q_SIGNALS:
    void chosen(const QByteArray &id);
    void currentShown(const QRect &rect); ///< of the view's viewport

private:
    void makeEmpty();
    void refresh();

    NearbyRoomsModel *m_model;
    RecentRoomsView *m_view = nullptr;
    Sheet *m_list = nullptr;
    Sheet *m_empty = nullptr;
    Label *m_title = nullptr;
    Label *m_words = nullptr;
    Button *m_all = nullptr;
    QList<NearbyRoom> m_rooms;
    State m_state = State::Off;
    bool m_showsAll = false;
    QTimer m_patience; ///< until "none" is a fair thing to say
};

} // namespace waxwing
