// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PasswordFlow.h"

#include "Button.h"
#include "CodeDialog.h"
#include "MessageDialog.h"
#include "PasswordDialog.h"
#include "RoomMenus.h"
#include "Sentences.h"

#include <QAction>
#include <QDateTime>
#include <QMainWindow>

namespace waxwing {

namespace {

constexpr qint64 msPerSecond = 1'000;

PasswordDialog::Input inputFor(Code code)
{
    switch (code) {
    case Code::PasswordTooShort:
    case Code::PasswordTooLong:
    case Code::PasswordCharacter:
        return PasswordDialog::Input::New;
    default:
        return PasswordDialog::Input::Old;
    }
}

} // namespace

PasswordFlow::PasswordFlow(RoomMenus *menus, QMainWindow *window)
    : QObject(window), m_menus(menus), m_window(window)
{
    connect(menus->changePassword, &QAction::triggered, this, &PasswordFlow::changePassword);
    connect(menus->giveCode, &QAction::triggered, this, &PasswordFlow::giveCode);
}

void PasswordFlow::enter(RoomClient *client, HostControl *host)
{
    if (m_client)
        m_client->disconnect(this);
    if (m_host)
        m_host->disconnect(this);
    m_client = client;
    m_host = host;
    connect(client, &RoomClient::passwordChanged, this, &PasswordFlow::onChanged);
    connect(client, &RoomClient::passwordRefused, this, &PasswordFlow::onRefused);
    connect(client, &RoomClient::stageChanged, this, [this](RoomStage stage) {
        if (stage == RoomStage::Idle)
            closeDialogs();
    });
    if (host)
        connect(host, &HostControl::resetAnswered, this, &PasswordFlow::onCode);
    m_menus->setCanChangePassword(!host && client->lobby().canChangePassword);
}

/// With what was typed.
void PasswordFlow::closeDialogs()
{
    if (m_change)
        m_change->close();
    if (m_code)
        m_code->close();
}

void PasswordFlow::changePassword()
{
    if (!m_client || m_change)
        return;
    const QString name = m_client->username();
    m_change = new PasswordDialog(name, {name, m_client->lobby().room}, m_window);
    connect(m_change, &PasswordDialog::changeRequested, this,
            [this](const QString &old, const QString &fresh) {
                m_change->setBusy(true, tr("Changing the password…"));
                if (m_client)
                    m_client->changePassword(old, fresh);
            });
    m_change->open();
}

void PasswordFlow::onChanged()
{
    if (m_change)
        m_change->close();
    auto *done =
        new MessageDialog(QStringLiteral("check"), Tone::Ok, tr("The password is changed"), m_window);
    done->addWords(tr("From now on you log in with the new one, on every PC."));
    const QList<PersonView> people = m_client ? m_client->people() : QList<PersonView>();
    if (!people.isEmpty() && people.first().isMe && people.first().devices > 1)
        done->addWords(tr("Other devices that are here with your name stay until they leave: %1. If one is "
                          "not yours, ask the host to close the room.")
                           .arg(people.first().devices - 1));
    done->addPrimary(tr("Close"));
    done->open();
}

void PasswordFlow::onRefused(const LobbyRefusal &refusal)
{
    Circumstances about;
    about.waitSeconds = refusal.waitSeconds;
    about.triesLeft = std::max(refusal.triesLeft, 0);
    const Code code = refusal.error.code;
    const bool isUnknown = code == Code::NoAnswer || code == Code::Internal;
    const QString unknown =
        (code == Code::Internal ? tr("The host failed while it stored the password.")
                                : tr("The connection broke before the host answered.")) +
        u' ' +
        tr("The next time you log in, the new password or the old one is right; your messages open by "
           "either.");
    const QString lost = tr("The connection broke. The password was not changed; try again.");
    const QString sentence = isUnknown ? unknown : code == Code::Lost ? lost : Sentences::of(code, about);
    if (m_change && !isUnknown) {
        if (refusal.waitSeconds > 0)
            m_change->setPause(refusal.waitSeconds);
        else
            m_change->setFieldError(inputFor(code), sentence);
        return;
    }
    if (m_change)
        m_change->close();
    auto *told = new MessageDialog(QStringLiteral("alert"), Tone::Warn,
                                   isUnknown ? tr("It is not known whether the password was changed")
                                             : tr("The password was not changed"),
                                   m_window);
    told->addWords(sentence);
    told->addPrimary(tr("Close"));
    told->open();
}

void PasswordFlow::giveCode()
{
    if (!m_host || m_code)
        return;
    m_code = new CodeDialog(m_window);
    connect(m_code, &CodeDialog::codeRequested, this, [this](const QString &name) {
        if (!m_host)
            return;
        m_code->setBusy(true, tr("Making a code…"));
        m_asked = m_host->makeResetCode(name);
    });
    m_code->open();
}

void PasswordFlow::onCode(const ResetAnswer &answer)
{
    if (!m_code || answer.question != m_asked)
        return;
    if (answer.error) {
        Circumstances about;
        about.name = answer.name;
        return m_code->setError(answer.error->code == Code::NameUnknown
                                    ? tr("Nobody has registered with this name here.")
                                    : Sentences::of(answer.error->code, about));
    }
    const qint64 left = answer.expiresMs - QDateTime::currentMSecsSinceEpoch();
    m_code->setCode(answer.name, answer.code, static_cast<int>(left / msPerSecond));
}

} // namespace waxwing
