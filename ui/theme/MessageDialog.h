// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Tokens.h"

#include <QDialog>

class QCheckBox;
class QVBoxLayout;

namespace waxwing {

class AdaptiveLayout;
class Button;
class Composite;
class Field;

/// A sentence that stands in the way: icon, title, words, and at most three ways on. Show it with open(); it
/// deletes itself when closed. Every button closes it; Esc is the way that changes nothing.
class MessageDialog final : public QDialog
{
    Q_OBJECT

public:
    MessageDialog(const QString &icon, Tone tone, const QString &title, QWidget *parent = nullptr);

    void addWords(const QString &words);        ///< a paragraph; plain text, line breaks are kept
    void addTable(const QStringList &pairs);    ///< left, right, left, right …
    QCheckBox *addChoice(const QString &words); ///< a box to tick, off
    Field *addField(const QString &label);
    void addDetails(const QString &details); ///< technical text; can be marked and copied

    Button *addLink(const QString &words);    ///< at the left
    Button *addOther(const QString &words);   ///< beside the primary
    Button *addPrimary(const QString &words); ///< filled, Enter; last

    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] QString words() const { return m_words; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    Button *add(Button *button);

    QString m_title;
    QString m_words;
    Composite *m_content;
    QVBoxLayout *m_rows;
    AdaptiveLayout *m_actions;
    bool m_hasLink = false;
};

} // namespace waxwing
