// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "FileCard.h"

#include <QSet>
#include <QString>

namespace waxwing {

/// The one person with whom the files of a conversation go to and fro (PROTOCOL 16.7): plain values of the
/// moment.
struct FilePerson
{
    QString name;        ///< the account; empty: nobody alone, the room
    QString refusal;     ///< a sentence: why nothing goes either way just now; empty: it does
    QSet<Bytes> trusted; ///< their identities that are talked with
    QSet<Bytes> here;    ///< those that the roster names
    FileCard::Reach reach = FileCard::Reach::Unknown;
    friend bool operator==(const FilePerson &, const FilePerson &) = default;
};

/// Where a file of theirs lies.
struct FileOrigin
{
    Bytes device;
    Bytes identity; ///< digest; empty: nobody told of such a file
};

} // namespace waxwing
