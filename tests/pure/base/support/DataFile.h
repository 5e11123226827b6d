// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace waxwing::test {

/// The rows of tests/pure/base/data/NAME: fields that are code points in hex, as texts.
QList<QStringList> readTexts(const QString &name);

/// The same of lines already read, for the published file.
QStringList textsOf(const QByteArray &line);

} // namespace waxwing::test
