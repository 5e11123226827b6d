// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FormPage.h"
#include "RoomStrip.h"

namespace waxwing {

class Band;
class Countdown;
class NewPasswordFields;

/// A new password by the host's one-time code, for who has forgotten the old one. What that costs stands
/// above the fields.
class ResetPage final : public FormPage
{
    Q_OBJECT

public:
    enum class Input { Username, Code, Password, Repeat };

    explicit ResetPage(QWidget *parent = nullptr);

    void setRoom(const QString &room, RoomStrip::Verified verified, const QString &address);
    void setUsername(const QString &username);
    [[nodiscard]] QString username() const; ///< trimmed
    void setFieldError(Input input, const QString &sentence);
    void setPause(int seconds); ///< after wrong codes, from now on
    [[nodiscard]] bool isPaused() const;

    [[nodiscard]] Field *field(Input input) const;
    [[nodiscard]] QString warning() const;
    [[nodiscard]] NewPasswordFields *newPassword() const { return m_new; }

Q_SIGNALS:
    void resetRequested(const QString &username, const QString &code, const QString &password); ///< as typed
    void logInRequested();                                                                      ///< the link

protected:
    void submit() override;
    void onLink() override { Q_EMIT logInRequested(); }
    [[nodiscard]] bool mayPress() const override { return !isPaused(); }

private:
    void showPause(int secondsLeft);
    void endPause();

    RoomStrip *m_strip;
    Band *m_warning;
    Field *m_username;
    Field *m_code;
    NewPasswordFields *m_new;
    Countdown *m_pause;
};

} // namespace waxwing
