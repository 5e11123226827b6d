// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

#include <functional>

namespace waxwing {

class Band;
class Button;
class ComposerEdit;
class HintLine;

/// Where a message is written, with Send beside it. What cannot be sent stays, with the reason in a line
/// above; where writing is forbidden a band says why in its place.
class Composer final : public Composite
{
    Q_OBJECT

public:
    using Judge = std::function<QString(const QString &text)>; ///< a sentence why not, or nothing

    explicit Composer(QWidget *parent = nullptr);

    void setJudge(Judge judge) { m_judge = std::move(judge); }
    /// Why writing is not allowed, and its icon; empty: allowed.
    void setForbidden(const QString &reason, const QString &icon = QStringLiteral("mute"));
    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    void sendAnyway(); ///< what was taken for a wish to leave is a message
    void insert(const QString &text);
    void takeFocus();

    [[nodiscard]] ComposerEdit *edit() const { return m_edit; }
    [[nodiscard]] Button *sendButton() const { return m_send; }
    [[nodiscard]] QString line() const; ///< above the edit: a refusal or a hint
    [[nodiscard]] bool isForbidden() const { return m_isForbidden; }

Q_SIGNALS:
    void sayRequested(const QString &text);
    void leaveOffered();   ///< the whole message was bye, exit or end; the draft stays
    void leaveRequested(); ///< /bye
    void helpRequested();  ///< /help; the commands stand in the line above

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void send();
    void say(const QString &text);
    bool runCommand(const QString &text);
    void refresh();

    HintLine *m_line;
    ComposerEdit *m_edit;
    Button *m_send;
    Band *m_forbidden;
    Judge m_judge;
    bool m_isForbidden = false;
};

} // namespace waxwing
