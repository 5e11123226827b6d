// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ResetPage.h"

#include "Band.h"
#include "Button.h"
#include "Countdown.h"
#include "Field.h"
#include "Label.h"
#include "NewPasswordFields.h"
#include "Sentences.h"

#include <QVBoxLayout>

namespace waxwing {

ResetPage::ResetPage(QWidget *parent)
    : FormPage(Way::Back, 460, parent), m_strip(new RoomStrip),
      m_warning(
          new Band(Tone::Warn, QStringLiteral("alert"),
                   tr("Your messages that this PC keeps stay sealed under the old password and will not "
                      "be shown. They are put aside, not deleted. The others will see that your key is "
                      "new."))),
      m_username(new Field(tr("Username"))), m_code(new Field(tr("One-time code"))),
      m_new(new NewPasswordFields(this)), m_pause(new Countdown(this))
{
    setAccessibleName(tr("Set a new password"));
    rows()->addWidget(m_strip);
    rows()->addWidget(new Label(Type::Title, tr("Set a new password")));
    rows()->addWidget(m_warning);
    m_code->setHint(tr("The host gives you one. It is good once, within 15 minutes."));
    for (Field *field : {m_username, m_code, m_new->password(), m_new->repeat()})
        addField(field);
    addActions(tr("Log in instead"), tr("Set the new password"));
    connect(m_pause, &Countdown::ticked, this, &ResetPage::showPause);
    connect(m_pause, &Countdown::finished, this, &ResetPage::endPause);
    connect(m_code, &Field::edited, this, [this] {
        if (isPaused())
            showPause(m_pause->secondsLeft());
    });
    connect(m_username, &Field::edited, this, [this] {
        m_new->setKnown({m_username->text(), m_strip->roomName()});
    });
    setTabs({m_username->edit(), m_code->edit(), m_new->password()->edit(), m_new->repeat()->edit()});
}

void ResetPage::setRoom(const QString &room, RoomStrip::Verified verified, const QString &address)
{
    m_strip->setRoom(room, verified, address);
}

void ResetPage::setUsername(const QString &username)
{
    m_username->setText(username);
    m_new->setKnown({username, m_strip->roomName()});
}

QString ResetPage::username() const
{
    return m_username->text().trimmed();
}

QString ResetPage::warning() const
{
    return m_warning->sentence();
}

Field *ResetPage::field(Input input) const
{
    switch (input) {
    case Input::Username:
        return m_username;
    case Input::Code:
        return m_code;
    case Input::Password:
        return m_new->password();
    case Input::Repeat:
        return m_new->repeat();
    }
    return m_username;
}

void ResetPage::setFieldError(Input input, const QString &sentence)
{
    markField(field(input), sentence);
}

bool ResetPage::isPaused() const
{
    return m_pause->isRunning();
}

void ResetPage::setPause(int seconds)
{
    if (isBusy())
        setBusy(false);
    m_code->edit()->setFocus(Qt::OtherFocusReason);
    m_pause->start(seconds);
    refreshActions();
}

void ResetPage::showPause(int secondsLeft)
{
    m_code->setError(tr("Too many wrong codes. Try again in %1.").arg(Sentences::wait(secondsLeft)));
}

void ResetPage::endPause()
{
    m_code->setError({});
    refreshActions();
}

void ResetPage::submit()
{
    // From the last field to the first, so that the focus ends at the first one that is wrong.
    markField(m_new->repeat(), m_new->repeatError());
    markField(m_new->password(), m_new->passwordError());
    const bool hasCode = !m_code->text().trimmed().isEmpty();
    markField(m_code, hasCode ? QString() : tr("Type the code that the host gave you."));
    const bool hasName = !username().isEmpty();
    markField(m_username, hasName ? QString() : tr("Type the name that you registered with."));
    if (hasName && hasCode && m_new->passwordError().isEmpty() && m_new->repeatError().isEmpty())
        Q_EMIT resetRequested(username(), m_code->text().trimmed(), m_new->password()->text());
}

} // namespace waxwing
