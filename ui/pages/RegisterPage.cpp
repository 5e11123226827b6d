// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RegisterPage.h"

#include "Button.h"
#include "Field.h"
#include "Label.h"
#include "Limits.h"
#include "PasswordStrength.h"
#include "Sheet.h"
#include "Unicode.h"

#include <QVBoxLayout>

namespace waxwing {

RegisterPage::RegisterPage(QWidget *parent)
    : FormPage(Way::Back, 460, parent), m_strip(new RoomStrip), m_invite(new Field(tr("Invite code"))),
      m_username(new Field(tr("Username"))), m_email(new Field(tr("E-mail"))),
      m_password(new Field(tr("Password"))), m_repeat(new Field(tr("Repeat the password"))),
      m_strength(new PasswordStrength)
{
    setAccessibleName(tr("Register in this room"));
    rows()->addWidget(m_strip);
    rows()->addWidget(new Label(Type::Title, tr("Register in this room")));
    m_invite->setHint(tr("The host shows it beside the address."));
    m_invite->hide();
    m_email->setHint(tr("Not checked, and not shown to the members."));
    m_password->setPassword(true);
    m_password->insertBelowEdit(m_strength);
    m_repeat->setPassword(false);
    connect(m_password, &Field::shownChanged, m_repeat, &Field::setShown);
    for (Field *field : {m_invite, m_username, m_email, m_password, m_repeat})
        addField(field);
    addActions(tr("I already have an account: log in"), tr("Register"));
    showStrength();
    m_checkSoon.setSingleShot(true);
    m_checkSoon.setInterval(400);
    connect(&m_checkSoon, &QTimer::timeout, this, &RegisterPage::askForName);
    connect(m_username, &Field::edited, this, &RegisterPage::onNameEdited);
    connect(m_invite, &Field::edited, this, &RegisterPage::onNameEdited);
    connect(m_password, &Field::edited, this, &RegisterPage::onPasswordEdited);
    connect(m_strength, &PasswordStrength::changed, this, &RegisterPage::showStrength);
    setTabs({m_invite->edit(), m_username->edit(), m_email->edit(), m_password->edit(), m_repeat->edit()});
}

void RegisterPage::setRoom(const QString &room, RoomStrip::Verified verified, const QString &address)
{
    m_strip->setRoom(room, verified, address);
}

void RegisterPage::setInviteNeeded(bool needed)
{
    m_invite->setVisible(needed);
}

void RegisterPage::setInvite(const QString &invite)
{
    m_invite->setText(invite);
}

void RegisterPage::setUsername(const QString &username)
{
    m_username->setText(username);
}

void RegisterPage::setEmail(const QString &email)
{
    m_email->setText(email);
}

QString RegisterPage::username() const
{
    return toNfkc(m_username->text().trimmed());
}

QString RegisterPage::invite() const
{
    // Read from a wall or pasted: case, spaces and hyphens do not matter.
    QString code = m_invite->isHidden() ? QString() : m_invite->text().toUpper();
    code.remove(u'-').remove(u' ');
    return code;
}

void RegisterPage::setCheckResult(const QString &username, Verdict verdict, const QString &sentence)
{
    if (username != this->username())
        return;
    if (verdict == Verdict::Free) {
        m_username->setError({});
        m_username->setNote(Tone::Ok, sentence.isEmpty() ? tr("“%1” is free.").arg(username) : sentence);
    } else {
        m_username->setNote(Tone::Muted, {});
        m_username->setError(sentence);
    }
}

void RegisterPage::setFieldError(Input input, const QString &sentence)
{
    markField(field(input), sentence);
}

Field *RegisterPage::field(Input input) const
{
    switch (input) {
    case Input::Invite:
        return m_invite;
    case Input::Username:
        return m_username;
    case Input::Email:
        return m_email;
    case Input::Password:
        return m_password;
    case Input::Repeat:
        return m_repeat;
    }
    return m_username;
}

void RegisterPage::onNameEdited()
{
    m_username->setNote(Tone::Muted, {});
    m_checkSoon.start();
}

void RegisterPage::askForName()
{
    const bool lacksInvite = !m_invite->isHidden() && invite().isEmpty();
    if (!username().isEmpty() && !lacksInvite && !isBusy())
        Q_EMIT checkRequested(username(), invite());
}

void RegisterPage::onPasswordEdited()
{
    m_strength->setPassword(m_password->text(), {m_username->text(), m_email->text(), m_strip->roomName()});
}

void RegisterPage::showStrength()
{
    const QString stays = tr("It never leaves this PC.");
    m_password->setHint(m_strength->words().isEmpty() ? tr("At least %n characters. It never leaves this PC.",
                                                           nullptr, limits::passwordLeast)
                                                      : m_strength->words() + u' ' + stays);
}

bool RegisterPage::checkInputs()
{
    // From the last field to the first, so that the focus ends at the first one that is wrong.
    const qsizetype length = codePointCount(m_password->text());
    QString password;
    if (length < limits::passwordLeast)
        password = tr("Too short: a password has at least %n characters.", nullptr, limits::passwordLeast);
    else if (length > limits::passwordMost)
        password = tr("Too long: a password has at most %n characters.", nullptr, limits::passwordMost);
    const bool same = m_repeat->text() == m_password->text();
    markField(m_repeat, same ? QString() : tr("This is not the same password."));
    markField(m_password, password);
    const QString mail = m_email->text().trimmed();
    const bool mailFine = mail.count(u'@') == 1 && !mail.startsWith(u'@') && !mail.endsWith(u'@') &&
                          mail.toUtf8().size() <= limits::emailBytes;
    markField(m_email, mailFine ? QString() : tr("An e-mail address has one @, as in name@example.org."));
    if (username().isEmpty())
        markField(m_username, tr("Choose the name that the others will see."));
    else if (!m_username->error().isEmpty())
        markField(m_username, m_username->error());
    const bool lacksInvite = !m_invite->isHidden() && invite().isEmpty();
    markField(m_invite,
              lacksInvite ? tr("This room asks for an invite code. The host can give you one.") : QString());
    for (const Field *field : {m_invite, m_username, m_email, m_password, m_repeat}) {
        if (!field->isHidden() && !field->error().isEmpty())
            return false;
    }
    return true;
}

void RegisterPage::submit()
{
    if (!checkInputs())
        return;
    m_checkSoon.stop();
    Q_EMIT registerRequested({username(), m_email->text().trimmed(), m_password->text(), invite()});
}

} // namespace waxwing
