// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "NewPasswordFields.h"

#include "Field.h"
#include "Limits.h"
#include "PasswordStrength.h"
#include "Unicode.h"

namespace waxwing {

NewPasswordFields::NewPasswordFields(QObject *parent)
    : QObject(parent), m_password(new Field(tr("New password"))),
      m_repeat(new Field(tr("Repeat the new password"))), m_strength(new PasswordStrength)
{
    m_password->setPassword(true);
    m_password->insertBelowEdit(m_strength);
    m_repeat->setPassword(false);
    connect(m_password, &Field::shownChanged, m_repeat, &Field::setShown);
    connect(m_password, &Field::edited, this, &NewPasswordFields::judge);
    connect(m_strength, &PasswordStrength::changed, this, &NewPasswordFields::showStrength);
    showStrength();
}

void NewPasswordFields::setKnown(const QStringList &words)
{
    m_known = words;
}

void NewPasswordFields::judge()
{
    m_strength->setPassword(m_password->text(), m_known);
}

void NewPasswordFields::showStrength()
{
    const QString stays = tr("It never leaves this PC.");
    m_password->setHint(m_strength->words().isEmpty() ? tr("At least %n characters. It never leaves this PC.",
                                                           nullptr, limits::passwordLeast)
                                                      : m_strength->words() + u' ' + stays);
}

QString NewPasswordFields::passwordError() const
{
    const qsizetype length = codePointCount(m_password->text());
    if (length < limits::passwordLeast)
        return tr("Too short: a password has at least %n characters.", nullptr, limits::passwordLeast);
    if (length > limits::passwordMost)
        return tr("Too long: a password has at most %n characters.", nullptr, limits::passwordMost);
    return {};
}

QString NewPasswordFields::repeatError() const
{
    return m_repeat->text() == m_password->text() ? QString() : tr("This is not the same password.");
}

} // namespace waxwing
