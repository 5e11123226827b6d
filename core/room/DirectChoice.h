// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectRecords.h"

#include <QStringList>

namespace waxwing {

/// Whom a person means (PROTOCOL 16.5): what a host lists beside somebody known never takes their place.
namespace directChoice {

/// The name `typed`, in any case, as somebody bears it: exactly as typed, or else the only one alike. Empty
/// for nobody, for several alike, and for somebody new whose name is like that of somebody known.
[[nodiscard]] QString name(const QString &typed, const QStringList &known, const QStringList &here);

/// Whether somebody known under another spelling makes this name doubtful.
[[nodiscard]] bool isLikeAnother(const QString &name, const QStringList &known);

/// The identity with this digest, or the only one that was met under this device id: a device id is the
/// host's word. Null for none and for several.
[[nodiscard]] const DirectIdentity *identity(const DirectContact &contact, const Bytes &which);

} // namespace directChoice

} // namespace waxwing
