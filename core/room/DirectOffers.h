// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "GuestServices.h"
#include "SourceFile.h"
#include "TransferBoard.h"
#include "VaultKeeper.h"

#include <map>

namespace waxwing {

/// Files that this person gives to other members (PROTOCOL 16.7): hashed once, then told, and kept until one
/// device of theirs has taken them. Knows no link. Network thread; the disk is the files' thread's.
class DirectOffers : public QObject
{
    Q_OBJECT
public:
    DirectOffers(const GuestServices &services, VaultKeeper &vault, TransferBoard &board,
                 QObject *parent = nullptr);

    void add(quint64 id, const QString &path, const QString &name);
    void restore(quint64 id, const KeptTransfer &kept);
    void forgetAll();
    void keepAgain(); ///< in the vault, that could not be written for a while
    // False where it is none of these.
    bool pause(quint64 id);
    bool resume(quint64 id);
    bool cancel(quint64 id);
    /// Bytes of the largest file; none while nothing can be told.
    void setLargest(std::optional<quint64> largest);
    void refuseUntold(); ///< the host knows no files
    void told(quint64 id);
    void fail(quint64 id, Code code);
    void erased(const Bytes &file); ///< with its message; the vault knows

    // What is asked and told by those who give.
    /// What was told to this person; FileUnknown, FilePaused.
    [[nodiscard]] Result<KeptTransfer> offered(const QString &name, const Bytes &file) const;
    void begins(const Bytes &file);
    void moves(const Bytes &file, qint64 taken);
    void rests(const Bytes &file);
    void taken(const Bytes &file);   ///< all of it
    void changed(const Bytes &file); ///< it is another now, or gone

Q_SIGNALS:
    /// Read: to be told, in one transaction with what is kept of it.
    void ready(quint64 id, const waxwing::KeptTransfer &transfer);
    /// To be given no more, or not now.
    void withdrawn(const QByteArray &file, waxwing::Code code);

private:
    enum class Step { Measuring, Waiting, Hashing, Telling, Offered, Paused };
    struct Offer
    {
        quint64 id = 0;
        quint64 serial = 0; ///< answers to an earlier one are dropped
        KeptTransfer transfer;
        Step step = Step::Measuring;
        qint64 done = 0; ///< hashed, or taken
        int givings = 0; ///< on links just now
    };
    template <class Work, class Then> void run(Offer &offer, Work work, Then then);
    void onMeasured(Offer &offer, const FileMark &mark);
    void startNext();
    void open(Offer &offer);
    void hash(Offer &offer, const std::shared_ptr<SourceFile> &source);
    void end(Offer &offer, TransferState state, Code code, Code said);
    void setStep(Offer &offer, Step step);
    void show(const Offer &offer, TransferState state, Code code = Code::FileCancelled);
    [[nodiscard]] Offer *find(quint64 id);
    [[nodiscard]] Offer *findFile(const Bytes &file);

    const GuestServices &m_services;
    VaultKeeper &m_vault;
    TransferBoard &m_board;
    std::map<quint64, Offer> m_offers;
    std::map<Bytes, quint64> m_files; ///< ids by file
    std::optional<quint64> m_largest;
    quint64 m_lastSerial = 0;
};

} // namespace waxwing
