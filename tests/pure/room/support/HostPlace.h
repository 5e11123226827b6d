// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Visitor.h"

#include <QTest>

namespace waxwing::test {

constexpr int patience = 20'000; ///< ms; what is waited for comes much sooner

/// A room at this person's PC, on a free port where none is named; with a host's own person where it has a
/// name.
HostControl *openRoom(Visitor &at, quint16 port = 0, const QString &hostName = {});
/// With an identity of its own; the others share one.
HostControl *openOtherRoom(Visitor &at, quint16 port = 0, const QString &hostName = {});

} // namespace waxwing::test

/// Joins by the link, registers, and is in.
#define ENTERS(who, host, name)                                                                              \
    do {                                                                                                     \
        (who).client().join(Visitor::linked((host)->info()));                                                \
        QTRY_COMPARE_WITH_TIMEOUT((who).client().stage(), RoomStage::Lobby, patience);                       \
        (who).registers(QStringLiteral(name));                                                               \
        QTRY_COMPARE_WITH_TIMEOUT((who).client().stage(), RoomStage::InRoom, patience);                      \
    } while (false)

/// Joins by the link, logs in, and is in.
#define COMES_BACK(who, host, name)                                                                          \
    do {                                                                                                     \
        (who).client().join(Visitor::linked((host)->info()));                                                \
        QTRY_COMPARE_WITH_TIMEOUT((who).client().stage(), RoomStage::Lobby, patience);                       \
        (who).logsIn(QStringLiteral(name));                                                                  \
        QTRY_COMPARE_WITH_TIMEOUT((who).client().stage(), RoomStage::InRoom, patience);                      \
    } while (false)

/// So many people.
#define SEES(who, count) QTRY_COMPARE_WITH_TIMEOUT((who).client().people().size(), count, patience)

/// Opens and waits.
#define OPENS(host)                                                                                          \
    do {                                                                                                     \
        (host)->open();                                                                                      \
        QTRY_COMPARE_WITH_TIMEOUT((host)->state(), HostControl::State::Open, patience);                      \
    } while (false)
