// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

#include <QLineEdit>

class QAction;
class QVBoxLayout;

namespace waxwing {

class HintLine;
class Label;

/// Label above, edit, hint below. An error takes the hint's place, edges the edit and keeps what was
/// typed until that is changed.
class Field final : public Composite
{
    Q_OBJECT

public:
    explicit Field(const QString &label, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    [[nodiscard]] QString text() const { return m_edit->text(); }
    void setText(const QString &text) { m_edit->setText(text); }
    void setLabel(const QString &label);
    void setHint(const QString &hint);
    void setNote(Tone tone,
                 const QString &sentence);  ///< Ok or Muted, in the hint's place; empty: the hint again
    void setError(const QString &sentence); ///< empty: none
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] QString shownLine() const; ///< what stands below the edit now
    /// Dots, and a row that points out Caps Lock; with an eye that shows what was typed.
    void setPassword(bool withEye);
    void setShown(bool shown);             ///< a password in clear
    void addBelow(QWidget *widget);        ///< under the hint
    void setWidest(int width);             ///< in units of px(), for short fields; 0: the whole sheet
    void insertBelowEdit(QWidget *widget); ///< between edit and hint
    [[nodiscard]] bool isCapsLockShown() const;

Q_SIGNALS:
    void edited(const QString &text); ///< by the person
    void submitted();                 ///< Enter
    void shownChanged(bool shown);    ///< the eye

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void onEdited(const QString &text);
    void watchCapsLock(const QKeyEvent &event);
    void showCapsLock(bool on);

    Label *m_label;
    QLineEdit *m_edit;
    QVBoxLayout *m_column;
    HintLine *m_line;
    HintLine *m_caps;
    QAction *m_eye = nullptr;
    bool m_password = false;
    QString m_hint;
    QString m_note;
    QString m_error;
    Tone m_noteTone = Tone::Muted;
    int m_widest = 0;
};

} // namespace waxwing
