// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QList>
#include <QStringList>
#include <utility>

namespace waxwing {

class Engine;

/// Where files lie that were saved, or given to one person, at an earlier time, so that their folder can be
/// opened and their picture shown: a setting of the profile, the last few hundred.
namespace fileMemory {

using Saved = QList<std::pair<Bytes, QString>>;

void add(Engine &engine, const Bytes &file, const QString &path);
void forget(Engine &engine, const Bytes &file); ///< where it lies, not the file
void clear(Engine &engine);
[[nodiscard]] QStringList kept(const Engine &engine);
/// Of these, what is still there. Touches the disk: for a thread of the pool.
[[nodiscard]] Saved stillThere(const QStringList &kept);

} // namespace fileMemory

} // namespace waxwing
