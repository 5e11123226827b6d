// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QByteArrayList>
#include <QString>
#include <optional>

/// What another program does to a file of ours that is closed.
namespace waxwing::otherHand {

/// The rows that were touched; none where the statement failed.
std::optional<qint64> change(const QString &path, const QString &sql);
/// The first column of every row; none where the statement failed.
std::optional<QByteArrayList> read(const QString &path, const QString &sql);

} // namespace waxwing::otherHand
