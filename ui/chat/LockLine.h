// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Tokens.h"

#include <QAbstractButton>

namespace waxwing {

/// How the conversation is protected, in one line: elided in the middle, whole in tool tip and accessible
/// name. A click opens the details.
class LockLine final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit LockLine(QWidget *parent = nullptr);

    void setWords(const QString &words);
    void setMark(const QString &icon, Tone tone); ///< as delivered, a lock in ok
    [[nodiscard]] QString words() const { return m_words; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_words;
    QString m_icon = QStringLiteral("lock");
    Tone m_tone = Tone::Ok;
};

} // namespace waxwing
