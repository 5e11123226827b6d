// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

namespace waxwing {

/// What zxcvbn makes of a password, in four steps.
struct Strength
{
    int bars = 0; ///< 0: nothing typed; 1 to 4
    double bits = 0;

    /// Slow for long passwords (up to some 10 ms): not for the GUI thread. known: words that an attacker
    /// tries first, such as the username. At most 100 characters are looked at.
    static Strength of(const QString &password, const QStringList &known);
};

/// Four bars and, in its owner's line, a word. Estimates in a pool and shows the latest result alone.
class PasswordStrength final : public Composite
{
    Q_OBJECT

public:
    explicit PasswordStrength(QWidget *parent = nullptr);

    void setPassword(const QString &password, const QStringList &known);
    [[nodiscard]] int bars() const { return m_strength.bars; }
    [[nodiscard]] QString words() const;

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void show(quint64 asked, Strength strength);

    Strength m_strength;
    quint64 m_asked = 0;
};

} // namespace waxwing
