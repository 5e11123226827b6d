// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// RoomFiles: what differs where they go to and fro with one person alone.
#include "RoomFiles.h"

namespace waxwing {

void RoomFiles::setPerson(const FilePerson &person)
{
    if (m_person == person)
        return;
    const bool mayTakeMore = !(m_person.refusal == person.refusal && m_person.trusted == person.trusted);
    m_person = person;
    if (mayTakeMore)
        m_looked.clear();
    Q_EMIT changed({});
    Q_EMIT limitsChanged();
    takeNext();
}

void RoomFiles::setOrigins(Origins origins)
{
    m_origins = std::move(origins);
}

/// Nothing comes from a person who is stopped, nor from a key of theirs that is not talked with.
bool RoomFiles::mayTake(const Bytes &file) const
{
    return !isOfPerson() ||
           (m_person.refusal.isEmpty() && m_person.trusted.contains(originOf(file).identity));
}

FileCard::Reach RoomFiles::reachOf(const Bytes &file, bool mine) const
{
    if (mine || m_person.reach != FileCard::Reach::Here)
        return m_person.reach;
    return m_person.here.contains(originOf(file).identity) ? FileCard::Reach::Here : FileCard::Reach::Away;
}

/// An upload that nobody will have. To one person its message may be said already.
void RoomFiles::withdraw(const TransferView &upload)
{
    if (isOfPerson())
        m_gone.insert(upload.note.id);
    Q_EMIT sourceDone(upload.note, upload.path, false);
    Q_EMIT uploadGone(upload.id);
}

} // namespace waxwing
