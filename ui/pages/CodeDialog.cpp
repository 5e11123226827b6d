// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CodeDialog.h"

#include "Button.h"
#include "CodeTiles.h"
#include "Countdown.h"
#include "Field.h"
#include "HintLine.h"
#include "Sentences.h"

#include <QClipboard>
#include <QGuiApplication>

namespace waxwing {

namespace {

QString inFours(const QString &code)
{
    QStringList groups;
    for (qsizetype i = 0; i < code.size(); i += 4)
        groups.append(code.mid(i, 4));
    return groups.join(u'-');
}

} // namespace

CodeDialog::CodeDialog(QWidget *parent)
    : FormDialog(tr("Give a one-time code"), parent), m_name(new Field(tr("For the account"))),
      m_tiles(new CodeTiles(2.2)), m_line(new HintLine),
      m_copy(new Button(Button::Kind::Outlined, tr("Copy"))), m_time(new Countdown(this))
{
    addWords(
        tr("For somebody who has forgotten the password. With the code a new one is set, once, within 15 "
           "minutes; you never learn it. What that person's PC keeps stays sealed under the old one, and "
           "everybody sees a new key. Be sure whom you give it to: whoever has it first gets the account."));
    m_name->setHint(tr("The name that the person registered with."));
    addField(m_name);
    for (QWidget *row :
         {static_cast<QWidget *>(m_tiles), static_cast<QWidget *>(m_line), static_cast<QWidget *>(m_copy)}) {
        addRow(row);
        row->hide();
    }
    m_copy->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_copy->setIconName(QStringLiteral("copy"));
    addActions(tr("Close"), tr("Make a code"));
    connect(m_copy, &Button::clicked, this, &CodeDialog::copy);
    connect(m_time, &Countdown::ticked, this, &CodeDialog::showTime);
    connect(m_time, &Countdown::finished, this, &CodeDialog::endCode);
}

void CodeDialog::setName(const QString &name)
{
    m_name->setText(name);
}

void CodeDialog::setError(const QString &sentence)
{
    setBusy(false);
    markField(m_name, sentence);
}

void CodeDialog::setCode(const QString &name, const QString &code, int seconds)
{
    setBusy(false);
    m_name->setText(name);
    m_name->setError({});
    m_code = code;
    m_tiles->setCode(inFours(code));
    m_tiles->setTone(Tone::Muted);
    for (QWidget *row : {static_cast<QWidget *>(m_tiles), static_cast<QWidget *>(m_copy)})
        row->show();
    primaryButton()->setText(tr("Make another"));
    m_time->start(seconds);
    m_copy->setFocus(Qt::OtherFocusReason);
}

QString CodeDialog::line() const
{
    return m_line->words();
}

void CodeDialog::copy()
{
    QGuiApplication::clipboard()->setText(inFours(m_code));
    m_copy->setText(tr("Copied"));
}

void CodeDialog::showTime(int secondsLeft)
{
    m_copy->setText(tr("Copy"));
    m_line->say(QStringLiteral("clock"), Tone::Muted,
                tr("Good once, for %1. Another one for the same account takes its place.")
                    .arg(Sentences::wait(secondsLeft)));
}

void CodeDialog::endCode()
{
    m_code.clear();
    m_tiles->hide();
    m_copy->hide();
    m_line->say(QStringLiteral("alert"), Tone::Warn, tr("The code has expired."));
}

void CodeDialog::submit()
{
    const QString name = m_name->text().trimmed();
    markField(m_name, name.isEmpty() ? tr("Type the name that the person registered with.") : QString());
    if (!name.isEmpty())
        Q_EMIT codeRequested(name);
}

} // namespace waxwing
