// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "HostDownloads.h"
#include "HostUploads.h"

#include <QTimer>
#include <deque>

namespace waxwing {

class FanOut;

/// The files of a room at its host (PROTOCOL 8.11): what members give and take, what a message brings, how
/// much there is room for. Network thread.
class HostFiles : public QObject
{
    Q_OBJECT
public:
    HostFiles(FileParts parts, FanOut &fanOut, QObject *parent = nullptr);

    /// Behind the roster: what the room takes.
    void enter(HostMember &member);
    void leave(const HostMember &member);
    /// None for a message that is not of files; an error ends the link.
    std::optional<Result<void>> receive(HostMember &member, const Message &message);

    /// What a `say` brings: none where the room does not keep it, it is another's, or was said already.
    std::optional<FileNote> claim(qint64 account, const Bytes &file);
    void said(const FileNote &file, quint64 number);
    void notSaid(const FileNote &file); ///< it could not be numbered
    void dropped(const TalkChange &change);

private:
    Result<void> on(HostMember &member, const FileChunk &chunk);
    Result<void> on(HostMember &member, const PutEnd &end);
    Result<void> on(HostMember &member, const FileTook &took);
    Result<void> on(HostMember &member, const StopFile &stop);
    Result<void> orLate(HostMember &member, const Bytes &file, const Result<void> &outcome);
    [[nodiscard]] FileLimits limitsNow() const;
    void tellLimits();
    void tick();

    struct Late
    {
        Bytes file;
        int left = 0; ///< messages of it that may have crossed with its end
    };
    const Settings &m_settings;
    FanOut &m_fanOut;
    FileShelf m_shelf;
    HostUploads m_uploads;
    HostDownloads m_downloads;
    std::map<quint64, std::deque<Late>> m_late; ///< by member
    QTimer m_tick;
    qint64 m_toldRoom = 0;
};

} // namespace waxwing
