// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// Composer: what is typed as a command.
#include "Composer.h"

#include "ComposerEdit.h"
#include "HintLine.h"
#include "TypedCommand.h"

namespace waxwing {

bool Composer::runCommand(const QString &text)
{
    if (text.compare(QLatin1StringView("/bye"), Qt::CaseInsensitive) == 0) {
        m_edit->clear();
        Q_EMIT leaveRequested();
        return true;
    }
    if (text.startsWith(QLatin1StringView("/me "), Qt::CaseInsensitive) && !text.contains(u'\n') &&
        !m_self.isEmpty()) {
        // In italics, and so that it can be read where nobody knows the command.
        say(QStringLiteral("*%1 %2*").arg(m_self, text.mid(4).trimmed()));
        return true;
    }
    if (text.compare(QLatin1StringView("/help"), Qt::CaseInsensitive) == 0) {
        m_edit->clear();
        m_line->say(tr("/bye leaves the room, /me says what you do, /msg NAME text tells one person alone. "
                       "**bold**, *italic*, `code`, > quote. "
                       "Enter sends, Shift+Enter "
                       "breaks the line."));
        Q_EMIT helpRequested();
        return true;
    }
    return false;
}

/// "/msg NAME text". Whatever comes of it, it is not said here; what cannot be told stays, with the reason.
bool Composer::tellAlone(const QString &text)
{
    const auto typed = TypedCommand::read(text, QLatin1StringView("/msg"));
    if (!typed)
        return false;
    QString why;
    if (typed->name.isEmpty())
        why = tr("Say it like this: /msg NAME text. A name with a space in it stands in quotes.");
    else if (!m_teller)
        why = tr("Nobody can be told anything alone here.");
    else if (m_judge && !typed->rest.isEmpty())
        why = m_judge(typed->rest);
    if (why.isEmpty())
        why = m_teller(typed->name, typed->rest);
    if (!why.isEmpty()) {
        refuse(why);
        return true;
    }
    clear();
    endTask();
    setWriting(false);
    return true;
}

} // namespace waxwing
