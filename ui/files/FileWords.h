// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Code.h"
#include "FileCard.h"

#include <QCoreApplication>

namespace waxwing {

/// Short words about a file, from values.
class FileWords
{
    Q_DECLARE_TR_FUNCTIONS(FileWords)

public:
    [[nodiscard]] static QString size(qint64 bytes);         ///< "1.2 MB"
    [[nodiscard]] static QString limit(qint64 bytes);        ///< "2 GiB": as limits are set
    [[nodiscard]] static QString left(qint64 ms);            ///< "12 s left"
    [[nodiscard]] static QString line(const FileCard &card); ///< below the name
    /// Why it did not go or come, and what to do.
    /// `person`: harmless, with whom alone it goes to and fro; empty: the room.
    [[nodiscard]] static QString failure(Code code, bool isUpload, const QString &person = {});
    [[nodiscard]] static QString toolTip(const FileCard &card);
    [[nodiscard]] static QString spoken(const FileCard &card);  ///< "File notes.pdf, 1.2 MB, 40 percent"
    [[nodiscard]] static QString action(FileAction action);     ///< of a bubble
    [[nodiscard]] static QString menuAction(FileAction action); ///< of a menu, with its letter
    [[nodiscard]] static QString actionIcon(FileAction action); ///< of a menu
    /// What a message says to who knows no files: "📎 notes.pdf, 1.2 MB".
    [[nodiscard]] static bool isStandIn(const QString &text) { return text.startsWith(QStringLiteral("📎 ")); }

private:
    [[nodiscard]] static QString waiting(const FileCard &card);
    [[nodiscard]] static QString gone(const FileCard &card);
};

} // namespace waxwing
