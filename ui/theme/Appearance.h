// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Tokens.h"

#include <QFont>
#include <QObject>
#include <QPalette>

class QApplication;

namespace waxwing {

/// Puts style, palette, fonts and colours on the application and keeps them right while the person
/// changes the scheme or the text size, or the platform its palette or font. One an application.
class Appearance final : public QObject
{
    Q_OBJECT

public:
    explicit Appearance(QApplication &application, Scheme scheme = Scheme::System);
    ~Appearance() override;

    [[nodiscard]] Scheme scheme() const { return m_scheme; } ///< as asked for
    void setScheme(Scheme scheme);

    [[nodiscard]] int textPercent() const { return m_textPercent; }
    void setTextPercent(int percent); ///< of the platform's font; held within 50 to 300

    /// The colours that are on; null where no Appearance stands.
    static const Tokens *tokensOf(const QObject *application);

    /// The palette that carries these colours to plain widgets.
    static QPalette paletteFor(const Tokens &tokens);

Q_SIGNALS:
    void changed(); ///< colours or text size

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void applyColours();
    void applyFont();
    static void restyle();

    QApplication &m_application;
    QPalette m_systemPalette;
    QFont m_systemFont;
    Tokens m_tokens;
    Scheme m_scheme;
    int m_textPercent = 100;
    bool m_applying = false;
};

} // namespace waxwing
