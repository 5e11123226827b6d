// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Code.h"
#include "StoredMessage.h"

namespace waxwing {

enum class TransferState {
    Waiting, ///< for the link, or its turn; goes on by itself
    Moving,
    Paused, ///< by the person, or as this PC's disk takes no more
    Done,   ///< the host, or this PC, has it: nothing more is told of it
    Failed  ///< for good; cancelled too
};

/// A file on its way, as a window shows it.
struct TransferView
{
    quint64 id = 0;
    bool isUpload = false;
    FileParty party;
    FileNote note; ///< an upload's without a digest
    qint64 done = 0;
    qint64 rate = 0;    ///< bytes a second; 0: not known
    qint64 leftMs = -1; ///< −1: not known
    TransferState state = TransferState::Waiting;
    Code reason = Code::FileCancelled; ///< Failed; Paused: StorageFailed where it was the disk
    QString path;                      ///< an upload's file; a download's, once it is done
};

/// What files the room takes, as its host says.
struct FileLimitsView
{
    bool isOffered = false; ///< the host knows files, and so does this program
    qint64 largest = 0;     ///< bytes; 0: none
    qint64 room = 0;        ///< bytes that it can still keep
    friend bool operator==(const FileLimitsView &, const FileLimitsView &) = default;
};

} // namespace waxwing
