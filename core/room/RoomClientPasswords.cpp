// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// Another password: in the room, or by a code of the host.
#include "RoomClientPrivate.h"

#include "Password.h"

namespace waxwing {

void RoomClient::resetPassword(const QString &name, const QString &code, const QString &password,
                               const QString &earlier)
{
    auto prepared = std::make_shared<Result<SecretBytes>>(preparePassword(password));
    auto before = std::make_shared<Result<SecretBytes>>(preparePassword(earlier));
    Bytes typed = code.toUtf8();
    auto kept = std::make_shared<SecretBytes>(toSpan(typed));
    wipe(toMutableSpan(typed));
    d->ask([name, kept, prepared, before](RoomGuest &guest) {
        if (*prepared)
            guest.resetPassword(name, std::move(*kept), std::move(**prepared),
                                *before ? std::move(**before) : SecretBytes());
        else
            guest.refuseEntry(prepared->error());
    });
}

void RoomClient::changePassword(const QString &old, const QString &fresh)
{
    auto before = std::make_shared<Result<SecretBytes>>(preparePassword(old));
    auto after = std::make_shared<Result<SecretBytes>>(preparePassword(fresh));
    if (*before && *after)
        return d->ask([before, after](RoomGuest &guest) {
            guest.changePassword(std::move(**before), std::move(**after));
        });
    LobbyRefusal refusal; // what cannot be a password is not this account's
    refusal.error = *after ? Error{Code::PasswordWrong, {}} : after->error();
    Q_EMIT passwordRefused(refusal);
}

} // namespace waxwing
