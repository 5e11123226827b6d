// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "SettingsPage.h"
#include "ShortcutList.h"

namespace waxwing {

class Engine;

/// The pages of the settings.
namespace settingsPages {

SettingsPage *general(Engine &engine, bool hasTray, QWidget *parent);
SettingsPage *chat(Engine &engine, QWidget *parent);
SettingsPage *notifications(Engine &engine, QWidget *parent);
SettingsPage *privacy(Engine &engine, QWidget *parent);
SettingsPage *history(Engine &engine, QWidget *parent);
SettingsPage *files(Engine &engine, QWidget *parent);
SettingsPage *appearance(Engine &engine, QWidget *parent);
SettingsPage *shortcuts(const QList<ShortcutGroup> &groups, QWidget *parent);

} // namespace settingsPages

} // namespace waxwing
