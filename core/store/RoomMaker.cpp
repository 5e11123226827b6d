// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomMaker.h"

#include "Limits.h"
#include "PrivateFiles.h"
#include "RoomSchema.h"

#include <QDir>

namespace waxwing {

Result<void> makeRoom(const QString &folder, const std::optional<SecretBytes> &passphrase, Random &random)
{
    const QString unfinished = folder + QStringLiteral(".new");
    QDir(unfinished).removeRecursively();
    if (auto made = privateFiles::makeFolder(unfinished); !made) {
        return made;
    }
    RoomSecrets secrets;
    Result<void> result;
    const auto sealed = RoomSecrets::make(unfinished, passphrase, random, secrets);
    if (!sealed) {
        result = tl::make_unexpected(sealed.error());
    } else {
        result = Database::make(
            unfinished + QStringLiteral("/room.sqlite"), roomSchema(),
            [&](Database &database) -> Result<void> {
                const SecretBytes key = random.secret(limits::hashSize);
                const auto made = database.change(
                    QStringLiteral(
                        "INSERT INTO room (id, name, registration, history, next_number, closed_cleanly,"
                        " sealed_by, identity, unknown_name_key, host_name, host_password)"
                        " VALUES (1, '', 'open', ?, 1, 1, ?, ?, ?, '', x'')"),
                    {random.bytes(limits::historySize), sealed->sealedBy, sealed->identity,
                     secrets.seal(RoomSecrets::unknownNameKeyColumn, key.span(), random)});
                return made ? Result<void>() : tl::make_unexpected(made.error());
            });
    }
    if (result) {
        QDir().rmdir(folder); // an empty one may stand in the way
        result = privateFiles::publish(unfinished, folder);
    }
    if (!result) {
        QDir(unfinished).removeRecursively();
    }
    return result;
}

} // namespace waxwing
