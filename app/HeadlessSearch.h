// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "CommandLine.h"
#include "Engine.h"
#include "ExitCode.h"

#include <QHash>
#include <QTimer>

namespace waxwing {

/// `--discover`: lists the rooms on this network and ends; with --json as they come, change and go.
class HeadlessSearch : public QObject
{
    Q_OBJECT
public:
    HeadlessSearch(Engine &engine, const Invocation &invocation, QObject *parent = nullptr);

    void start();
    void finish(); ///< the time is over, or somebody has seen enough

Q_SIGNALS:
    void finished(waxwing::ExitCode code);

private:
    void onRoomsChanged();
    void onStateChanged();
    void list() const;

    const Invocation m_invocation;
    RoomFinder *const m_finder;
    QHash<Bytes, FoundRoom> m_told;
    QTimer m_end;
};

} // namespace waxwing
