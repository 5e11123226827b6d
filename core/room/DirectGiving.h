// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectOffers.h"
#include "GivingWindow.h"
#include "Link.h"

#include <QPointer>

#include <deque>

namespace waxwing {

/// Files on their way to one device of another member over one direct link (PROTOCOL 16.7): each in its turn,
/// read from the disk only as its window lets it. What it refuses with an error ends the link. Network
/// thread.
class DirectGiving : public QObject
{
    Q_OBJECT
public:
    DirectGiving(Link *link, QString name, const GuestServices &services, DirectOffers &offers,
                 QObject *parent = nullptr);

    void end(); ///< the link is over
    Result<void> on(const GetFile &get);
    Result<void> on(const FileTook &took);
    Result<void> on(const StopFile &stop);
    void withdraw(const Bytes &file, Code code);
    void refuseNow(const Bytes &file); ///< paused: nothing is given to this person just now
    /// Nothing waits or has its turn; of what is all sent the last `took` may be lacking.
    [[nodiscard]] bool isIdle() const;

private:
    struct Gift
    {
        quint64 serial = 0; ///< answers to an earlier one are dropped
        KeptTransfer transfer;
        GivingWindow window;
        std::shared_ptr<SourceFile> source; ///< used in the files' thread alone
        bool moves = false;                 ///< has its turn
        bool isReading = false;
        bool isSent = false; ///< all of it
        qint64 lastMs = 0;   ///< of the last step, while it has its turn
    };
    struct Late
    {
        Bytes file;
        int left = 0;
    };
    template <class Work, class Then> void run(const Bytes &file, Work work, Then then);
    void startNext();
    void open(const Bytes &file);
    void pump(const Bytes &file);
    void sayThatItWasAll(const Bytes &file);
    void refuse(const Bytes &file, Code code);
    void tick();
    void giveTurnBack(const Bytes &file);
    void drop(const Bytes &file);

    QPointer<Link> m_link;
    const QString m_name;
    const GuestServices &m_services;
    DirectOffers &m_offers;
    std::map<Bytes, Gift> m_gifts;
    std::vector<Bytes> m_waiting; ///< for their turn, in its order
    std::deque<Late> m_late;      ///< ended by this side: what crossed with that is thrown away
    QTimer m_later;
    QTimer m_tick; ///< runs while something has its turn
    quint64 m_lastSerial = 0;
};

} // namespace waxwing
