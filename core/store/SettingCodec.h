// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"

#include <QVariant>

/// Settings as SQLite's own types, so that the file can be read by a person and never runs a QVariant's
/// loader.
namespace waxwing::settingCodec {

struct Encoded
{
    QString kind; ///< bool, int, real, text, bytes or list (of texts, as JSON)
    QVariant value;
};

/// Internal for a type that is none of these.
Result<Encoded> encode(const QVariant &value);
/// Invalid for a kind that is not known or a value that does not fit it. Whole numbers come back as qint64.
QVariant decode(const Encoded &encoded);

} // namespace waxwing::settingCodec
