// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ProgressDialog.h"

#include "Button.h"
#include "Composite.h"
#include "Label.h"
#include "Tile.h"

#include <QHBoxLayout>

namespace waxwing {

ProgressDialog::ProgressDialog(const QString &title, QWidget *parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    auto *content = new Composite(this);
    whole->addWidget(content);
    auto *column = new QVBoxLayout(content);
    auto *head = new QHBoxLayout;
    auto *rows = new QVBoxLayout;
    auto *end = new QHBoxLayout;
    auto *heading = new Label(Type::Subtitle, title, content);
    heading->setWrapped(true);
    m_words = new Label(Type::Body, {}, content);
    m_words->setTone(Tone::Muted);
    m_cancel = new Button(Button::Kind::Outlined, tr("Cancel"), content);
    rows->addWidget(heading);
    rows->addWidget(m_words);
    head->addWidget(new Tile(QStringLiteral("clock"), Tone::Accent, Tile::Shape::Tinted, 0, content));
    head->addLayout(rows, 1);
    end->addStretch(1);
    end->addWidget(m_cancel);
    column->addLayout(head);
    column->addLayout(end);
    content->metrics([content, column, head, rows](const Theme &theme) {
        column->setContentsMargins(theme.gap(24), theme.gap(22), theme.gap(24), theme.gap(20));
        column->setSpacing(theme.px(20));
        head->setSpacing(theme.px(16));
        rows->setSpacing(theme.px(4));
        content->setMinimumWidth(theme.px(380));
    });
    connect(m_cancel, &Button::clicked, this, &ProgressDialog::reject);
}

void ProgressDialog::setWords(const QString &words)
{
    m_words->setText(words);
    setAccessibleDescription(words);
}

QString ProgressDialog::words() const
{
    return m_words->text();
}

void ProgressDialog::reject()
{
    Q_EMIT cancelRequested();
}

} // namespace waxwing
