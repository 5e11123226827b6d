// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "NotificationWords.h"

#include "ForeignText.h"
#include "Unicode.h"

#include <QLocale>
#include <QTextBoundaryFinder>

namespace waxwing {

namespace {

constexpr int longestExcerpt = 160; ///< graphemes
constexpr qsizetype mostLookedAt = 2'000;

/// The beginning, on one line.
QString excerpt(const QString &text)
{
    const QString line = visible(text.left(mostLookedAt).simplified());
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, line);
    for (int count = 0; count < longestExcerpt; ++count) {
        if (finder.toNextBoundary() < 0)
            return text.size() > mostLookedAt ? line + u'…' : line;
    }
    return finder.position() < line.size() ? line.left(finder.position()).trimmed() + u'…' : line;
}

} // namespace

NotificationPrivacy notificationPrivacy(const QString &kept)
{
    if (kept == QLatin1StringView("full"))
        return NotificationPrivacy::Full;
    return kept == QLatin1StringView("name") ? NotificationPrivacy::Name : NotificationPrivacy::Nothing;
}

QString NotificationWords::several(int count)
{
    return count == 1 ? tr("New message") : tr("%1 new messages").arg(QLocale().toString(count));
}

QString NotificationWords::severalIn(int count, const QString &room)
{
    return tr("%1 new messages in %2").arg(QLocale().toString(count), foreignInside(room));
}

/// The three who spoke last.
QString NotificationWords::who(const QStringList &senders)
{
    QStringList names;
    for (const QString &sender : senders.mid(std::max<qsizetype>(0, senders.size() - 3)))
        names.prepend(foreignInside(sender));
    const QString listed = names.join(tr(", ", "between names"));
    return senders.size() > 3 ? tr("%1 and others").arg(listed) : listed;
}

QString NotificationWords::titleOf(const Said &said)
{
    const QString last = foreignInside(said.senders.value(said.senders.size() - 1));
    if (said.isDirect)
        return tr("%1 to you alone", "person").arg(last);
    return said.count == 1 ? tr("%1 in %2", "person, room").arg(last, foreignInside(said.room))
                           : severalIn(said.count, said.room);
}

Notice NotificationWords::of(NotificationPrivacy privacy, const Said &said)
{
    if (privacy == NotificationPrivacy::Nothing)
        return {0, tr("Waxwing"), several(said.count)};
    const QString last = said.senders.value(said.senders.size() - 1);
    const bool isOne = said.count == 1;
    const QString title = titleOf(said);
    if (privacy == NotificationPrivacy::Name)
        return {0, title, isOne || said.isDirect ? several(said.count) : who(said.senders)};
    const QString text = excerpt(said.text);
    return {0, title,
            isOne || said.isDirect ? text : tr("%1: %2", "person, text").arg(foreignInside(last), text)};
}

} // namespace waxwing
