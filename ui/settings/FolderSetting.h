// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "SettingRow.h"

#include <QPointer>

class QFileDialog;

namespace waxwing {

class ElidedLabel;

/// A folder of this PC; as delivered it is the usual one.
class FolderSetting final : public SettingRow
{
    Q_OBJECT

public:
    FolderSetting(Engine &engine, const SettingKey<const char *> &key, const QString &words,
                  const QString &usual, const QString &hint, QWidget *parent);
    [[nodiscard]] Button *chooseButton() const { return m_choose; }
    [[nodiscard]] QString shown() const;
    [[nodiscard]] QFileDialog *dialog() const; ///< null: none is open
    [[nodiscard]] HintLine *warning() const { return m_warning; }
    /// Refuses what cannot be written, and says so.
    void chooseFolder(const QString &folder);

protected:
    void display() override;

private:
    void ask();

    QString m_words;
    QString m_usual;
    ElidedLabel *m_folder;
    Button *m_choose;
    HintLine *m_warning;
    QPointer<QFileDialog> m_dialog;
};

} // namespace waxwing
