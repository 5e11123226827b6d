// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Appearance.h"
#include "CommandLine.h"
#include "EarlyFonts.h"
#include "Engine.h"
#include "ExitCode.h"
#include "InstanceRequest.h"

#include <QApplication>
#include <QList>
#include <QPointer>
#include <memory>

namespace waxwing {

class Desktop;
class InstanceServer;
class MessageDialog;
class RoomWindow;
class UnixSignals;

/// The program with windows: the one place that makes the engine and the windows and connects them.
class Application
{
public:
    Application(int &argc, char **argv, const Invocation &invocation);
    ~Application();

    /// Shows the first window and runs the event loop. Gives the exit status.
    int run();
    /// The parts of run(), for a measurement or a test that wants to look between them.
    Result<void> open();
    RoomWindow *showFirstWindow();
    void begin(RoomWindow *window); ///< self-test, first key, then what the command line asks for

private:
    void recordFirst(const Invocation &invocation);
    RoomWindow *addWindow();
    void start(RoomWindow *window, const Invocation &invocation);
    void makeDesktop();
    void listenForOthers(); ///< second starts with this profile
    void onAsked(const InstanceRequest &request);
    RoomWindow *windowFor(const Invocation &invocation);
    static bool isIn(RoomWindow &window, const Invocation &invocation);
    void onHostWished(RoomWindow *asker);
    [[nodiscard]] RoomWindow *hostingWindow() const;
    void practise(RoomWindow *host);
    void joinBeside(const HostInfo &info); ///< a second window, as a guest over loopback
    void closeAll();                       ///< as the person wishes: who hosts is asked
    void quit(Code code);                  ///< as the system wishes: nobody is asked
    void applySettings();
    [[nodiscard]] bool keepsNothing() const;
    void forgetUnkept();
    void showTrouble(const Error &error);
    int showProfileTrouble(const Error &error);
    void openProfileTrouble(const Error &error); ///< whoever closes it ends the program
    void endWithoutProfile(const Error &error);  ///< windows are open already

    EarlyFonts m_fonts;
    std::unique_ptr<QApplication> m_application;
    Invocation m_invocation;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<UnixSignals> m_signals;
    std::unique_ptr<InstanceServer> m_others;
    std::unique_ptr<Desktop> m_desktop;
    QList<QPointer<RoomWindow>> m_windows;
    QPointer<MessageDialog> m_trouble;
};

} // namespace waxwing
