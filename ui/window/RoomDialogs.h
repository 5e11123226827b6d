// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QCheckBox;
class QWidget;

namespace waxwing {

class Button;
class MessageDialog;

/// The few dialogs of a window. Each is made, not shown: open() it.
namespace roomdialogs {

struct Leaving
{
    MessageDialog *dialog;
    Button *leave;
    Button *sendAnyway; ///< "bye" was meant as a message; null where it was not typed
};

/// Asks before a room is left, or closed for all. `typed`: the message that offered it, else empty.
Leaving leaving(const QString &room, bool isHost, const QString &typed, QWidget *parent);

struct KeepingInTray
{
    MessageDialog *dialog;
    Button *keep;
    Button *leave;
    QCheckBox *remember;
};

/// Asks what closing a room's window is to mean, where there is a tray.
KeepingInTray keepingInTray(const QString &room, bool isHost, QWidget *parent);

/// What the keyboard and the commands do.
MessageDialog *help(QWidget *parent);

/// What there is to know of a message: plain text, a line each.
MessageDialog *messageDetails(const QString &lines, QWidget *parent);

MessageDialog *about(QWidget *parent);

/// Something that is no page's matter went wrong. `details` may be empty.
MessageDialog *trouble(const QString &sentence, const QString &details, QWidget *parent);

} // namespace roomdialogs

} // namespace waxwing
