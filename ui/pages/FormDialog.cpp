// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FormDialog.h"

#include "AdaptiveLayout.h"
#include "Button.h"
#include "Composite.h"
#include "Field.h"
#include "HintLine.h"
#include "Label.h"

#include <QEvent>
#include <QScreen>
#include <QVBoxLayout>

namespace waxwing {

FormDialog::FormDialog(const QString &title, QWidget *parent)
    : QDialog(parent), m_content(new Composite(this)), m_rows(new QVBoxLayout),
      m_busyLine(new HintLine(m_content)), m_actions(new AdaptiveLayout(AdaptiveLayout::Mode::Ends))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_content);
    auto *column = new QVBoxLayout(m_content);
    auto *heading = new Label(Type::Subtitle, title, m_content);
    heading->setWrapped(true);
    m_rows->addWidget(heading);
    column->addLayout(m_rows);
    column->addStretch();
    column->addLayout(m_actions);
    m_content->metrics([this, column](const Theme &theme) {
        column->setContentsMargins(theme.gap(24), theme.gap(22), theme.gap(24), theme.gap(20));
        column->setSpacing(theme.px(20));
        m_rows->setSpacing(theme.px(12));
        m_actions->setSpacing(theme.px(8));
    });
}

void FormDialog::addWords(const QString &words)
{
    auto *label = new Label(Type::Body, words, m_content);
    label->setWrapped(true);
    m_rows->addWidget(label);
    setAccessibleDescription(words);
}

void FormDialog::addRow(QWidget *row)
{
    m_rows->addWidget(row);
}

void FormDialog::addField(Field *field)
{
    m_fields.append(field);
    m_rows->addWidget(field);
    connect(field, &Field::submitted, this, [this] {
        if (m_primary->isEnabled())
            submit();
    });
}

void FormDialog::addActions(const QString &other, const QString &primary)
{
    m_rows->addWidget(m_busyLine);
    auto *nothing = new QWidget(m_content); // what stands first goes to the left edge
    nothing->hide();
    m_actions->addWidget(nothing);
    m_other = new Button(Button::Kind::Outlined, other, m_content);
    m_primary = new Button(Button::Kind::Filled, primary, m_content);
    m_actions->addWidget(m_other);
    m_actions->addWidget(m_primary);
    connect(m_other, &Button::clicked, this, &QDialog::reject);
    connect(m_primary, &Button::clicked, this, [this] { submit(); });
}

void FormDialog::setBusy(bool busy, const QString &sentence)
{
    m_busy = busy;
    for (Field *field : std::as_const(m_fields))
        field->setEnabled(!busy);
    m_busyLine->say(QStringLiteral("clock"), Tone::Muted, busy ? sentence : QString());
    refreshActions();
}

void FormDialog::refreshActions()
{
    m_primary->setEnabled(!m_busy && mayPress());
}

void FormDialog::markField(Field *field, const QString &sentence)
{
    field->setError(sentence);
    if (sentence.isEmpty())
        return;
    if (m_busy)
        setBusy(false);
    field->edit()->setFocus(Qt::OtherFocusReason);
}

/// As high as its rows at this width: an error makes it grow.
void FormDialog::fit()
{
    const int most = screen()->availableSize().width() * 9 / 10;
    const int wide = std::min(std::max(Theme::of(this).px(460), m_actions->sizeHint().width() + 60), most);
    const int high = layout()->totalHeightForWidth(wide);
    setMinimumSize(wide, high);
    resize(std::max(wide, width()), high);
}

bool FormDialog::event(QEvent *event)
{
    const bool done = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest && isVisible())
        fit();
    return done;
}

void FormDialog::showEvent(QShowEvent *event)
{
    fit();
    QDialog::showEvent(event);
    QMetaObject::invokeMethod(this, &FormDialog::fit,
                              Qt::QueuedConnection); // once all fonts are as they are shown
    if (!m_fields.isEmpty())
        m_fields.first()->edit()->setFocus(Qt::OtherFocusReason);
}

} // namespace waxwing
