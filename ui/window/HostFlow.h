// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "HostControl.h"
#include "HostPage.h"

#include <QObject>
#include <QPointer>

class QStackedWidget;

namespace waxwing {

class Engine;
class JoinCardLarge;
class JoinCardPage;
class ReachCheck;
class RoomClient;

/// From "Host a room" to the open room: the form, the room itself, the join card and its large form.
class HostFlow : public QObject
{
    Q_OBJECT
public:
    HostFlow(Engine &engine, QStackedWidget *stack, QObject *parent);

    /// The form, filled in with what was used last.
    void showForm(const HostOptions &asked = {});
    enum class Purpose { Room, Practice };
    /// Opens without the form; a refusal shows it. Practice: what was asked for is not kept for the next
    /// time.
    void open(const HostOptions &options, Purpose purpose = Purpose::Room);
    void showCard();
    void showLarge();
    void close(Code code);

    [[nodiscard]] HostControl *control() const { return m_control; }
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] bool isPractice() const { return m_purpose == Purpose::Practice; }
    [[nodiscard]] bool isCardShown() const;
    /// What the form would start with.
    [[nodiscard]] HostOptions usual() const;

Q_SIGNALS:
    void opened(waxwing::HostControl *control,
                waxwing::RoomClient *client); ///< and the host's own person is in
    void backRequested();
    void chatRequested();
    void closeRoomRequested(); ///< from the card: the window asks first
    void closed();

private:
    void onOpenRequested(const HostPage::Wish &wish);
    void onStateChanged(HostControl::State state);
    void onOpened();
    void onFailed();
    void onOwnPersonRefused(const Error &error);
    void keepOptions();
    void showError(const Error &error);
    void refreshCard();
    void refreshPeople();
    void checkReach();
    void show(QWidget *page);

    Engine &m_engine;
    QStackedWidget *m_stack;
    HostPage *m_form = nullptr;
    JoinCardPage *m_card = nullptr;
    QPointer<JoinCardLarge> m_large;
    QPointer<HostControl> m_control;
    QPointer<RoomClient> m_client;
    ReachCheck *m_reach = nullptr;
    HostOptions m_options;
    Purpose m_purpose = Purpose::Room;
    std::optional<Error> m_refusal; ///< why the room is closed again while it opens
};

} // namespace waxwing
