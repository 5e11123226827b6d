// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "HistoryWriter.h"
#include "VaultSession.h"

#include <QSaveFile>

namespace waxwing {

/// Writes all of a conversation, the room's or a direct one, into a file that is there whole or not at all:
/// slices are read in the store's thread and written in another one, so that neither a slow disk nor a long
/// history keeps anybody waiting.
class HistoryExport : public std::enable_shared_from_this<HistoryExport>
{
public:
    struct Wish
    {
        QString path;
        ExportFormat format = ExportFormat::Html;
        ExportWords words;
        TalkOf talk = {};
    };
    /// What is told, in no certain thread: how many messages are written, and the end.
    struct Listener
    {
        std::function<void(quint64 messages)> progressed;
        std::function<void(const Result<void> &outcome, int damaged)> ended;
    };

    /// `writing` is the way into the thread that writes.
    HistoryExport(std::shared_ptr<VaultSession> session, std::shared_ptr<StoreDoor> writing, Wish wish,
                  Listener listener);
    ~HistoryExport();

    void start();
    void cancel() { m_isCancelled = true; } ///< ends soon, and leaves nothing; ended() may still be called

private:
    void read();
    Result<VaultPage> next();
    void write(const Result<VaultPage> &page);
    Result<void> put(const VaultPage &page);
    Result<void> put(const Bytes &bytes);
    void end(const Result<void> &outcome);

    std::shared_ptr<VaultSession> m_session;
    std::shared_ptr<StoreDoor> m_writing;
    Wish m_wish;
    Listener m_listener;
    std::atomic<bool> m_isCancelled = false;
    // In the store's thread.
    std::optional<vaultCodec::Place> m_above;
    qint64 m_directAbove = 0;
    // In the thread that writes.
    std::unique_ptr<HistoryWriter> m_writer;
    std::unique_ptr<QSaveFile> m_file;
    quint64 m_written = 0;
    int m_damaged = 0;
};

} // namespace waxwing
