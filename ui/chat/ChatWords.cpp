// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChatWords.h"

#include "ForeignText.h"

#include <QDateTime>
#include <QLocale>

namespace waxwing {

QString ChatWords::notice(const RoomNotice &notice)
{
    switch (notice.kind) {
    case RoomNotice::Kind::YouJoined:
        return tr("You joined at %1. Earlier messages are not shared in this room.").arg(time(notice.timeMs));
    case RoomNotice::Kind::YouJoinedShared:
        return tr("You joined at %1. The room shares its last messages.").arg(time(notice.timeMs));
    case RoomNotice::Kind::NotKept:
        return tr(
            "This PC cannot keep the conversation: the disk is full, or the folder is read-only. It goes "
            "on here; what is said now is kept as soon as there is room.");
    case RoomNotice::Kind::KeptAgain:
        return tr("The conversation is kept again. Nothing is missing.");
    case RoomNotice::Kind::PeopleJoined:
        return tr("%1 joined").arg(names(notice.names));
    case RoomNotice::Kind::PersonLeft:
        return tr("%1 left").arg(names(notice.names));
    case RoomNotice::Kind::Missed:
        return notice.count == 1 ? tr("You missed 1 message while you were not connected.")
                                 : tr("You missed %1 messages while you were not connected.")
                                       .arg(QLocale().toString(static_cast<qulonglong>(notice.count)));
    case RoomNotice::Kind::MissedSome:
        return tr("You may have missed messages while you were not connected.");
    case RoomNotice::Kind::NewDevice:
        return tr("%1 is here with a new key: another device or a new copy. Ask in person whether that is "
                  "right.")
            .arg(names(notice.names));
    }
    return {};
}

QString ChatWords::names(const QStringList &names)
{
    QStringList shown;
    for (const QString &name : names)
        shown.append(foreignInside(name));
    if (shown.size() > 4) {
        const int others = static_cast<int>(shown.size()) - 3;
        return tr("%1 and %n others", "names", others).arg(shown.mid(0, 3).join(tr(", ")));
    }
    if (shown.size() < 2)
        return shown.value(0);
    const QString last = shown.takeLast();
    return tr("%1 and %2", "names").arg(shown.join(tr(", ")), last);
}

QString ChatWords::day(const QDate &date, const QDate &today)
{
    if (date == today)
        return tr("Today");
    if (date == today.addDays(-1))
        return tr("Yesterday");
    return QLocale().toString(date, QLocale::LongFormat);
}

QString ChatWords::time(qint64 timeMs)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(timeMs).time(),
                              tr("HH:mm", "time of a message"));
}

QString ChatWords::wholeTime(qint64 timeMs)
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(timeMs);
    return tr("%1, %2", "date, time")
        .arg(QLocale().toString(when.date(), QLocale::LongFormat),
             QLocale().toString(when.time(), tr("HH:mm:ss", "whole time")));
}

QString ChatWords::unread(int count)
{
    return count == 0 ? tr("New messages") : tr("%n new", nullptr, count);
}

QString ChatWords::failure(Code reason, bool isChange)
{
    switch (reason) {
    case Code::RoomClosed:
        return tr("the room is closed");
    case Code::Removed:
        return tr("the host removed you");
    case Code::Banned:
        return tr("you are banned from this room");
    case Code::RoomFull:
        return tr("the room is full");
    case Code::Replaced:
        return tr("you joined from another window");
    case Code::Left:
        return tr("you left the room");
    case Code::TextTooLong:
        return tr("it is too long");
    case Code::StorageFailed:
        return tr("it could not be stored");
    case Code::StorageDamaged:
        return tr("what is kept on this PC is damaged");
    case Code::NameUnknown:
        return tr("nobody of that name is known here");
    case Code::Internal:
        return tr("something went wrong inside Waxwing");
    case Code::Unexpected: // of a new message it is how the connection ended
        return isChange ? tr("the message is no longer kept here, or was deleted")
                        : tr("the connection was closed");
    default:
        return tr("the connection was closed");
    }
}

QString ChatWords::erased(bool mine)
{
    return mine ? tr("You deleted this message") : tr("This message was deleted");
}

QString ChatWords::writing(const QStringList &names)
{
    if (names.isEmpty())
        return {};
    if (names.size() == 1)
        return tr("%1 is writing…").arg(foreignInside(names.first()));
    if (names.size() == 2)
        return tr("%1 and %2 are writing…").arg(foreignInside(names.first()), foreignInside(names.last()));
    return tr("%n people are writing…", nullptr, static_cast<int>(names.size()));
}

QString ChatWords::state(MessageState state, quint64 count, quint64 of, Code reason, quint64 seen,
                         bool isChange)
{
    switch (state) {
    case MessageState::Waiting:
        return tr("waiting");
    case MessageState::Sent:
        return tr("sent");
    case MessageState::Delivered:
        return of == 0 ? tr("delivered") : tr("delivered to %1 of %2").arg(count).arg(of);
    case MessageState::Seen:
        return of == 0 ? tr("read") : tr("seen by %1 of %2").arg(seen).arg(of);
    case MessageState::Failed:
        return tr("not sent: %1").arg(failure(reason, isChange));
    }
    return {};
}

} // namespace waxwing
