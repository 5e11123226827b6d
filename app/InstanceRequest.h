// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QStringList>

namespace waxwing {

/// What a second start with the same profile asks of the first.
struct InstanceRequest
{
    QString activationToken; ///< the desktop's leave to come forward; empty where it gave none
    QString folder;          ///< where the second was started: its relative files are meant from there
    QStringList arguments;   ///< without the program's name

    friend bool operator==(const InstanceRequest &, const InstanceRequest &) = default;
};

/// How it travels over the profile's socket: "waxwing1", the length of what follows (u32 BE), then token,
/// folder and arguments in UTF-8 with a zero between each two.
namespace instanceRequest {

inline constexpr qint64 mostBytes = 64 * 1024; ///< with its head

/// Nothing where it would be too long.
Bytes encode(const InstanceRequest &request);

struct Reading
{
    enum class Answer { NeedMore, Whole, Refused };
    Answer answer = Answer::NeedMore;
    InstanceRequest request; ///< Whole
};
/// What has come until now. Refused: anything but the start of one request, longer ones, what is no UTF-8.
Reading read(BytesView bytes);

} // namespace instanceRequest

} // namespace waxwing
