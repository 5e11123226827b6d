// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ConversationModel.h"

/// Messages and people for the tests of the chat.
namespace waxwing::talk {

qint64 at(const QDate &date, int hour, int minute);
qint64 today(int hour, int minute);

RoomMessage said(quint64 number, const QString &name, const QString &text, qint64 timeMs);
RoomMessage mine(quint64 localId, const QString &text, qint64 timeMs); ///< waits
/// The same once the host has numbered it.
RoomMessage confirmed(quint64 localId, quint64 number, const QString &text, qint64 timeMs);

/// Messages 1 to count of three people, of one to some lines, all of today.
QList<RoomMessage> many(int count);

/// Me (Asha), the host (Ms Rao) and others, in the order in which a room tells them.
QList<PersonView> people(int count);

} // namespace waxwing::talk
