// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PasswordStrength.h"

#include "SecretBytes.h"
#include "WaxwingStyle.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPointer>
#include <QThreadPool>
#include <vector>
#include <zxcvbn.h>

namespace waxwing {

namespace {

constexpr qsizetype longestLookedAt = 100; // characters; zxcvbn's time grows faster than the length

} // namespace

Strength Strength::of(const QString &password, const QStringList &known)
{
    Strength strength;
    if (password.isEmpty())
        return strength;
    QByteArray bytes = password.left(longestLookedAt).toUtf8();
    QList<QByteArray> kept;
    std::vector<const char *> words;
    for (const QString &word : known) {
        if (!word.isEmpty())
            kept.append(word.toLower().toUtf8());
    }
    for (const QByteArray &word : kept)
        words.push_back(word.constData());
    words.push_back(nullptr);
    strength.bits = ZxcvbnMatch(bytes.constData(), words.data(), nullptr);
    wipe(toMutableSpan(bytes));
    // At some ten thousand guesses a second, what PBKDF2 with 600,000 rounds leaves a good attacker:
    // half an hour, two weeks, some three thousand years.
    if (strength.bits < 24)
        strength.bars = 1;
    else if (strength.bits < 34)
        strength.bars = 2;
    else if (strength.bits < 50)
        strength.bars = 3;
    else
        strength.bars = 4;
    return strength;
}

PasswordStrength::PasswordStrength(QWidget *parent) : Composite(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Strength of the password"));
}

void PasswordStrength::setPassword(const QString &password, const QStringList &known)
{
    const quint64 asked = ++m_asked;
    if (password.isEmpty()) {
        show(asked, {});
        return;
    }
    QThreadPool::globalInstance()->start([self = QPointer<PasswordStrength>(this), asked, password, known] {
        const Strength strength = Strength::of(password, known);
        QMetaObject::invokeMethod(
            qApp,
            [self, asked, strength] {
                if (self)
                    self->show(asked, strength);
            },
            Qt::QueuedConnection);
    });
}

void PasswordStrength::show(quint64 asked, Strength strength)
{
    if (asked != m_asked)
        return; // typed on since
    m_strength = strength;
    setAccessibleDescription(words());
    update();
    Q_EMIT changed();
}

QString PasswordStrength::words() const
{
    switch (m_strength.bars) {
    case 1:
        return tr("Weak: would be guessed within minutes.");
    case 2:
        return tr("Fair: would be guessed within days.");
    case 3:
        return tr("Good: would take years to guess.");
    case 4:
        return tr("Strong: would take centuries to guess.");
    default:
        return {};
    }
}

QSize PasswordStrength::sizeHint() const
{
    return {Theme::of(this).px(120), Theme::of(this).px(4)};
}

void PasswordStrength::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QColor on = tokens.ok;
    if (m_strength.bars == 1)
        on = tokens.bad;
    else if (m_strength.bars == 2)
        on = tokens.warn;
    const int gap = theme.px(4);
    const qreal wide = (width() - 3 * gap) / 4.0;
    QPainter painter(this);
    for (int i = 0; i < 4; ++i) {
        const QRectF bar(i * (wide + gap), 0, wide, height());
        const bool lit = i < m_strength.bars;
        if (tokens.highContrast && !lit)
            paintRounded(&painter, bar, height() / 2.0, Qt::transparent, tokens.line, 1);
        else
            paintRounded(&painter, bar, height() / 2.0, lit ? on : tokens.line, Qt::transparent, 0);
    }
}

} // namespace waxwing
