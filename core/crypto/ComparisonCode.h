// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QString>
#include <QStringList>

namespace waxwing {

/// The 60 digits that two members read to each other (PROTOCOL 16.6): 30 of each identity, so that whoever
/// wants to be taken for one of them must meet all 30 of that one; never one hash of both, of which two could
/// be bent at once.
namespace comparisonCode {

/// 30 digits of one identity: the first 100 bits of SHA-256("waxwing/1 compare" 00 ‖ SPKI), mod 10^30.
QString half(BytesView spki);
/// 60 digits, the same for both: the smaller half first.
QString code(BytesView oneSpki, BytesView otherSpki);
/// Twelve groups of five, for eyes and voices.
QStringList groups(const QString &code);

} // namespace comparisonCode

} // namespace waxwing
