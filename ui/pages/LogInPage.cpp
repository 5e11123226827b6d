// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LogInPage.h"

#include "Button.h"
#include "Countdown.h"
#include "Field.h"
#include "Label.h"
#include "Sentences.h"

#include <QVBoxLayout>

namespace waxwing {

LogInPage::LogInPage(QWidget *parent)
    : FormPage(Way::Back, 460, parent), m_strip(new RoomStrip), m_username(new Field(tr("Username"))),
      m_password(new Field(tr("Password"))),
      m_reset(new Button(Button::Kind::Link, tr("I have a one-time code"))), m_pause(new Countdown(this))
{
    setAccessibleName(tr("Log in"));
    rows()->addWidget(m_strip);
    rows()->addWidget(new Label(Type::Title, tr("Log in")));
    addField(m_username);
    m_password->setPassword(true);
    addField(m_password);
    m_reset->hide();
    rows()->addWidget(m_reset, 0, Qt::AlignLeft);
    addResting(m_reset);
    connect(m_reset, &Button::clicked, this, &LogInPage::resetRequested);
    addActions({}, tr("Log in"));
    connect(m_pause, &Countdown::ticked, this, &LogInPage::showPause);
    connect(m_pause, &Countdown::finished, this, &LogInPage::endPause);
    connect(m_password, &Field::edited, this, [this] {
        if (isPaused())
            showPause(m_pause->secondsLeft());
    });
    setTabs({m_username->edit(), m_password->edit(), m_reset});
}

void LogInPage::setRoom(const QString &room, RoomStrip::Verified verified, const QString &address)
{
    m_strip->setRoom(room, verified, address);
}

void LogInPage::setUsername(const QString &username)
{
    m_username->setText(username);
}

QString LogInPage::username() const
{
    return m_username->text().trimmed();
}

void LogInPage::setMayRegister(bool may)
{
    setLink(may ? tr("Register instead") : QString());
}

void LogInPage::setMayReset(bool may)
{
    m_reset->setVisible(may);
}

void LogInPage::setFieldError(Input input, const QString &sentence)
{
    markField(field(input), sentence);
}

Field *LogInPage::field(Input input) const
{
    return input == Input::Username ? m_username : m_password;
}

bool LogInPage::isPaused() const
{
    return m_pause->isRunning();
}

void LogInPage::setPause(int seconds)
{
    if (isBusy())
        setBusy(false);
    m_password->edit()->setFocus(Qt::OtherFocusReason);
    m_pause->start(seconds);
    refreshActions();
}

void LogInPage::showPause(int secondsLeft)
{
    m_password->setError(tr("Too many wrong passwords. Try again in %1.").arg(Sentences::wait(secondsLeft)));
}

void LogInPage::endPause()
{
    m_password->setError({});
    refreshActions();
}

void LogInPage::submit()
{
    const bool password = !m_password->text().isEmpty();
    const bool username = !this->username().isEmpty();
    markField(m_password, password ? QString() : tr("Type your password."));
    markField(m_username, username ? QString() : tr("Type the name that you registered with."));
    if (username && password)
        Q_EMIT logInRequested(this->username(), m_password->text());
}

} // namespace waxwing
