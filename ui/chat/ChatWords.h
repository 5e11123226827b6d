// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Code.h"
#include "RoomView.h"

#include <QCoreApplication>
#include <QDate>

namespace waxwing {

/// Short words of the conversation, from values.
class ChatWords
{
    Q_DECLARE_TR_FUNCTIONS(ChatWords)

public:
    [[nodiscard]] static QString notice(const RoomNotice &notice);
    [[nodiscard]] static QString day(const QDate &date, const QDate &today);
    [[nodiscard]] static QString time(qint64 timeMs);
    [[nodiscard]] static QString wholeTime(qint64 timeMs);
    [[nodiscard]] static QString unread(int count); ///< 0: nobody knows how many
    /// Why a message was not sent: the end of "Not sent: …". `isChange`: an edit or erasure of one.
    [[nodiscard]] static QString failure(Code reason, bool isChange = false);
    [[nodiscard]] static QString state(MessageState state, quint64 count, quint64 of, Code reason,
                                       quint64 seen = 0, bool isChange = false);
    [[nodiscard]] static QString erased(bool mine); ///< what stands in the place of the text
    /// "Mei is writing…", "Mei and Ravi are writing…", "3 people are writing…"; nobody: nothing.
    [[nodiscard]] static QString writing(const QStringList &names);
    /// "Asha", "Asha and Ravi", "Asha, Ravi and 3 others"; names as a window may show them.
    [[nodiscard]] static QString names(const QStringList &names);
};

} // namespace waxwing
