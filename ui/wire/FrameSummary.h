// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FrameLog.h"

#include <QCoreApplication>

#include <optional>

namespace waxwing {

/// What a list says of a frame: its header, and the name of the message inside where it is known. Nothing
/// else is decoded.
struct FrameSummary
{
    Q_DECLARE_TR_FUNCTIONS(FrameSummary)

public:
    quint8 type = 0;           ///< 0: too short to have one
    bool isRecord = false;     ///< with epoch and sequence
    quint32 epoch = 0;         ///< as the header says
    quint64 sequence = 0;      ///< as the header says
    QLatin1StringView message; ///< value of "type"; empty where it is not known

    static FrameSummary of(const TracedFrame &frame);

    /// "guest hello", "sealed · say", "no frame".
    [[nodiscard]] QString name(const FrameFacts &frame) const;
    /// "sent", "taken", or why it was refused, as PROTOCOL 9.1 calls it.
    static QString verdict(const FrameFacts &frame);
    static bool isRefused(const FrameFacts &frame);
    /// The account or the room, else the address; as a window may show it.
    static QString peer(const std::optional<TracedLink> &link);
    /// "192.168.1.24:50412", "[fe80::1]:50412".
    static QString addressWords(const QString &address, quint16 port);
    /// Date and time of day here, to the millisecond.
    static QString time(qint64 timeNs);
    /// Time of day here, to the second.
    static QString clock(qint64 timeNs);
};

} // namespace waxwing
