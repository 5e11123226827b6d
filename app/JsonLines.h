// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"
#include "RoomView.h"
#include "RoomHost.h"

#include <QJsonObject>

namespace waxwing {

/// The vocabulary of app/HEADLESS.md: events out, one object a line.
namespace json {

/// Writes one event to standard output and flushes.
void write(const QString &event, QJsonObject fields = {});
void writeError(const Error &error, const QJsonValue &id = {});
/// A command from a line; failure where it is no object with a "command".
Result<QJsonObject> readCommand(const QByteArray &line);

QJsonObject fieldsOf(const HostInfo &info);
QJsonObject fieldsOf(const HostView &host);
QJsonObject fieldsOf(const RoomMessage &message);
QJsonObject fieldsOf(const RoomChange &change);
QJsonObject fieldsOf(const PersonView &person);
QJsonObject countOf(quint64 count, quint64 of);
/// Nothing where `target` is 0.
void addTarget(QJsonObject &fields, Act act, quint64 target);
QLatin1StringView nameOf(Registration registration);

} // namespace json

} // namespace waxwing
