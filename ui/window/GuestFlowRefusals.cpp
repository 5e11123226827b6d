// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What the host says no to, and a new password by its one-time code.
#include "GuestFlow.h"

#include "Field.h"
#include "LogInPage.h"
#include "ResetPage.h"
#include "Sentences.h"

#include <QStackedWidget>

namespace waxwing {

namespace {

ResetPage::Input inputFor(Code code)
{
    switch (code) {
    case Code::NameUnknown:
        return ResetPage::Input::Username;
    case Code::PasswordTooShort:
    case Code::PasswordTooLong:
    case Code::PasswordCharacter:
        return ResetPage::Input::Password;
    default:
        return ResetPage::Input::Code;
    }
}

} // namespace

void GuestFlow::showReset()
{
    if (!m_reset) {
        m_reset = new ResetPage(m_stack);
        connect(m_reset, &ResetPage::resetRequested, this,
                [this](const QString &name, const QString &code, const QString &password) {
                    m_lastName = name;
                    m_client->resetPassword(name, code, password);
                });
        connect(m_reset, &ResetPage::logInRequested, this, &GuestFlow::showLogIn);
        connect(m_reset, &FormPage::cancelRequested, this, &GuestFlow::goBack);
        connect(m_reset, &Page::backRequested, this, &GuestFlow::showLogIn);
    }
    m_reset->setRoom(m_client->lobby().room, verified(), address());
    if (m_reset->username().isEmpty() && m_logIn)
        m_reset->setUsername(m_logIn->username());
    show(m_reset);
}

void GuestFlow::onRefused(const LobbyRefusal &refusal)
{
    Circumstances about;
    about.name = m_lastName;
    about.freeNames = m_freeNames;
    about.waitSeconds = refusal.waitSeconds;
    about.triesLeft = std::max(refusal.triesLeft, 0);
    const QString sentence = Sentences::of(refusal.error.code, about);
    if (m_stack->currentWidget() == m_register && m_register)
        refuseRegistration(refusal, sentence);
    else if (m_stack->currentWidget() == m_reset && m_reset)
        refuseReset(refusal, sentence);
    else
        refuseLogIn(refusal, sentence);
}

void GuestFlow::refuseLogIn(const LobbyRefusal &refusal, const QString &sentence)
{
    if (!m_logIn)
        showLogIn();
    m_logIn->setBusy(false);
    if (refusal.waitSeconds > 0) {
        m_logIn->setPause(refusal.waitSeconds);
        return;
    }
    const bool isAboutName = refusal.error.code == Code::NameUnknown ||
                             (refusal.error.code >= Code::NameTaken && refusal.error.code <= Code::NameForm);
    m_logIn->setFieldError(isAboutName ? LogInPage::Input::Username : LogInPage::Input::Password, sentence);
}

void GuestFlow::refuseReset(const LobbyRefusal &refusal, const QString &sentence)
{
    m_reset->setBusy(false);
    if (refusal.waitSeconds > 0)
        m_reset->setPause(refusal.waitSeconds);
    else
        m_reset->setFieldError(inputFor(refusal.error.code), sentence);
}

} // namespace waxwing
