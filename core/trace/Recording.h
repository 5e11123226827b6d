// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"

#include <QMetaType>

#include <optional>

namespace waxwing {

/// Where a capture file is to be written, and what goes into it.
struct CaptureWish
{
    QString path;
    bool readable = false;   ///< a second interface with what was inside
    bool mayReplace = false; ///< a file that is there; else that is refused
};

/// What is asked for before a room begins.
struct RecordingWishes
{
    std::optional<CaptureWish> capture;
    QString keyLogPath; ///< empty: none
};

/// How it stands with something that is written while a room goes on.
enum class RecordingState : quint8 {
    Off,
    Starting,
    Running,
    Failed ///< could not begin, or had to stop; what was written stays
};

/// Whether something is written, or about to be.
[[nodiscard]] constexpr bool isUnderWay(RecordingState state)
{
    return state == RecordingState::Starting || state == RecordingState::Running;
}

/// A capture file as a window sees it.
struct CaptureView
{
    RecordingState state = RecordingState::Off;
    QString path;
    bool readable = false;
    quint64 frames = 0; ///< written
    quint64 bytes = 0;  ///< of the file
    Error error;        ///< Failed: RecordingFailed with a sentence that names the path
};

/// A key log as a window sees it.
struct KeyLogView
{
    RecordingState state = RecordingState::Off;
    QString path;
    QString warning;   ///< a sentence about its folder; empty: none
    quint64 lines = 0; ///< written by this recording
    Error error;       ///< Failed: RecordingFailed with a sentence that names the path
};

} // namespace waxwing

Q_DECLARE_METATYPE(waxwing::CaptureView)
Q_DECLARE_METATYPE(waxwing::KeyLogView)
