// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FileShelf.h"
#include "GivingWindow.h"
#include "HostMember.h"

#include <map>

namespace waxwing {

/// Files on their way from the host to members (PROTOCOL 8.11, taking): each in its turn, read from the disk
/// only as its window lets it. What it refuses with an error ends the link.
class HostDownloads : public QObject
{
    Q_OBJECT
public:
    HostDownloads(FileShelf &shelf, const Settings &settings, Clock &clock, QObject *parent = nullptr);

    Result<void> on(HostMember &member, const GetFile &get);
    /// FileUnknown where this member does not take that file.
    Result<void> on(HostMember &member, const FileTook &took);
    /// False where this member does not take that file.
    bool stop(HostMember &member, const StopFile &stop);
    void leave(const HostMember &member);
    void gone(const Bytes &file); ///< the room keeps it no longer
    void tick();                  ///< who does not move gives way

Q_SIGNALS:
    /// One has ended though `took` of it may be on its way.
    void endedEarly(quint64 member, const QByteArray &file);

private:
    struct Download
    {
        quint64 serial = 0;
        HostMember *member = nullptr;
        GivingWindow window;
        bool moves = false; ///< has its turn
        bool isReading = false;
        bool isSent = false; ///< all of it
        qint64 lastMs = 0;
    };
    using Key = std::pair<quint64, Bytes>; ///< member and file
    void startNext();
    void pump(const Key &key, Download &download);
    void readOn(const Key &key, Download &download, const FileShelf::File &file);
    void onRead(const Key &key, quint64 serial, const Result<std::vector<Bytes>> &chunks);
    void refuse(const Key &key, Code code);
    void drop(const Key &key);
    void giveTurnBack(Download &download);
    [[nodiscard]] Download *find(const Key &key, quint64 serial);
    [[nodiscard]] bool hasTurn(const HostMember &member) const;
    void countTurn(const HostMember &member, int direction);
    [[nodiscard]] int countOf(const HostMember &member, bool moving) const;

    FileShelf &m_shelf;
    const Settings &m_settings;
    Clock &m_clock;
    std::map<Key, Download> m_downloads;
    std::vector<Key> m_waiting; ///< for their turn, in its order
    int m_moving = 0;
    std::map<qint64, int> m_turns; ///< of these, by account
    quint64 m_lastSerial = 0;
};

} // namespace waxwing
