// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "CommandLine.h"
#include "Engine.h"
#include "ExitCode.h"

#include <QCoreApplication>

namespace waxwing {

class InputLines;

/// The program without a window: makes and connects everything for one host or one guest.
class HeadlessApplication
{
public:
    HeadlessApplication(int &argc, char **argv, const Invocation &invocation);
    ~HeadlessApplication();
    int run();

private:
    int runHost(Engine &engine);
    int runGuest(Engine &engine);
    [[nodiscard]] Result<QString> readPassword(InputLines &input) const;
    int runSearch();
    int end(const Error &error);

    QCoreApplication m_application;
    Invocation m_invocation;
};

} // namespace waxwing
