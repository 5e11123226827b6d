// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QList>
#include <QSize>
#include <QString>

namespace waxwing {

/// What a person may do with a file of the conversation.
enum class FileAction : quint8 {
    None,
    Save,
    Pause,
    Resume,
    Cancel,
    Retry,
    Discard,    ///< an upload that has failed
    OpenFolder, ///< never the file itself
    View,       ///< a picture, large
    SaveAs      ///< a picture that is here already
};

/// A file of a message as its bubble shows it: plain values of the moment.
struct FileCard
{
    enum class State : quint8 {
        Offered, ///< the room keeps it; not here
        Waiting,
        Moving,
        Paused,
        Sent,  ///< by me, and its file is on this PC: the room keeps it, or the one person has it
        Taken, ///< saved on this PC
        Failed,
        Gone ///< the room does not keep it any more, or who gave it to one person gives it no more
    };
    /// Of the one person with whom it goes to and fro.
    enum class Reach : quint8 { Unknown, Here, Away };

    Bytes id;     ///< empty: no file
    QString name; ///< harmless
    qint64 size = 0;
    qint64 done = 0;
    qint64 rate = 0;    ///< bytes a second; 0: not known
    qint64 leftMs = -1; ///< −1: not known
    QString reason;     ///< Failed, or Paused by this PC's disk: a sentence
    QString remark;     ///< why it is not shown as a picture; else empty
    QSize picture;      ///< logical pixels, as the conversation shows it; empty: an ordinary file
    QString person;     ///< harmless inside a sentence: whom alone it is for, or from; empty: the room
    Reach reach = Reach::Unknown;
    State state = State::Offered;
    bool isUpload = false;
    bool isMine = false;
    bool isInside = false; ///< where it lies is a folder of the program's own
    bool isTold = false;   ///< its message is said: a file for one person waits to be taken
    bool canTake = false;  ///< the room gives files out just now

    [[nodiscard]] bool isNull() const { return id.isEmpty(); }
    [[nodiscard]] bool isPicture() const { return !picture.isEmpty(); }
    [[nodiscard]] bool isOnItsWay() const
    {
        return state == State::Waiting || state == State::Moving || state == State::Paused;
    }
    [[nodiscard]] bool hasBar() const
    {
        // While it only waits for a person nothing moves, perhaps for days.
        return isOnItsWay() && (person.isEmpty() || state != State::Waiting || done > 0);
    }
    [[nodiscard]] int percent() const; ///< 0 to 100, 100 only when all is there
    /// The first is what Enter does.
    [[nodiscard]] QList<FileAction> actions() const;
};

} // namespace waxwing
