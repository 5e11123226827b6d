// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RegisterPage.h"
#include "RoomClient.h"

#include <QObject>
#include <QPointer>

class QStackedWidget;

namespace waxwing {

class Engine;
class FirstContactPage;
class HostChangedPage;
class LogInPage;
class ResetPage;
class WelcomePage;

/// What is known of a person before the forms are shown: they begin with it.
struct Applicant
{
    QString username;
    QString email;
    bool registers = false;
};

/// From an address to the room: shows the page that the client's stage asks for and takes its wishes back.
/// The chat itself is the window's.
class GuestFlow : public QObject
{
    Q_OBJECT
public:
    GuestFlow(Engine &engine, QStackedWidget *stack, WelcomePage *welcome, QObject *parent);

    /// Begins anew; a client of an earlier try ends.
    void join(const JoinTarget &target, const Applicant &applicant = {});
    /// What was typed or pasted: a link or an address.
    void joinText(const QString &text);
    void stop(); ///< back to Welcome

    [[nodiscard]] RoomClient *client() const { return m_client; }
    [[nodiscard]] const JoinTarget &target() const { return m_target; }

Q_SIGNALS:
    void entered(waxwing::RoomClient *client); ///< once a client: in the room for the first time
    void stopped();
    void joining();
    /// Nobody was there, or nobody who speaks the protocol; a sentence stands on the Welcome page.
    void unreachable(const waxwing::JoinTarget &target, const waxwing::Error &error);

private:
    void connectClient();
    void onStageChanged(RoomStage stage);
    void showFirstContact();
    void showHostChanged();
    void showLobby();
    void showEntering();
    void showEnded();
    void showLogIn();
    void showRegister();
    void showReset();
    void onNameChecked(const NameVerdict &verdict);
    void onRefused(const LobbyRefusal &refusal);
    void refuseRegistration(const LobbyRefusal &refusal, const QString &sentence);
    void refuseReset(const LobbyRefusal &refusal, const QString &sentence);
    void refuseLogIn(const LobbyRefusal &refusal, const QString &sentence);
    void show(QWidget *page);
    void goBack();                                ///< from a form: what was typed goes, too
    void dropForms();                             ///< with what was typed
    [[nodiscard]] QStringList knownNames() const; ///< accounts of this profile in the room
    [[nodiscard]] QString address() const;
    [[nodiscard]] RoomStrip::Verified verified() const;

    Engine &m_engine;
    QStackedWidget *m_stack;
    WelcomePage *m_welcome;
    FirstContactPage *m_firstContact = nullptr;
    HostChangedPage *m_hostChanged = nullptr;
    LogInPage *m_logIn = nullptr;
    RegisterPage *m_register = nullptr;
    ResetPage *m_reset = nullptr;
    QPointer<RoomClient> m_client;
    JoinTarget m_target;
    Applicant m_applicant;
    QString m_lastName;
    QStringList m_freeNames;
    bool m_comparedNow = false;
    bool m_wasInRoom = false;
};

} // namespace waxwing
