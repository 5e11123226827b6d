// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// Composer: files, pictures, and what is too long for a message.
#include "Composer.h"

#include "Button.h"
#include "ComposerEdit.h"
#include "HintLine.h"
#include "Sentences.h"

namespace waxwing {

void Composer::connectFiles()
{
    m_attach->setAccessibleName(tr("Send files"));
    connect(m_edit, &ComposerEdit::pasteRefused, this, [this](const QString &text) {
        m_line->say(QStringLiteral("alert"), Tone::Bad, Sentences::of(Code::TextTooLong));
        offerAsFile(text, false);
    });
    connect(m_edit, &ComposerEdit::filesPasted, this, &Composer::filesPasted);
    connect(m_edit, &ComposerEdit::picturePasted, this, &Composer::picturePasted);
    connect(m_attach, &Button::clicked, this, &Composer::attachRequested);
    connect(m_asFile, &Button::clicked, this, &Composer::sendAsFile);
    offerAsFile({}, false);
    refreshFiles();
}

void Composer::setFiles(bool isOffered, const QString &reason)
{
    m_knowsFiles = isOffered;
    m_noFiles = reason;
    refreshFiles();
}

bool Composer::canAttach() const
{
    return m_knowsFiles && m_noFiles.isEmpty() && !m_isForbidden;
}

void Composer::refreshFiles()
{
    m_attach->setVisible(m_knowsFiles && !m_isForbidden);
    m_attach->setEnabled(canAttach());
    const QString purpose = m_recipient.isEmpty()
                                ? tr("Send files (Ctrl+Shift+A)")
                                : tr("Give files to %1 alone (Ctrl+Shift+A)").arg(m_recipient);
    m_attach->setToolTip(m_noFiles.isEmpty() ? purpose : m_noFiles);
    m_attach->setAccessibleDescription(m_noFiles);
    m_edit->setTakesFiles(canAttach());
    refreshPlaceholder();
    if (!canAttach())
        offerAsFile({}, false);
}

/// Only what fits in one line.
void Composer::refreshPlaceholder()
{
    const QString both = m_recipient.isEmpty() ? tr("Message the room, or drop files here")
                                               : tr("Message %1, or drop files here").arg(m_recipient);
    const Theme theme = Theme::of(this);
    const bool fits = width() > theme.px(520) &&
                      m_edit->fontMetrics().horizontalAdvance(both) < m_edit->width() - theme.px(16);
    m_edit->setPlaceholderText(canAttach() && fits ? both : m_purpose);
}

void Composer::refuse(const QString &why)
{
    say(QStringLiteral("alert"), Tone::Bad, why);
}

/// Where nothing can be written, too: an answer to what the person did.
void Composer::say(const QString &icon, Tone tone, const QString &words)
{
    m_line->say(icon, tone, words);
    update();
}

/// `isWritten`: it stands in the edit, and goes from there.
void Composer::offerAsFile(const QString &text, bool isWritten)
{
    m_longText = canAttach() ? text : QString();
    m_isLongWritten = isWritten;
    m_asFile->setVisible(!m_longText.isEmpty());
}

void Composer::sendAsFile()
{
    const QString text = m_longText;
    const bool isWritten = m_isLongWritten;
    m_line->say({});
    offerAsFile({}, false);
    if (isWritten)
        clear();
    takeFocus();
    Q_EMIT textFileRequested(text);
}

} // namespace waxwing
