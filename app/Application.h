// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Appearance.h"
#include "CommandLine.h"
#include "Engine.h"
#include "ExitCode.h"

#include <QApplication>
#include <QList>
#include <QPointer>
#include <memory>

namespace waxwing {

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

private:
    RoomWindow *addWindow();
    void startFirst(RoomWindow *window);
    void onHostWished(RoomWindow *asker);
    void practise(RoomWindow *host);
    void quit(Code code);
    void applySettings();
    int showProfileTrouble(const Error &error);

    std::unique_ptr<QApplication> m_application;
    Invocation m_invocation;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<UnixSignals> m_signals;
    QList<QPointer<RoomWindow>> m_windows;
};

} // namespace waxwing
