// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "NearbyRooms.h"
#include "Page.h"
#include "RecentRoomsModel.h"

class QLineEdit;

namespace waxwing {

class HintLine;
class RecentRoomsView;
class Sheet;

/// The first page: host a room, or join one by typing its address or pasting its link, or go back to a
/// recent one. The address box is the way to join; there is no page between.
class WelcomePage final : public Page
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    void setRecentRooms(const QList<RecentRoom> &rooms);
    void setAddress(const QString &addressOrLink);
    [[nodiscard]] QString address() const;

    void setJoining(bool joining);              ///< Join turns to Cancel while it tries
    void setJoinError(const QString &sentence); ///< below the box, which gets the focus; empty: none
    /// A better sentence for the error that stands there, which "What is wrong?" tells more of; where the
    /// room was found in another place, a link leads there.
    void setJoinCause(const QString &sentence, bool hasOtherPlace);
    [[nodiscard]] QString joinError() const;
    [[nodiscard]] RecentRoomsModel *rooms() const { return m_model; }
    [[nodiscard]] RecentRoomsView *recentView() const { return m_view; }
    [[nodiscard]] NearbyRooms *nearby() const { return m_nearby; }

    [[nodiscard]] QLineEdit *addressEdit() const { return m_address; }
    [[nodiscard]] Button *joinButton() const { return m_join; }
    [[nodiscard]] Button *hostButton() const { return m_host; }
    [[nodiscard]] Button *whyButton() const { return m_why; }
    [[nodiscard]] Button *otherPlaceButton() const { return m_otherPlace; }
    [[nodiscard]] Button *tryButton() const { return m_try; }
    [[nodiscard]] Button *appearanceButton() const { return m_appearance; }

Q_SIGNALS:
    void hostRequested();
    void joinRequested(const QString &addressOrLink); ///< trimmed, never empty
    void joinCancelRequested();
    void roomRequested(const QByteArray &id);
    void nearbyRequested(const QByteArray &id);
    void whyRequested();        ///< what is wrong with the room that could not be joined
    void otherPlaceRequested(); ///< it was found in another place: there, then
    void tryRequested();
    void appearanceRequested(); ///< colours and text size, which a room has in its menus

protected:
    [[nodiscard]] QWidget *firstFocus() const override;
    [[nodiscard]] QWidget *partAround(QWidget *focused) const override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeHead();
    Sheet *makeHostCard();
    Sheet *makeJoinCard();
    QWidget *makeRooms();
    QWidget *makeTry();
    QWidget *makeHelp();
    void refreshHelp(bool hasCause, bool hasOtherPlace);
    void follow(const RecentRoomsView *view, const QRect &rect);
    Sheet *makeCard(const QString &icon, const QString &title, const QString &words);
    void onJoin();
    void refreshRooms();

    RecentRoomsModel *m_model;
    Sheet *m_hostCard = nullptr;
    Sheet *m_joinCard = nullptr;
    QLineEdit *m_address = nullptr;
    Button *m_join = nullptr;
    Button *m_host = nullptr;
    Button *m_try = nullptr;
    Button *m_appearance = nullptr;
    HintLine *m_joinLine = nullptr;
    Composite *m_help = nullptr;
    Button *m_why = nullptr;
    Button *m_otherPlace = nullptr;
    NearbyRooms *m_nearby = nullptr;
    RecentRoomsView *m_view = nullptr;
    Sheet *m_roomSheet = nullptr;
    Sheet *m_noRooms = nullptr;
    bool m_joining = false;
};

} // namespace waxwing
