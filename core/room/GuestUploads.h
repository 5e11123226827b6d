// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "GivingWindow.h"
#include "GuestServices.h"
#include "SourceFile.h"
#include "TransferBoard.h"
#include "VaultKeeper.h"

#include <QPointer>
#include <map>
#include <set>

namespace waxwing {

class Link;

/// Files that this person gives to the room (PROTOCOL 8.11): read piece by piece, remembered in the vault,
/// gone on with after a break from where the host is. Network thread; the disk is the files' thread's.
class GuestUploads : public QObject
{
    Q_OBJECT
public:
    GuestUploads(const GuestServices &services, VaultKeeper &vault, TransferBoard &board,
                 QObject *parent = nullptr);

    void add(quint64 id, const QString &path);
    void restore(quint64 id, const KeptTransfer &kept);
    void forgetAll();
    void keepAgain(); ///< in the vault, that could not be written for a while
    // False where it is none of these.
    bool pause(quint64 id);
    bool resume(quint64 id);
    bool cancel(quint64 id);

    void enter(Link *link, qint64 largest); ///< `file_limits` came
    void refuseAll();                       ///< the host knows no files: all that waits has failed
    void endLink();
    // Unexpected where it does not fit.
    Result<void> on(const PutFrom &from);
    Result<void> on(const FileTook &took);
    Result<void> on(const FileKept &kept);
    /// False where this side does not give that file.
    bool on(const FileRefused &refused);

Q_SIGNALS:
    /// The host has it: now it can be said.
    void kept(const waxwing::FileNote &file);

private:
    enum class Step { Measuring, Waiting, Asked, Opening, Skipping, Moving, Ending, Paused };
    struct Upload
    {
        quint64 id = 0;
        quint64 serial = 0; ///< answers to an earlier one are dropped
        KeptTransfer transfer;
        Step step = Step::Measuring;
        std::shared_ptr<SourceFile> source; ///< used in the files' thread alone
        GivingWindow window;
        bool isReading = false;
    };
    static bool isOnLink(Step step) { return step >= Step::Asked && step <= Step::Ending; }
    template <class Work, class Then> void run(Upload &upload, Work work, Then then);
    void onMeasured(Upload &upload, const FileMark &mark);
    void startNext();
    void open(Upload &upload);
    void ask(Upload &upload);
    void skip(Upload &upload, qint64 offset);
    void pump(Upload &upload);
    void readOn(Upload &upload);
    void end(Upload &upload);
    void setStep(Upload &upload, Step step);
    void stepBack(Upload &upload, Step step);
    void stop(const Upload &upload, Code code);
    void fail(Upload &upload, Code code);
    void finish(Upload &upload); ///< with nothing to say
    void show(const Upload &upload, TransferState state, Code code = Code::FileCancelled);
    [[nodiscard]] Upload *find(quint64 id);
    [[nodiscard]] Upload *findFile(const Bytes &file);

    const GuestServices &m_services;
    VaultKeeper &m_vault;
    TransferBoard &m_board;
    QPointer<Link> m_link; ///< entered, with the feature
    qint64 m_largest = 0;
    std::map<quint64, Upload> m_uploads;
    std::set<Bytes> m_stopping; ///< the host has not answered `stop` yet
    QTimer m_retry;
    bool m_isStarting = false;
    quint64 m_lastSerial = 0;
};

} // namespace waxwing
