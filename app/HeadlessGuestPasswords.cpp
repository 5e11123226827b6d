// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// Another password: in the room, or by a one-time code of the host.
#include "HeadlessGuest.h"

#include "JsonLines.h"
#include "PasswordSource.h"
#include "Terminal.h"

#include <QScopeGuard>
#include <algorithm>

namespace waxwing {

void HeadlessGuest::connectPasswords()
{
    connect(m_client, &RoomClient::passwordChanged, this, &HeadlessGuest::onPasswordChanged);
    connect(m_client, &RoomClient::passwordRefused, this, &HeadlessGuest::onPasswordRefused);
    connect(m_client, &RoomClient::vaultPutAside, this, [this] {
        if (m_json)
            json::write(QStringLiteral("put_aside"));
        else
            terminal::writeError(
                tr("What was sealed under the forgotten password is kept beside the new one."));
    });
}

/// Before anything is sent.
void HeadlessGuest::sayWhatResetLoses() const
{
    terminal::writeError(
        tr("Your messages that this PC keeps stay sealed under the old password and will not be "
           "shown. They are put aside, not deleted. If there are any, the others see a new key."));
}

void HeadlessGuest::changePassword(const QJsonObject &command, const QJsonValue &id)
{
    if (m_changing)
        return json::writeError({Code::Busy, QStringLiteral("the password is being changed")}, id);
    m_changing = id;
    QString old = command.value(QStringLiteral("old")).toString();
    QString fresh = command.value(QStringLiteral("new")).toString();
    m_client->changePassword(old, fresh);
    old.fill(QChar(0));
    fresh.fill(QChar(0));
}

/// On the terminal, which does not show them.
void HeadlessGuest::askForPasswords()
{
    const QStringList prompts{tr("Old password: "), tr("New password: "), tr("New password again: ")};
    if (m_changing)
        return terminal::writeError(tr("The password is being changed already."));
    QStringList typed;
    const auto wiped = qScopeGuard([&typed] {
        for (QString &password : typed)
            password.fill(QChar(0));
    });
    for (const QString &prompt : prompts) {
        auto password = PasswordSource::read({}, prompt, m_input);
        if (!password && password.error().code == Code::Cancelled)
            return terminal::writeError(tr("Nothing was changed."));
        if (!password) { // a script may have them ready: they are not for the room
            m_unsaid = static_cast<int>(prompts.size());
            return terminal::writeError(
                tr("There is no terminal to ask for the passwords. Nothing was changed, "
                   "and the next three lines are not said."));
        }
        typed.append(*std::move(password));
    }
    if (typed.at(1) == typed.at(2)) {
        m_changing = QJsonValue(QJsonValue::Undefined);
        m_client->changePassword(typed.at(0), typed.at(1));
    } else {
        terminal::writeError(tr("The two new passwords differ. Nothing was changed."));
    }
}

/// Of this account, here besides this one.
int HeadlessGuest::otherDevices() const
{
    const QList<PersonView> people = m_client->people();
    const auto me =
        std::find_if(people.begin(), people.end(), [](const PersonView &person) { return person.isMe; });
    return me == people.end() ? 0 : me->devices - 1;
}

void HeadlessGuest::onPasswordChanged()
{
    const QJsonValue id = std::exchange(m_changing, std::nullopt).value_or(QJsonValue::Undefined);
    const int others = otherDevices();
    if (!m_json) {
        terminal::writeLine(tr("The password is changed."));
        if (others > 0)
            terminal::writeLine(tr("Other devices that are here with your name stay until they leave: %1. If "
                                   "one is not yours, ask the host to close the room.")
                                    .arg(others));
        return;
    }
    QJsonObject fields;
    if (others > 0)
        fields.insert(QStringLiteral("others"), others);
    if (!id.isUndefined() && !id.isNull())
        fields.insert(QStringLiteral("id"), id);
    json::write(QStringLiteral("password_changed"), fields);
}

void HeadlessGuest::onPasswordRefused(const LobbyRefusal &refusal)
{
    const QJsonValue id = std::exchange(m_changing, std::nullopt).value_or(QJsonValue::Undefined);
    if (!m_json) {
        Circumstances about = aboutTarget();
        about.waitSeconds = refusal.waitSeconds;
        about.triesLeft = std::max(refusal.triesLeft, 0);
        const Code code = refusal.error.code;
        const QString outcome =
            code == Code::NoAnswer || code == Code::Internal
                ? tr("It is not known whether the password was changed: the next time, the "
                     "new one or the old one is right.")
                : tr("The password was not changed.");
        return terminal::writeError(outcome + u' ' + Sentences::of(refusal.error.code, about));
    }
    QJsonObject fields{{QStringLiteral("code"), codeName(refusal.error.code)}};
    if (refusal.waitSeconds > 0)
        fields.insert(QStringLiteral("wait"), refusal.waitSeconds);
    if (refusal.triesLeft >= 0)
        fields.insert(QStringLiteral("left"), refusal.triesLeft);
    if (!id.isUndefined() && !id.isNull())
        fields.insert(QStringLiteral("id"), id);
    json::write(QStringLiteral("password_not_changed"), fields);
}

} // namespace waxwing
