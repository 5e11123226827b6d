// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PasswordDialog.h"

#include "Button.h"
#include "Countdown.h"
#include "Field.h"
#include "ForeignText.h"
#include "NewPasswordFields.h"
#include "Sentences.h"

namespace waxwing {

PasswordDialog::PasswordDialog(const QString &username, const QStringList &known, QWidget *parent)
    : FormDialog(tr("Change the password of “%1”").arg(foreignInside(username)), parent),
      m_old(new Field(tr("Old password"))), m_new(new NewPasswordFields(this)), m_pause(new Countdown(this))
{
    addWords(
        tr("Your messages on this PC open by the new one from then on. Other PCs stay linked; they ask for "
           "the new one at their next log-in, and once for the old one to open what they keep."));
    m_old->setPassword(true);
    for (Field *field : {m_old, m_new->password(), m_new->repeat()})
        addField(field);
    m_new->setKnown(known);
    addActions(tr("Cancel"), tr("Change the password"));
    connect(m_pause, &Countdown::ticked, this, &PasswordDialog::showPause);
    connect(m_pause, &Countdown::finished, this, &PasswordDialog::endPause);
    connect(m_old, &Field::edited, this, [this] {
        if (isPaused())
            showPause(m_pause->secondsLeft());
    });
}

Field *PasswordDialog::field(Input input) const
{
    switch (input) {
    case Input::Old:
        return m_old;
    case Input::New:
        return m_new->password();
    case Input::Repeat:
        return m_new->repeat();
    }
    return m_old;
}

void PasswordDialog::setFieldError(Input input, const QString &sentence)
{
    markField(field(input), sentence);
}

bool PasswordDialog::isPaused() const
{
    return m_pause->isRunning();
}

void PasswordDialog::setPause(int seconds)
{
    setBusy(false);
    m_old->edit()->setFocus(Qt::OtherFocusReason);
    m_pause->start(seconds);
    refreshActions();
}

void PasswordDialog::showPause(int secondsLeft)
{
    m_old->setError(tr("Too many tries. Try again in %1.").arg(Sentences::wait(secondsLeft)));
}

void PasswordDialog::endPause()
{
    m_old->setError({});
    refreshActions();
}

void PasswordDialog::submit()
{
    // From the last field to the first, so that the focus ends at the first one that is wrong.
    markField(m_new->repeat(), m_new->repeatError());
    QString fresh = m_new->passwordError();
    if (fresh.isEmpty() && m_new->password()->text() == m_old->text())
        fresh = tr("This is the old password.");
    markField(m_new->password(), fresh);
    const bool hasOld = !m_old->text().isEmpty();
    markField(m_old, hasOld ? QString() : tr("Type the password that you have now."));
    if (hasOld && fresh.isEmpty() && m_new->repeatError().isEmpty())
        Q_EMIT changeRequested(m_old->text(), m_new->password()->text());
}

} // namespace waxwing
