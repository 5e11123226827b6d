// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QVBoxLayout;

namespace waxwing {

class AdaptiveLayout;
class Button;
class Composite;
class Field;
class HintLine;
class Label;

/// A form over a window: heading, rows, a line that says what is being done, Cancel and the act. It stays
/// open until it is closed; show it with open(). Esc closes it, and changes nothing. Deletes itself then.
class FormDialog : public QDialog
{
    Q_OBJECT

public:
    FormDialog(const QString &title, QWidget *parent);

    void setBusy(bool busy, const QString &sentence = {});
    [[nodiscard]] bool isBusy() const { return m_busy; }
    [[nodiscard]] Button *primaryButton() const { return m_primary; }
    [[nodiscard]] Button *otherButton() const { return m_other; }

protected:
    void addWords(const QString &words);
    void addRow(QWidget *row);
    void addField(Field *field);                                   ///< Enter in it submits
    void addActions(const QString &other, const QString &primary); ///< once, after all rows
    void markField(Field *field, const QString &sentence);         ///< error in place, focus there
    virtual void submit() = 0;
    virtual bool mayPress() const { return true; }
    void refreshActions();

    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void fit();

    Composite *m_content;
    QVBoxLayout *m_rows;
    HintLine *m_busyLine;
    AdaptiveLayout *m_actions;
    Button *m_other = nullptr;
    Button *m_primary = nullptr;
    QList<Field *> m_fields;
    bool m_busy = false;
};

} // namespace waxwing
