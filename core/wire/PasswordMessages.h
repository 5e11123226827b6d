// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QString>

/// The messages by which a password is changed (feature "password", PROTOCOL 7.7) or set anew by a code of
/// the host (feature "reset", 7.8).
namespace waxwing {

struct ChangeFirst
{
    QString scram;
}; // change_first
struct ChangeChallenge
{
    QString scram;
}; // change_challenge
struct ChangeFinal
{ // change_final; keys scram salt iterations stored_key server_key
    QString scram;
    Bytes salt; ///< 16
    quint64 iterations = 0;
    Bytes storedKey; ///< 32
    Bytes serverKey; ///< 32
};
struct Changed
{
    QString scram;
}; // changed

struct Reset
{ // reset; keys name code salt iterations stored_key server_key
    QString name;
    QString code;
    Bytes salt; ///< 16
    quint64 iterations = 0;
    Bytes storedKey; ///< 32
    Bytes serverKey; ///< 32
};
struct ResetDone
{}; // reset_done

} // namespace waxwing
