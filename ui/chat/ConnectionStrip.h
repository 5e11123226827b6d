// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Code.h"
#include "Composite.h"

namespace waxwing {

class Button;
class Countdown;
class Label;
class Tile;

/// Below the header while there is no connection: what happened, and Try now or, at the end, Leave. Pushes
/// the messages, never covers them.
class ConnectionStrip final : public Composite
{
    Q_OBJECT

public:
    explicit ConnectionStrip(QWidget *parent = nullptr);

    void showConnected();                           ///< hides
    void showReconnecting(Code cause, int seconds); ///< 0: trying now
    void showEnded(Code code);                      ///< final: Leave in place of Try now
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] Button *tryNowButton() const { return m_tryNow; }
    [[nodiscard]] Button *leaveButton() const { return m_leave; }
    [[nodiscard]] Tone tone() const { return m_tone; }

Q_SIGNALS:
    void tryNowRequested();
    void leaveRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void say(Tone tone, const QString &icon, const QString &sentence, Button *offered);
    void onTicked(int seconds);
    void announce();

    Tile *m_icon;
    Label *m_sentence;
    Button *m_tryNow;
    Button *m_leave;
    Countdown *m_countdown;
    Code m_cause = Code::Lost;
    Tone m_tone = Tone::Warn;
};

} // namespace waxwing
