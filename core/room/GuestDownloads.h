// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "GuestServices.h"
#include "ReceivedFile.h"
#include "TransferBoard.h"
#include "VaultKeeper.h"

#include <QPointer>
#include <map>
#include <set>

namespace waxwing {

class Link;

/// Files that this person takes over one link (PROTOCOL 8.11): from the room, or from a device of another
/// member (16.7). Written piece by piece, remembered in the vault, gone on with after a break from where the
/// disk is, compared at the end. Network thread; the disk is the files' thread's.
class GuestDownloads : public QObject
{
    Q_OBJECT
public:
    GuestDownloads(const GuestServices &services, VaultKeeper &vault, TransferBoard &board,
                   QObject *parent = nullptr);

    void add(quint64 id, const FileNote &file, const QString &folder, const FileParty &from = {});
    void restore(quint64 id, const KeptTransfer &kept);
    void forgetAll();
    // False where it is none of these.
    bool pause(quint64 id);
    bool resume(quint64 id);
    bool cancel(quint64 id);

    /// What is larger has failed.
    void enter(Link *link, quint64 largest = limits::largestInteger);
    void refuseAll(); ///< the host knows no files: all that waits has failed
    void endLink();
    [[nodiscard]] bool isEntered() const { return m_link != nullptr; }
    /// Something waits, moves or is asked for again by itself.
    [[nodiscard]] bool isActive() const;
    // Unexpected where it does not fit.
    Result<void> on(const FileChunk &chunk);
    Result<void> on(const FileSent &sent);
    /// False where this side does not take that file.
    bool on(const FileRefused &refused);

Q_SIGNALS:
    void changed(); ///< perhaps isActive()

private:
    enum class Step { Waiting, Opening, Counting, Moving, Ending, Paused };
    struct Download
    {
        quint64 id = 0;
        quint64 serial = 0; ///< answers to an earlier one are dropped
        KeptTransfer transfer;
        Step step = Step::Waiting;
        std::shared_ptr<ReceivedFile> part; ///< used in the files' thread alone
        qint64 received = 0;
        qint64 written = 0;
        qint64 told = 0;
        bool isWriting = false;
        bool isSent = false; ///< the host says that it was all
        int refusals = 0;    ///< one after the other, because it is paused there
        qint64 askAgainMs = 0;
        std::vector<Bytes> pending;
    };
    template <class Work, class Then> void run(Download &download, Work work, Then then);
    void startNext();
    void askLater(Download &download);
    using Opened = Result<std::shared_ptr<ReceivedFile>>;
    void open(Download &download);
    void onOpened(quint64 id, quint64 serial, const Opened &part);
    void count(Download &download);
    void ask(Download &download, qint64 offset);
    void write(Download &download);
    void onWritten(Download &download, qint64 size);
    void finish(Download &download);
    void setStep(Download &download, Step step);
    void stepBack(Download &download, Step step);
    void stop(Download &download, Code code);
    void tellTook(Download &download, qint64 offset);
    void fail(Download &download, Code code);
    void show(const Download &download, TransferState state, Code code = Code::FileCancelled,
              const QString &path = {});
    [[nodiscard]] Download *find(quint64 id);
    [[nodiscard]] Download *findMoving(const Bytes &file);

    const GuestServices &m_services;
    VaultKeeper &m_vault;
    TransferBoard &m_board;
    QPointer<Link> m_link; ///< entered, with the feature
    std::map<quint64, Download> m_downloads;
    std::set<Bytes> m_stopping; ///< the host has not answered `stop` yet
    std::set<Bytes> m_through;  ///< the last `took` is sent: one `file_refused` may have crossed with it
    QTimer m_retry;
    quint64 m_lastSerial = 0;
};

} // namespace waxwing
