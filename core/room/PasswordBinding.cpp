// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PasswordBinding.h"

#include "Hash.h"

#include <QtEndian>

namespace waxwing {

Bytes changeBinding(BytesView hostDigest, const ChangeFinal &wish)
{
    using namespace Qt::StringLiterals;
    Bytes iterations(4, Qt::Uninitialized);
    qToBigEndian(quint32(wish.iterations), iterations.data());
    return sha256(
        {"waxwing/1 change\0"_ba, hostDigest, wish.salt, wish.storedKey, wish.serverKey, iterations});
}

} // namespace waxwing
