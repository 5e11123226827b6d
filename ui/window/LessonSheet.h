// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QTextBrowser;

namespace waxwing {

class Button;
class HintLine;

/// The lesson sheet: what a class does in twenty minutes with Wireshark beside it. From the program's own
/// resources, so it needs no network; can be saved as PDF to be handed out.
class LessonSheet final : public QDialog
{
    Q_OBJECT

public:
    explicit LessonSheet(QWidget *parent = nullptr);

    [[nodiscard]] QTextBrowser *sheet() const { return m_sheet; }
    /// A4, on white. Printed in the background; then the sheet says so, or why not. A file that was there
    /// stays whole unless the new one is.
    void savePdf(const QString &path);
    [[nodiscard]] QString said() const; ///< of the last saving

protected:
    void changeEvent(QEvent *event) override;

private:
    void load();
    void askWhereToSave();

    QTextBrowser *m_sheet;
    Button *m_save;
    HintLine *m_said;
};

} // namespace waxwing
