// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace waxwing {

/// Whom a person means (PROTOCOL 16.5): what a host lists beside somebody known never takes their place.
namespace directChoice {

/// The name `typed`, in any case, as somebody bears it: exactly as typed, or else the only one alike. Empty
/// for nobody, for several alike, and for somebody new whose name is like that of somebody known.
[[nodiscard]] QString name(const QString &typed, const QStringList &known, const QStringList &here);

/// Whether somebody known under another spelling makes this name doubtful.
[[nodiscard]] bool isLikeAnother(const QString &name, const QStringList &known);

} // namespace directChoice

} // namespace waxwing
