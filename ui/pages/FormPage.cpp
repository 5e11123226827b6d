// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FormPage.h"

#include "AdaptiveLayout.h"
#include "Button.h"
#include "Field.h"
#include "HintLine.h"
#include "Sheet.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace waxwing {

FormPage::FormPage(Way way, int widest, QWidget *parent)
    : Page(way, widest, parent), m_sheet(new Sheet(Sheet::Margins::Page)), m_busyLine(new HintLine(m_sheet))
{
    setColumn(m_sheet);
}

QVBoxLayout *FormPage::rows() const
{
    return m_sheet->body();
}

void FormPage::addField(Field *field)
{
    m_fields.append(field);
    m_resting.append(field);
    rows()->addWidget(field);
    connect(field, &Field::submitted, this, [this] {
        if (m_primary->isEnabled())
            submit();
    });
}

void FormPage::addResting(QWidget *part)
{
    m_resting.append(part);
}

void FormPage::addActions(const QString &link, const QString &primary)
{
    m_link = new Button(Button::Kind::Link, link, m_sheet);
    m_primary = new Button(Button::Kind::Filled, primary, m_sheet);
    auto *row = new AdaptiveLayout(AdaptiveLayout::Mode::Ends);
    row->addWidget(m_link);
    row->addWidget(m_primary);
    rows()->addWidget(m_busyLine);
    rows()->addLayout(row);
    m_sheet->metrics([row](const Theme &theme) {
        row->setContentsMargins(0, theme.px(6), 0, 0);
        row->setSpacing(theme.px(8));
    });
    connect(m_link, &Button::clicked, this, &FormPage::onLinkClicked);
    connect(m_primary, &Button::clicked, this, [this] { submit(); });
    setLink(link);
}

void FormPage::setLink(const QString &words)
{
    m_linkWords = words;
    refreshActions();
}

void FormPage::setTabs(const QList<QWidget *> &fields)
{
    setTabChain(fields + QList<QWidget *>{m_primary, m_link});
}

void FormPage::setBusy(bool busy, const QString &sentence)
{
    const bool ended = m_busy && !busy;
    m_busy = busy;
    for (QWidget *part : m_resting)
        part->setEnabled(!busy);
    m_busyLine->say(QStringLiteral("clock"), Tone::Muted, busy ? sentence : QString());
    refreshActions();
    if (busy)
        m_link->setFocus(Qt::OtherFocusReason);
    else if (ended)
        focusFirst();
}

QString FormPage::busyWords() const
{
    return m_busyLine->words();
}

void FormPage::refreshActions()
{
    m_link->setText(m_busy ? tr("Cancel") : m_linkWords);
    m_link->setVisible(!m_link->text().isEmpty());
    m_primary->setEnabled(!m_busy && mayPress());
}

void FormPage::markField(Field *field, const QString &sentence)
{
    field->setError(sentence);
    if (sentence.isEmpty())
        return;
    if (m_busy)
        setBusy(false);
    field->edit()->setFocus(Qt::OtherFocusReason);
}

Field *FormPage::firstEmptyField() const
{
    for (Field *field : m_fields) {
        if (!field->isHidden() && field->text().isEmpty())
            return field;
    }
    return nullptr;
}

QWidget *FormPage::firstFocus() const
{
    for (Field *field : m_fields) {
        if (!field->isHidden() && !field->error().isEmpty())
            return field->edit();
    }
    const Field *empty = firstEmptyField();
    return empty != nullptr ? static_cast<QWidget *>(empty->edit()) : m_primary;
}

void FormPage::keyPressEvent(QKeyEvent *event)
{
    if (m_busy && event->key() == Qt::Key_Escape)
        Q_EMIT cancelRequested();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_primary->isEnabled() &&
             m_primary->isDefault())
        submit();
    else
        Page::keyPressEvent(event);
}

void FormPage::onLinkClicked()
{
    if (m_busy)
        Q_EMIT cancelRequested();
    else
        onLink();
}

} // namespace waxwing
