// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "GuestWords.h"

#include "HeadlessGuest.h"

#include <QDateTime>

namespace waxwing::guestwords {

bool looksLikeGoodbye(const QString &text)
{
    static const QStringList words{QStringLiteral("bye"), QStringLiteral("exit"), QStringLiteral("end")};
    return words.contains(text.trimmed(), Qt::CaseInsensitive);
}

QString noticeLine(const RoomNotice &notice)
{
    const QString names = notice.names.join(QStringLiteral(", "));
    switch (notice.kind) {
    case RoomNotice::Kind::YouJoined:
        return HeadlessGuest::tr("You joined at %1. Earlier messages are not shared in this room.")
            .arg(QDateTime::fromMSecsSinceEpoch(notice.timeMs).toString(QStringLiteral("HH:mm")));
    case RoomNotice::Kind::YouJoinedShared:
        return HeadlessGuest::tr("You joined at %1. The room shares its last messages.")
            .arg(QDateTime::fromMSecsSinceEpoch(notice.timeMs).toString(QStringLiteral("HH:mm")));
    case RoomNotice::Kind::NotKept:
        return HeadlessGuest::tr("This PC cannot keep the conversation: the disk is full, or the folder is "
                                 "read-only. It goes on; what is said now is kept as soon as there is room.");
    case RoomNotice::Kind::KeptAgain:
        return HeadlessGuest::tr("The conversation is kept again. Nothing is missing.");
    case RoomNotice::Kind::PeopleJoined:
        return HeadlessGuest::tr("%1 joined").arg(names);
    case RoomNotice::Kind::PersonLeft:
        return HeadlessGuest::tr("%1 left").arg(names);
    case RoomNotice::Kind::Missed:
        return notice.count == 1 ? HeadlessGuest::tr("You were away and missed 1 message.")
                                 : HeadlessGuest::tr("You were away and missed %n messages.", nullptr,
                                                     static_cast<int>(notice.count));
    case RoomNotice::Kind::MissedSome:
        return HeadlessGuest::tr("You were away and missed some messages.");
    case RoomNotice::Kind::NewDevice:
        return HeadlessGuest::tr("%1 is here with a new key").arg(names);
    }
    return {};
}

QString noticeName(RoomNotice::Kind kind)
{
    switch (kind) {
    case RoomNotice::Kind::YouJoined:
        return QStringLiteral("you_joined");
    case RoomNotice::Kind::YouJoinedShared:
        return QStringLiteral("you_joined_shared");
    case RoomNotice::Kind::NotKept:
        return QStringLiteral("not_kept");
    case RoomNotice::Kind::KeptAgain:
        return QStringLiteral("kept_again");
    case RoomNotice::Kind::PeopleJoined:
        return QStringLiteral("joined");
    case RoomNotice::Kind::PersonLeft:
        return QStringLiteral("left");
    case RoomNotice::Kind::Missed:
    case RoomNotice::Kind::MissedSome:
        return QStringLiteral("missed");
    case RoomNotice::Kind::NewDevice:
        return QStringLiteral("new_key");
    }
    return {};
}

QString changeLine(const RoomChange &change)
{
    return change.act == Act::Erase
               ? HeadlessGuest::tr("%1 deleted an earlier message.").arg(change.name)
               : HeadlessGuest::tr("%1 changed an earlier message: %2").arg(change.name, change.text);
}

QString keyLogLine(const QString &name, bool running)
{
    const QString who = name.isEmpty() ? HeadlessGuest::tr("The host") : name;
    return running
               ? HeadlessGuest::tr("%1 writes down keys of this room: what is said can be read with them.")
                     .arg(who)
               : HeadlessGuest::tr("%1 writes down no more keys.").arg(who);
}

} // namespace waxwing::guestwords
