// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TypedCommand.h"

#include <algorithm>

namespace waxwing {

namespace {

qsizetype endOfWord(const QString &text)
{
    const auto space = std::find_if(text.begin(), text.end(), [](QChar one) { return one.isSpace(); });
    return space - text.begin();
}

} // namespace

std::optional<TypedCommand> TypedCommand::read(const QString &line, QLatin1StringView command)
{
    const QString whole = line.trimmed();
    const qsizetype word = endOfWord(whole);
    if (whole.first(word).compare(command, Qt::CaseInsensitive) != 0)
        return {};
    const QString said = whole.mid(word).trimmed();
    if (!said.startsWith(u'"')) {
        const qsizetype end = endOfWord(said);
        return TypedCommand{said.first(end), said.mid(end).trimmed()};
    }
    const qsizetype end = said.indexOf(u'"', 1);
    if (end < 0)
        return TypedCommand{};
    return TypedCommand{said.mid(1, end - 1).trimmed(), said.mid(end + 1).trimmed()};
}

} // namespace waxwing
