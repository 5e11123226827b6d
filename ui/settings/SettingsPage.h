// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

#include <QList>

namespace waxwing {

class Button;
class SettingPart;
class Sheet;

/// Settings of one matter: a title, a sheet with a row each, and the way back to what was delivered.
class SettingsPage final : public Composite
{
    Q_OBJECT

public:
    SettingsPage(const QString &title, const QString &icon, QWidget *parent = nullptr);

    void add(SettingPart *part);

    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] QString icon() const { return m_icon; }
    [[nodiscard]] const QList<SettingPart *> &parts() const { return m_parts; }
    [[nodiscard]] Sheet *sheet() const { return m_sheet; }
    [[nodiscard]] Button *resetButton() const { return m_reset; } ///< hidden where nothing can be reset

    /// Shows the parts that fit, all where the title does, and gives how many; empty: all.
    int filter(const QString &needle);
    void reset();
    [[nodiscard]] bool isNormal() const;

private:
    void refreshReset();

    QString m_title;
    QString m_icon;
    Sheet *m_sheet;
    Button *m_reset;
    QList<SettingPart *> m_parts;
    bool m_isFiltered = false;
};

} // namespace waxwing
