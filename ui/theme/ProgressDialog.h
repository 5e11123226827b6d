// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

namespace waxwing {

class Button;
class Label;

/// Something takes a while, and can be stopped: what it is, how far it has come, Cancel (Esc). Whoever opened
/// it closes it; it deletes itself then.
class ProgressDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ProgressDialog(const QString &title, QWidget *parent = nullptr);

    void setWords(const QString &words);
    [[nodiscard]] QString words() const;
    [[nodiscard]] Button *cancelButton() const { return m_cancel; }
    void reject() override; ///< tells cancelRequested

Q_SIGNALS:
    void cancelRequested();

private:
    Label *m_words;
    Button *m_cancel;
};

} // namespace waxwing
