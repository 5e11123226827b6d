// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FormDialog.h"

namespace waxwing {

class Countdown;
class NewPasswordFields;

/// Another password for an account: the old one, and twice the new. A pause after wrong ones counts down at
/// the old one.
class PasswordDialog final : public FormDialog
{
    Q_OBJECT

public:
    enum class Input { Old, New, Repeat };

    /// `known`: words that somebody would try first.
    PasswordDialog(const QString &username, const QStringList &known, QWidget *parent);

    void setFieldError(Input input, const QString &sentence);
    void setPause(int seconds);
    [[nodiscard]] bool isPaused() const;
    [[nodiscard]] Field *field(Input input) const;
    [[nodiscard]] NewPasswordFields *newPassword() const { return m_new; }

Q_SIGNALS:
    void changeRequested(const QString &old, const QString &fresh); ///< as typed

protected:
    void submit() override;
    [[nodiscard]] bool mayPress() const override { return !isPaused(); }

private:
    void showPause(int secondsLeft);
    void endPause();

    Field *m_old;
    NewPasswordFields *m_new;
    Countdown *m_pause;
};

} // namespace waxwing
