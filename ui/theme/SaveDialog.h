// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStandardPaths>

class QFileDialog;
class QWidget;

namespace waxwing {

/// What a dialog proposes: "Picture (*.png)" … the first filter is on, and a name without a suffix gets that
/// of the filter.
struct SaveProposal
{
    QString title;
    QStringList filters;
    QString name; ///< "waxwing-lesson.pdf"
    QStandardPaths::StandardLocation folder = QStandardPaths::DocumentsLocation;
};

/// Asks where to save: connect to fileSelected, then open(). Deletes itself when it is closed.
QFileDialog *makeSaveDialog(const SaveProposal &proposal, QWidget *parent);

} // namespace waxwing
