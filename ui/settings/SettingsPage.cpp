// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SettingsPage.h"

#include "Button.h"
#include "Label.h"
#include "SettingRow.h"
#include "Sheet.h"

#include <QHBoxLayout>
#include <algorithm>

namespace waxwing {

SettingsPage::SettingsPage(const QString &title, const QString &icon, QWidget *parent)
    : Composite(parent), m_title(title), m_icon(icon), m_sheet(new Sheet(Sheet::Margins::Card, this)),
      m_reset(new Button(Button::Kind::Link, tr("Reset this page"), this))
{
    setAccessibleName(title);
    m_reset->setAccessibleName(tr("Reset %1").arg(title));
    auto *column = new QVBoxLayout(this);
    column->addWidget(new Label(Type::Subtitle, title, this));
    column->addWidget(m_sheet);
    auto *last = new QHBoxLayout;
    last->addStretch();
    last->addWidget(m_reset);
    column->addLayout(last);
    connect(m_reset, &Button::clicked, this, &SettingsPage::reset);
    metrics([this, column](const Theme &theme) {
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(theme.px(10));
        m_sheet->body()->setSpacing(theme.px(18));
    });
    refreshReset();
}

void SettingsPage::add(SettingPart *part)
{
    m_parts.append(part);
    m_sheet->body()->addWidget(part);
    connect(part, &SettingPart::changed, this, &SettingsPage::refreshReset);
    refreshReset();
}

int SettingsPage::filter(const QString &needle)
{
    const bool isAll = m_title.contains(needle, Qt::CaseInsensitive);
    int hits = 0;
    for (SettingPart *part : std::as_const(m_parts))
        hits += part->filter(isAll ? QString() : needle);
    m_isFiltered = !needle.isEmpty();
    refreshReset();
    return hits;
}

void SettingsPage::reset()
{
    for (SettingPart *part : std::as_const(m_parts))
        part->reset();
}

bool SettingsPage::isNormal() const
{
    return std::all_of(m_parts.begin(), m_parts.end(),
                       [](const SettingPart *part) { return part->isNormal(); });
}

void SettingsPage::refreshReset()
{
    const bool hasSettings = std::any_of(m_parts.begin(), m_parts.end(), [](const SettingPart *part) {
        return qobject_cast<const SettingRow *>(part) != nullptr;
    });
    const bool hadFocus = m_reset->hasFocus();
    m_reset->setVisible(hasSettings && !m_isFiltered); // it would reset what is not shown, too
    m_reset->setEnabled(!isNormal());
    if (hadFocus && !m_reset->isEnabled())
        focusPreviousChild(); // to the setting before it
}

} // namespace waxwing
