// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QStringList>

namespace waxwing {

class Field;
class PasswordStrength;

/// A new password and its repetition: judged in bars and words while it is typed, and as a whole when it is
/// wished. The fields belong to the form that they are put into.
class NewPasswordFields final : public QObject
{
    Q_OBJECT

public:
    explicit NewPasswordFields(QObject *parent = nullptr);

    [[nodiscard]] Field *password() const { return m_password; }
    [[nodiscard]] Field *repeat() const { return m_repeat; }
    [[nodiscard]] PasswordStrength *strength() const { return m_strength; }
    void setKnown(const QStringList &words); ///< that somebody would try first
    [[nodiscard]] QString passwordError() const;
    [[nodiscard]] QString repeatError() const; ///< empty: they are the same

private:
    void judge();
    void showStrength();

    Field *m_password;
    Field *m_repeat;
    PasswordStrength *m_strength;
    QStringList m_known;
};

} // namespace waxwing
