// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SaveDialog.h"

#include <QFileDialog>

namespace waxwing {

namespace {

/// "png" of "Picture (*.png)".
QString suffixOf(const QString &filter)
{
    return filter.section(QLatin1StringView("*."), 1).section(u')', 0, 0);
}

} // namespace

QFileDialog *makeSaveDialog(const SaveProposal &proposal, QWidget *parent)
{
    auto *dialog = new QFileDialog(parent, proposal.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(proposal.filters);
    dialog->setDefaultSuffix(suffixOf(proposal.filters.value(0)));
    dialog->setDirectory(QStandardPaths::writableLocation(proposal.folder));
    dialog->selectFile(proposal.name);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog,
                     [dialog](const QString &filter) { dialog->setDefaultSuffix(suffixOf(filter)); });
    return dialog;
}

} // namespace waxwing
