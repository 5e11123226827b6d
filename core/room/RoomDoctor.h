// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Diagnosis.h"

#include <QObject>
#include <memory>

namespace waxwing {

class RoomFinder;

/// Looks why a room could not be reached: at this PC's networks, at the port (a connection, ended at once),
/// at whether the machine is on, at what is announced. GUI thread; nothing of it blocks.
class RoomDoctor : public QObject
{
    Q_OBJECT
public:
    static constexpr int mostPlaces = 4; ///< addresses tried of a link with many
    static constexpr int patienceMs = 3'000;

    /// `finder` is borrowed; what it has found by the end counts.
    explicit RoomDoctor(const RoomFinder &finder, QObject *parent = nullptr);
    ~RoomDoctor() override;

    /// Begins anew. `error` is what joining ended with.
    void examine(const JoinTarget &target, const Error &error);
    void stop();

Q_SIGNALS:
    void finished(const waxwing::Diagnosis &diagnosis); ///< within about 3 s

private:
    struct Round;
    void tryPort(int place, quint16 port, Diagnosis::Answer Diagnosis::Place::*answer);
    void finish();

    const RoomFinder &m_finder;
    std::unique_ptr<Round> m_round;
};

} // namespace waxwing
