// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Appearance.h"
#include "CommandLine.h"
#include "EarlyFonts.h"
#include "Engine.h"
#include "ExitCode.h"

#include <QApplication>
#include <QList>
#include <QPointer>
#include <memory>

namespace waxwing {

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
    RoomWindow *addWindow();
    void startFirst(RoomWindow *window);
    void onHostWished(RoomWindow *asker);
    [[nodiscard]] RoomWindow *hostingWindow() const;
    void practise(RoomWindow *host);
    void joinBeside(const HostInfo &info); ///< a second window, as a guest over loopback
    void closeAll();                       ///< as the person wishes: who hosts is asked
    void quit(Code code);                  ///< as the system wishes: nobody is asked
    void applySettings();
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
    QList<QPointer<RoomWindow>> m_windows;
    QPointer<MessageDialog> m_trouble;
};

} // namespace waxwing
