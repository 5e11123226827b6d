// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FolderSetting.h"

#include "Button.h"
#include "ElidedLabel.h"
#include "HintLine.h"

#include <QBoxLayout>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace waxwing {

FolderSetting::FolderSetting(Engine &engine, const SettingKey<const char *> &key, const QString &words,
                             const QString &usual, const QString &hint, QWidget *parent)
    : SettingRow(engine, key.key(), QString::fromLatin1(key.normal), parent), m_words(words), m_usual(usual),
      m_folder(new ElidedLabel(Type::Body, Qt::ElideMiddle, {}, this)),
      m_choose(new Button(Button::Kind::Outlined, tr("Choose…"), this)), m_warning(new HintLine(this))
{
    auto *row = new QHBoxLayout;
    row->addWidget(m_folder, 1);
    row->addWidget(m_choose);
    column()->addWidget(new Label(Type::Strong, words, this));
    column()->addLayout(row);
    column()->addWidget(m_warning);
    m_choose->setAccessibleName(tr("Choose the folder: %1").arg(words));
    addWords(words);
    addHint(hint, false);
    metrics([row](const Theme &theme) { row->setSpacing(theme.px(8)); });
    connect(m_choose, &Button::clicked, this, &FolderSetting::ask);
    FolderSetting::display();
}

QString FolderSetting::shown() const
{
    return m_folder->fullText();
}

QFileDialog *FolderSetting::dialog() const
{
    return m_dialog;
}

void FolderSetting::display()
{
    const QString chosen = value().toString();
    m_folder->setFullText(QDir::toNativeSeparators(chosen.isEmpty() ? m_usual : chosen));
    m_warning->say({});
}

void FolderSetting::ask()
{
    if (m_dialog) {
        m_dialog->activateWindow();
        return;
    }
    const QString now = value().toString();
    m_dialog = new QFileDialog(this, m_words, now.isEmpty() ? m_usual : now);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setFileMode(QFileDialog::Directory);
    m_dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(m_dialog, &QFileDialog::fileSelected, this, &FolderSetting::chooseFolder);
    m_dialog->open();
}

void FolderSetting::chooseFolder(const QString &folder)
{
    const QFileInfo info(folder);
    if (!info.isDir() || !info.isWritable()) {
        m_warning->say(QStringLiteral("alert"), Tone::Bad,
                       tr("Nothing can be saved in that folder. Choose another one."));
        return;
    }
    choose(folder);
}

} // namespace waxwing
