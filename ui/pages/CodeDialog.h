// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FormDialog.h"

namespace waxwing {

class CodeTiles;
class Countdown;

/// A one-time code for somebody who has forgotten the password: for whom, then the code in large letters, for
/// as long as it is good.
class CodeDialog final : public FormDialog
{
    Q_OBJECT

public:
    explicit CodeDialog(QWidget *parent);

    void setName(const QString &name);
    [[nodiscard]] Field *nameField() const { return m_name; }
    void setError(const QString &sentence); ///< about the name
    /// For the account of that name, good for so many seconds from now on.
    void setCode(const QString &name, const QString &code, int seconds);
    [[nodiscard]] QString code() const { return m_code; } ///< empty: none yet, or it is over
    [[nodiscard]] QString line() const;                   ///< what stands below it
    [[nodiscard]] Button *copyButton() const { return m_copy; }

Q_SIGNALS:
    void codeRequested(const QString &name); ///< trimmed, not empty

protected:
    void submit() override;

private:
    void copy();
    void showTime(int secondsLeft);
    void endCode();

    Field *m_name;
    CodeTiles *m_tiles;
    HintLine *m_line;
    Button *m_copy;
    Countdown *m_time;
    QString m_code;
};

} // namespace waxwing
