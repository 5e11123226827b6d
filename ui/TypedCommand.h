// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace waxwing {

/// What was typed for one person alone: "/msg NAME text" or "/send NAME PATH". Read in one way in the window
/// and on the terminal, so that no slip of the keyboard tells it to all.
struct TypedCommand
{
    QString name; ///< in quotes where it has a space in it; empty: none was given, or its quote has no end
    QString rest; ///< without space around it; may be empty

    /// Nothing where the line does not begin with the word `command` ("/msg"), in any case and behind any
    /// white space.
    [[nodiscard]] static std::optional<TypedCommand> read(const QString &line, QLatin1StringView command);
};

} // namespace waxwing
