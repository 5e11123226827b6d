// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Page.h"

class QVBoxLayout;

namespace waxwing {

class Field;
class HintLine;
class Sheet;

/// A page with one sheet: rows, then the last row with a way out as a link at the left and the primary
/// act at the right. While it is busy a line says with what, the fields rest and the link is Cancel.
class FormPage : public Page
{
    Q_OBJECT

public:
    FormPage(Way way, int widest, QWidget *parent);

    void setBusy(bool busy, const QString &sentence = {});
    [[nodiscard]] bool isBusy() const { return m_busy; }

    [[nodiscard]] Button *primaryButton() const { return m_primary; }
    [[nodiscard]] Button *linkButton() const { return m_link; }
    [[nodiscard]] QString busyWords() const;

Q_SIGNALS:
    void cancelRequested(); ///< while busy

protected:
    [[nodiscard]] QVBoxLayout *rows() const; ///< of the sheet, above the last row
    [[nodiscard]] Sheet *sheet() const { return m_sheet; }
    void addField(Field *field);                                  ///< Enter in it submits
    void addResting(QWidget *part);                               ///< rests while busy, as the fields do
    void addActions(const QString &link, const QString &primary); ///< once, after all rows
    void setLink(const QString &words);                           ///< empty: none
    void setTabs(const QList<QWidget *> &fields);                 ///< then primary, link, Back
    void markField(Field *field, const QString &sentence);        ///< error in place, focus there
    [[nodiscard]] Field *firstEmptyField() const;
    [[nodiscard]] QWidget *firstFocus() const override;

    virtual void submit() = 0; ///< checks what can be checked here, then emits the wish
    virtual void onLink() = 0;
    virtual bool mayPress() const { return true; } ///< whether the primary act is possible now
    void refreshActions();

    void keyPressEvent(QKeyEvent *event) override;

private:
    void onLinkClicked();

    Sheet *m_sheet;
    HintLine *m_busyLine;
    Button *m_link = nullptr;
    Button *m_primary = nullptr;
    QList<Field *> m_fields;
    QList<QWidget *> m_resting;
    QString m_linkWords;
    bool m_busy = false;
};

} // namespace waxwing
