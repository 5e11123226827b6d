// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Talk.h"

#include <QDateTime>

namespace waxwing::talk {

qint64 at(const QDate &date, int hour, int minute)
{
    return QDateTime(date, QTime(hour, minute)).toMSecsSinceEpoch();
}

qint64 today(int hour, int minute)
{
    return at(QDate::currentDate(), hour, minute);
}

RoomMessage said(quint64 number, const QString &name, const QString &text, qint64 timeMs)
{
    RoomMessage message;
    message.number = number;
    message.name = name;
    message.text = text;
    message.timeMs = timeMs;
    message.state = MessageState::Sent;
    return message;
}

RoomMessage mine(quint64 localId, const QString &text, qint64 timeMs)
{
    RoomMessage message;
    message.localId = localId;
    message.text = text;
    message.timeMs = timeMs;
    message.mine = true;
    message.state = MessageState::Waiting;
    return message;
}

RoomMessage confirmed(quint64 localId, quint64 number, const QString &text, qint64 timeMs)
{
    RoomMessage message = mine(localId, text, timeMs);
    message.number = number;
    message.name = QStringLiteral("Asha");
    message.state = MessageState::Sent;
    return message;
}

QList<RoomMessage> many(int count)
{
    const QStringList names{QStringLiteral("Ravi"), QStringLiteral("Mei Lin"), QStringLiteral("Olu")};
    const QString words = QStringLiteral("Short messages are padded, so their length says nothing. ");
    const qint64 start = today(0, 0);
    QList<RoomMessage> result;
    result.reserve(count);
    for (int i = 1; i <= count; ++i)
        result.append(said(static_cast<quint64>(i), names[(i / 3) % 3],
                           QStringLiteral("%1: ").arg(i) + words.repeated(1 + i % 7 / 2), start + i));
    return result;
}

QList<PersonView> people(int count)
{
    QList<PersonView> result{{QStringLiteral("Asha"), Role::Member, true, false, 1},
                             {QStringLiteral("Ms Rao"), Role::Host, false, false, 1}};
    for (int i = 3; i <= count; ++i)
        result.append(
            {QStringLiteral("student%1").arg(i, 3, 10, QLatin1Char('0')), Role::Member, false, false, 1});
    return result.mid(0, count);
}

} // namespace waxwing::talk
