// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Code.h"

#include <QString>
#include <tl/expected.hpp>

namespace waxwing {

/// What went wrong: a code for the program and for tr() in the windows, a detail for the log.
struct Error
{
    Code code = Code::Internal;
    QString detail;
    quint16 claimedVersion = 0; ///< of WrongVersion: what the other side says it speaks; 0 where it did not
    bool isClaim = false;       ///< said by somebody who has not proved who it is

    friend bool operator==(const Error &left, const Error &right) { return left.code == right.code; }
};

template <class T> using Result = tl::expected<T, Error>;

/// `return failure(Code::Tampered, "…")` in any function that returns a Result.
inline tl::unexpected<Error> failure(Code code, QString detail = {})
{
    return tl::make_unexpected(Error{code, std::move(detail)});
}

} // namespace waxwing
