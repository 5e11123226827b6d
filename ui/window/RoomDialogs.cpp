// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomDialogs.h"

#include "Button.h"
#include "ForeignText.h"
#include "MessageDialog.h"

#include <QCoreApplication>

namespace waxwing::roomdialogs {

namespace {

/// Words of these dialogs, for translators under one name.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RoomDialogs)
};

} // namespace

Leaving leaving(const QString &room, bool isHost, const QString &typed, QWidget *parent)
{
    const QString title = isHost ? Words::tr("Close “%1” for everyone?") : Words::tr("Leave “%1”?");
    auto *dialog =
        new MessageDialog(isHost ? QStringLiteral("host") : QStringLiteral("people"),
                          isHost ? Tone::Warn : Tone::Accent, title.arg(foreignInside(room)), parent);
    dialog->addWords(
        isHost ? Words::tr("You are the host: closing the room ends it for all. Its accounts and its key are "
                           "kept for the next time.")
               : Words::tr("You can come back at any time. What is said meanwhile is not shown to you."));
    Leaving result{dialog, nullptr, nullptr};
    if (!typed.isEmpty())
        result.sendAnyway = dialog->addLink(Words::tr("Send “%1” as a message").arg(foreignInside(typed)));
    dialog->addOther(Words::tr("Stay"));
    result.leave = dialog->addPrimary(isHost ? Words::tr("Close the room") : Words::tr("Leave"));
    return result;
}

KeepingInTray keepingInTray(const QString &room, bool isHost, QWidget *parent)
{
    auto *dialog = new MessageDialog(QStringLiteral("message"), Tone::Accent,
                                     Words::tr("Keep Waxwing running in the tray?"), parent);
    dialog->addWords(isHost ? Words::tr("“%1” stays open for everyone. The icon in the tray brings this "
                                        "window back.")
                                  .arg(room)
                            : Words::tr("You stay in “%1” and are told of new messages. The icon in the tray "
                                        "brings this window back.")
                                  .arg(room));
    KeepingInTray result{};
    result.dialog = dialog;
    result.remember = dialog->addChoice(Words::tr("Do the same from now on"));
    result.leave = dialog->addOther(isHost ? Words::tr("Close the room…") : Words::tr("Leave the room"));
    result.keep = dialog->addPrimary(Words::tr("Keep running"));
    return result;
}

MessageDialog *help(QWidget *parent)
{
    auto *dialog =
        new MessageDialog(QStringLiteral("info"), Tone::Accent, Words::tr("Keyboard and commands"), parent);
    dialog->addTable({Words::tr("Enter"),
                      Words::tr("sends; Shift+Enter begins a new line"), //
                      Words::tr("F6"),
                      Words::tr("next part of the window; Tab always moves on"),
                      Words::tr("Ctrl+N"),
                      Words::tr("host a room, or show its join card"),
                      Words::tr("Ctrl+J"),
                      Words::tr("join a room"), //
                      Words::tr("Ctrl+D"),
                      Words::tr("leave the room"),
                      Words::tr("Ctrl + −  0"),
                      Words::tr("text larger, smaller, as usual"), //
                      Words::tr("Ctrl+,"),
                      Words::tr("settings, with the list of all keys"), //
                      Words::tr("F9"),
                      Words::tr("show or hide the people"), //
                      Words::tr("Ctrl+F"),
                      Words::tr("finds words in this conversation; with Shift, everywhere"), //
                      Words::tr("Ctrl+I"),
                      Words::tr("what travels; with Shift, the bytes of a message"), //
                      Words::tr("F11"),
                      Words::tr("full screen; the join card for a projector"),
                      Words::tr("Ctrl+R"),
                      Words::tr("replies; Up in an empty box edits your last message, Del deletes one"),
                      Words::tr("Ctrl+E"),
                      Words::tr("emoji"), //
                      QStringLiteral("/me"),
                      Words::tr("says what you do: /me waves"), //
                      QStringLiteral("/msg"),
                      Words::tr("tells one person alone: /msg NAME text"), //
                      QStringLiteral("/bye"),
                      Words::tr("leaves at once; bye, exit or end alone asks first"), //
                      QStringLiteral("**b** *i* `c` >"),
                      Words::tr("bold, italic, code, and a line that is a quotation")});
    dialog->addPrimary(Words::tr("Close"));
    return dialog;
}

MessageDialog *messageDetails(const QString &lines, QWidget *parent)
{
    auto *dialog =
        new MessageDialog(QStringLiteral("info"), Tone::Accent, Words::tr("Details of this message"), parent);
    dialog->addWords(lines);
    dialog->addPrimary(Words::tr("Close"));
    return dialog;
}

MessageDialog *about(QWidget *parent)
{
    auto *dialog =
        new MessageDialog(QStringLiteral("info"), Tone::Accent,
                          Words::tr("Waxwing %1").arg(QCoreApplication::applicationVersion()), parent);
    dialog->addWords(Words::tr("Talk to the people on this network. Sealed, and no internet needed."));
    dialog->addWords(Words::tr("Free software under the MIT licence, built on Qt and Botan."));
    dialog->addPrimary(Words::tr("Close"));
    return dialog;
}

MessageDialog *trouble(const QString &sentence, const QString &details, QWidget *parent)
{
    auto *dialog = new MessageDialog(QStringLiteral("alert"), Tone::Bad,
                                     Words::tr("Waxwing cannot go on as it should"), parent);
    dialog->addWords(sentence);
    if (!details.isEmpty())
        dialog->addDetails(details);
    dialog->addPrimary(Words::tr("Close"));
    return dialog;
}

} // namespace waxwing::roomdialogs
