// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Engine.h"

#include <QLatin1StringView>

namespace waxwing {

/// A setting of the profile and what it is as delivered. Values: bool, int, or a word.
template <typename Value> struct SettingKey
{
    const char *name;
    Value normal;

    [[nodiscard]] QString key() const { return QString::fromLatin1(name); }
};

namespace settingKey {

// What others are told.
inline constexpr SettingKey<bool> typing{"privacy/typing", true};
inline constexpr SettingKey<bool> receipts{"privacy/receipts", true};
/// Days; 0: for ever, −1: nothing but what waits to be sent.
inline constexpr SettingKey<int> keepDays{"history/keepDays", 0};
/// "full": name and text, "name": who, "nothing": that there is something.
inline constexpr SettingKey<const char *> notifyPrivacy{"notify/privacy", "full"};
inline constexpr SettingKey<bool> notifyPopup{"notify/popup", true};
inline constexpr SettingKey<bool> notifySound{"notify/sound", false};
inline constexpr SettingKey<bool> notifyBadge{"notify/badge", true};
/// What becomes of a room whose window is closed: "ask", "tray" or "quit".
inline constexpr SettingKey<const char *> trayClose{"tray/close", "ask"};
/// Where files are saved; empty: as the platform does it.
inline constexpr SettingKey<const char *> downloadFolder{"files/folder", ""};
inline constexpr SettingKey<bool> askFolder{"files/ask", false};
/// MiB up to which a picture comes by itself; 0: none does.
inline constexpr SettingKey<int> pictureMiB{"files/pictures", 5};
inline constexpr SettingKey<bool> enterSends{"chat/enterSends", true};
/// "welcome", or "room": the one that was used last.
inline constexpr SettingKey<const char *> startWith{"start/with", "welcome"};
/// int of Scheme, which is the windows' own.
inline constexpr SettingKey<int> scheme{"appearance.scheme", 0};
inline constexpr SettingKey<int> textPercent{"appearance.text", 100};

} // namespace settingKey

inline bool settingOf(const Engine &engine, const SettingKey<bool> &key)
{
    return engine.setting(key.key(), key.normal).toBool();
}
inline int settingOf(const Engine &engine, const SettingKey<int> &key)
{
    return engine.setting(key.key(), key.normal).toInt();
}
inline QString settingOf(const Engine &engine, const SettingKey<const char *> &key)
{
    return engine.setting(key.key(), QString::fromLatin1(key.normal)).toString();
}

} // namespace waxwing
