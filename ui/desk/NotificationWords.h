// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QString>
#include <QStringList>

namespace waxwing {

/// How much of a message a notification tells: whoever passes by may read it.
enum class NotificationPrivacy { Full, Name, Nothing };

/// Of the setting "notify/privacy"; what is not known tells least.
NotificationPrivacy notificationPrivacy(const QString &kept);

/// What pops up. Plain text of one line each, with what other people chose made harmless.
struct Notice
{
    quint64 room = 0; ///< whose it is; one at a time for each
    QString title;
    QString body;

    friend bool operator==(const Notice &, const Notice &) = default;
};

/// The words of a notification at each level.
class NotificationWords
{
    Q_DECLARE_TR_FUNCTIONS(NotificationWords)

public:
    /// What was said in a room since it was looked at last.
    struct Said
    {
        QString room;
        QStringList senders; ///< each once, who spoke last at the end
        QString text;        ///< the last
        int count = 0;
        bool isDirect = false; ///< by one person, to this one alone
    };
    static Notice of(NotificationPrivacy privacy, const Said &said);

private:
    static QString several(int count);
    static QString titleOf(const Said &said);
    static QString severalIn(int count, const QString &room);
    static QString who(const QStringList &senders);
};

} // namespace waxwing
