// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What goes wrong with what is said: calls, files, what was said before.
#include "Sentences.h"

namespace waxwing {

QString Sentences::ofHistory(Code code)
{
    switch (code) {
    case Code::StorageDamaged:
        return tr("Some of the messages that are kept here do not open: their file is damaged. They are left "
                  "out; all others are there. Export what is left, and put back a copy of the profile folder "
                  "if you have one.");
    case Code::StorageFailed:
        return tr("The disk is full, or the folder cannot be read or written. Make room or let Waxwing use "
                  "it, then try again.");
    default:
        return of(code);
    }
}

QString Sentences::keyLogWarning(const QString &file)
{
    return tr("Warning: keys of this room are written to %1. Whoever reads that file can read what is said "
              "here "
              "while it is written, and can get into the account of whoever registers or logs in meanwhile. "
              "Everybody in the room whose program knows key logs is told.")
        .arg(file);
}

/// Why a direct conversation has no link now (PROTOCOL 16.1).
QString Sentences::ofCall(Code code)
{
    switch (code) {
    case Code::NotHere:
        return tr("This person is not in the room now. What you write waits on this PC and is sent when they "
                  "are back.");
    case Code::TakesNoCalls:
        return tr("The other person's Waxwing is too old for direct messages. Ask them to update it.");
    case Code::TooManyCalls:
        return tr(
            "Too many direct conversations are open at once. This one goes on as soon as there is room.");
    case Code::CallsCrossed:
        return tr(
            "Both of you began this direct conversation at once. It goes on over the other connection.");
    case Code::CallDeclined:
        return tr("The other person's Waxwing does not take this direct conversation.");
    case Code::AnotherIdentity:
        return tr("Whoever answered could not show the identity that the host had told for this person. "
                  "Nothing was sent. Ask the person, and the host, in person what has happened.");
    default:
        return {};
    }
}

/// Why a file did not come or go (PROTOCOL 8.11).
QString Sentences::ofFile(Code code)
{
    switch (code) {
    case Code::FileTooLarge:
        return tr("This file is larger than this room takes. The host can allow larger ones.");
    case Code::FilesFull:
        return tr("The host has no place for this file now: its disk or the room is full. Messages still go "
                  "through.");
    case Code::FileUnknown:
        return tr("The room does not keep this file any more. Ask who sent it to send it again.");
    case Code::TooManyFiles:
        return tr("Too many files wait at once. Try again when some of them are through.");
    case Code::FileCancelled:
        return tr("The file was cancelled.");
    case Code::FilePaused:
        return tr("The file waits for its turn and goes on by itself.");
    case Code::FileChanged:
        return tr("The file cannot be read any more, or was changed while it was being sent. Send it again.");
    case Code::FileDamaged:
        return tr(
            "What came is not the file that was sent, so it was thrown away. Try again, or ask who sent "
            "it to send it again.");
    default:
        return {};
    }
}

} // namespace waxwing
