// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FormPage.h"
#include "RoomStrip.h"

namespace waxwing {

class Countdown;

/// Logs in with an account of the room. A pause after wrong passwords counts down at the password.
class LogInPage final : public FormPage
{
    Q_OBJECT

public:
    enum class Input { Username, Password };

    explicit LogInPage(QWidget *parent = nullptr);

    void setRoom(const QString &room, RoomStrip::Verified verified, const QString &address);
    void setUsername(const QString &username);
    [[nodiscard]] QString username() const; ///< trimmed
    void setMayRegister(bool may);          ///< shows the link
    void setMayReset(bool may);             ///< shows the other one, below the password
    void setFieldError(Input input, const QString &sentence);
    void setPause(int seconds); ///< from now on; what was typed stays
    [[nodiscard]] bool isPaused() const;

    [[nodiscard]] Field *field(Input input) const;
    [[nodiscard]] Button *resetLink() const { return m_reset; }

Q_SIGNALS:
    void logInRequested(const QString &username, const QString &password); ///< as typed, neither empty
    void registerRequested();                                              ///< the link
    void resetRequested();                                                 ///< with a one-time code

protected:
    void submit() override;
    void onLink() override { Q_EMIT registerRequested(); }
    [[nodiscard]] bool mayPress() const override { return !isPaused(); }

private:
    void showPause(int secondsLeft);
    void endPause();

    RoomStrip *m_strip;
    Field *m_username;
    Field *m_password;
    Button *m_reset;
    Countdown *m_pause;
};

} // namespace waxwing
