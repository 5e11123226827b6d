// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FormPage.h"
#include "RoomStrip.h"

#include <QTimer>

namespace waxwing {

class PasswordStrength;

/// Makes an account in a room: the name is checked while it is typed, the password judged in words.
class RegisterPage final : public FormPage
{
    Q_OBJECT

public:
    enum class Input { Invite, Username, Email, Password, Repeat };
    enum class Verdict { Free, Taken, NotAllowed };

    struct Wish
    {
        QString username; ///< NFKC, trimmed; the host judges it
        QString email;
        QString password; ///< as typed
        QString invite;   ///< empty where the room asks for none
    };

    explicit RegisterPage(QWidget *parent = nullptr);

    void setRoom(const QString &room, RoomStrip::Verified verified, const QString &address);
    void setInviteNeeded(bool needed);
    void setInvite(const QString &invite); ///< from the link
    void setUsername(const QString &username);
    void setEmail(const QString &email);
    /// The host's answer to checkRequested(); one for a name that is no longer in the field is dropped.
    void setCheckResult(const QString &username, Verdict verdict, const QString &sentence);
    void setFieldError(Input input, const QString &sentence);

    [[nodiscard]] QString username() const; ///< NFKC, trimmed
    [[nodiscard]] QString invite() const;   ///< without spaces and hyphens; empty where none is needed
    [[nodiscard]] Field *field(Input input) const;
    [[nodiscard]] PasswordStrength *strength() const { return m_strength; }

Q_SIGNALS:
    void checkRequested(const QString &username, const QString &invite); ///< 400 ms after the last key
    void registerRequested(const waxwing::RegisterPage::Wish &wish);
    void logInRequested(); ///< the link

protected:
    void submit() override;
    void onLink() override { Q_EMIT logInRequested(); }

private:
    [[nodiscard]] bool checkInputs();
    void onNameEdited();
    void askForName();
    void onPasswordEdited();
    void showStrength();

    RoomStrip *m_strip;
    Field *m_invite;
    Field *m_username;
    Field *m_email;
    Field *m_password;
    Field *m_repeat;
    PasswordStrength *m_strength;
    QTimer m_checkSoon;
};

} // namespace waxwing

Q_DECLARE_METATYPE(waxwing::RegisterPage::Wish)
