// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

namespace waxwing {

class Button;
class Label;
class Tile;

/// Icon, sentence and perhaps a button on a tinted ground: a hint (Muted), or something to look at (Ok,
/// Warn, Bad). flush: over the whole width without corners, for the strip below a header.
class Band : public Composite
{
    Q_OBJECT

public:
    enum class Form { Rounded, Flush };

    explicit Band(Tone tone, const QString &icon, const QString &sentence, Form form = Form::Rounded,
                  QWidget *parent = nullptr);

    void setTone(Tone tone, const QString &icon);
    void setSentence(const QString &sentence);
    [[nodiscard]] QString sentence() const;
    void setAction(const QString &words); ///< empty: no button
    [[nodiscard]] Button *actionButton() const { return m_action; }

Q_SIGNALS:
    void actionRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
    Form m_form;
    Tile *m_icon;
    Label *m_sentence;
    Button *m_action;
};

} // namespace waxwing
