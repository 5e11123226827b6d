// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FileShelf.h"
#include "HostMember.h"

#include <map>

namespace waxwing {

/// Files on their way from members to the host (PROTOCOL 8.11, giving): each in its turn, within its window,
/// counted as it comes. What it refuses with an error ends the link.
class HostUploads : public QObject
{
    Q_OBJECT
public:
    HostUploads(FileShelf &shelf, const Settings &settings, Clock &clock, QObject *parent = nullptr);

    Result<void> on(HostMember &member, const PutFile &put);
    Result<void> on(HostMember &member, const FileChunk &chunk);
    Result<void> on(HostMember &member, const PutEnd &end);
    /// False where this member does not give that file.
    bool stop(HostMember &member, const StopFile &stop);
    void leave(const HostMember &member);
    void tick(); ///< who does not move gives way

Q_SIGNALS:
    /// One has ended though more of it may be on its way.
    void endedEarly(quint64 member, const QByteArray &file);

private:
    struct Upload
    {
        quint64 serial = 0;
        HostMember *member = nullptr;
        bool moves = false;   ///< has its turn
        bool isReady = false; ///< `put_from` is sent
        bool isWriting = false;
        qint64 received = 0;
        qint64 told = 0;
        qint64 lastMs = 0;
        std::vector<Bytes> pending; ///< to be written
        std::optional<Bytes> digest;
    };
    using Key = std::pair<quint64, Bytes>; ///< member and file
    Result<void> begin(HostMember &member, const PutFile &put);
    [[nodiscard]] Result<void> judge(const Upload &upload, const FileShelf::File &file,
                                     const FileChunk &chunk) const;
    void startNext();
    void start(const Key &key, Upload &upload);
    void wanted(const Key &key, quint64 serial, const Result<void> &outcome);
    void write(const Key &key, Upload &upload);
    void onWritten(const Key &key, quint64 serial, const Result<void> &outcome);
    void finish(const Key &key, Upload &upload);
    void onFinished(const Key &key, quint64 serial, const Result<void> &outcome);
    void refuse(const Key &key, Code code);
    void drop(const Key &key, bool forgets);
    [[nodiscard]] Upload *find(const Key &key, quint64 serial);
    [[nodiscard]] bool hasTurn(const HostMember &member) const;
    void countTurn(const HostMember &member, int direction);
    [[nodiscard]] int countOf(const HostMember &member, bool moving) const;

    FileShelf &m_shelf;
    const Settings &m_settings;
    Clock &m_clock;
    std::map<Key, Upload> m_uploads;
    std::vector<Key> m_waiting; ///< for their turn, in its order
    int m_moving = 0;
    std::map<qint64, int> m_turns; ///< of these, by account
    quint64 m_lastSerial = 0;
};

} // namespace waxwing
